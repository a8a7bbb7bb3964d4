/** Grafana's own Alertmanager: the alerts that it holds, its configuration and that of the past, and tests. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { AlertmanagerNotReady, BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Labels, Provenance } from "./Alerting.js"
import { Count, Id, JsonObject, Message, OpenEnum } from "./Common.js"
import { alertFilter } from "./internal/alertFilter.js"
import { TimeInterval } from "./MuteTimings.js"
import { Route } from "./NotificationPolicies.js"

// ---- alerts ----------------------------------------------------------------------------------------------

const ids = Schema.Array(Schema.String)
const receiver = Schema.Struct({ name: Schema.String })

/** An alert as the Alertmanager holds it, and what silences or inhibits it. */
export interface HeldAlert extends Schema.Schema.Type<typeof heldAlert> {}
const heldAlert = Schema.Struct({
  labels: Labels,
  annotations: Labels,
  startsAt: Schema.String,
  endsAt: Schema.String,
  updatedAt: Schema.String,
  fingerprint: Schema.String,
  generatorURL: Schema.optional(Schema.String),
  receivers: Schema.Array(receiver),
  status: Schema.Struct({
    state: OpenEnum("active", "suppressed", "unprocessed"),
    silencedBy: ids,
    inhibitedBy: ids,
    mutedBy: Schema.optional(ids)
  })
})
export const HeldAlert: Schema.Schema<HeldAlert> = heldAlert

/** Alerts that are notified together, and whom. */
export interface AlertGroup extends Schema.Schema.Type<typeof alertGroup> {}
const alertGroup = Schema.Struct({ labels: Labels, receiver, alerts: Schema.Array(HeldAlert) })
export const AlertGroup: Schema.Schema<AlertGroup> = alertGroup

const error = [BadRequest, NotFound, AlertmanagerNotReady] as const

/**
 * Lists the alerts that the Alertmanager holds; `filter` takes matchers like `severity="critical"`, `receiver` a
 * pattern.
 * @see https://grafana.com/docs/grafana/latest/alerting/monitor-status/view-active-notifications/
 */
export const listAlerts = Endpoint.get("RouteGetGrafanaAMAlerts", "/api/alertmanager/grafana/api/v2/alerts", {
  query: alertFilter,
  success: Endpoint.nullAsEmpty(Schema.Array(HeldAlert)),
  error
})

/**
 * Lists the alerts that the Alertmanager holds, as they are notified together.
 * @see https://grafana.com/docs/grafana/latest/alerting/monitor-status/view-active-notifications/
 */
export const listGroups = Endpoint.get(
  "RouteGetGrafanaAMAlertGroups",
  "/api/alertmanager/grafana/api/v2/alerts/groups",
  { query: alertFilter, success: Endpoint.nullAsEmpty(Schema.Array(AlertGroup)), error }
)

// ---- configuration ---------------------------------------------------------------------------------------

/** Routes, receivers and times of an Alertmanager; the routes of rules that notify by themselves are among them. */
export interface Routing extends Schema.Schema.Type<typeof routing> {}
const timings = Schema.optional(
  Schema.Array(Schema.Struct({ name: Schema.String, time_intervals: Schema.Array(TimeInterval) }))
)
const routing = Schema.Struct({
  route: Schema.optional(Route),
  receivers: Schema.optional(
    Schema.Array(
      Schema.Struct({
        name: Schema.String,
        grafana_managed_receiver_configs: Schema.optional(
          Schema.Array(
            Schema.Struct({
              uid: Schema.String,
              name: Schema.String,
              type: Schema.String,
              disableResolveMessage: Schema.Boolean,
              settings: JsonObject,
              // Which secrets are set; their values are never shown.
              secureFields: Schema.optional(Schema.Record({ key: Schema.String, value: Schema.Boolean })),
              provenance: Schema.optional(Provenance)
            })
          )
        )
      })
    )
  ),
  time_intervals: timings,
  mute_time_intervals: timings,
  muteTimeProvenances: Schema.optional(Schema.Record({ key: Schema.String, value: Provenance }))
})
export const Routing: Schema.Schema<Routing> = routing

/** The configuration of an Alertmanager, with its template groups by name. */
export interface Configuration extends Schema.Schema.Type<typeof configuration> {}
const configuration = Schema.Struct({
  template_files: Schema.NullOr(Labels),
  template_file_provenances: Schema.optional(Schema.Record({ key: Schema.String, value: Provenance })),
  alertmanager_config: Routing
})
export const Configuration: Schema.Schema<Configuration> = configuration

/** A configuration that once was in use. */
export interface PastConfiguration extends Schema.Schema.Type<typeof pastConfiguration> {}
const pastConfiguration = Schema.Struct({
  ...configuration.fields,
  id: Schema.Int,
  last_applied: Schema.String
})
export const PastConfiguration: Schema.Schema<PastConfiguration> = pastConfiguration

/** The state of an Alertmanager; Grafana's own has neither a cluster nor a version. */
export interface AlertmanagerStatus extends Schema.Schema.Type<typeof alertmanagerStatus> {}
const alertmanagerStatus = Schema.Struct({
  cluster: Schema.Struct({
    status: OpenEnum("ready", "settling", "disabled"),
    name: Schema.optional(Schema.String),
    peers: Schema.optional(Schema.Array(Schema.Struct({ name: Schema.String, address: Schema.String })))
  }),
  config: Routing,
  uptime: Schema.NullOr(Schema.String),
  versionInfo: Schema.Struct({
    branch: Schema.String,
    buildDate: Schema.String,
    buildUser: Schema.String,
    goVersion: Schema.String,
    revision: Schema.String,
    version: Schema.String
  })
})
export const AlertmanagerStatus: Schema.Schema<AlertmanagerStatus> = alertmanagerStatus

/**
 * Reads the state of the Alertmanager with the configuration in use.
 * @see https://grafana.com/docs/grafana/latest/alerting/fundamentals/notifications/
 */
export const status = Endpoint.get("RouteGetGrafanaAMStatus", "/api/alertmanager/grafana/api/v2/status", {
  success: AlertmanagerStatus,
  error
})

/**
 * Reads the configuration of the Alertmanager.
 * @see https://grafana.com/docs/grafana/latest/alerting/fundamentals/notifications/
 */
export const getConfiguration = Endpoint.get(
  "RouteGetGrafanaAlertingConfig",
  "/api/alertmanager/grafana/config/api/v1/alerts",
  { success: Configuration, error }
)

/**
 * Puts the configuration of the Alertmanager back to what Grafana comes with: all contact points, notification
 * policies, mute timings and templates are gone.
 * @see https://grafana.com/docs/grafana/latest/alerting/fundamentals/notifications/
 */
export const resetConfiguration = Endpoint.delete(
  "RouteDeleteGrafanaAlertingConfig",
  "/api/alertmanager/grafana/config/api/v1/alerts",
  { success: Message, error }
)

/**
 * Lists configurations that were in use, the newest first; 100 at most.
 * @see https://grafana.com/docs/grafana/latest/alerting/fundamentals/notifications/
 */
export const history = Endpoint.get(
  "RouteGetGrafanaAlertingConfigHistory",
  "/api/alertmanager/grafana/config/history",
  { query: { limit: Schema.optional(Count) }, success: Schema.Array(PastConfiguration), error }
)

/**
 * Puts a configuration of the past back in use, in place of the one that is.
 * @see https://grafana.com/docs/grafana/latest/alerting/fundamentals/notifications/
 */
export const activate = Endpoint.post(
  "RoutePostGrafanaAlertingConfigHistoryActivate",
  "/api/alertmanager/grafana/config/history/{id}/_activate",
  { kind: "idempotent", params: { id: Id }, success: Message, error }
)
