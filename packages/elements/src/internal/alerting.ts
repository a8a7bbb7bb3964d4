/** What the endpoints of the alerting provisioning API share. */
import {
  BadRequest,
  ConcurrentWrite,
  FolderNotFound,
  NameTaken,
  ProvenanceMismatch,
  QuotaReached,
  UidTaken,
  when
} from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import {
  AlertQueryInput,
  Duration,
  ErrorState,
  Labels,
  NoDataState,
  NotificationSettingsInput,
  RecordingInput,
  RuleName
} from "../Alerting.js"

/** What any write by the provisioning API may meet. */
export const refused = [BadRequest, ProvenanceMismatch, ConcurrentWrite] as const

/** An alert rule as the provisioning API takes it, without its place. */
export const ruleFields = {
  title: RuleName,
  condition: Schema.String,
  data: Schema.NonEmptyArray(AlertQueryInput),
  noDataState: NoDataState,
  execErrState: ErrorState,
  for: Duration,
  keep_firing_for: Schema.optional(Duration),
  labels: Schema.optional(Labels),
  annotations: Schema.optional(Labels),
  isPaused: Schema.optional(Schema.Boolean),
  notification_settings: Schema.optional(Schema.NullOr(NotificationSettingsInput)),
  record: Schema.optional(Schema.NullOr(RecordingInput)),
  missingSeriesEvalsToResolve: Schema.optional(Schema.Int),
  orgID: Schema.optional(Schema.Int)
}

export const folderMissing = when(FolderNotFound, {
  status: 400,
  message: "invalid alert rule: folder does not exist"
})

export const quotaReached = when(QuotaReached, { status: 403, message: "quota has been exceeded" })

/** Older Grafana keeps titles unique within a folder (12.3.0 does not); the words are those of its database. */
export const titleTaken = when(NameTaken, {
  status: 409,
  messageId: "alerting.alert-rule.conflict",
  message: /due to conflict: .*namespace_uid.*title/
})

/** The uid of a rule belongs to another one. */
export const uidTaken = when(UidTaken, { status: 409, messageId: "alerting.alert-rule.conflict" })
