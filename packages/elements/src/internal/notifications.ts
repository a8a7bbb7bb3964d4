/** What the resources of notifications answer besides what all resources do. */
import { type ErrorCase, InUse, NameTaken, ProvenanceMismatch, when } from "@effect-grafana/core/GrafanaError"

const provisioned = when(ProvenanceMismatch, {
  status: 403,
  messageId: "alerting.notifications.invalidProvenance"
})

// Names are made of titles, so that a title can be taken.
const titleTaken = when(
  NameTaken,
  { status: 409, messageId: "alerting.notifications.receivers.exists" },
  { status: 400, messageId: "alerting.notifications.templates.nameExists" },
  { status: 400, messageId: "alerting.notifications.time-intervals.nameExists" }
)

const inUse = when(
  InUse,
  { status: 409, messageId: "alerting.notifications.receivers.used" },
  { status: 409, messageId: "alerting.notifications.time-intervals.used" },
  { status: 409, messageId: "alerting.notifications.time-intervals.usedProvisioned" }
)

export const onCreate: ReadonlyArray<ErrorCase<NameTaken>> = [titleTaken]
export const onChange: ReadonlyArray<ErrorCase<NameTaken | ProvenanceMismatch>> = [titleTaken, provisioned]
export const onRemove: ReadonlyArray<ErrorCase<InUse | ProvenanceMismatch>> = [inUse, provisioned]
export const onReplace: ReadonlyArray<ErrorCase<ProvenanceMismatch>> = [provisioned]
