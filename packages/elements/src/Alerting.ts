/** What the resources of alerting are made of. */
import * as Schema from "effect/Schema"
import { JsonObject, OpenEnum, Uid } from "./Common.js"

/** A length of time as Prometheus writes it, larger units first: `30s`, `1h30m`, `2d`. */
export const Duration = Schema.String.pipe(
  Schema.pattern(/^(?!$)(0|(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?)$/)
)

/** The name of a rule or of a rule group: 1 to 190 characters. */
export const RuleName = Schema.String.pipe(Schema.minLength(1), Schema.maxLength(190))

/** Labels or annotations by their names. */
export interface Labels extends Schema.Schema.Type<typeof labels> {}
const labels = Schema.Record({ key: Schema.String, value: Schema.String })
export const Labels: Schema.Schema<Labels> = labels

/** What made an object, and alone may change it; absent and "" stand for the user interface. */
export const Provenance = OpenEnum("", "api", "file", "converted_prometheus")

const range = Schema.Struct({ from: Schema.Int, to: Schema.Int })

/**
 * A query or an expression (`datasourceUid: "__expr__"`) of a rule. Its time range is in seconds before now; the
 * data source decides what `model` holds.
 */
export interface AlertQuery extends Schema.Schema.Type<typeof alertQuery> {}
const alertQuery = Schema.Struct({
  refId: Schema.String,
  queryType: Schema.String,
  relativeTimeRange: range,
  datasourceUid: Schema.String,
  model: JsonObject
})
export const AlertQuery: Schema.Schema<AlertQuery> = alertQuery

/** A query or an expression of a rule to save. */
export interface AlertQueryInput extends Schema.Schema.Type<typeof alertQueryInput> {}
const alertQueryInput = Schema.Struct({
  refId: Schema.NonEmptyString,
  queryType: Schema.optional(Schema.String),
  relativeTimeRange: Schema.optional(range),
  datasourceUid: Uid,
  model: JsonObject
})
export const AlertQueryInput: Schema.Schema<AlertQueryInput> = alertQueryInput

/** Where a rule notifies by itself, past the notification policies: a contact point by name, and its grouping. */
export interface NotificationSettings extends Schema.Schema.Type<typeof notificationSettings> {}
const notificationSettings = Schema.Struct({
  receiver: Schema.String,
  group_by: Schema.optional(Schema.Array(Schema.String)),
  group_wait: Schema.optional(Schema.String),
  group_interval: Schema.optional(Schema.String),
  repeat_interval: Schema.optional(Schema.String),
  mute_time_intervals: Schema.optional(Schema.Array(Schema.String)),
  active_time_intervals: Schema.optional(Schema.Array(Schema.String))
})
export const NotificationSettings: Schema.Schema<NotificationSettings> = notificationSettings

/**
 * Where a rule to save notifies by itself; a `group_by` names `alertname` and `grafana_folder` too, or is `["..."]`.
 */
export interface NotificationSettingsInput extends Schema.Schema.Type<typeof notificationSettingsInput> {}
const notificationSettingsInput = Schema.Struct({
  receiver: Schema.NonEmptyString,
  group_by: Schema.optional(Schema.Array(Schema.NonEmptyString)),
  group_wait: Schema.optional(Duration),
  group_interval: Schema.optional(Duration),
  repeat_interval: Schema.optional(Duration),
  mute_time_intervals: Schema.optional(Schema.Array(Schema.NonEmptyString)),
  active_time_intervals: Schema.optional(Schema.Array(Schema.NonEmptyString))
})
export const NotificationSettingsInput: Schema.Schema<NotificationSettingsInput> = notificationSettingsInput

/** What makes a rule a recording rule: the `metric` that the result of the query `from` is written to. */
export interface Recording extends Schema.Schema.Type<typeof recording> {}
const recording = Schema.Struct({
  metric: Schema.String,
  from: Schema.String,
  target_datasource_uid: Schema.optional(Schema.String)
})
export const Recording: Schema.Schema<Recording> = recording

/** What a rule to save becomes a recording rule by. */
export interface RecordingInput extends Schema.Schema.Type<typeof recordingInput> {}
const recordingInput = Schema.Struct({
  metric: Schema.NonEmptyString,
  from: Schema.NonEmptyString,
  target_datasource_uid: Schema.optional(Uid)
})
export const RecordingInput: Schema.Schema<RecordingInput> = recordingInput

/** The state of a rule whose query gives no data; `KeepLast` from Grafana 11 on. */
export const NoDataState = Schema.Literal("NoData", "Alerting", "OK", "KeepLast")

/** The state of a rule whose query fails; `KeepLast` from Grafana 11 on. */
export const ErrorState = Schema.Literal("Error", "Alerting", "OK", "KeepLast")

/** A rule as Prometheus, Mimir and Loki have it: an alerting rule with `alert`, a recording rule with `record`. */
export interface PrometheusRule extends Schema.Schema.Type<typeof prometheusRule> {}
const prometheusRule = Schema.Struct({
  alert: Schema.optional(Schema.String),
  record: Schema.optional(Schema.String),
  expr: Schema.String,
  for: Schema.optional(Schema.String),
  keep_firing_for: Schema.optional(Schema.String),
  labels: Schema.optional(Labels),
  annotations: Schema.optional(Labels)
})
export const PrometheusRule: Schema.Schema<PrometheusRule> = prometheusRule

/** A rule to save, as Prometheus, Mimir and Loki have it. */
export type PrometheusRuleInput = typeof PrometheusRuleInput.Type
export const PrometheusRuleInput = Schema.Union(
  Schema.Struct({
    alert: Schema.NonEmptyString,
    expr: Schema.NonEmptyString,
    for: Schema.optional(Duration),
    keep_firing_for: Schema.optional(Duration),
    labels: Schema.optional(Labels),
    annotations: Schema.optional(Labels)
  }),
  Schema.Struct({
    record: Schema.NonEmptyString,
    expr: Schema.NonEmptyString,
    labels: Schema.optional(Labels)
  })
)
