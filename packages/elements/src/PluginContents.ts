/** What a plugin brings along: texts and dashboards. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { OpenEnum } from "./Common.js"
import { ImportedDashboard } from "./DashboardImports.js"
import { PluginId } from "./Plugins.js"

/**
 * Reads a text that a plugin brings: where it has none of that name, its readme, and `""` without one.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/
 */
export const getMarkdown = Endpoint.get("getPluginMarkdown", "/api/plugins/{id}/markdown/{name}", {
  params: { id: PluginId, name: OpenEnum("readme", "changelog") },
  success: Schema.String,
  response: "text",
  error: [NotFound]
})

/**
 * Lists the dashboards that a plugin brings, and whether each is imported; `DashboardImports.run` imports one.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/
 */
export const listDashboards = Endpoint.get("getPluginDashboards", "/api/plugins/{id}/dashboards", {
  params: { id: PluginId },
  success: Endpoint.nullAsEmpty(Schema.Array(ImportedDashboard)),
  error: [NotFound]
})
