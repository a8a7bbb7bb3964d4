import { bind, type Bound } from "../bind.js"
import { isRole } from "../caller.js"
import { seconds, slugify, teamAvatarUrl } from "../words/format.js"
import { serviceAccountKey } from "../words/identifiers.js"
import { json, message, ok, publicError, routeNotFound, type FakeResponse } from "../message.js"
import type { Grant, ServiceAccount, ServiceAccountToken } from "../model.js"
import { allowedOnServiceAccount } from "../access/permissions.js"
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
import { newUid, nextId } from "../state.js"
import { compareText, pageOf } from "../words/table.js"

const notFound = publicError(404, "serviceaccounts.ErrNotFound", "service account not found")
const unreadable = message(400, "Bad request data")

const view = (account: ServiceAccount) => ({
  id: account.id,
  uid: account.uid,
  name: account.name,
  login: account.login,
  orgId: account.orgId,
  isDisabled: account.isDisabled,
  role: account.role,
  tokens: account.tokens.length,
  avatarUrl: teamAvatarUrl("", account.name)
})

const shape = { name: "string", role: "string", isDisabled: "boolean" } as const

const badRole = (body: Bound<typeof shape>): boolean => body.role !== undefined && !isRole(body.role)

/** Whoever makes an account administers it. */
const creatorGrant = ({ caller, state }: Context): Grant => ({
  id: nextId(state, "grant"),
  userId: caller.id,
  permission: 4,
  created: state.now()
})

const create = (context: Context): FakeResponse => {
  const { org, request, state } = context
  const body = bind(request, shape)
  if (body === undefined || badRole(body)) return unreadable
  const { isDisabled = false, name = "", role = "Viewer" } = body
  if (name === "") return unreadable
  const login = `sa-${org.id}-${slugify(name)}`
  if ([...org.serviceAccounts.values()].some((account) => account.login === login)) {
    return publicError(400, "serviceaccounts.ErrAlreadyExists", "service account already exists")
  }
  const now = state.now()
  const account: ServiceAccount = {
    id: nextId(state, "user"),
    uid: newUid(state),
    orgId: org.id,
    name,
    login,
    role: isRole(role) ? role : "Viewer",
    isDisabled,
    created: now,
    updated: now,
    tokens: [],
    grants: [creatorGrant(context)]
  }
  org.serviceAccounts.add(account)
  return json(201, { ...view(account), avatarUrl: "" })
}

const hasExpired = (token: ServiceAccountToken, now: number): boolean =>
  token.expires !== undefined && token.expires <= now

const search = ({ caller, org, query, state }: Context): FakeResponse => {
  const now = state.now()
  const text = query.get("query").toLowerCase()
  const found = org.serviceAccounts
    .sorted("login", (left, right) => compareText(left.login, right.login))
    .filter((account) => allowedOnServiceAccount(caller, org, "serviceaccounts:read", account))
    .filter((account) => account.login.includes(text) || account.name.toLowerCase().includes(text))
    .filter((account) => !query.flag("disabled") || account.isDisabled)
    .filter(({ tokens }) => !query.flag("expiredTokens") || tokens.some((token) => hasExpired(token, now)))
  const { page, rows, size } = pageOf(found, query.int("page"), query.int("perpage"))
  return ok({ totalCount: found.length, serviceAccounts: rows.map(view), page, perPage: size })
}

const withAccount =
  (handler: (context: Context, account: ServiceAccount) => FakeResponse, missing = notFound): Handler =>
  (context) => {
    const id = param(context, "id")
    const account = context.org.serviceAccounts.byIdOrUid(id)
    if (account === undefined) return /^\d+$/.test(id) ? missing : routeNotFound
    return handler(context, account)
  }

const profile = (account: ServiceAccount) => ({
  id: account.id,
  uid: account.uid,
  name: account.name,
  login: account.login,
  orgId: account.orgId,
  isDisabled: account.isDisabled,
  createdAt: seconds(account.created),
  updatedAt: seconds(account.updated),
  avatarUrl: teamAvatarUrl("", account.name),
  role: account.role,
  teams: null
})

const actions = [
  "serviceaccounts.permissions:read",
  "serviceaccounts.permissions:write",
  "serviceaccounts:delete",
  "serviceaccounts:read",
  "serviceaccounts:write"
]

const get = ({ caller, org, query }: Context, account: ServiceAccount): FakeResponse => {
  const tokens = account.tokens.length
  const found = { ...profile(account), ...(tokens === 0 ? {} : { tokens }) }
  if (!query.flag("accesscontrol")) return ok(found)
  const allowed = actions.filter((action) => allowedOnServiceAccount(caller, org, action, account))
  return ok({ ...found, accessControl: Object.fromEntries(allowed.map((action) => [action, true])) })
}

const update = (context: Context, account: ServiceAccount): FakeResponse => {
  const body = bind(context.request, shape)
  if (body === undefined || badRole(body)) return unreadable
  account.name = body.name ?? account.name
  account.isDisabled = body.isDisabled ?? account.isDisabled
  if (body.role !== undefined && isRole(body.role)) account.role = body.role
  account.updated = context.state.now()
  const serviceaccount = profile(account)
  return ok({ id: account.id, message: "Service account updated", name: account.name, serviceaccount })
}

const createToken = ({ request, state }: Context, account: ServiceAccount): FakeResponse => {
  const body = bind(request, { name: "string", secondsToLive: "number" })
  if (body?.name === undefined || body.name === "") return unreadable
  if ((body.secondsToLive ?? 0) < 0) {
    return publicError(400, "serviceaccounts.ErrInvalidInput", "invalid SecondsToLive value")
  }
  if (account.tokens.some((token) => token.name === body.name)) {
    const text = "service account token with given name already exists in the organization"
    return publicError(400, "serviceaccounts.ErrTokenAlreadyExists", text)
  }
  const now = state.now()
  const token: ServiceAccountToken = {
    id: nextId(state, "token"),
    name: body.name,
    key: serviceAccountKey(state.random),
    created: now,
    expires: (body.secondsToLive ?? 0) === 0 ? undefined : now + (body.secondsToLive ?? 0) * 1000,
    lastUsed: undefined
  }
  account.tokens = [...account.tokens, token]
  return ok({ id: token.id, name: token.name, key: token.key })
}

const tokenView = (now: number) => (token: ServiceAccountToken) => ({
  id: token.id,
  name: token.name,
  created: seconds(token.created),
  lastUsedAt: token.lastUsed === undefined ? null : seconds(token.lastUsed),
  expiration: token.expires === undefined ? null : seconds(token.expires),
  secondsUntilExpiration: token.expires === undefined ? 0 : Math.max(0, token.expires - now) / 1000,
  hasExpired: hasExpired(token, now),
  isRevoked: false
})

const removeToken = (context: Context, account: ServiceAccount): FakeResponse => {
  if (!/^\d+$/.test(param(context, "tokenId"))) return message(400, "Token ID is invalid")
  const token = account.tokens.find(({ id }) => id === idParam(context, "tokenId"))
  if (token === undefined) {
    return publicError(404, "serviceaccounts.ErrTokenNotFound", "service account token not found")
  }
  account.tokens = account.tokens.filter((other) => other !== token)
  return message(200, "Service account token deleted")
}

const remove = ({ org }: Context, account: ServiceAccount): FakeResponse => {
  org.serviceAccounts.remove(account)
  return message(200, "Service account deleted")
}

/** The action on the account that the path names. */
const onAccount = (action: string): { readonly access: Access } => ({
  access: (context) => {
    const { caller, org } = context
    const account = org.serviceAccounts.byIdOrUid(param(context, "id"))
    const allowed =
      account === undefined ? caller.role === "Admin" : allowedOnServiceAccount(caller, org, action, account)
    return allowed ? undefined : action
  }
})

const one = "/api/serviceaccounts/{id}"
const reads = onAccount("serviceaccounts:read")
const writes = onAccount("serviceaccounts:write")

export const serviceAccountRoutes: ReadonlyArray<Route> = [
  route({ method: "POST", path: "/api/serviceaccounts" }, create, {
    access: anywhere("serviceaccounts:create")
  }),
  route({ method: "GET", path: "/api/serviceaccounts/search" }, search, {
    access: anywhere("serviceaccounts:read")
  }),
  route({ method: "GET", path: one }, withAccount(get), reads),
  route({ method: "PATCH", path: one }, withAccount(update), writes),
  route({ method: "DELETE", path: one }, withAccount(remove), onAccount("serviceaccounts:delete")),
  route(
    { method: "GET", path: `${one}/tokens` },
    withAccount(({ state }, account) => ok(account.tokens.map(tokenView(state.now()))), ok([])),
    reads
  ),
  route({ method: "POST", path: `${one}/tokens` }, withAccount(createToken), writes),
  route({ method: "DELETE", path: `${one}/tokens/{tokenId}` }, withAccount(removeToken), writes)
]
