/** The tree of notification policies by the Kubernetes-style API: one, named `user-defined`. */
import * as Schema from "effect/Schema"
import { OpenEnum } from "./Common.js"
import { onReplace } from "./internal/notifications.js"
import * as Kubernetes from "./Kubernetes.js"
import { type KubernetesObject, objectOf } from "./KubernetesObjects.js"

const texts = Schema.optional(Schema.Array(Schema.String))

const timing = {
  group_by: texts,
  group_wait: Schema.optional(Schema.String),
  group_interval: Schema.optional(Schema.String),
  repeat_interval: Schema.optional(Schema.String)
}

const routeFields = {
  ...timing,
  receiver: Schema.optional(Schema.String),
  matchers: Schema.optional(
    Schema.Array(
      Schema.Struct({ type: OpenEnum("=", "!=", "=~", "!~"), label: Schema.String, value: Schema.String })
    )
  ),
  continue: Schema.Boolean,
  mute_time_intervals: texts,
  active_time_intervals: texts
}

/** A policy: what it matches goes to its `receiver`, or further down its `routes`. */
export interface Route extends Schema.Struct.Type<typeof routeFields> {
  readonly routes?: ReadonlyArray<Route> | undefined
}
export const Route: Schema.Schema<Route> = Schema.Struct({
  ...routeFields,
  routes: Schema.optional(Schema.Array(Schema.suspend((): Schema.Schema<Route> => Route)))
})

/** The tree: `defaults` are those of the root, which matches everything. */
export interface RoutingTreeSpec extends Schema.Schema.Type<typeof routingTreeSpec> {}
const routingTreeSpec = Schema.Struct({
  defaults: Schema.Struct({ ...timing, receiver: Schema.String }),
  routes: Schema.Array(Route)
})
export const RoutingTreeSpec: Schema.Schema<RoutingTreeSpec> = routingTreeSpec

/** The tree of notification policies. */
export interface RoutingTree extends KubernetesObject<RoutingTreeSpec> {}
export const RoutingTree: Schema.Schema<RoutingTree> = objectOf({ spec: RoutingTreeSpec })

const routingTrees = Kubernetes.resource({
  group: "notifications.alerting.grafana.app",
  version: "v0alpha1",
  plural: "routingtrees",
  spec: RoutingTreeSpec,
  object: RoutingTree
})

/**
 * Lists the trees.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const list = Kubernetes.list("listRoutingTrees", routingTrees)

/**
 * Reads one tree.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const get = Kubernetes.get("getRoutingTree", routingTrees)

/**
 * Replaces a tree, the policies all together.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const update = Kubernetes.update("updateRoutingTree", routingTrees, get, onReplace)

/**
 * Puts the tree back to what a new Grafana has; the answer is the tree as it was.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const reset = Kubernetes.remove("resetRoutingTree", routingTrees, get, onReplace)
