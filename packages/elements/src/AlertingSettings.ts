/** Where an organization's alerts go: to Grafana's own Alertmanager, to those that are data sources, or to both. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Message, OpenEnum } from "./Common.js"

const choice = OpenEnum("all", "internal", "external")

/** Where alerts go now, and to how many Alertmanagers that are data sources. */
export interface AlertingStatus extends Schema.Schema.Type<typeof alertingStatus> {}
const alertingStatus = Schema.Struct({
  alertmanagersChoice: choice,
  numExternalAlertmanagers: Schema.Int
})
export const AlertingStatus: Schema.Schema<AlertingStatus> = alertingStatus

/** Where alerts are to go. */
export interface AlertingSettings extends Schema.Schema.Type<typeof alertingSettings> {}
const alertingSettings = Schema.Struct({ alertmanagersChoice: choice })
export const AlertingSettings: Schema.Schema<AlertingSettings> = alertingSettings

/** The Alertmanagers that alerts are sent to, by URL, and those that turned out unfit. */
export interface Alertmanagers extends Schema.Schema.Type<typeof alertmanagers> {}
const urls = Schema.Array(Schema.Struct({ url: Schema.String }))
const alertmanagers = Schema.Struct({
  status: Schema.String,
  data: Schema.Struct({ activeAlertManagers: urls, droppedAlertManagers: urls })
})
export const Alertmanagers: Schema.Schema<Alertmanagers> = alertmanagers

/**
 * Reads where alerts go now.
 * @see https://grafana.com/docs/grafana/latest/alerting/set-up/configure-alertmanager/
 */
export const status = Endpoint.get("RouteGetStatus", "/api/v1/ngalert", { success: AlertingStatus })

/**
 * Reads where alerts are to go; `NotFound` where nobody has ever set it. For admins.
 * @see https://grafana.com/docs/grafana/latest/alerting/set-up/configure-alertmanager/
 */
export const get = Endpoint.get("RouteGetNGalertConfig", "/api/v1/ngalert/admin_config", {
  success: AlertingSettings,
  error: [NotFound]
})

/**
 * Sets where alerts are to go. For admins.
 * @see https://grafana.com/docs/grafana/latest/alerting/set-up/configure-alertmanager/
 */
export const set = Endpoint.post("RoutePostNGalertConfig", "/api/v1/ngalert/admin_config", {
  kind: "idempotent",
  payload: { alertmanagersChoice: Schema.Literal("all", "internal", "external") },
  success: Message,
  error: [BadRequest]
})

/**
 * Forgets where alerts are to go, so that Grafana's default counts. For admins.
 * @see https://grafana.com/docs/grafana/latest/alerting/set-up/configure-alertmanager/
 */
export const reset = Endpoint.delete("RouteDeleteNGalertConfig", "/api/v1/ngalert/admin_config", {
  success: Message
})

/**
 * Lists the Alertmanagers outside of Grafana that alerts are sent to. For admins.
 * @see https://grafana.com/docs/grafana/latest/alerting/set-up/configure-alertmanager/
 */
export const listAlertmanagers = Endpoint.get("RouteGetAlertmanagers", "/api/v1/ngalert/alertmanagers", {
  success: Alertmanagers
})
