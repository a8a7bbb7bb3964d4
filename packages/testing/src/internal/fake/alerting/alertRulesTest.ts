import { asJson, proxied, ruleSource } from "./alertingProxy.js"
import { accessDenied, fullPath, readsExternal, readsRules, visibleFolder } from "./alertRulesAccess.js"
import { decoded, readable, readDuration, readQueries } from "./alertRulesBody.js"
import { conditionFault } from "./alertRulesCondition.js"
import { evaluated } from "./alertRulesEval.js"
import type { AlertQuery, RuleSpec } from "./alertRulesModel.js"
import { bind, pick, readJson, type JsonObject } from "../bind.js"
import { badRequestData, json, message, ok, type FakeResponse } from "../message.js"
import { route, type Context, type Route } from "../route.js"
import { readNode, specOf } from "./rulerBody.js"

const notBuilt = (what: string): FakeResponse => json(501, { message: `this fake does not evaluate ${what}` })

const building = "Failed to build evaluator for queries and expressions"

/** What keeps queries and expressions from being evaluated at all. */
const buildProblem = (
  { org }: Context,
  condition: string,
  data: ReadonlyArray<AlertQuery>
): FakeResponse | undefined => {
  if (data.length === 0) {
    return message(400, `${building}: expression list is empty. must be at least 1 expression`)
  }
  if (condition === "") return message(400, `${building}: condition must not be empty`)
  const fault = conditionFault(org, { condition, data, record: undefined })
  return fault === undefined ? undefined : message(400, `${building}: ${fault}`)
}

const readMoment = (text: string | undefined, fallback: number): number => {
  if (text === undefined) return fallback
  const moment = Date.parse(text)
  return readable(Number.isNaN(moment) ? undefined : moment)
}

const evaluate = (context: Context): FakeResponse => {
  const body = bind(context.request, { condition: "string", data: "array", now: "string" })
  const read = decoded(() => ({
    data: readQueries(body?.data),
    now: readMoment(body?.now, context.state.now())
  }))
  if (body === undefined || read === undefined) return badRequestData
  const { data, now } = read
  const problem = buildProblem(context, body.condition || (data.at(-1)?.refId ?? ""), data)
  if (problem !== undefined) return problem
  const results = evaluated(context, data, now)
  return results === undefined
    ? notBuilt("these queries and expressions")
    : ok({ results: Object.fromEntries([...results].map(([refId, { result }]) => [refId, result])) })
}

const timestamp = (millis: number): string => new Date(millis).toISOString()
const resendAfter = 120_000

/** The alert that stands for a rule which cannot be evaluated. */
const errorAlert = (context: Context, spec: RuleSpec, path: string, error: string): JsonObject => {
  const now = context.state.now()
  return {
    annotations: { ...spec.annotations, Error: error, __orgId__: String(context.org.id) },
    endsAt: timestamp(now + resendAfter),
    startsAt: timestamp(now),
    generatorURL: "http://localhost:3000/",
    labels: {
      ...spec.labels,
      __alert_rule_namespace_uid__: spec.folderUid,
      __alert_rule_uid__: spec.uid,
      alertname: "DatasourceError",
      grafana_folder: path,
      rulename: spec.title
    }
  }
}

const alertsOf = (context: Context, spec: RuleSpec, path: string): FakeResponse => {
  const result = evaluated(context, spec.data, context.state.now())?.get(spec.condition)
  if (result === undefined || result.isReduced || spec.execErrState !== "Error") return notBuilt("this rule")
  const error =
    `invalid format of evaluation results for the alert definition ${spec.condition}: ` +
    "looks like time series data, only reduced data can be alerted on."
  return ok([errorAlert(context, spec, path, error)])
}

const testRule = (context: Context): FakeResponse => {
  const body = bind(context.request, { rule: "object", folderUid: "string", ruleGroup: "string" })
  const node = decoded(() => (body?.rule === undefined ? undefined : readNode(body.rule)) ?? "none")
  if (body === undefined || node === undefined) return badRequestData
  const folder = visibleFolder(context, body.folderUid ?? "")
  if (folder === undefined) return accessDenied
  if (node === "none") return message(400, "not Grafana managed alert rule")
  const spec = specOf(node, {
    folderUid: folder.uid,
    ruleGroup: body.ruleGroup ?? "",
    intervalSeconds: 10,
    groupIndex: 0
  })
  if (typeof spec === "string") return message(400, spec)
  return (
    buildProblem(context, spec.condition, spec.data) ?? alertsOf(context, spec, fullPath(context.org, folder))
  )
}

const testExpression = (context: Context): FakeResponse => {
  const body = bind(context.request, { expr: "string", grafana_condition: "object" })
  const isPrometheus = (body?.expr ?? "") !== ""
  if (body === undefined || isPrometheus === (body.grafana_condition !== undefined)) return badRequestData
  if (!isPrometheus) return message(500, "unexpected backend type (lotex) for payload type (grafana)")
  const from = ruleSource(context)
  if ("status" in from) return from
  const path = from.kind === "loki" ? "/loki/api/v1/query" : "/api/v1/query"
  const time = Math.floor(context.state.now() / 1000)
  const url = `${path}?query=${encodeURIComponent(body.expr ?? "")}&time=${time}`
  const answer = proxied(
    context,
    from.source,
    { method: "GET", url },
    asJson((value) => value)
  )
  return answer.status < 400 ? notBuilt("the answers of other servers") : answer
}

const backtestShape = {
  from: "string",
  to: "string",
  interval: "string",
  condition: "string",
  data: "array",
  for: "string",
  title: "string",
  labels: "object",
  annotations: "object",
  no_data_state: "string"
} as const

/** Off, unless a feature of Grafana's is switched on; the words are the server's own (12.3.0). */
const backtest = (context: Context): FakeResponse => {
  const body = pick(readJson(context.request), backtestShape)
  const read = decoded(() => [
    readQueries(body?.data),
    readDuration(body?.interval ?? "0"),
    readDuration(body?.for ?? "0")
  ])
  return body === undefined || read === undefined
    ? badRequestData
    : message(404, "Backgtesting API is not enabled: %!w(<nil>)")
}

const reads = { access: readsRules, reads: true }

export const alertRuleTestRoutes: ReadonlyArray<Route> = [
  route({ method: "POST", path: "/api/v1/eval" }, evaluate, reads),
  route({ method: "POST", path: "/api/v1/rule/backtest" }, backtest, reads),
  route({ method: "POST", path: "/api/v1/rule/test/grafana" }, testRule, reads),
  route({ method: "POST", path: "/api/v1/rule/test/{source}" }, testExpression, {
    access: readsExternal,
    reads: true
  })
]
