/**
 * Alerts of dashboards, of the alerting before Grafana 9: gone since Grafana 11, and before wherever it is switched
 * off (`RouteNotFound`). Alert rules succeed them.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Id, OpenEnum } from "./Common.js"

/** An alert of a panel. */
export interface PanelAlert extends Schema.Schema.Type<typeof panelAlert> {}
const panelAlert = Schema.Struct({
  id: Schema.Int,
  dashboardId: Schema.Int,
  dashboardUid: Schema.String,
  dashboardSlug: Schema.String,
  panelId: Schema.Int,
  name: Schema.String,
  state: OpenEnum("ok", "paused", "alerting", "pending", "no_data", "unknown"),
  newStateDate: Schema.String,
  url: Schema.String
})
export const PanelAlert: Schema.Schema<PanelAlert> = panelAlert

/**
 * Lists the alerts of panels.
 * @deprecated by Grafana 9.0: use `PrometheusRules.list`.
 * @see https://grafana.com/docs/grafana/v10.4/developers/http_api/alerting/#get-alerts
 */
export const list = Endpoint.get("getAlerts", "/api/alerts", {
  query: {
    dashboardId: Schema.optional(Schema.Array(Id)),
    panelId: Schema.optional(Id),
    query: Schema.optional(Schema.String),
    state: Schema.optional(
      Schema.Array(Schema.Literal("all", "no_data", "paused", "alerting", "ok", "pending", "unknown"))
    ),
    limit: Schema.optional(Schema.Int),
    folderId: Schema.optional(Schema.Array(Id)),
    dashboardQuery: Schema.optional(Schema.String),
    dashboardTag: Schema.optional(Schema.Array(Schema.String))
  },
  success: Schema.Array(PanelAlert),
  error: [BadRequest]
})

/** That all alerts were paused, or not. */
export interface PausedAll extends Schema.Schema.Type<typeof pausedAll> {}
const pausedAll = Schema.Struct({
  message: Schema.String,
  state: OpenEnum("Paused", "Pending"),
  alertsAffected: Schema.Int
})
export const PausedAll: Schema.Schema<PausedAll> = pausedAll

/**
 * Pauses the alerts of all panels of all organizations, or lets them go on. For server admins.
 * @deprecated by Grafana 9.0: use `Ruler.setPaused`.
 * @see https://grafana.com/docs/grafana/v10.4/developers/http_api/admin/#pause-all-alerts
 */
export const pauseAll = Endpoint.post("pauseAllAlerts", "/api/admin/pause-all-alerts", {
  kind: "idempotent",
  payload: { paused: Schema.Boolean },
  success: PausedAll
})
