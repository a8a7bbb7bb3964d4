import { asJson, proxied, ruleSource, searchOf, type RuleSource } from "./alertingProxy.js"
import { readsExternal, writesExternal } from "./alertRulesAccess.js"
import { decoded, present, readable } from "./alertRulesBody.js"
import { isObject, pick, readJson, type JsonObject } from "../bind.js"
import { readPrometheusRule } from "./convertPrometheusBody.js"
import { badRequestData, json, message, type FakeResponse } from "../message.js"
import { formatDuration, parseDuration } from "../words/prometheusDuration.js"
import { param, route, type Context, type Handler, type Route } from "../route.js"
import { isPrometheus, wrongBackend } from "./rulerWrite.js"
import { groupName } from "./ruler.js"
import { readGroup } from "./rulerBody.js"
import { toYaml } from "../words/yaml.js"
import { parseYaml } from "../words/yamlRead.js"

/** Where a server has its rules: Mimir elsewhere than Cortex and Prometheus, if the query says that it is one. */
const prefixOf = ({ query }: Context, { kind }: RuleSource): string =>
  kind === "loki" ? "/api/prom/rules" : query.get("subtype") === "mimir" ? "/config/v1/rules" : "/rules"

const namespaceName = (context: Context): string | FakeResponse => {
  const name = param(context, "namespace")
  if (name !== "QUERY_NAMESPACE") return name
  return context.query.get("namespace") || message(400, "namespace query parameter is empty")
}

/** The path of what the request names, below the rules of the server. */
const pathOf = (context: Context): string | FakeResponse => {
  const { params } = context
  const namespace = params["namespace"] === undefined ? "" : namespaceName(context)
  if (typeof namespace !== "string") return namespace
  const group = params["group"] === undefined ? "" : groupName(context)
  if (typeof group !== "string") return group
  return [namespace, group]
    .filter((name) => name !== "")
    .map((name) => `/${encodeURIComponent(name)}`)
    .join("")
}

const ruleView = (value: unknown): JsonObject => {
  const { record, alert, ...rest } = readPrometheusRule(value)
  return present<JsonObject>({ record, alert, ...rest })
}

const groupView = (value: unknown): JsonObject => {
  const group = readable(pick(value, { name: "string", interval: "string", rules: "array" }))
  const interval = readable(parseDuration(group.interval ?? "0"))
  return present<JsonObject>({
    name: group.name ?? "",
    interval: interval === 0 ? undefined : formatDuration(interval),
    rules: (group.rules ?? []).map(ruleView)
  })
}

const namespacesView = (value: unknown): JsonObject =>
  Object.fromEntries(
    Object.entries(readable(isObject(value) ? value : undefined)).map(([name, groups]) => [
      name,
      readable(Array.isArray(groups) ? groups : undefined).map(groupView)
    ])
  )

/** The YAML of an answer, as JSON. */
const asYaml =
  (view: (value: unknown) => JsonObject) =>
  ({ body, headers, status }: FakeResponse): FakeResponse => {
    const type = headers["content-type"] ?? ""
    if (!type.includes("yaml")) {
      return message(500, `unexpected content type from upstream. expected YAML, got ${type}`)
    }
    const parsed = parseYaml(body)
    if ("error" in parsed) return message(500, parsed.error)
    const shown = decoded(() => view(parsed.value))
    return shown === undefined ? message(500, "yaml: unmarshal errors") : json(status, shown)
  }

const asMessage = ({ body, status }: FakeResponse): FakeResponse => json(status, { message: body })

const asks =
  (method: string, show: (answer: FakeResponse) => FakeResponse): Handler =>
  (context) => {
    const from = ruleSource(context)
    if ("status" in from) return from
    const path = pathOf(context)
    if (typeof path !== "string") return path
    return proxied(
      context,
      from.source,
      { method, url: prefixOf(context, from) + path + searchOf(context) },
      show
    )
  }

const save = (context: Context): FakeResponse => {
  const sent = readJson(context.request)
  const group = decoded(() => readGroup(sent))
  if (group === undefined) return badRequestData
  const from = ruleSource(context)
  if ("status" in from) return from
  if (!isPrometheus(group)) return wrongBackend("lotex", "grafana")
  const path = pathOf(context)
  if (typeof path !== "string") return path
  const body = toYaml(decoded(() => groupView(sent)))
  const url = prefixOf(context, from) + path + searchOf(context)
  return proxied(context, from.source, { method: "POST", url, body }, asJson(fields))
}

const fields = (value: unknown): unknown => (isObject(value) ? value : {})

const all = "/api/ruler/{source}/api/v1/rules"
const namespace = `${all}/{namespace}`
const group = `${namespace}/{group}`
const reads = { access: readsExternal }
const writes = { access: writesExternal }

/** The rulers of the servers behind data sources. */
export const rulerSourceRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: all }, asks("GET", asYaml(namespacesView)), reads),
  route({ method: "GET", path: namespace }, asks("GET", asYaml(namespacesView)), reads),
  route({ method: "POST", path: namespace }, save, writes),
  route({ method: "DELETE", path: namespace }, asks("DELETE", asMessage), writes),
  route({ method: "GET", path: group }, asks("GET", asYaml(groupView)), reads),
  route({ method: "DELETE", path: group }, asks("DELETE", asMessage), writes)
]
