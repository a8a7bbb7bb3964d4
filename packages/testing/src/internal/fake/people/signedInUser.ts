import { authTokens, isPassword, passwordTooShort, revokeAuthToken } from "./adminUsers.js"
import { bind } from "../bind.js"
import { never } from "../words/format.js"
import { badRequestData, empty, json, message, ok, publicError, type FakeResponse } from "../message.js"
import type { ServiceAccount, User } from "../model.js"
import { idParam, param, route, type Context, type Handler, type Route } from "../route.js"
import { teamsOf } from "./teamView.js"
import { organizations, updateUser, useOrg } from "./users.js"
import { profile } from "./userView.js"

/** A service account is shown as a user without an id of its own. */
const accountProfile = (account: ServiceAccount) => ({
  id: 0,
  uid: `service-account:${account.id}`,
  email: account.login,
  name: account.name,
  login: account.login,
  theme: "",
  orgId: account.orgId,
  isGrafanaAdmin: false,
  isDisabled: false,
  isExternal: false,
  isExternallySynced: false,
  isGrafanaAdminExternallySynced: false,
  authLabels: null,
  updatedAt: never,
  createdAt: never,
  avatarUrl: "",
  isProvisioned: false
})

const get = ({ caller }: Context): FakeResponse => {
  if (caller.serviceAccount !== undefined) return ok(accountProfile(caller.serviceAccount))
  return caller.user === undefined ? message(404, "user not found") : ok(profile(caller.user))
}

/** Service accounts get 304 and nothing where only a person could be meant (12.3.0). */
const forPeople =
  (handler: (context: Context, user: User) => FakeResponse): Handler =>
  (context) =>
    context.caller.user === undefined ? empty(304) : handler(context, context.caller.user)

const tokensForPeople =
  (handler: (context: Context, user: User) => FakeResponse): Handler =>
  (context) =>
    context.caller.user === undefined
      ? message(403, "entity not allowed to get tokens")
      : handler(context, context.caller.user)

const changePassword = (context: Context, user: User): FakeResponse => {
  const body = bind(context.request, { oldPassword: "string", newPassword: "string" })
  if (body === undefined) return badRequestData
  if (user.password !== undefined && user.password !== body.oldPassword) {
    return publicError(400, "user.password-missmatch", "Invalid old password")
  }
  if (!isPassword(body.newPassword)) return passwordTooShort
  user.password = body.newPassword
  context.state.credentials.clear()
  return message(200, "User password changed")
}

const setHelpFlag = (context: Context, user: User): FakeResponse => {
  if (!/^\d+$/.test(param(context, "id"))) return message(400, "id is invalid")
  user.helpFlags1 |= idParam(context, "id")
  return ok({ helpFlags1: user.helpFlags1, message: "Help flag set" })
}

const clearHelpFlags = (_: Context, user: User): FakeResponse => {
  user.helpFlags1 = 0
  return ok({ helpFlags1: 0, message: "Help flag set" })
}

export const signedInUserRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: "/api/user" }, get),
  route({ method: "PUT", path: "/api/user" }, forPeople(updateUser)),
  route({ method: "PUT", path: "/api/user/password" }, forPeople(changePassword)),
  route(
    { method: "GET", path: "/api/user/orgs" },
    forPeople((context, user) => organizations(context, user.id))
  ),
  route(
    { method: "GET", path: "/api/user/teams" },
    forPeople((context, user) => json(200, teamsOf(context, user.id)))
  ),
  route(
    { method: "POST", path: "/api/user/using/{orgId}" },
    forPeople((context, user) => useOrg(context, user.id, param(context, "orgId")))
  ),
  route({ method: "PUT", path: "/api/user/helpflags/{id}" }, forPeople(setHelpFlag)),
  route({ method: "GET", path: "/api/user/helpflags/clear" }, forPeople(clearHelpFlags), { reads: false }),
  route({ method: "GET", path: "/api/user/auth-tokens" }, tokensForPeople(authTokens)),
  route({ method: "POST", path: "/api/user/revoke-auth-token" }, tokensForPeople(revokeAuthToken))
]
