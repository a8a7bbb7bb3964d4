/** Alert rules in portable form, and as the provisioning API takes them. */
import * as Alerting from "@effect-grafana/elements/Alerting"
import * as AlertRules from "@effect-grafana/elements/AlertRules"
import * as Schema from "effect/Schema"
import { Provenance, provenanceHeader, provenanceOf } from "./provenance.js"

export const RuleContent = Schema.Struct({
  folderUID: Schema.String,
  ruleGroup: Schema.String,
  title: Schema.String,
  condition: Schema.String,
  data: Schema.Array(Alerting.AlertQuery),
  noDataState: Schema.String,
  execErrState: Schema.String,
  for: Schema.String,
  /** Absent for `0s`. */
  keep_firing_for: Schema.optional(Schema.String),
  annotations: Schema.optional(Alerting.Labels),
  labels: Schema.optional(Alerting.Labels),
  isPaused: Schema.Boolean,
  notification_settings: Schema.optional(Alerting.NotificationSettings),
  record: Schema.optional(Alerting.Recording),
  missingSeriesEvalsToResolve: Schema.optional(Schema.Int),
  provenance: Provenance
})

export type RuleContent = typeof RuleContent.Type

export const contentOf = (rule: AlertRules.AlertRule): RuleContent => {
  const { annotations = {}, keep_firing_for = "0s", labels = {}, notification_settings, record } = rule
  const evaluations = rule.missingSeriesEvalsToResolve
  return {
    folderUID: rule.folderUID,
    ruleGroup: rule.ruleGroup,
    title: rule.title,
    condition: rule.condition,
    data: rule.data,
    noDataState: rule.noDataState,
    execErrState: rule.execErrState,
    for: rule.for,
    ...(keep_firing_for === "0s" ? {} : { keep_firing_for }),
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    isPaused: rule.isPaused ?? false,
    ...(notification_settings ? { notification_settings } : {}),
    ...(record ? { record } : {}),
    ...(evaluations === undefined ? {} : { missingSeriesEvalsToResolve: evaluations }),
    ...provenanceOf(rule.provenance)
  }
}

/** What a rule is, wherever it stands. */
type Fields = Omit<
  Parameters<typeof AlertRules.update>[0],
  "uid" | "folderUID" | "ruleGroup" | "disableProvenance"
>

/** A recording rule has no states and Grafana heeds none (12.3.0), but the endpoints ask for them. */
export const ruleFields = ({
  execErrState,
  folderUID: _,
  noDataState,
  provenance: __,
  ruleGroup: ___,
  ...fields
}: RuleContent) =>
  // Sound: the endpoints themselves refuse what is no rule, before it is sent.
  ({
    ...fields,
    noDataState: noDataState === "" ? "NoData" : noDataState,
    execErrState: execErrState === "" ? "Error" : execErrState
  }) as Fields

/** A rule with its place and its provenance. */
export const sentRule = (content: RuleContent) => ({
  folderUID: content.folderUID,
  ruleGroup: content.ruleGroup,
  ...ruleFields(content),
  ...provenanceHeader(content)
})
