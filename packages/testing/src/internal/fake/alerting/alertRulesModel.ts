import type { JsonObject } from "../bind.js"
import type { Org } from "../model.js"
import { compareText, Table } from "../words/table.js"

export interface AlertQuery {
  readonly refId: string
  readonly queryType: string
  /** Seconds before the evaluation. */
  readonly relativeTimeRange: { readonly from: number; readonly to: number }
  /** `__expr__` is an expression over the other queries. */
  readonly datasourceUid: string
  readonly model: unknown
}

/** In the order in which Grafana writes the fields. Durations are spelled as `1h30m`. */
export interface NotificationSettings {
  readonly receiver: string
  readonly group_by?: ReadonlyArray<string>
  readonly group_wait?: string
  readonly group_interval?: string
  readonly repeat_interval?: string
  readonly mute_time_intervals?: ReadonlyArray<string>
  readonly active_time_intervals?: ReadonlyArray<string>
}

/** What a recording rule writes. */
export interface Recording {
  readonly metric: string
  readonly from: string
  readonly target_datasource_uid?: string
}

export interface EditorSettings {
  readonly simplified_query_and_expressions_section: boolean
  readonly simplified_notifications_section: boolean
}

export const plainEditor: EditorSettings = {
  simplified_query_and_expressions_section: false,
  simplified_notifications_section: false
}

export type Words = Readonly<Record<string, string>>

/** What a rule says, without what the server keeps about it. */
export interface RuleSpec {
  readonly uid: string
  readonly title: string
  readonly condition: string
  readonly data: ReadonlyArray<AlertQuery>
  readonly intervalSeconds: number
  readonly folderUid: string
  readonly ruleGroup: string
  readonly groupIndex: number
  readonly noDataState: string
  readonly execErrState: string
  /** Milliseconds. */
  readonly for: number
  /** Milliseconds. */
  readonly keepFiringFor: number
  readonly annotations: Words | undefined
  readonly labels: Words | undefined
  readonly isPaused: boolean
  readonly notificationSettings: NotificationSettings | undefined
  readonly record: Recording | undefined
  readonly editor: EditorSettings
  /** What was imported from Prometheus to become this rule. */
  readonly definition: JsonObject | undefined
  readonly missingSeriesEvalsToResolve: number | undefined
}

export interface AlertRule extends RuleSpec {
  readonly id: number
  /** Stays the same for as long as the rule or its traces exist. */
  readonly guid: string
  readonly version: number
  readonly updated: number
  /** The uid of a user or service account. */
  readonly updatedBy: string
}

/** An organization's rules. */
export interface AlertRules {
  readonly rules: Table<AlertRule>
  /** Who provisioned a rule by its uid, past the end of the rule itself. */
  readonly provenances: Map<string, string>
  /** By guid, oldest first. A version that says the same as the one before is not kept. */
  readonly versions: Map<string, ReadonlyArray<AlertRule>>
  /** Deleted rules, oldest first. */
  trash: ReadonlyArray<AlertRule>
}

export const makeAlertRules = (): AlertRules => ({
  rules: new Table(),
  provenances: new Map(),
  versions: new Map(),
  trash: []
})

const byGroup = (left: AlertRule, right: AlertRule): number =>
  compareText(left.folderUid, right.folderUid) ||
  compareText(left.ruleGroup, right.ruleGroup) ||
  left.groupIndex - right.groupIndex ||
  left.id - right.id

/** All rules of an organization: by folder, by group, in the order of the group. */
export const rulesOf = (org: Org): ReadonlyArray<AlertRule> => org.alertRules.rules.sorted("group", byGroup)

export const provenanceOf = (org: Org, uid: string): string => org.alertRules.provenances.get(uid) ?? ""

export interface GroupKey {
  readonly folderUid: string
  readonly ruleGroup: string
}

export interface RuleGroup extends GroupKey {
  readonly rules: ReadonlyArray<AlertRule>
}

const isIn = (rule: GroupKey, key: GroupKey): boolean =>
  rule.folderUid === key.folderUid && rule.ruleGroup === key.ruleGroup

/** The rules of a group; none when the group does not exist. */
export const rulesIn = (org: Org, key: GroupKey): ReadonlyArray<AlertRule> =>
  [...org.alertRules.rules.values()].filter((rule) => isIn(rule, key)).sort(byGroup)

/** Rules in the order of their groups, group by group. */
export const groupsOf = (rules: ReadonlyArray<AlertRule>): ReadonlyArray<RuleGroup> => {
  const groups: Array<GroupKey & { readonly rules: Array<AlertRule> }> = []
  for (const rule of rules) {
    const last = groups.at(-1)
    if (last !== undefined && isIn(rule, last)) last.rules.push(rule)
    else groups.push({ folderUid: rule.folderUid, ruleGroup: rule.ruleGroup, rules: [rule] })
  }
  return groups
}
