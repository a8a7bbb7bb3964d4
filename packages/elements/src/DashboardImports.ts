/** Dashboards out of templates: of a file made for sharing, or of a plugin. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import {
  BadRequest,
  DashboardTooLarge,
  NameExists,
  NotFound,
  PluginDashboard,
  DashboardProvisioned,
  QuotaReached,
  VersionMismatch,
  when
} from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Id } from "./Common.js"
import { Dashboard } from "./Dashboards.js"

/** What stands in for one of the template's `__inputs`: for a data source its uid. */
export interface ImportInput extends Schema.Schema.Type<typeof importInput> {}
const importInput = Schema.Struct({
  name: Schema.String,
  type: Schema.String,
  pluginId: Schema.String,
  value: Schema.String
})
export const ImportInput: Schema.Schema<ImportInput> = importInput

/** A dashboard that was imported. */
export interface ImportedDashboard extends Schema.Schema.Type<typeof importedDashboard> {}
const importedDashboard = Schema.Struct({
  uid: Schema.String,
  pluginId: Schema.String,
  title: Schema.String,
  imported: Schema.Boolean,
  importedUri: Schema.String,
  importedUrl: Schema.String,
  slug: Schema.String,
  dashboardId: Schema.Int,
  folderId: Schema.optional(Schema.Int),
  folderUid: Schema.optional(Schema.String),
  revision: Schema.optional(Schema.Int),
  importedRevision: Schema.optional(Schema.Int),
  description: Schema.String,
  path: Schema.String,
  removed: Schema.Boolean
})
export const ImportedDashboard: Schema.Schema<ImportedDashboard> = importedDashboard

/**
 * Makes a dashboard of a template: of `dashboard`, or of the one that stands at `path` in the plugin `pluginId`. An
 * input of the template that `inputs` leaves out is a `BadRequest`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/
 */
export const run = Endpoint.post("importDashboard", "/api/dashboards/import", {
  payload: {
    dashboard: Schema.optional(Dashboard),
    pluginId: Schema.optional(Schema.String),
    path: Schema.optional(Schema.String),
    inputs: Schema.optional(Schema.Array(ImportInput)),
    folderUid: Schema.optional(Schema.String),
    // Deprecated since Grafana 9 in favour of folderUid, which wins.
    folderId: Schema.optional(Id),
    overwrite: Schema.optional(Schema.Boolean)
  },
  success: ImportedDashboard,
  error: [
    when(BadRequest, { status: 400 }, { status: 422 }),
    DashboardProvisioned,
    NotFound,
    // A plugin that is missing is a 500 of these words (12.3.0).
    when(NotFound, { status: 500, message: /plugin with ID '.*' not found$/ }),
    when(VersionMismatch, { status: 412, bodyStatus: "version-mismatch" }, { status: 409 }),
    NameExists,
    PluginDashboard,
    DashboardTooLarge,
    QuotaReached
  ]
})

/**
 * Fills a plugin's template in and gives the dashboard without saving it. Experimental: `RouteNotFound` unless the
 * feature toggle `dashboardLibrary` is on.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/
 */
export const interpolate = Endpoint.post("interpolateDashboard", "/api/dashboards/interpolate", {
  kind: "safe",
  payload: {
    pluginId: Schema.NonEmptyString,
    path: Schema.optional(Schema.String),
    dashboard: Schema.optional(Dashboard),
    inputs: Schema.optional(Schema.Array(ImportInput)),
    folderUid: Schema.optional(Schema.String),
    overwrite: Schema.optional(Schema.Boolean)
  },
  success: Dashboard,
  error: [when(BadRequest, { status: 400 }, { status: 422 })]
})
