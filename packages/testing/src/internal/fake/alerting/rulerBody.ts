import { readable, readDuration, readQueries, readRecord, readSettings, readWords } from "./alertRulesBody.js"
import { unsent, type SubmittedRule } from "./alertRulesDelta.js"
import {
  plainEditor,
  type AlertQuery,
  type EditorSettings,
  type GroupKey,
  type NotificationSettings,
  type Recording,
  type RuleSpec,
  type Words
} from "./alertRulesModel.js"
import { pick, type Bound, type JsonObject } from "../bind.js"
import { nodeProblem } from "./rulerCheck.js"

const alertShape = {
  title: "string",
  condition: "string",
  data: "array",
  uid: "string",
  no_data_state: "string",
  exec_err_state: "string",
  is_paused: "boolean",
  notification_settings: "object",
  record: "object",
  metadata: "object",
  missing_series_evals_to_resolve: "number"
} as const

const nodeShape = {
  record: "string",
  alert: "string",
  expr: "string",
  for: "string",
  keep_firing_for: "string",
  labels: "object",
  annotations: "object",
  grafana_alert: "object"
} as const

/** Grafana's part of a rule of the ruler. */
export interface GrafanaAlert extends Omit<
  Bound<typeof alertShape>,
  "data" | "notification_settings" | "record" | "metadata"
> {
  readonly data: ReadonlyArray<AlertQuery>
  readonly settings: NotificationSettings | undefined
  readonly record: Recording | undefined
  readonly editor: EditorSettings | undefined
}

/** A rule as the ruler takes it: Grafana's, or one of Prometheus'. */
export interface RulerNode {
  readonly for: number | undefined
  readonly keepFiringFor: number | undefined
  readonly labels: Words | undefined
  readonly annotations: Words | undefined
  readonly grafana: GrafanaAlert | undefined
}

export interface RulerGroup {
  readonly name: string
  /** Seconds; 0 when none is sent. */
  readonly interval: number
  readonly nodes: ReadonlyArray<RulerNode>
}

const editorShape = {
  simplified_query_and_expressions_section: "boolean",
  simplified_notifications_section: "boolean"
} as const

const readEditor = (metadata: JsonObject): EditorSettings => {
  const { editor_settings = {} } = readable(pick(metadata, { editor_settings: "object" }))
  const fields = readable(pick(editor_settings, editorShape))
  return {
    simplified_query_and_expressions_section: fields.simplified_query_and_expressions_section ?? false,
    simplified_notifications_section: fields.simplified_notifications_section ?? false
  }
}

const readAlert = (value: JsonObject): GrafanaAlert => {
  const { data, metadata, notification_settings, record, ...fields } = readable(pick(value, alertShape))
  return {
    ...fields,
    data: readQueries(data),
    settings: notification_settings === undefined ? undefined : readSettings(notification_settings),
    record: record === undefined ? undefined : readRecord(record),
    editor: metadata === undefined ? undefined : readEditor(metadata)
  }
}

export const readNode = (value: unknown): RulerNode => {
  const node = readable(pick(value, nodeShape))
  const alert = node.grafana_alert
  const isPrometheus = (node.expr ?? "") !== "" || (node.record ?? "") !== ""
  // A rule is of one kind, and it is of some kind.
  const isOne = alert === undefined ? Object.keys(node).length > 0 : !isPrometheus
  return {
    for: node.for === undefined ? undefined : readDuration(node.for),
    keepFiringFor: node.keep_firing_for === undefined ? undefined : readDuration(node.keep_firing_for),
    labels: readWords(node.labels),
    annotations: readWords(node.annotations),
    grafana: alert === undefined ? undefined : readAlert(readable(isOne ? alert : undefined))
  }
}

export const readGroup = (value: unknown): RulerGroup => {
  const body = readable(pick(value, { name: "string", interval: "string", rules: "array" }))
  const nodes = (body.rules ?? []).map(readNode)
  const isMixed = new Set(nodes.map(({ grafana }) => grafana !== undefined)).size > 1
  return {
    name: body.name ?? "",
    interval: readDuration(body.interval ?? "0") / 1000,
    nodes: readable(isMixed ? undefined : nodes)
  }
}

/** What a new rule starts with, and what one that changes another leaves as it is. */
const fallbacks = (isNew: boolean) =>
  isNew
    ? { noDataState: "NoData", execErrState: "Alerting", duration: 0, evaluations: undefined }
    : { noDataState: "", execErrState: "", duration: unsent, evaluations: unsent }

const alertingFields = (node: RulerNode, alert: GrafanaAlert) => {
  const fallback = fallbacks((alert.uid ?? "") === "")
  const evaluations = alert.missing_series_evals_to_resolve
  return {
    condition: alert.condition ?? "",
    noDataState: alert.no_data_state || fallback.noDataState,
    execErrState: alert.exec_err_state || fallback.execErrState,
    for: node.for ?? fallback.duration,
    keepFiringFor: node.keepFiringFor ?? fallback.duration,
    notificationSettings: alert.settings,
    missingSeriesEvalsToResolve: evaluations === undefined ? fallback.evaluations : evaluations || undefined
  }
}

const recordingFields = (alert: GrafanaAlert) => ({
  condition: "",
  noDataState: "",
  execErrState: "",
  for: 0,
  keepFiringFor: 0,
  notificationSettings: undefined,
  missingSeriesEvalsToResolve: alert.missing_series_evals_to_resolve
})

const toSpec = (node: RulerNode, alert: GrafanaAlert, place: Place): RuleSpec => ({
  ...place,
  uid: alert.uid ?? "",
  title: alert.title ?? "",
  data: alert.data,
  labels: node.labels,
  annotations: node.annotations,
  isPaused: alert.is_paused ?? false,
  record: alert.record,
  editor: alert.record === undefined ? (alert.editor ?? plainEditor) : plainEditor,
  definition: undefined,
  ...(alert.record === undefined ? alertingFields(node, alert) : recordingFields(alert))
})

const noAlert: GrafanaAlert = {
  title: undefined,
  condition: undefined,
  uid: undefined,
  no_data_state: undefined,
  exec_err_state: undefined,
  is_paused: undefined,
  missing_series_evals_to_resolve: undefined,
  data: [],
  settings: undefined,
  record: undefined,
  editor: undefined
}

type Place = GroupKey & Pick<RuleSpec, "intervalSeconds" | "groupIndex">

/** What a rule says at its place in a group, or in words what is wrong with it. */
export const specOf = (node: RulerNode, place: Place): RuleSpec | string => {
  const spec = toSpec(node, node.grafana ?? noAlert, place)
  return nodeProblem(node, spec) ?? spec
}

/** The rules of a group for a folder, or in words what is wrong with them. */
export const submittedRules = (
  { interval, name, nodes }: RulerGroup,
  folderUid: string
): ReadonlyArray<SubmittedRule> | string => {
  if (name === "") return "rule group name cannot be empty"
  if (name.length > 190) return "rule group name is too long. Max length is 190"
  const intervalSeconds = interval === 0 ? 60 : Math.floor(interval)
  if (intervalSeconds % 10 !== 0) {
    return `rule evaluation interval (${intervalSeconds} second) should be positive number that is multiple of the base interval of 10 seconds`
  }
  const uids = new Map<string, number>()
  const submitted: Array<SubmittedRule> = []
  for (const [index, node] of nodes.entries()) {
    const spec = specOf(node, { folderUid, ruleGroup: name, intervalSeconds, groupIndex: index + 1 })
    if (typeof spec === "string") return `invalid rule specification at index [${index}]: ${spec}`
    const first = spec.uid === "" ? undefined : uids.get(spec.uid)
    if (first !== undefined) {
      return `rule [${index}] has UID ${spec.uid} that is already assigned to another rule at index ${first}`
    }
    uids.set(spec.uid, index)
    const { editor, is_paused } = node.grafana ?? noAlert
    submitted.push({ spec, hasPause: is_paused !== undefined, hasEditor: editor !== undefined })
  }
  return submitted
}
