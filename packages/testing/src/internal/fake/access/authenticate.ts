import { anonymous, serviceAccountCaller, userCaller, type Caller } from "../caller.js"
import { middlewareJson, unauthorized, type FakeRequest, type FakeResponse } from "../message.js"
import type { Org, ServiceAccount, ServiceAccountToken, User } from "../model.js"
import { isServiceAccountKey } from "../words/identifiers.js"
import { toInt } from "../query.js"
import { makeOrg, type State } from "../state.js"

export type Authentication =
  | { readonly caller: Caller; readonly org: Org }
  | { readonly refused: FakeResponse }

/** Stands for an organization that does not exist, so that the answer is "not allowed" and not a crash. */
const nowhere: Org = makeOrg(0, "")

const namespaced = /^\/apis\/[^?]*?\/namespaces\/(?:(default)|org-(\d+))(?:[/?]|$)/

/** The organization that the namespace of a path under `/apis` stands for. */
const namespaceOrg = (url: string): number => {
  const [, first, id = "0"] = namespaced.exec(url) ?? []
  return first === undefined ? toInt(id) : 1
}

/** The organization that a request names: by its namespace, else by `X-Grafana-Org-Id`; what is no number is ignored. */
const namedOrg = ({ headers, url }: FakeRequest): number =>
  (url.startsWith("/apis/") ? namespaceOrg(url) : 0) || toInt(headers["x-grafana-org-id"] ?? "")

const seenEvery = 5 * 60_000

const authenticateUser = (
  state: State,
  request: FakeRequest,
  user: User,
  session?: string
): Authentication => {
  if (user.isDisabled) return { refused: unauthorized("identity.disabled") }
  const now = state.now()
  if (now - user.lastSeen > seenEvery) user.lastSeen = now
  const org = state.orgs.get(namedOrg(request) || user.orgId)
  return { caller: userCaller(user, org, session), org: org ?? nowhere }
}

const findToken = (state: State, key: string): readonly [ServiceAccount, ServiceAccountToken] | undefined => {
  for (const org of state.orgs.values()) {
    for (const account of org.serviceAccounts.values()) {
      const token = account.tokens.find((candidate) => candidate.key === key)
      if (token !== undefined) return [account, token]
    }
  }
  return undefined
}

const invalid = unauthorized("api-key.invalid", "Invalid API key")

/** A key that was a token once has another answer than one that never was. */
const forgotten = middlewareJson(401, { message: "Unauthorized", traceID: "" })

const authenticateToken = (state: State, request: FakeRequest, key: string): Authentication => {
  const found = findToken(state, key)
  if (found === undefined) return { refused: isServiceAccountKey(key) ? forgotten : invalid }
  const [account, token] = found
  const now = state.now()
  if (token.expires !== undefined && token.expires <= now) {
    return { refused: unauthorized("api-key.expired", "Expired API key") }
  }
  if (account.isDisabled) return { refused: unauthorized("identity.disabled") }
  const wanted = namedOrg(request)
  if (wanted !== 0 && wanted !== account.orgId) {
    const text = "API key does not belong to the requested organization"
    return { refused: unauthorized("api-key.organization-mismatch", text) }
  }
  token.lastUsed = now
  return { caller: serviceAccountCaller(account), org: state.orgs.get(account.orgId) ?? nowhere }
}

const authenticateBasic = (state: State, request: FakeRequest, header: string): Authentication => {
  const known = state.credentials.get(header)
  const knownUser = known === undefined ? undefined : state.logins.get(known)
  if (knownUser !== undefined) return authenticateUser(state, request, knownUser)
  const decoded = Buffer.from(header.slice(6), "base64").toString()
  const colon = decoded.indexOf(":")
  if (colon === -1) return { refused: unauthorized() }
  const name = decoded.slice(0, colon)
  const password = decoded.slice(colon + 1)
  if (name === "api_key") return authenticateToken(state, request, password)
  const user = state.logins.get(name.toLowerCase())
  if (user?.password === undefined || user.password !== password) {
    return { refused: unauthorized("password-auth.failed", "Invalid username or password") }
  }
  state.credentials.set(header, user.login)
  return authenticateUser(state, request, user)
}

export const sessionCookie = "grafana_session"

const authenticateSession = (
  state: State,
  request: FakeRequest,
  session: string
): Authentication | undefined => {
  for (const user of state.users.values()) {
    if (user.authTokens.some(({ token }) => token === session)) {
      return authenticateUser(state, request, user, session)
    }
  }
  return undefined
}

const sessionOf = (request: FakeRequest): string | undefined =>
  request.headers["cookie"]
    ?.split("; ")
    .find((cookie) => cookie.startsWith(`${sessionCookie}=`))
    ?.slice(sessionCookie.length + 1)

/** Who makes the request; anonymous when it carries no credentials. */
export const authenticate = (state: State, request: FakeRequest): Authentication => {
  const header = request.headers["authorization"]
  if (header?.startsWith("Basic ") === true) return authenticateBasic(state, request, header)
  if (header?.startsWith("Bearer ") === true) return authenticateToken(state, request, header.slice(7))
  const session = sessionOf(request)
  const found = session === undefined ? undefined : authenticateSession(state, request, session)
  return found ?? { caller: anonymous, org: state.orgs.get(1) ?? nowhere }
}
