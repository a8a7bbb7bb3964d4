import { escapeVariables } from "./alertingExport.js"
import { present } from "./alertRulesBody.js"
import { panelOf } from "./alertRulesCheck.js"
import type { AlertQuery, NotificationSettings, Recording, RuleSpec, Words } from "./alertRulesModel.js"
import { isObject, type JsonObject } from "../bind.js"
import { sortKeys } from "../words/format.js"
import { attribute, block, hclHash, hclResource, type HclBody } from "../words/hcl.js"
import type { Org } from "../model.js"
import { formatDuration } from "../words/prometheusDuration.js"

/** A group with the path of its folder. */
export interface ExportedGroup {
  readonly folderUid: string
  readonly folder: string
  readonly ruleGroup: string
  readonly rules: ReadonlyArray<RuleSpec>
}

const mapped = (words: Words, change: (word: string) => string): Words =>
  Object.fromEntries(
    Object.keys(words)
      .sort()
      .map((name) => [name, change(words[name] ?? "")])
  )

/** A model that was never saved still has its keys in the order of the caller. */
const modelFile = (model: unknown): unknown => (isObject(model) ? sortKeys(model) : model)

const queryFile = ({ datasourceUid, model, queryType, refId, relativeTimeRange }: AlertQuery): JsonObject =>
  present<JsonObject>({
    refId,
    queryType: queryType || undefined,
    relativeTimeRange,
    datasourceUid,
    model: modelFile(model)
  })

const escapedList = (names: ReadonlyArray<string> | undefined) => names?.map(escapeVariables)

const settingsFile = (settings: NotificationSettings): JsonObject =>
  present<JsonObject>({
    ...settings,
    receiver: escapeVariables(settings.receiver),
    group_by: escapedList(settings.group_by),
    mute_time_intervals: escapedList(settings.mute_time_intervals),
    active_time_intervals: escapedList(settings.active_time_intervals)
  })

const recordFile = ({ from, metric, target_datasource_uid }: Recording): JsonObject =>
  present<JsonObject>({ metric, from, targetDatasourceUid: target_datasource_uid })

const durationFile = (millis: number): string | undefined =>
  millis === 0 ? undefined : formatDuration(millis)

const panelFile = (rule: RuleSpec): JsonObject => {
  const panel = panelOf(rule)
  return panel === undefined || "text" in panel
    ? {}
    : { dashboardUid: panel.dashboardUid, panelId: panel.panelId }
}

const ruleFile = (rule: RuleSpec): JsonObject =>
  present<JsonObject>({
    uid: rule.uid || undefined,
    title: escapeVariables(rule.title),
    condition: rule.condition || undefined,
    data: rule.data.map(queryFile),
    ...panelFile(rule),
    noDataState: rule.noDataState || undefined,
    execErrState: rule.execErrState || undefined,
    for: durationFile(rule.for),
    keepFiringFor: durationFile(rule.keepFiringFor),
    annotations: rule.annotations === undefined ? undefined : mapped(rule.annotations, (word) => word),
    labels: rule.labels === undefined ? undefined : mapped(rule.labels, escapeVariables),
    isPaused: rule.isPaused,
    notification_settings:
      rule.notificationSettings === undefined ? undefined : settingsFile(rule.notificationSettings),
    record: rule.record === undefined ? undefined : recordFile(rule.record),
    missing_series_evals_to_resolve: rule.missingSeriesEvalsToResolve
  })

const intervalOf = ({ rules }: ExportedGroup): number => rules[0]?.intervalSeconds ?? 0

/** A group as files to provision from have it. */
export const groupFile = (org: Org, group: ExportedGroup): JsonObject => ({
  orgId: org.id,
  name: escapeVariables(group.ruleGroup),
  folder: escapeVariables(group.folder),
  interval: formatDuration(intervalOf(group) * 1000),
  rules: group.rules.map(ruleFile)
})

const queryHcl = ({ datasourceUid, model, queryType, refId, relativeTimeRange }: AlertQuery): HclBody => [
  ...attribute("ref_id", refId),
  ...attribute("query_type", queryType || undefined),
  ...block("relative_time_range", [
    ...attribute("from", relativeTimeRange.from),
    ...attribute("to", relativeTimeRange.to)
  ]),
  ...attribute("datasource_uid", datasourceUid),
  ...attribute("model", JSON.stringify(modelFile(model)))
]

const settingsHcl = (settings: NotificationSettings): HclBody => [
  ...attribute("contact_point", settings.receiver),
  ...attribute("group_by", settings.group_by),
  ...attribute("group_wait", settings.group_wait),
  ...attribute("group_interval", settings.group_interval),
  ...attribute("repeat_interval", settings.repeat_interval),
  ...attribute("mute_timings", settings.mute_time_intervals),
  ...attribute("active_timings", settings.active_time_intervals)
]

const recordHcl = ({ from, metric, target_datasource_uid }: Recording): HclBody => [
  ...attribute("metric", metric),
  ...attribute("from", from),
  ...attribute("target_datasource_uid", target_datasource_uid)
]

const ruleHcl = (rule: RuleSpec): HclBody => [
  ...attribute("name", rule.title),
  ...attribute("condition", rule.condition || undefined),
  ...rule.data.flatMap((query) => block("data", queryHcl(query))),
  ...attribute("no_data_state", rule.noDataState || undefined),
  ...attribute("exec_err_state", rule.execErrState || undefined),
  ...attribute("for", durationFile(rule.for)),
  ...attribute("keep_firing_for", durationFile(rule.keepFiringFor)),
  ...attribute("annotations", rule.annotations),
  ...attribute("labels", rule.labels),
  ...attribute("is_paused", rule.isPaused),
  ...(rule.notificationSettings === undefined
    ? []
    : block("notification_settings", settingsHcl(rule.notificationSettings))),
  ...(rule.record === undefined ? [] : block("record", recordHcl(rule.record))),
  ...attribute("missing_series_evals_to_resolve", rule.missingSeriesEvalsToResolve)
]

/** A group as a resource of Terraform. */
export const groupHcl = (org: Org, group: ExportedGroup): string =>
  hclResource("grafana_rule_group", `rule_group_${hclHash(group.ruleGroup, group.folderUid)}`, [
    ...attribute("org_id", org.id),
    ...attribute("name", group.ruleGroup),
    ...attribute("folder_uid", group.folderUid),
    ...attribute("interval_seconds", intervalOf(group)),
    ...group.rules.flatMap((rule) => block("rule", ruleHcl(rule)))
  ])
