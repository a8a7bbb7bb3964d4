/**
 * What a plugin itself answers under paths of its own: parsed JSON where it says so, else text. An app has to be
 * enabled, else it is `NotFound`. `query` holds the parameters of the URL.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import * as Schema from "effect/Schema"
import { Parameters, proxied } from "./internal/proxied.js"
import { PluginId } from "./Plugins.js"

const passed = {
  params: { id: PluginId, path: Schema.NonEmptyString },
  query: { query: Schema.optional(Parameters) },
  success: Schema.Unknown,
  response: "auto",
  error: proxied
} as const

/**
 * Reads `path` of a plugin.
 * @see https://grafana.com/developers/plugin-tools/how-to-guides/app-plugins/add-resource-handler
 */
export const get = Endpoint.get("getPluginResource", "/api/plugins/{id}/resources/{+path}", passed)

/**
 * Posts JSON to `path` of a plugin.
 * @see https://grafana.com/developers/plugin-tools/how-to-guides/app-plugins/add-resource-handler
 */
export const post = Endpoint.post("postPluginResource", "/api/plugins/{id}/resources/{+path}", {
  ...passed,
  payload: Schema.Unknown
})

/**
 * Puts JSON to `path` of a plugin.
 * @see https://grafana.com/developers/plugin-tools/how-to-guides/app-plugins/add-resource-handler
 */
export const put = Endpoint.put("putPluginResource", "/api/plugins/{id}/resources/{+path}", {
  ...passed,
  kind: "unsafe",
  payload: Schema.Unknown
})

/**
 * Patches `path` of a plugin.
 * @see https://grafana.com/developers/plugin-tools/how-to-guides/app-plugins/add-resource-handler
 */
export const patch = Endpoint.patch("patchPluginResource", "/api/plugins/{id}/resources/{+path}", {
  ...passed,
  payload: Schema.Unknown
})

/**
 * Deletes `path` of a plugin.
 * @see https://grafana.com/developers/plugin-tools/how-to-guides/app-plugins/add-resource-handler
 */
export const remove = Endpoint.delete("deletePluginResource", "/api/plugins/{id}/resources/{+path}", {
  ...passed,
  kind: "unsafe"
})

/**
 * Reads the root of a plugin's own paths.
 * @see https://grafana.com/developers/plugin-tools/how-to-guides/app-plugins/add-resource-handler
 */
export const getRoot = Endpoint.get("getPluginResourceRoot", "/api/plugins/{id}/resources", {
  ...passed,
  params: { id: PluginId }
})
