import { bind } from "../bind.js"
import { isRole } from "../caller.js"
import { avatarUrl } from "../words/format.js"
import { badRequestData, json, message, ok, type FakeResponse } from "../message.js"
import type { Org, User } from "../model.js"
import { withOrgQuota } from "../server/quotas.js"
import {
  anyOf,
  anywhere,
  idParam,
  inNamedOrg,
  route,
  type Context,
  type Handler,
  type Route
} from "../route.js"
import { pageOf } from "../words/table.js"
import { byLogin, fitsQuery, leaveOrg, orgsOf, removeUser } from "./userStore.js"
import { orgUser } from "./userView.js"

const membersOf = ({ query, state }: Context, org: Org | undefined): ReadonlyArray<User> =>
  [...(org?.members.keys() ?? [])]
    .flatMap((id) => state.users.byId(id) ?? [])
    .filter((user) => fitsQuery(user, query.get("query")))
    .sort(byLogin)

const limited = (context: Context, org: Org | undefined): ReadonlyArray<User> => {
  const members = membersOf(context, org)
  const limit = context.query.int("limit")
  return limit < 1 ? members : members.slice(0, limit)
}

const list = (context: Context, org: Org | undefined): FakeResponse =>
  ok(org === undefined ? [] : limited(context, org).map((user) => orgUser(context.state, org, user)))

const search = (context: Context, org: Org | undefined): FakeResponse => {
  const { query, state } = context
  const members = membersOf(context, org)
  const { page, rows, size } = pageOf(members, query.int("page"), query.int("perpage"))
  const orgUsers = org === undefined ? [] : rows.map((user) => orgUser(state, org, user))
  return ok({ totalCount: members.length, orgUsers, page, perPage: size })
}

const lookup: Handler = (context) =>
  ok(
    limited(context, context.org).map(({ email, id, login, uid }) => ({
      userId: id,
      uid,
      login,
      avatarUrl: avatarUrl(email)
    }))
  )

const add = (context: Context, org: Org | undefined): FakeResponse => {
  const body = bind(context.request, { loginOrEmail: "string", role: "string" })
  if (body?.loginOrEmail === undefined || body.loginOrEmail === "") return badRequestData
  if (body.role === undefined || !isRole(body.role)) return badRequestData
  const user = context.state.logins.get(body.loginOrEmail.toLowerCase())
  if (user === undefined) return message(404, "User not found")
  if (org === undefined) return message(500, "Could not add user to organization")
  if (org.members.has(user.id)) {
    return json(409, { message: "User is already member of this organization", userId: user.id })
  }
  org.members.set(user.id, body.role)
  if (user.orgId === 0) user.orgId = org.id
  return ok({ message: "User added to organization", userId: user.id })
}

/** Whether an organization keeps an administrator without this user. Service accounts count, too (12.3.0). */
const hasOtherAdmin = (org: Org, userId: number): boolean =>
  [...org.members].some(([id, role]) => id !== userId && role === "Admin") ||
  [...org.serviceAccounts.values()].some((account) => account.role === "Admin")

const isLastAdmin = (org: Org, userId: number): boolean =>
  org.members.get(userId) === "Admin" && !hasOtherAdmin(org, userId)

const update = (context: Context, org: Org | undefined): FakeResponse => {
  const body = bind(context.request, { role: "string" })
  if (body?.role === undefined || !isRole(body.role)) return badRequestData
  const userId = idParam(context, "userId")
  if (org?.members.has(userId) !== true) return message(500, "Failed update org user")
  if (body.role !== "Admin" && isLastAdmin(org, userId)) {
    return message(400, "Cannot change role so that there is no organization admin left")
  }
  org.members.set(userId, body.role)
  return message(200, "Organization user updated")
}

const remove = (context: Context, org: Org | undefined, deletesOrphans: boolean): FakeResponse => {
  const { state } = context
  const user = state.users.byId(idParam(context, "userId"))
  if (user === undefined) return message(500, "Failed to remove user from organization")
  if (org?.members.has(user.id) !== true) return message(200, "User removed from organization")
  if (isLastAdmin(org, user.id)) return message(400, "Cannot remove last organization admin")
  leaveOrg(state, org, user)
  if (deletesOrphans && !user.isAdmin && orgsOf(state, user.id).length === 0) {
    removeUser(state, user)
    return message(200, "User deleted")
  }
  return message(200, "User removed from organization")
}

const current =
  (handler: (context: Context, org: Org | undefined) => FakeResponse): Handler =>
  (context) =>
    handler(context, context.org)

const named =
  (handler: (context: Context, org: Org | undefined) => FakeResponse): Handler =>
  (context) =>
    handler(context, context.state.orgs.get(idParam(context, "orgId")))

const mine = "/api/org/users"
const theirs = "/api/orgs/{orgId}/users"

export const orgUserRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: mine }, current(list), { access: anywhere("org.users:read") }),
  route({ method: "GET", path: `${mine}/search` }, current(search), { access: anywhere("org.users:read") }),
  route({ method: "GET", path: `${mine}/lookup` }, lookup, {
    access: anyOf(
      "org.users:read",
      "teams.permissions:write",
      "folders.permissions:write",
      "dashboards.permissions:write"
    )
  }),
  route({ method: "POST", path: mine }, withOrgQuota(current(add)), { access: anywhere("org.users:add") }),
  route({ method: "PATCH", path: `${mine}/{userId}` }, current(update), {
    access: anywhere("org.users:write")
  }),
  route(
    { method: "DELETE", path: `${mine}/{userId}` },
    current((context, org) => remove(context, org, true)),
    { access: anywhere("org.users:remove") }
  ),
  route({ method: "GET", path: theirs }, named(list), { access: inNamedOrg("org.users:read") }),
  route({ method: "GET", path: `${theirs}/search` }, named(search), { access: inNamedOrg("org.users:read") }),
  route({ method: "POST", path: theirs }, named(add), { access: inNamedOrg("org.users:add") }),
  route({ method: "PATCH", path: `${theirs}/{userId}` }, named(update), {
    access: inNamedOrg("org.users:write")
  }),
  route(
    { method: "DELETE", path: `${theirs}/{userId}` },
    named((context, org) => remove(context, org, false)),
    { access: inNamedOrg("org.users:remove") }
  )
]
