import { bind } from "../bind.js"
import { seconds } from "../words/format.js"
import { badRequestData, message, middlewareJson, ok, publicError, type FakeResponse } from "../message.js"
import type { AuthToken, User } from "../model.js"
import { globally, route, type Context, type Handler, type Route } from "../route.js"
import { addUser } from "../state.js"
import { isTaken, removeUser } from "./userStore.js"
import { namedUser, resolvingUser, userNotFound } from "./users.js"

const unknownUser = message(404, "User not found")

export const passwordTooShort = publicError(
  400,
  "password.password-policy-too-short",
  "New password is too short"
)

export const isPassword = (password: string | undefined): password is string =>
  password !== undefined && password.length >= 4

const create = ({ request, state }: Context): FakeResponse => {
  const body = bind(request, {
    name: "string",
    email: "string",
    login: "string",
    password: "string",
    orgId: "number"
  })
  if (body === undefined) return badRequestData
  const { email = "", name = "", orgId = 0 } = body
  const login = body.login ?? email
  if (login === "" && email === "") {
    return publicError(400, "user.empty-username-and-email", "Need to specify either username or email")
  }
  if (!isPassword(body.password)) return passwordTooShort
  const org = state.orgs.get(orgId === 0 ? 1 : orgId)
  if (org === undefined) return message(400, `[org.notFound] failed to get organization with ID: ${orgId}`)
  if (isTaken(state, login, email)) {
    return message(412, `User with email '${email}' or username '${login}' already exists`)
  }
  const user = addUser(state, { login, email, name, password: body.password, orgId: org.id })
  org.members.set(user.id, "Viewer")
  return ok({ id: user.id, uid: user.uid, message: "User created" })
}

const setPassword = (context: Context): FakeResponse => {
  const body = bind(context.request, { password: "string" })
  if (body?.password === undefined) return badRequestData
  const user = namedUser(context)
  // A password that is too short is refused with 400 on creation, but not here (12.3.0).
  if (user === undefined || !isPassword(body.password)) return message(500, "Failed to update user password")
  user.password = body.password
  context.state.credentials.clear()
  return message(200, "User password updated")
}

const setPermissions = (context: Context): FakeResponse => {
  const body = bind(context.request, { isGrafanaAdmin: "boolean" })
  if (body === undefined) return badRequestData
  const user = namedUser(context)
  if (user === undefined) return message(500, "Failed to update user permissions")
  const isGrafanaAdmin = body.isGrafanaAdmin ?? false
  const others = [...context.state.users.values()].some((other) => other !== user && other.isAdmin)
  if (!isGrafanaAdmin && !others) return message(400, "cannot remove last grafana admin")
  user.isAdmin = isGrafanaAdmin
  return message(200, "User permissions updated")
}

const setDisabled =
  (isDisabled: boolean) =>
  (context: Context): FakeResponse => {
    const user = namedUser(context)
    if (user === undefined) return userNotFound
    user.isDisabled = isDisabled
    user.updated = context.state.now()
    return message(200, isDisabled ? "User disabled" : "User enabled")
  }

const remove = (context: Context): FakeResponse => {
  const user = namedUser(context)
  if (user === undefined) return userNotFound
  removeUser(context.state, user)
  return message(200, "User deleted")
}

const logout = (context: Context): FakeResponse => {
  const user = namedUser(context)
  if (user !== undefined && user === context.caller.user) return message(400, "You cannot logout yourself")
  if (user === undefined) return unknownUser
  user.authTokens = []
  return message(200, "User logged out")
}

const tokenView = ({ caller }: Context, token: AuthToken) => ({
  id: token.id,
  isActive: token.token === caller.sessionToken,
  clientIp: "127.0.0.1",
  device: "Other",
  os: "Other",
  osVersion: "",
  browser: "Other",
  browserVersion: "",
  authModule: "",
  createdAt: seconds(token.created),
  seenAt: seconds(token.seen)
})

export const authTokens = (context: Context, user: User | undefined): FakeResponse =>
  user === undefined ? unknownUser : ok(user.authTokens.map((token) => tokenView(context, token)))

export const revokeAuthToken = (context: Context, user: User | undefined): FakeResponse => {
  const body = bind(context.request, { authTokenId: "number" })
  if (body === undefined) return badRequestData
  if (user === undefined) return unknownUser
  const token = user.authTokens.find(({ id }) => id === body.authTokenId)
  if (token === undefined) return message(404, "User auth token not found")
  if (token.token === context.caller.sessionToken) return message(400, "Cannot revoke active user auth token")
  user.authTokens = user.authTokens.filter((other) => other !== token)
  return message(200, "User auth token revoked")
}

const admin = (method: string, path: string, handler: Handler, action: string): Route =>
  route({ method, path: `/api/admin/users${path}` }, path === "" ? handler : resolvingUser(handler), {
    access: globally(action)
  })

const permissionDenied = middlewareJson(403, { message: "Permission denied" })

const onlyGrafanaAdmin =
  (handler: Handler): Handler =>
  (context) =>
    context.caller.isGrafanaAdmin ? handler(context) : permissionDenied

export const adminUserRoutes: ReadonlyArray<Route> = [
  admin("POST", "", create, "users:create"),
  admin("DELETE", "/{id}", remove, "users:delete"),
  admin("PUT", "/{id}/password", setPassword, "users.password:write"),
  route(
    { method: "PUT", path: "/api/admin/users/{id}/permissions" },
    resolvingUser(onlyGrafanaAdmin(setPermissions))
  ),
  admin("POST", "/{id}/disable", setDisabled(true), "users:disable"),
  admin("POST", "/{id}/enable", setDisabled(false), "users:enable"),
  admin("POST", "/{id}/logout", logout, "users:logout"),
  admin(
    "GET",
    "/{id}/auth-tokens",
    (context) => authTokens(context, namedUser(context)),
    "users.authtoken:read"
  ),
  admin(
    "POST",
    "/{id}/revoke-auth-token",
    (context) => revokeAuthToken(context, namedUser(context)),
    "users.authtoken:write"
  )
]
