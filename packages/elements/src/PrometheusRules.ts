/**
 * Rules and alerts with their state, in the form of Prometheus' own API: those of Grafana, and those of a Prometheus
 * or Loki data source.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest } from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Schema from "effect/Schema"
import { Labels, NotificationSettings, Provenance } from "./Alerting.js"
import { Count, Id, OpenEnum, Uid } from "./Common.js"
import { Parameters, proxied } from "./internal/proxied.js"

/** An alert that a rule has raised, with the `value` as text; a paused or broken rule says why in its `state`. */
export interface Alert extends Schema.Schema.Type<typeof alert> {}
const alert = Schema.Struct({
  labels: Labels,
  annotations: Labels,
  state: Schema.String,
  activeAt: Schema.optional(Schema.NullOr(Schema.String)),
  value: Schema.String
})
export const Alert: Schema.Schema<Alert> = alert

const totals = Schema.Record({ key: Schema.String, value: Schema.Int })

/** A rule with its state. Times that are not set are `0001-01-01T00:00:00Z`; `duration` and such are seconds. */
export interface RuleState extends Schema.Schema.Type<typeof ruleState> {}
const ruleState = Schema.Struct({
  type: OpenEnum("alerting", "recording"),
  name: Schema.String,
  query: Schema.String,
  health: OpenEnum("ok", "error", "nodata", "unknown"),
  state: Schema.optional(OpenEnum("inactive", "pending", "firing", "recovering")),
  uid: Schema.optional(Schema.String),
  folderUid: Schema.optional(Schema.String),
  labels: Schema.optional(Labels),
  annotations: Schema.optional(Labels),
  queriedDatasourceUIDs: Schema.optional(Schema.Array(Schema.String)),
  duration: Schema.optional(Schema.Number),
  keepFiringFor: Schema.optional(Schema.Number),
  activeAt: Schema.optional(Schema.String),
  alerts: Schema.optional(Schema.Array(Alert)),
  totals: Schema.optional(totals),
  totalsFiltered: Schema.optional(totals),
  lastError: Schema.optional(Schema.String),
  lastEvaluation: Schema.String,
  evaluationTime: Schema.Number,
  isPaused: Schema.optional(Schema.Boolean),
  notificationSettings: Schema.optional(NotificationSettings),
  provenance: Schema.optional(Provenance)
})
export const RuleState: Schema.Schema<RuleState> = ruleState

/** A rule group with its rules' states; `file` is the folder's title, or the file of a data source. */
export interface RuleGroupState extends Schema.Schema.Type<typeof ruleGroupState> {}
const ruleGroupState = Schema.Struct({
  name: Schema.String,
  file: Schema.String,
  folderUid: Schema.optional(Schema.String),
  rules: Endpoint.nullAsEmpty(Schema.Array(RuleState)),
  totals: Schema.optional(Schema.NullOr(totals)),
  interval: Schema.Number,
  lastEvaluation: Schema.String,
  evaluationTime: Schema.Number
})
export const RuleGroupState: Schema.Schema<RuleGroupState> = ruleGroupState

const response = <A>(data: Schema.Schema<A>) => Schema.Struct({ status: Schema.Literal("success"), data })

const ruleStates = response(
  Schema.Struct({
    groups: Endpoint.nullAsEmpty(Schema.Array(RuleGroupState)),
    groupNextToken: Schema.optional(Schema.String),
    totals: Schema.optional(totals)
  })
)
const alerts = response(Schema.Struct({ alerts: Endpoint.nullAsEmpty(Schema.Array(Alert)) }))

const Matcher = Schema.parseJson(
  Schema.Struct({
    name: Schema.NonEmptyString,
    value: Schema.String,
    isRegex: Schema.Boolean,
    isEqual: Schema.optional(Schema.Boolean)
  })
)

/**
 * Lists Grafana's rule groups with their rules' states. `totals` come only without `group_limit`; a
 * `group_next_token` that Grafana does not know begins again. Older Grafana heeds neither and gives all at once.
 * @see https://grafana.com/docs/grafana/latest/alerting/monitor-status/view-alert-rules/
 */
export const list = Endpoint.list(
  "RouteGetGrafanaRuleStatuses",
  "/api/prometheus/grafana/api/v1/rules",
  {
    query: {
      folder_uid: Schema.optional(Uid),
      rule_group: Schema.optional(Schema.Array(Schema.NonEmptyString)),
      rule_name: Schema.optional(Schema.Array(Schema.NonEmptyString)),
      receiver_name: Schema.optional(Schema.NonEmptyString),
      dashboard_uid: Schema.optional(Uid),
      panel_id: Schema.optional(Id),
      state: Schema.optional(
        Schema.Array(
          Schema.Literal(
            "normal",
            "inactive",
            "alerting",
            "firing",
            "pending",
            "nodata",
            "error",
            "recovering"
          )
        )
      ),
      health: Schema.optional(Schema.Array(Schema.Literal("ok", "error", "nodata", "unknown"))),
      matcher: Schema.optional(Schema.Array(Matcher)),
      limit_rules: Schema.optional(Count),
      limit_alerts: Schema.optional(Schema.NonNegativeInt),
      includeInternalLabels: Schema.optional(Schema.Boolean),
      group_limit: Schema.optional(Count),
      group_next_token: Schema.optional(Schema.NonEmptyString)
    },
    success: ruleStates,
    error: [BadRequest]
  },
  Pagination.cursor({
    token: "group_next_token",
    next: "data.groupNextToken",
    size: "group_limit",
    pageSize: 100,
    items: "data.groups"
  })
)

/**
 * Lists the alerts that Grafana's rules have raised.
 * @see https://grafana.com/docs/grafana/latest/alerting/monitor-status/
 */
export const listAlerts = Endpoint.get(
  "RouteGetGrafanaAlertStatuses",
  "/api/prometheus/grafana/api/v1/alerts",
  {
    query: { includeInternalLabels: Schema.optional(Schema.Boolean) },
    success: alerts,
    error: [BadRequest]
  }
)

const ofDataSource = {
  params: { uid: Uid },
  query: { query: Schema.optional(Parameters) },
  error: proxied
} as const

/**
 * Lists the rule groups of a data source with their rules' states; `query` holds the parameters that it knows.
 * @see https://grafana.com/docs/grafana/latest/alerting/monitor-status/view-alert-rules/
 */
export const listByDataSource = Endpoint.get("RouteGetRuleStatuses", "/api/prometheus/{uid}/api/v1/rules", {
  ...ofDataSource,
  success: ruleStates
})

/**
 * Lists the alerts that the rules of a data source have raised.
 * @see https://grafana.com/docs/grafana/latest/alerting/monitor-status/
 */
export const listAlertsByDataSource = Endpoint.get(
  "RouteGetAlertStatuses",
  "/api/prometheus/{uid}/api/v1/alerts",
  { ...ofDataSource, success: alerts }
)
