import { createHash } from "node:crypto"
import { completeQuery, uidFault } from "./alertRulesCheck.js"
import {
  plainEditor,
  type AlertQuery,
  type NotificationSettings,
  type RuleSpec,
  type Words
} from "./alertRulesModel.js"
import type { JsonObject } from "../bind.js"
import type { PrometheusGroup, PrometheusRule } from "./convertPrometheusBody.js"
import { never } from "../words/format.js"
import type { DataSource } from "../model.js"
import { parseDuration } from "../words/prometheusDuration.js"

/** What the headers of an import say about every rule. */
export interface ImportOptions {
  readonly source: DataSource
  /** Where recording rules write to. */
  readonly target: DataSource
  readonly pausesAlerts: boolean
  readonly pausesRecordings: boolean
  readonly settings: NotificationSettings | undefined
  readonly extraLabels: Words
  /** Without it the rules can be changed in Grafana, and are not rules of Prometheus any more. */
  readonly keepsDefinition: boolean
}

const defaultOffset = 60
const window = 600

const queryNode = (source: DataSource, expr: string, offset: number): AlertQuery => ({
  refId: "query",
  queryType: source.type,
  relativeTimeRange: { from: window + offset, to: offset },
  datasourceUid: source.uid,
  model: {
    datasource: { type: source.type, uid: source.uid },
    expr,
    instant: true,
    range: false,
    refId: "query",
    ...(source.type === "loki" ? { queryType: "instant" } : {})
  }
})

/** Grafana writes the whole of the data source that stands for expressions. */
const expressionSource: JsonObject = {
  id: -100,
  name: "__expr__",
  type: "__expr__",
  access: "",
  url: "",
  user: "",
  database: "",
  basicAuth: false,
  basicAuthUser: "",
  withCredentials: false,
  isDefault: false,
  jsonData: {},
  secureJsonData: {},
  readOnly: false,
  uid: "__expr__",
  apiVersion: "",
  IsPrunable: false,
  created: never,
  updated: never
}

const expressionNode = (refId: string, type: string, fields: JsonObject): AlertQuery => ({
  refId,
  queryType: type,
  relativeTimeRange: { from: 0, to: 0 },
  datasourceUid: "__expr__",
  model: { ...fields, datasource: expressionSource, refId, type }
})

/** An alert of Prometheus fires on every number that its query gives: the nodes after the query make that so. */
const firing: ReadonlyArray<AlertQuery> = [
  expressionNode("prometheus_math", "math", {
    expression: "is_number($query) || is_nan($query) || is_inf($query)"
  }),
  expressionNode("threshold", "threshold", {
    expression: "prometheus_math",
    conditions: [{ evaluator: { params: [0], type: "gt" } }]
  })
]

const objectIds = Buffer.from("6ba7b8129dad11d180b400c04fd430c8", "hex")

/** A uid that is the same for the same place of a rule. */
const placeUid = (place: string): string => {
  const hash = createHash("sha1").update(objectIds).update(place).digest()
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = hash.toString("hex")
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    "-"
  )
}

const chosenUid = "__grafana_alert_rule_uid__"

/** Where a rule goes. */
export interface Place {
  readonly orgId: number
  readonly folderUid: string
  readonly index: number
}

const hasWords = (words: Words): boolean => Object.keys(words).length > 0

/** The rule of Grafana that does what a rule of Prometheus does; words when it has none. */
export const importedRule = (
  options: ImportOptions,
  group: PrometheusGroup,
  rule: PrometheusRule,
  { folderUid, index, orgId }: Place
): RuleSpec | string => {
  const isRecording = rule.record !== undefined
  const labels = { ...(isRecording ? {} : options.extraLabels), ...group.labels, ...rule.labels }
  const uid = rule.labels?.[chosenUid] ?? placeUid([orgId, folderUid, group.name, index].join("|"))
  const fault = uidFault(uid)
  if (fault !== undefined)
    return `failed to generate UID for rule '${rule.alert ?? ""}': invalid UID label value: ${uid}; ${fault}`
  const offset = group.queryOffset === undefined ? defaultOffset : group.queryOffset / 1000
  const query = queryNode(options.source, rule.expr, offset)
  return {
    uid,
    title: rule.record ?? rule.alert ?? "",
    condition: isRecording ? "query" : "threshold",
    data: [query, ...(isRecording ? [] : firing)].map(completeQuery),
    intervalSeconds: (group.interval || 60_000) / 1000,
    folderUid,
    ruleGroup: group.name,
    groupIndex: index + 1,
    noDataState: "OK",
    execErrState: "OK",
    for: parseDuration(rule.for ?? "0") ?? 0,
    keepFiringFor: parseDuration(rule.keep_firing_for ?? "0") ?? 0,
    annotations: rule.annotations,
    labels: { ...labels, __converted_prometheus_rule__: "true" },
    isPaused: isRecording ? options.pausesRecordings : options.pausesAlerts,
    notificationSettings: isRecording ? undefined : options.settings,
    record: isRecording
      ? { metric: rule.record, from: "query", target_datasource_uid: options.target.uid }
      : undefined,
    editor: plainEditor,
    definition: options.keepsDefinition ? { ...rule, ...(hasWords(labels) ? { labels } : {}) } : undefined,
    missingSeriesEvalsToResolve: 1
  }
}
