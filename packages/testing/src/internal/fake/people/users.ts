import { bind } from "../bind.js"
import {
  middlewareJson,
  badRequestData,
  json,
  message,
  ok,
  publicError,
  type FakeResponse
} from "../message.js"
import type { User } from "../model.js"
import { anywhere, param, route, type Context, type Route } from "../route.js"
import { compareText, pageOf } from "../words/table.js"
import { fitsQuery, isTaken, orgsOf, renameUser, usersByLogin } from "./userStore.js"
import { profile, userHit } from "./userView.js"
import { teamsOf } from "./teamView.js"

export const userNotFound = message(404, "user not found")

/** The user that a path names by id or uid. A number without a user is the handler's to tell. */
export const namedUser = (context: Context, name = "id"): User | undefined =>
  context.state.users.byIdOrUid(param(context, name))

const unresolved = middlewareJson(404, { message: "User not found" })

/** Refuses an id that is neither a number nor the uid of a user, as Grafana does before the permission check. */
export const resolvingUser =
  (handler: (context: Context) => FakeResponse, name = "id") =>
  (context: Context): FakeResponse =>
    /^\d+$/.test(param(context, name)) || namedUser(context, name) !== undefined
      ? handler(context)
      : unresolved

const orders: Readonly<Record<string, (left: User, right: User) => number>> = {
  "login-asc": (left, right) => compareText(left.login, right.login),
  "login-desc": (left, right) => compareText(right.login, left.login),
  "email-asc": (left, right) => compareText(left.email, right.email),
  "email-desc": (left, right) => compareText(right.email, left.email),
  "name-asc": (left, right) => compareText(left.name, right.name),
  "name-desc": (left, right) => compareText(right.name, left.name),
  "lastSeenAtAge-asc": (left, right) => right.lastSeen - left.lastSeen,
  "lastSeenAtAge-desc": (left, right) => left.lastSeen - right.lastSeen
}

export const unknownSort = publicError(400, "unknown sorting option", "BadRequest")

const search =
  (answer: (total: number, hits: ReadonlyArray<unknown>, page: number, size: number) => unknown) =>
  ({ query, state }: Context): FakeResponse => {
    const sort = query.get("sort")
    const order = orders[sort]
    if (sort !== "" && order === undefined) return unknownSort
    const all = order === undefined ? usersByLogin(state) : state.users.sorted(sort, order)
    const text = query.get("query")
    const found = text === "" ? all : all.filter((user) => fitsQuery(user, text))
    const { page, rows, size } = pageOf(found, query.int("page"), query.int("perpage"))
    return ok(
      answer(
        found.length,
        rows.map((user) => userHit(state, user)),
        page,
        size
      )
    )
  }

const get = (context: Context): FakeResponse => {
  const user = namedUser(context)
  return user === undefined ? userNotFound : ok(profile(user))
}

const lookup = ({ query, state }: Context): FakeResponse => {
  const user = state.logins.get(query.get("loginOrEmail").toLowerCase())
  return user === undefined ? userNotFound : ok({ ...profile(user), authLabels: null, avatarUrl: "" })
}

const needsName = publicError(
  400,
  "user.empty-username-and-email",
  "Need to specify either username or email"
)

/** Changes name, login and e-mail address. A taken one is a 500 (12.3.0), whatever the documentation says. */
export const updateUser = (context: Context, user: User | undefined): FakeResponse => {
  const body = bind(context.request, { name: "string", login: "string", email: "string", theme: "string" })
  if (body === undefined) return badRequestData
  const { email = "", login = "", name = "" } = body
  if (login === "" && email === "") return needsName
  if (user === undefined || isTaken(context.state, login, email, user))
    return message(500, "Failed to update user")
  renameUser(context.state, user, { login: login || email, email: email || login, name })
  return message(200, "User updated")
}

/** The organizations of a user, with the role in each. */
export const organizations = ({ state }: Context, userId: number): FakeResponse =>
  ok(
    orgsOf(state, userId)
      .map((org) => ({ orgId: org.id, name: org.name, role: org.members.get(userId) }))
      .sort((left, right) => compareText(left.name, right.name))
  )

/** Makes another organization the one that a user's requests go to. */
export const useOrg = ({ state }: Context, userId: number, orgId: string): FakeResponse => {
  if (!/^\d+$/.test(orgId)) return message(400, "id is invalid")
  const user = state.users.byId(userId)
  const org = state.orgs.get(Number(orgId))
  if (user === undefined || org?.members.has(userId) !== true) return message(401, "Not a valid organization")
  user.orgId = org.id
  return message(200, "Active organization changed")
}

const userId = (context: Context): number => namedUser(context)?.id ?? 0

export const userRoutes: ReadonlyArray<Route> = [
  route(
    { method: "GET", path: "/api/users" },
    search((_, hits) => hits),
    { access: anywhere("users:read") }
  ),
  route(
    { method: "GET", path: "/api/users/search" },
    search((totalCount, users, page, perPage) => ({ totalCount, users, page, perPage })),
    { access: anywhere("users:read") }
  ),
  route({ method: "GET", path: "/api/users/lookup" }, lookup, { access: anywhere("users:read") }),
  route({ method: "GET", path: "/api/users/{id}" }, resolvingUser(get), { access: anywhere("users:read") }),
  route(
    { method: "PUT", path: "/api/users/{id}" },
    resolvingUser((context) => updateUser(context, namedUser(context))),
    { access: anywhere("users:write") }
  ),
  route(
    { method: "GET", path: "/api/users/{id}/orgs" },
    resolvingUser((context) => organizations(context, userId(context))),
    { access: anywhere("users:read") }
  ),
  route(
    { method: "GET", path: "/api/users/{id}/teams" },
    resolvingUser((context) => json(200, teamsOf(context, userId(context)))),
    { access: anywhere("users:read") }
  ),
  route(
    { method: "POST", path: "/api/users/{id}/using/{orgId}" },
    resolvingUser((context) => useOrg(context, userId(context), param(context, "orgId"))),
    { access: anywhere("users:write") }
  )
]
