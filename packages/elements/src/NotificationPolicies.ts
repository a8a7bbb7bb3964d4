/** The tree of notification policies by the provisioning API: which alerts go to which contact points. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Duration, Labels, Provenance } from "./Alerting.js"
import { Message } from "./Common.js"
import { refused } from "./internal/alerting.js"
import { provenance } from "./internal/provenance.js"

/** A label's name, an operator (`=`, `!=`, `=~`, `!~`), and a value. */
export type Matcher = typeof Matcher.Type
export const Matcher = Schema.Tuple(Schema.String, Schema.String, Schema.String)

const route = Schema.Struct({
  receiver: Schema.optional(Schema.String),
  group_by: Schema.optional(Schema.Array(Schema.String)),
  object_matchers: Schema.optional(Schema.Array(Matcher)),
  /** Text like `a="b"`; Grafana's own routes have `object_matchers`. */
  matchers: Schema.optional(Schema.Array(Schema.String)),
  match: Schema.optional(Labels),
  match_re: Schema.optional(Labels),
  mute_time_intervals: Schema.optional(Schema.Array(Schema.String)),
  active_time_intervals: Schema.optional(Schema.Array(Schema.String)),
  continue: Schema.optional(Schema.Boolean),
  group_wait: Schema.optional(Schema.String),
  group_interval: Schema.optional(Schema.String),
  repeat_interval: Schema.optional(Schema.String),
  provenance: Schema.optional(Provenance)
})

/** A notification policy with those below it; the root has a receiver and no matchers. */
export interface Route extends Schema.Schema.Type<typeof route> {
  readonly routes?: ReadonlyArray<Route> | undefined
}
export const Route: Schema.Schema<Route> = Schema.Struct({
  ...route.fields,
  routes: Schema.optional(Schema.Array(Schema.suspend((): Schema.Schema<Route> => Route)))
})

const Names = Schema.Array(Schema.NonEmptyString)
const grouping = {
  group_by: Schema.optional(Names),
  group_wait: Schema.optional(Duration),
  group_interval: Schema.optional(Duration),
  repeat_interval: Schema.optional(Duration)
}

const routeInput = Schema.Struct({
  receiver: Schema.optional(Schema.NonEmptyString),
  ...grouping,
  object_matchers: Schema.optional(
    Schema.Array(Schema.Tuple(Schema.NonEmptyString, Schema.Literal("=", "!=", "=~", "!~"), Schema.String))
  ),
  mute_time_intervals: Schema.optional(Names),
  active_time_intervals: Schema.optional(Names),
  continue: Schema.optional(Schema.Boolean)
})

/** A notification policy to save, with those below it; what is left out comes from the policy above. */
export interface RouteInput extends Schema.Schema.Type<typeof routeInput> {
  readonly routes?: ReadonlyArray<RouteInput> | undefined
}
export const RouteInput: Schema.Schema<RouteInput> = Schema.Struct({
  ...routeInput.fields,
  routes: Schema.optional(Schema.Array(Schema.suspend((): Schema.Schema<RouteInput> => RouteInput)))
})

/**
 * Reads the tree of notification policies.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-get-policy-tree
 */
export const get = Endpoint.get("RouteGetPolicyTree", "/api/v1/provisioning/policies", {
  success: Route,
  error: [NotFound]
})

/**
 * Replaces the whole tree of notification policies. A contact point or a mute timing that is not there is
 * `BadRequest`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-put-policy-tree
 */
export const replace = Endpoint.put("RoutePutPolicyTree", "/api/v1/provisioning/policies", {
  headers: provenance,
  payload: {
    receiver: Schema.NonEmptyString,
    ...grouping,
    routes: Schema.optional(Schema.Array(RouteInput))
  },
  success: Message,
  error: [...refused, NotFound]
})

/**
 * Puts the tree of notification policies back to what Grafana comes with: one policy for all alerts. Gives that.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-reset-policy-tree
 */
export const reset = Endpoint.delete("RouteResetPolicyTree", "/api/v1/provisioning/policies", {
  headers: provenance,
  // Grafana's OpenAPI says a message; the tree comes (12.3.0).
  success: Route,
  error: [...refused]
})
