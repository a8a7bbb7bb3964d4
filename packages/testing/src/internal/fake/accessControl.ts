import { accessView, type Kind } from "./accessControlView.js"
import { bind, pick } from "./bind.js"
import { isRole } from "./caller.js"
import { ancestorsOf } from "./folderTree.js"
import { badRequestData, message, ok, publicError, type FakeResponse } from "./message.js"
import type { Dashboard, Folder, Grant } from "./model.js"
import { dashboardGrants } from "./permissions.js"
import {
  anywhere,
  idParam,
  onDashboard,
  onFolder,
  param,
  route,
  type Context,
  type Handler,
  type Route
} from "./route.js"
import { nextId } from "./state.js"

type Target =
  | { readonly kind: "folders"; readonly row: Folder }
  | { readonly kind: "dashboards"; readonly row: Dashboard }

const target = (context: Context, kind: Kind): Target | undefined => {
  const uid = param(context, "uid")
  if (kind === "folders") {
    const row = context.org.folders.get(uid)
    return row === undefined ? undefined : { kind, row }
  }
  const row = context.org.dashboards.get(uid)
  return row === undefined ? undefined : { kind, row }
}

const own = ({ kind, row }: Target): ReadonlyArray<Grant> =>
  kind === "folders" ? row.grants : dashboardGrants(row)

const inherited = ({ org }: Context, found: Target): ReadonlyArray<Grant> => {
  if (found.kind === "folders") return ancestorsOf(org, found.row).flatMap(({ grants }) => grants)
  const folder = org.folders.get(found.row.folderUid)
  return folder === undefined ? [] : [...ancestorsOf(org, folder), folder].flatMap(({ grants }) => grants)
}

const list =
  (kind: Kind): Handler =>
  (context) => {
    const found = target(context, kind)
    return found === undefined
      ? publicError(500, "accesscontrol.internal", "InternalError")
      : ok(accessView(context, kind, own(found), inherited(context, found)))
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

const levels: Readonly<Record<string, number>> = { View: 1, Edit: 2, Admin: 4 }

const isSame = (left: Subject, right: Subject): boolean =>
  left.userId === right.userId && left.teamId === right.teamId && left.role === right.role

/** Gives one subject a level in the place of its old one. A level that does not exist takes the old one away. */
const grant = ({ state }: Context, found: Target, subject: Subject, permission: string): void => {
  const others = own(found).filter((other) => !isSame(other, subject))
  const level = levels[permission]
  const given = { ...subject, id: nextId(state, "grant"), permission: level ?? 0, created: state.now() }
  found.row.grants = level === undefined ? others : [...others, given]
}

const noFolder = publicError(404, "folder.notFound", "NotFound")
const noDashboard = message(404, "Dashboard not found")

const unknown = (kind: Kind): FakeResponse => (kind === "folders" ? noFolder : noDashboard)

const setOne =
  (kind: Kind, subjectOf: (context: Context) => Subject): Handler =>
  (context) => {
    const body = bind(context.request, { permission: "string" })
    if (body === undefined) return badRequestData
    const subject = subjectOf(context)
    const found = target(context, kind)
    // A missing team is noticed before a missing folder, a missing person after it (12.3.0).
    if (found === undefined && subject.teamId === undefined) return unknown(kind)
    const problem = problemOf(context, subject)
    if (problem !== undefined) return problem
    if (found === undefined) return unknown(kind)
    const permission = body.permission ?? ""
    grant(context, found, subject, permission)
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

const unreadable = message(400, "Bad request data")

const setMany =
  (kind: Kind): Handler =>
  (context) => {
    const body = bind(context.request, { permissions: "array" })
    if (body === undefined) return unreadable
    const found = target(context, kind)
    if (found === undefined) return unknown(kind)
    const wishes = (body.permissions ?? []).map(wish)
    for (const one of wishes) {
      const problem = one === undefined ? unreadable : problemOf(context, one.subject)
      if (problem !== undefined) return problem
    }
    for (const one of wishes) if (one !== undefined) grant(context, found, one.subject, one.permission)
    return message(200, "Permissions updated")
  }

const description = ok({
  assignments: { users: true, serviceAccounts: true, teams: true, builtInRoles: true },
  permissions: ["View", "Edit", "Admin"]
})

const routesOf = (kind: Kind): ReadonlyArray<Route> => {
  const on = kind === "folders" ? onFolder : onDashboard
  const reads = { access: on(`${kind}.permissions:read`) }
  const writes = { access: on(`${kind}.permissions:write`) }
  const one = `/api/access-control/${kind}/{uid}`
  return [
    route({ method: "GET", path: `/api/access-control/${kind}/description` }, () => description, {
      access: anywhere(`${kind}.permissions:read`)
    }),
    route({ method: "GET", path: one }, list(kind), reads),
    route({ method: "POST", path: one }, setMany(kind), writes),
    route(
      { method: "POST", path: `${one}/users/{userId}` },
      setOne(kind, (context) => ({ userId: idParam(context, "userId") })),
      writes
    ),
    route(
      { method: "POST", path: `${one}/teams/{teamId}` },
      setOne(kind, (context) => ({ teamId: idParam(context, "teamId") })),
      writes
    ),
    route(
      { method: "POST", path: `${one}/builtInRoles/{role}` },
      setOne(kind, (context) => ({ role: param(context, "role") })),
      writes
    )
  ]
}

export const accessControlRoutes: ReadonlyArray<Route> = [...routesOf("folders"), ...routesOf("dashboards")]
