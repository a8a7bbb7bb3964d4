import { accessView } from "./accessControlView.js"
import { accessKinds, type Kind } from "./accessKinds.js"
import { bind, pick } from "../bind.js"
import { isRole } from "../caller.js"
import { goKind, parseJson } from "../words/goJson.js"
import { badRequestData, message, ok, publicError, type FakeRequest, type FakeResponse } from "../message.js"
import type { Grant, Team, User } from "../model.js"
import {
  anywhere,
  idParam,
  param,
  route,
  type Access,
  type Context,
  type Handler,
  type Route
} from "../route.js"
import { nextId } from "../state.js"
import type { Table } from "../words/table.js"

/** One thing that has grants. */
export interface Target {
  readonly own: () => ReadonlyArray<Grant>
  readonly inherited: () => ReadonlyArray<Grant>
  readonly set: (grants: ReadonlyArray<Grant>) => void
}

/** A kind of things that have grants. */
export interface Resource {
  readonly kind: Kind
  /** The one that the parameter `uid` names; `undefined` where there is none. */
  readonly find: (context: Context) => Target | undefined
  /** The answer to a write on one that is missing. */
  readonly unknown: FakeResponse
  /** The answer to a reader of one that is missing; else the server fails over it (12.3.0). */
  readonly unlisted?: FakeResponse
  /** The permission on the one that the path names. */
  readonly on: (action: string) => Access
}

const internal = publicError(500, "accesscontrol.internal", "InternalError")

const list =
  ({ find, kind, unlisted = internal }: Resource): Handler =>
  (context) => {
    const found = find(context)
    return found === undefined ? unlisted : ok(accessView(context, kind, found.own(), found.inherited()))
  }

type Subject = Pick<Grant, "userId" | "teamId" | "role">

const missing = (assignment: "user" | "team"): FakeResponse =>
  publicError(400, "accesscontrol.assignmentEntityNotFound", `${assignment} not found`, { assignment })

const problemOf = ({ org, state }: Context, subject: Subject): FakeResponse | undefined => {
  const { role, teamId, userId } = subject
  if (userId !== undefined) {
    return state.users.byId(userId) === undefined && org.serviceAccounts.byId(userId) === undefined
      ? missing("user")
      : undefined
  }
  if (teamId !== undefined) return org.teams.byId(teamId) === undefined ? missing("team") : undefined
  const builtInRole = role ?? ""
  return isRole(builtInRole)
    ? undefined
    : publicError(400, "accesscontrol.invalidBuiltInRole", `built-in role [${builtInRole}] is not valid`, {
        builtInRole
      })
}

const isSame = (left: Subject, right: Subject): boolean =>
  left.userId === right.userId && left.teamId === right.teamId && left.role === right.role

/** Gives one subject a level in the place of its old one. A level that does not exist takes the old one away. */
const grant = (
  { state }: Context,
  { kind }: Resource,
  found: Target,
  subject: Subject,
  permission: string
): void => {
  const others = found.own().filter((other) => !isSame(other, subject))
  const level = accessKinds[kind].levels[permission]
  const given = { ...subject, id: nextId(state, "grant"), permission: level ?? 0, created: state.now() }
  found.set(level === undefined ? others : [...others, given])
}

/** For folders and dashboards any permission will do, and one that does not exist is none (12.3.0). */
const permissionProblem = ({ kind }: Resource, permission: string): FakeResponse | undefined =>
  permission === "" ||
  kind === "folders" ||
  kind === "dashboards" ||
  accessKinds[kind].levels[permission] !== undefined
    ? undefined
    : publicError(
        400,
        "resourcePermissions.invalidPermission",
        `Permission [${permission}] is invalid for this resource type`
      )

const setOne =
  (resource: Resource, subjectOf: (context: Context) => Subject): Handler =>
  (context) => {
    const { find, unknown } = resource
    const body = bind(context.request, { permission: "string" })
    if (body === undefined) return badRequestData
    const permission = body.permission ?? ""
    const wrong = permissionProblem(resource, permission)
    if (wrong !== undefined) return wrong
    const subject = subjectOf(context)
    const found = find(context)
    // A missing team is noticed before a missing folder, a missing person after it (12.3.0).
    if (found === undefined && subject.teamId === undefined) return unknown
    const problem = problemOf(context, subject)
    if (problem !== undefined) return problem
    if (found === undefined) return unknown
    grant(context, resource, found, subject, permission)
    return message(200, permission === "" ? "Permission removed" : "Permission updated")
  }

const itemShape = { userId: "number", teamId: "number", builtInRole: "string", permission: "string" } as const

interface Wish {
  readonly subject: Subject
  readonly permission: string
}

const wish = (item: unknown): Wish | undefined => {
  const fields = pick(item, itemShape)
  if (fields === undefined) return undefined
  const { builtInRole = "", permission = "", teamId = 0, userId = 0 } = fields
  return {
    subject: userId !== 0 ? { userId } : teamId !== 0 ? { teamId } : { role: builtInRole },
    permission
  }
}

const goType = "Go value of type resourcepermissions.setPermissionsCommand"

/** In this one place Grafana tells what its decoder said. */
const unreadable = ({ body, headers }: FakeRequest): FakeResponse => {
  const parsed = parseJson(body ?? "")
  const reason =
    headers["content-type"] === undefined
      ? "mime: no media type"
      : "error" in parsed
        ? parsed.error
        : `json: cannot unmarshal ${goKind(parsed.value)} into ${goType}`
  return message(400, `Bad request data: ${reason}`)
}

const setMany =
  (resource: Resource): Handler =>
  (context) => {
    const body = bind(context.request, { permissions: "array" })
    const wishes = body?.permissions?.map(wish) ?? []
    if (body === undefined || !wishes.every((one) => one !== undefined)) return unreadable(context.request)
    const found = resource.find(context)
    if (found === undefined) return resource.unknown
    for (const { permission, subject } of wishes) {
      const problem = permissionProblem(resource, permission) ?? problemOf(context, subject)
      if (problem !== undefined) return problem
    }
    for (const { permission, subject } of wishes) grant(context, resource, found, subject, permission)
    return message(200, "Permissions updated")
  }

/** A person's or a team's id, which may be given as a uid too. */
const subjectId = (context: Context, name: string, rows: Table<User> | Table<Team>): number =>
  rows.byIdOrUid(param(context, name))?.id ?? idParam(context, name)

/** Listing and setting the grants of one kind. */
export const accessRoutes = (resource: Resource): ReadonlyArray<Route> => {
  const { kind, on } = resource
  const { assignments, levels } = accessKinds[kind]
  const description = ok({ assignments, permissions: Object.keys(levels) })
  const reads = { access: on(`${kind}.permissions:read`) }
  const one = `/api/access-control/${kind}/{uid}`
  const write = (path: string, handler: Handler): Route =>
    route({ method: "POST", path: one + path }, handler, { access: on(`${kind}.permissions:write`) })
  const user = setOne(resource, (context) => ({
    userId: subjectId(context, "userId", context.state.users)
  }))
  const team = setOne(resource, (context) => ({ teamId: subjectId(context, "teamId", context.org.teams) }))
  const role = setOne(resource, (context) => ({ role: param(context, "role") }))
  return [
    route({ method: "GET", path: `/api/access-control/${kind}/description` }, () => description, {
      access: anywhere(`${kind}.permissions:read`)
    }),
    route({ method: "GET", path: one }, list(resource), reads),
    write("", setMany(resource)),
    ...(assignments.users ? [write("/users/{userId}", user)] : []),
    ...(assignments.teams ? [write("/teams/{teamId}", team)] : []),
    ...(assignments.builtInRoles ? [write("/builtInRoles/{role}", role)] : [])
  ]
}
