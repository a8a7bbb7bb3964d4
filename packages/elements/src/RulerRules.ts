/**
 * Grafana's own alert rules by the ruler API, one by one: as the user interface sees them, with their versions and the
 * trash. Their groups are written by `Ruler`.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import {
  AlertQuery,
  AlertQueryInput,
  Duration,
  ErrorState,
  Labels,
  NoDataState,
  NotificationSettings,
  NotificationSettingsInput,
  Provenance,
  Recording,
  RecordingInput,
  RuleName
} from "./Alerting.js"
import { Message, OpenEnum, Uid } from "./Common.js"

const Metadata = Schema.Struct({
  editor_settings: Schema.Struct({
    simplified_query_and_expressions_section: Schema.Boolean,
    simplified_notifications_section: Schema.Boolean
  })
})

/** An alert rule with its place and history; `guid` stays the same for what becomes of it in the trash. */
export interface RulerRule extends Schema.Schema.Type<typeof rulerRule> {}
const rulerRule = Schema.Struct({
  // Always "": the expression of a rule of Prometheus or Loki.
  expr: Schema.String,
  for: Schema.optional(Schema.String),
  keep_firing_for: Schema.optional(Schema.String),
  labels: Schema.optional(Labels),
  annotations: Schema.optional(Labels),
  grafana_alert: Schema.Struct({
    title: Schema.String,
    condition: Schema.String,
    data: Schema.Array(AlertQuery),
    updated: Schema.String,
    updated_by: Schema.optional(Schema.NullOr(Schema.Struct({ uid: Schema.String, name: Schema.String }))),
    intervalSeconds: Schema.Int,
    version: Schema.Int,
    uid: Schema.String,
    guid: Schema.optional(Schema.String),
    namespace_uid: Schema.String,
    rule_group: Schema.String,
    no_data_state: OpenEnum("", "NoData", "Alerting", "OK", "KeepLast"),
    exec_err_state: OpenEnum("", "Error", "Alerting", "OK", "KeepLast"),
    provenance: Schema.optional(Provenance),
    is_paused: Schema.optional(Schema.Boolean),
    notification_settings: Schema.optional(NotificationSettings),
    record: Schema.optional(Recording),
    metadata: Schema.optional(Metadata),
    missing_series_evals_to_resolve: Schema.optional(Schema.Int)
  })
})
export const RulerRule: Schema.Schema<RulerRule> = rulerRule

/** An alert rule to save: with the `uid` of one that is there it replaces that, without one it is created. */
export interface RulerRuleInput extends Schema.Schema.Type<typeof rulerRuleInput> {}
const rulerRuleInput = Schema.Struct({
  for: Schema.optional(Duration),
  keep_firing_for: Schema.optional(Duration),
  labels: Schema.optional(Labels),
  annotations: Schema.optional(Labels),
  grafana_alert: Schema.Struct({
    uid: Schema.optional(Uid),
    title: RuleName,
    condition: Schema.String,
    data: Schema.NonEmptyArray(AlertQueryInput),
    no_data_state: Schema.optional(NoDataState),
    exec_err_state: Schema.optional(ErrorState),
    is_paused: Schema.optional(Schema.Boolean),
    notification_settings: Schema.optional(Schema.NullOr(NotificationSettingsInput)),
    record: Schema.optional(Schema.NullOr(RecordingInput)),
    metadata: Schema.optional(Metadata),
    missing_series_evals_to_resolve: Schema.optional(Schema.Int)
  })
})
export const RulerRuleInput: Schema.Schema<RulerRuleInput> = rulerRuleInput

/**
 * Reads one alert rule. `RouteNotFound` up to Grafana 10.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/
 */
export const get = Endpoint.get("RouteGetRuleByUID", "/api/ruler/grafana/api/v1/rule/{uid}", {
  params: { uid: Uid },
  success: RulerRule,
  error: [NotFound]
})

/**
 * Lists the versions of an alert rule, the newest first. `RouteNotFound` up to Grafana 10.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/
 */
export const versions = Endpoint.get(
  "RouteGetRuleVersionsByUID",
  "/api/ruler/grafana/api/v1/rule/{uid}/versions",
  { params: { uid: Uid }, success: Schema.Array(RulerRule), error: [NotFound] }
)

/**
 * Deletes a rule from the trash, by its `guid`, for good. For admins; `RouteNotFound` up to Grafana 10.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/
 */
export const removeFromTrash = Endpoint.delete(
  "RouteDeleteRuleFromTrashByGUID",
  "/api/ruler/grafana/api/v1/trash/rule/guid/{guid}",
  {
    params: { guid: Schema.NonEmptyString },
    // Nothing comes (12.3.0); Grafana's own description says a message.
    success: Schema.UndefinedOr(Message),
    error: [NotFound],
    gone: { message: "rule deleted" }
  }
)
