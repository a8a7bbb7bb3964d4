/** What the two sets of routes for imports of Prometheus rules take. */
import { BadRequest, ConcurrentWrite, NotFound, ProvenanceMismatch } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Duration, Labels, NotificationSettingsInput, PrometheusRuleInput } from "../Alerting.js"
import { Uid } from "../Common.js"
import { quotaReached } from "./alerting.js"
import { provenance } from "./provenance.js"

export const groupFields = {
  name: Schema.NonEmptyString,
  interval: Schema.optional(Duration),
  query_offset: Schema.optional(Duration),
  limit: Schema.optional(Schema.NonNegativeInt),
  rules: Schema.NonEmptyArray(PrometheusRuleInput),
  labels: Schema.optional(Labels)
}

export const groupsByNamespace = Schema.Record({
  key: Schema.NonEmptyString,
  value: Schema.NonEmptyArray(Schema.Struct(groupFields))
})

/** The folder whose own folders are the namespaces; the root unless told. */
const within = { folderUid: Schema.optional(Uid).pipe(Schema.fromKey("X-Grafana-Alerting-Folder-UID")) }

const Word = Schema.String.pipe(Schema.pattern(/^[^,=]+$/))
const Pairs = Schema.transform(Schema.String, Schema.Record({ key: Word, value: Word }), {
  strict: true,
  decode: (text) =>
    Object.fromEntries(text.split(",").map((pair) => [pair.split("=")[0] ?? "", pair.split("=")[1] ?? ""])),
  encode: (pairs) =>
    Object.entries(pairs)
      .map(([key, value]) => `${key}=${value}`)
      .join(",")
})

/** How imported rules are made: by which data source, where to, paused or not, and what is added to them. */
const making = {
  datasourceUid: Schema.propertySignature(Uid).pipe(Schema.fromKey("X-Grafana-Alerting-Datasource-UID")),
  targetDatasourceUid: Schema.optional(Uid).pipe(Schema.fromKey("X-Grafana-Alerting-Target-Datasource-UID")),
  alertRulesPaused: Schema.optional(Schema.Boolean).pipe(
    Schema.fromKey("X-Grafana-Alerting-Alert-Rules-Paused")
  ),
  recordingRulesPaused: Schema.optional(Schema.Boolean).pipe(
    Schema.fromKey("X-Grafana-Alerting-Recording-Rules-Paused")
  ),
  notificationSettings: Schema.optional(Schema.parseJson(NotificationSettingsInput)).pipe(
    Schema.fromKey("X-Grafana-Alerting-Notification-Settings")
  ),
  extraLabels: Schema.optional(Pairs).pipe(Schema.fromKey("X-Grafana-Alerting-Extra-Labels"))
}

export const reading = { headers: within, error: [NotFound] } as const

export const writing = {
  kind: "idempotent",
  headers: { ...within, ...making, ...provenance },
  error: [BadRequest, NotFound, ProvenanceMismatch, ConcurrentWrite, quotaReached]
} as const

export const removing = {
  headers: { ...within, ...provenance },
  error: [NotFound, ProvenanceMismatch],
  gone: { status: "success", errorType: "", error: "" }
} as const
