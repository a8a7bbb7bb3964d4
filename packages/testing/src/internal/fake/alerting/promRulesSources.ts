import { asJson, proxied, ruleSource, searchOf } from "./alertingProxy.js"
import { readsExternal } from "./alertRulesAccess.js"
import { present } from "./alertRulesBody.js"
import { isObject, type JsonObject } from "../bind.js"
import { never } from "../words/format.js"
import { anywhere, route, type Handler, type Route } from "../route.js"

const filled = (value: unknown): unknown =>
  (Array.isArray(value) && value.length === 0) || (isObject(value) && Object.keys(value).length === 0)
    ? undefined
    : value

const some = (value: unknown): unknown => (value === "" || value === 0 ? undefined : filled(value))

const fieldsOf = (value: unknown): JsonObject => (isObject(value) ? value : {})

const listOf = (value: unknown): ReadonlyArray<unknown> | null => (Array.isArray(value) ? value : null)

/** A rule of another server with the fields that Grafana gives to its own. */
const ruleView = (value: unknown): JsonObject => {
  const rule = fieldsOf(value)
  return present<JsonObject>({
    state: some(rule["state"]),
    name: some(rule["name"]),
    query: some(rule["query"]),
    duration: some(rule["duration"]),
    keepFiringFor: some(rule["keepFiringFor"]),
    annotations: some(rule["annotations"]),
    activeAt: rule["activeAt"],
    alerts: some(rule["alerts"]),
    labels: some(rule["labels"]),
    health: rule["health"] ?? "",
    lastError: some(rule["lastError"]),
    type: rule["type"] ?? "",
    lastEvaluation: rule["lastEvaluation"] ?? never,
    evaluationTime: rule["evaluationTime"] ?? 0,
    isPaused: false
  })
}

const groupView = (value: unknown): JsonObject => {
  const group = fieldsOf(value)
  return {
    name: group["name"] ?? "",
    file: group["file"] ?? "",
    folderUid: "",
    rules: listOf(group["rules"])?.map(ruleView) ?? null,
    totals: null,
    interval: group["interval"] ?? 0,
    lastEvaluation: group["lastEvaluation"] ?? never,
    evaluationTime: group["evaluationTime"] ?? 0
  }
}

const rulesView = (value: unknown): JsonObject => {
  const answer = fieldsOf(value)
  const data = fieldsOf(answer["data"])
  return present<JsonObject>({
    status: answer["status"] ?? "",
    errorType: some(answer["errorType"]),
    error: some(answer["error"]),
    data: present<JsonObject>({
      groups: listOf(data["groups"])?.map(groupView) ?? null,
      groupNextToken: some(data["groupNextToken"])
    })
  })
}

const alertsView = (value: unknown): JsonObject => {
  const answer = fieldsOf(value)
  return { status: answer["status"] ?? "", data: { alerts: listOf(fieldsOf(answer["data"])["alerts"]) } }
}

const reads =
  (name: "rules" | "alerts", view: (value: unknown) => JsonObject): Handler =>
  (context) => {
    const from = ruleSource(context)
    if ("status" in from) return from
    const path = from.kind === "loki" ? "/prometheus/api/v1" : "/api/v1"
    return proxied(
      context,
      from.source,
      { method: "GET", url: `${path}/${name}${searchOf(context)}` },
      asJson(view)
    )
  }

const api = "/api/prometheus/{source}/api/v1"

/** Rules and alerts of the servers behind data sources. */
export const promRuleSourceRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: `${api}/rules` }, reads("rules", rulesView), { access: readsExternal }),
  route({ method: "GET", path: `${api}/alerts` }, reads("alerts", alertsView), {
    access: anywhere("alert.instances.external:read")
  })
]
