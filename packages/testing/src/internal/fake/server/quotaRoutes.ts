import { bind } from "../bind.js"
import { message, ok, publicError, type FakeResponse } from "../message.js"
import { isKnown, orgUsage, targets, userUsage, type Quotas } from "./quotas.js"
import { anywhere, globally, idParam, inNamedOrg, param, route, type Context, type Route } from "../route.js"
import { namedUser, resolvingUser } from "../people/users.js"

const badRequest = publicError(400, "quota.bad-request", "BadRequest")

const ofOrg = ({ state }: Context, orgId: number): FakeResponse => {
  const { quotas } = state
  if (quotas === undefined) return message(500, "failed to get quota")
  return ok(targets.map((target) => ({ org_id: orgId, target, ...orgUsage(state, quotas, orgId, target) })))
}

const userIdOf = (context: Context): number => namedUser(context)?.id ?? idParam(context, "id")

const ofUser = (context: Context): FakeResponse => {
  const { state } = context
  if (state.quotas === undefined) return message(500, "Failed to get org quotas")
  const userId = userIdOf(context)
  return ok([{ user_id: userId, target: "org_user", ...userUsage(state, state.quotas, userId) }])
}

const update =
  (kind: keyof Quotas, idOf: (context: Context) => number) =>
  (context: Context): FakeResponse => {
    const { request, state } = context
    const body = bind(request, { limit: "number" })
    if (body === undefined) return badRequest
    if (state.quotas === undefined) return message(500, "Failed to update org quotas")
    const target = param(context, "target")
    if (!isKnown(target)) return publicError(500, "quota.invalid-target-table", "InternalError")
    const limits = state.quotas[kind]
    const id = idOf(context)
    limits.set(id, (limits.get(id) ?? new Map<string, number>()).set(target, body.limit ?? 0))
    return message(200, "Organization quota updated")
  }

const orgs = "/api/orgs/{orgId}/quotas"
const users = "/api/admin/users/{id}/quotas"

export const quotaRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: "/api/org/quotas" }, (context) => ofOrg(context, context.org.id), {
    access: anywhere("orgs.quotas:read")
  }),
  route({ method: "GET", path: orgs }, (context) => ofOrg(context, idParam(context, "orgId")), {
    access: inNamedOrg("orgs.quotas:read")
  }),
  route(
    { method: "PUT", path: `${orgs}/{target}` },
    update("orgs", (context) => idParam(context, "orgId")),
    {
      access: inNamedOrg("orgs.quotas:write")
    }
  ),
  route({ method: "GET", path: users }, resolvingUser(ofUser), { access: globally("users.quotas:read") }),
  route({ method: "PUT", path: `${users}/{target}` }, resolvingUser(update("users", userIdOf)), {
    access: globally("users.quotas:write")
  }),
  // The handler looks for a user's id in the path, where none is: quotas on or off (12.3.0).
  route({ method: "GET", path: "/api/user/quotas" }, () => badRequest)
]
