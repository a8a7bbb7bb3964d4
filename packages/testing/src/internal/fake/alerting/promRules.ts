import { fullPath, readsRules, visibleFolders } from "./alertRulesAccess.js"
import { present } from "./alertRulesBody.js"
import { isExpression } from "./alertRulesCheck.js"
import { groupsOf, provenanceOf, rulesOf, type AlertRule, type RuleGroup } from "./alertRulesModel.js"
import { isObject, type JsonObject } from "../bind.js"
import { never } from "../words/format.js"
import { goJson } from "../words/goJson.js"
import { json, ok, type FakeResponse } from "../message.js"
import { pageOfGroups } from "./promRulesPage.js"
import { healthOf, readFilters, type PromFilters } from "./promRulesFilters.js"
import { anywhere, route, type Context, type Route } from "../route.js"
import { compareText } from "../words/table.js"

/** The expressions that a rule queries by, else its queries as a whole. */
const queryText = ({ data }: AlertRule): string => {
  const models = data.flatMap(({ model }) =>
    isObject(model) && Object.hasOwn(model, "expr") ? [model["expr"]] : []
  )
  const texts = models.filter((model) => typeof model === "string")
  return texts.length > 0 && texts.length === models.length ? texts.join(" | ") : goJson(data)
}

const sorted = (words: Readonly<Record<string, string>> = {}): JsonObject | undefined => {
  const names = Object.keys(words).sort()
  return names.length === 0 ? undefined : Object.fromEntries(names.map((name) => [name, words[name]]))
}

const internal = new Set(["__alert_rule_uid__", "__alert_rule_namespace_uid__"])

const labelsOf = ({ labels = {} }: AlertRule, includeInternal: boolean): JsonObject | undefined =>
  sorted(
    Object.fromEntries(Object.entries(labels).filter(([name]) => includeInternal || !internal.has(name)))
  )

const seconds = (millis: number): number | undefined => (millis === 0 ? undefined : millis / 1000)

const ruleView = (context: Context, { includeInternal }: PromFilters, rule: AlertRule): JsonObject => {
  const sources = rule.data.map(({ datasourceUid }) => datasourceUid).filter((uid) => !isExpression(uid))
  return present<JsonObject>({
    state: "inactive",
    name: rule.title,
    query: queryText(rule),
    queriedDatasourceUIDs: sources.length === 0 ? undefined : sources,
    duration: seconds(rule.for),
    keepFiringFor: seconds(rule.keepFiringFor),
    annotations: sorted(rule.annotations),
    uid: rule.uid,
    folderUid: rule.folderUid,
    labels: labelsOf(rule, includeInternal),
    health: healthOf(rule, context.state.now()),
    type: rule.record === undefined ? "alerting" : "recording",
    lastEvaluation: never,
    evaluationTime: 0,
    isPaused: rule.isPaused,
    notificationSettings: rule.notificationSettings,
    provenance: provenanceOf(context.org, rule.uid) || undefined
  })
}

/** Nothing evaluates rules here, so every one of them is inactive. */
const totals = (rules: ReadonlyArray<AlertRule>): JsonObject =>
  rules.length === 0 ? {} : { inactive: rules.length }

const groupView = (
  context: Context,
  filters: PromFilters,
  path: string,
  { folderUid, ruleGroup, rules }: RuleGroup
): JsonObject | undefined => {
  const shown = rules
    .filter((rule) => filters.keeps(rule, context.state.now()))
    .slice(0, filters.rulesPerGroup)
  return shown.length === 0
    ? undefined
    : {
        name: ruleGroup,
        file: path,
        folderUid,
        rules: shown.map((rule) => ruleView(context, filters, rule)),
        totals: totals(rules),
        interval: rules[0]?.intervalSeconds ?? 0,
        lastEvaluation: never,
        evaluationTime: 0
      }
}

const list = (context: Context): FakeResponse => {
  const { org } = context
  const filters = readFilters(context)
  if (typeof filters === "string") {
    return json(400, { status: "error", errorType: "bad_data", error: filters, data: { groups: [] } })
  }
  const paths = new Map(visibleFolders(context).map((folder) => [folder.uid, fullPath(org, folder)]))
  if (paths.size === 0 || filters.groups === 0) return ok({ status: "success", data: { groups: [] } })
  const folderUids = paths.has(filters.folderUid) ? new Set([filters.folderUid]) : new Set(paths.keys())
  const found = rulesOf(org).filter((rule) => folderUids.has(rule.folderUid) && filters.finds(rule))
  const page = pageOfGroups(groupsOf(found), filters)
  const groups = page.groups
    .map((group) => ({ ...group, rules: group.rules.filter(filters.names) }))
    .map((group) => ({ group, path: paths.get(group.folderUid) ?? "" }))
    .sort(
      (left, right) =>
        compareText(left.path, right.path) || compareText(left.group.ruleGroup, right.group.ruleGroup)
    )
  const all = groups.flatMap(({ group }) => group.rules)
  return ok({
    status: "success",
    data: present<JsonObject>({
      groups: groups.flatMap(({ group, path }) => groupView(context, filters, path, group) ?? []),
      groupNextToken: page.next,
      totals: filters.groups === -1 && all.length > 0 ? totals(all) : undefined
    })
  })
}

const alerts = (): FakeResponse => ok({ status: "success", data: { alerts: [] } })

const api = "/api/prometheus/grafana/api/v1"

export const promRuleRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: `${api}/rules` }, list, { access: readsRules }),
  route({ method: "GET", path: `${api}/alerts` }, alerts, { access: anywhere("alert.instances:read") })
]
