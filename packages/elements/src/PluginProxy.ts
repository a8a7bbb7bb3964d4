/**
 * Requests that Grafana passes on along the routes of an app, with the credential that the app was set up with.
 * Parsed JSON where the answer says so, else text. `query` holds the parameters of the URL.
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
 * Reads `path` along an app's routes.
 * @see https://grafana.com/developers/plugin-tools/how-to-guides/app-plugins/add-authentication-for-app-plugins
 */
export const get = Endpoint.get("getPluginProxy", "/api/plugin-proxy/{id}/{+path}", passed)

/**
 * Posts JSON to `path` along an app's routes.
 * @see https://grafana.com/developers/plugin-tools/how-to-guides/app-plugins/add-authentication-for-app-plugins
 */
export const post = Endpoint.post("postPluginProxy", "/api/plugin-proxy/{id}/{+path}", {
  ...passed,
  payload: Schema.Unknown
})

/**
 * Puts JSON to `path` along an app's routes.
 * @see https://grafana.com/developers/plugin-tools/how-to-guides/app-plugins/add-authentication-for-app-plugins
 */
export const put = Endpoint.put("putPluginProxy", "/api/plugin-proxy/{id}/{+path}", {
  ...passed,
  kind: "unsafe",
  payload: Schema.Unknown
})

/**
 * Patches `path` along an app's routes.
 * @see https://grafana.com/developers/plugin-tools/how-to-guides/app-plugins/add-authentication-for-app-plugins
 */
export const patch = Endpoint.patch("patchPluginProxy", "/api/plugin-proxy/{id}/{+path}", {
  ...passed,
  payload: Schema.Unknown
})

/**
 * Deletes `path` along an app's routes.
 * @see https://grafana.com/developers/plugin-tools/how-to-guides/app-plugins/add-authentication-for-app-plugins
 */
export const remove = Endpoint.delete("deletePluginProxy", "/api/plugin-proxy/{id}/{+path}", {
  ...passed,
  kind: "unsafe"
})
