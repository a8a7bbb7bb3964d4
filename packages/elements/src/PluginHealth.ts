/** How the backend of a plugin does. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound, NotImplemented } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { JsonObject, OpenEnum } from "./Common.js"
import { PluginId } from "./Plugins.js"

/** What a plugin says of itself: `OK`, or `ERROR` with the reason in `message`. */
export interface PluginHealth extends Schema.Schema.Type<typeof pluginHealth> {}
const pluginHealth = Schema.Struct({
  status: OpenEnum("OK", "ERROR", "UNKNOWN"),
  message: Schema.String,
  details: Schema.optional(JsonObject)
})
export const PluginHealth: Schema.Schema<PluginHealth> = pluginHealth

/**
 * Checks a plugin. An unhealthy one is a success with `status: "ERROR"`; `NotImplemented` means that it has no check,
 * `ServerError` that it does not run: panels never do.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/
 */
export const check = Endpoint.get("checkPluginHealth", "/api/plugins/{id}/health", {
  params: { id: PluginId },
  success: PluginHealth,
  // An unhealthy plugin answers 400 with its health: a result.
  statuses: [200, 400],
  error: [BadRequest, NotFound, NotImplemented]
})

/**
 * Reads what a plugin's backend measures, as text in the exposition format of Prometheus. One that does not run is a
 * `ServerError`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/
 */
export const getMetrics = Endpoint.get("getPluginMetrics", "/api/plugins/{id}/metrics", {
  params: { id: PluginId },
  success: Schema.String,
  response: "text",
  error: [NotFound, NotImplemented]
})
