/** What users may do: actions, and the scopes in which each holds; `""` is an action without a scope. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Id } from "./Common.js"

/** The scopes of each action. A scope may stand there several times, once for each role that gives it. */
export interface ScopesByAction extends Schema.Schema.Type<typeof scopesByAction> {}
const scopesByAction = Schema.Record({ key: Schema.String, value: Schema.Array(Schema.String) })
export const ScopesByAction: Schema.Schema<ScopesByAction> = scopesByAction

const query = { reloadcache: Schema.optional(Schema.Boolean) }

/**
 * Lists what the signed-in user or token may do. The server remembers it for a minute; `reloadcache` asks anew.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/#list-your-permissions
 */
export const own = Endpoint.get("getUserPermissions", "/api/access-control/user/permissions", {
  query,
  success: ScopesByAction
})

/**
 * Lists the actions that the signed-in user or token may do in some scope.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/#list-your-permissions
 */
export const ownActions = Endpoint.get("getUserActions", "/api/access-control/user/actions", {
  query,
  success: Schema.Record({ key: Schema.String, value: Schema.Boolean })
})

/**
 * Lists what the users of the organization may do, by their numeric ids. At least one of `namespacedId`
 * (`user:3`, `service-account:4`), `action` and `actionPrefix` has to be given, and not both of the last; with none
 * it is a `BadRequest`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/
 */
export const search = Endpoint.get("searchUsersPermissions", "/api/access-control/users/permissions/search", {
  // No `userId`, as Grafana 10 had it: newer ones overlook it and answer for all users (12.3.0).
  query: {
    namespacedId: Schema.optional(Schema.NonEmptyString),
    action: Schema.optional(Schema.NonEmptyString),
    actionPrefix: Schema.optional(Schema.NonEmptyString),
    scope: Schema.optional(Schema.NonEmptyString)
  },
  success: Schema.Record({ key: Schema.String, value: ScopesByAction }),
  error: [BadRequest]
})

/**
 * Lists what a user or a service account may do. Grafana Enterprise and Cloud; elsewhere `RouteNotFound`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/#list-permissions-assigned-to-a-user
 */
export const get = Endpoint.get("listUserPermissions", "/api/access-control/users/{userId}/permissions", {
  params: { userId: Id },
  success: Endpoint.nullAsEmpty(
    Schema.Array(Schema.Struct({ action: Schema.String, scope: Schema.optional(Schema.String) }))
  ),
  error: [BadRequest, NotFound]
})
