import { present, type PostedRule } from "./alertRulesBody.js"
import { provenanceOf, type AlertRule, type RuleSpec, type Words } from "./alertRulesModel.js"
import type { JsonObject } from "../bind.js"
import { nanoseconds, never, seconds } from "../words/format.js"
import type { Org } from "../model.js"
import { formatDuration } from "../words/prometheusDuration.js"
import type { State } from "../state.js"

const words = (value: Words | undefined): Words | undefined =>
  value === undefined || Object.keys(value).length === 0 ? undefined : value

interface Kept {
  readonly id: number
  readonly orgId: number
  readonly updated: string
  readonly provenance: string
}

const view = (spec: RuleSpec, { id, orgId, provenance, updated }: Kept): JsonObject =>
  present<JsonObject>({
    id,
    uid: spec.uid,
    orgID: orgId,
    folderUID: spec.folderUid,
    ruleGroup: spec.ruleGroup,
    title: spec.title,
    condition: spec.condition,
    data: spec.data,
    updated,
    noDataState: spec.noDataState,
    execErrState: spec.execErrState,
    for: formatDuration(spec.for),
    keep_firing_for: formatDuration(spec.keepFiringFor),
    annotations: words(spec.annotations),
    labels: words(spec.labels),
    provenance: provenance || undefined,
    isPaused: spec.isPaused,
    notification_settings: spec.notificationSettings ?? null,
    record: spec.record ?? null,
    missingSeriesEvalsToResolve: spec.missingSeriesEvalsToResolve
  })

/** A rule as the provisioning routes show it. */
export const ruleView = (org: Org, rule: AlertRule): JsonObject =>
  view(rule, {
    id: rule.id,
    orgId: org.id,
    updated: seconds(rule.updated),
    provenance: provenanceOf(org, rule.uid)
  })

/** The answer of a write: the time is finer than it is kept. */
export const writtenView = (org: Org, rule: AlertRule): JsonObject => ({
  ...ruleView(org, rule),
  updated: nanoseconds(rule.updated)
})

/** A rule of a group, which does not say who provisioned it (12.3.0). */
export const groupedView = (org: Org, rule: AlertRule): JsonObject => {
  const { provenance: _, ...rest } = ruleView(org, rule)
  return rest
}

/** A rule as it was sent: a group that is replaced comes back unread. */
export const postedView = ({ id, orgId, provenance, spec, updated }: PostedRule): JsonObject =>
  view(spec, { id, orgId, provenance, updated: updated ?? never })

/** Who wrote a rule: a name, else a login. */
const writer = ({ org, state }: { readonly org: Org; readonly state: State }, uid: string) => {
  const user = state.users.get(uid)
  const account = org.serviceAccounts.get(uid)
  return { uid, name: user?.name || user?.login || account?.name || "" }
}

/** A rule as the ruler shows it. */
export const rulerView = (
  context: { readonly org: Org; readonly state: State },
  rule: AlertRule,
  provenance = ""
): JsonObject =>
  present<JsonObject>({
    expr: "",
    for: formatDuration(rule.for),
    keep_firing_for: formatDuration(rule.keepFiringFor),
    labels: words(rule.labels),
    annotations: words(rule.annotations),
    grafana_alert: present<JsonObject>({
      title: rule.title,
      condition: rule.condition,
      data: rule.data,
      updated: seconds(rule.updated),
      updated_by: writer(context, rule.updatedBy),
      intervalSeconds: rule.intervalSeconds,
      version: rule.version,
      uid: rule.uid,
      namespace_uid: rule.folderUid,
      rule_group: rule.ruleGroup,
      no_data_state: rule.noDataState,
      exec_err_state: rule.execErrState,
      provenance: provenance || undefined,
      is_paused: rule.isPaused,
      notification_settings: rule.notificationSettings,
      record: rule.record,
      metadata: { editor_settings: rule.editor },
      guid: rule.guid,
      missing_series_evals_to_resolve: rule.missingSeriesEvalsToResolve
    })
  })
