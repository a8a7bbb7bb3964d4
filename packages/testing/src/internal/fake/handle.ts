import { anonymous } from "./caller.js"
import { authenticate } from "./access/authenticate.js"
import { accessErrorId } from "./words/identifiers.js"
import {
  middlewareJson,
  redirect,
  routeNotFound,
  text,
  unauthorized,
  type FakeRequest,
  type FakeResponse
} from "./message.js"
import { Query } from "./query.js"
import type { Context, Route } from "./route.js"
import { makeRouter } from "./router.js"
import { routes } from "./routes.js"
import { noteWrite, type State } from "./state.js"

const router = makeRouter(routes.map((route): readonly [Route["key"], Route] => [route.key, route]))

const denied = (state: State, needed: string): FakeResponse =>
  middlewareJson(403, {
    accessErrorId: accessErrorId(state.random),
    message: `You'll need additional permissions to perform this action. Permissions needed: ${needed}`,
    title: "Access denied"
  })

const isApi = (path: string): boolean =>
  path.startsWith("/api/") || path === "/api" || path.startsWith("/apis")

const withoutCredentials = (request: FakeRequest, path: string): FakeResponse =>
  isApi(path) ? unauthorized() : redirect(`/login?redirectTo=${encodeURIComponent(request.url)}`)

/** A request that names an organization in its query is sent to the same URL again, and moves the user there. */
const switchOrg = (context: Context): FakeResponse | undefined => {
  const { caller, query, request, state } = context
  const orgId = query.has("orgId") ? query.int("orgId") : 0
  if (request.method !== "GET" || orgId === 0 || caller.user === undefined || orgId === context.org.id)
    return undefined
  if (state.orgs.get(orgId)?.members.has(caller.user.id) !== true) return undefined
  caller.user.orgId = orgId
  noteWrite(state, request, 302)
  return redirect(request.url)
}

const answer = (context: Context, found: Route): FakeResponse => {
  const { request, state } = context
  const needed = found.access?.(context)
  if (needed !== undefined) return denied(state, needed)
  const response = found.handler(context)
  if (!found.reads && response.status < 400) noteWrite(state, request, response.status)
  return response
}

const malformed = /%(?![0-9a-fA-F]{2})/

const dispatch = (state: State, request: FakeRequest): FakeResponse => {
  const mark = request.url.indexOf("?")
  const path = mark === -1 ? request.url : request.url.slice(0, mark)
  if (malformed.test(path)) return text(400, "400 Bad Request")
  const query = new Query(mark === -1 ? "" : request.url.slice(mark + 1))
  const authentication = authenticate(state, request)
  if ("refused" in authentication) return authentication.refused
  const { caller, org } = authentication
  const method = request.method === "HEAD" ? "GET" : request.method
  const match = router.find(method, path)
  if (caller === anonymous && match?.value.open !== true) return withoutCredentials(request, path)
  if (match === undefined) return routeNotFound
  const context: Context = { state, request, params: match.params, query, caller, org }
  return switchOrg(context) ?? answer(context, match.value)
}

/** Answers one request and changes the state as Grafana would. */
export const handle = (state: State, request: FakeRequest): FakeResponse => {
  const response = dispatch(state, request)
  return request.method === "HEAD" ? { ...response, body: "" } : response
}
