import {
  readsExternalAlerts,
  readsExternalConfig,
  writesExternalAlerts,
  writesExternalConfig
} from "./alertmanagerAccess.js"
import { asJson, proxied, searchOf } from "../alerting/alertingProxy.js"
import { bind, isObject, readJson } from "../bind.js"
import { badRequestData, json, message, type FakeResponse } from "../message.js"
import type { DataSource } from "../model.js"
import { param, route, type Context, type Handler, type Route } from "../route.js"
import { parseJson } from "../words/goJson.js"
import { parseYaml } from "../words/yamlRead.js"

const config = "/api/v1/alerts"
const underAlertmanager = "/alertmanager/api/v2"

/** Where an implementation has its API, and its configuration if that can be reached at all. */
const implementations: Readonly<
  Record<string, { readonly api: string; readonly config: string | undefined }>
> = {
  cortex: { api: underAlertmanager, config },
  mimir: { api: underAlertmanager, config },
  prometheus: { api: "/api/v2", config: undefined }
}

const noSource = message(404, "data source not found")

const withAlertmanager = (
  context: Context,
  use: (source: DataSource, api: string, config: string | undefined) => FakeResponse
): FakeResponse => {
  const source = context.org.dataSources.get(param(context, "uid"))
  if (source === undefined) return noSource
  if (source.type !== "alertmanager")
    return message(400, `unexpected datasource type '${source.type}', expected alertmanager`)
  const name = source.jsonData["implementation"] ?? "cortex"
  const implementation = typeof name === "string" ? implementations[name] : undefined
  return implementation === undefined
    ? message(400, `unsupported Alert Manager implementation "${String(name)}"`)
    : use(source, implementation.api, implementation.config)
}

const asItCame = asJson((value) => value)

const asMessage = ({ body, status }: FakeResponse): FakeResponse => json(status, { message: body })

type Path = (context: Context) => string

const reads =
  (path: Path): Handler =>
  (context) =>
    withAlertmanager(context, (source, api) =>
      proxied(context, source, { method: "GET", url: api + path(context) + searchOf(context) }, asItCame)
    )

const writes =
  (method: string, path: Path, show: (answer: FakeResponse) => FakeResponse): Handler =>
  (context) => {
    if (method === "POST" && bind(context.request, {}) === undefined) return badRequestData
    const { body } = context.request
    return withAlertmanager(context, (source, api) =>
      proxied(context, source, { method, url: api + path(context), body }, show)
    )
  }

/** The Alertmanager's configuration is YAML, which is neither read nor written here: only what stands before that is told. */
const onConfig =
  (isReadable: (context: Context) => boolean): Handler =>
  (context) => {
    if (!isReadable(context)) return badRequestData
    return withAlertmanager(context, (source, _, path) => {
      if (path === undefined) {
        const name = String(source.jsonData["implementation"])
        return message(400, `unsupported endpoint "config" for Alert Manager implementation "${name}"`)
      }
      return notBuilt
    })
  }

const notBuilt = json(501, { message: "this fake does not read the configuration of an Alertmanager" })

const always = (): boolean => true

const hasRoute = ({ request }: Context): boolean => {
  const body = readJson(request)
  const sent = isObject(body) ? body["alertmanager_config"] : undefined
  return isObject(sent) && isObject(sent["route"])
}

const receiversIn = (route: unknown): ReadonlyArray<unknown> => {
  if (!isObject(route)) return []
  const below = Array.isArray(route["routes"]) ? route["routes"].flatMap(receiversIn) : []
  return route["receiver"] === undefined ? below : [route["receiver"], ...below]
}

/** What is wrong with a configuration in YAML, as far as that is looked at. */
const configProblem = (source: string): string | undefined => {
  const read = parseYaml(source)
  if ("error" in read) return read.error
  const config = isObject(read.value) ? read.value : {}
  if (!isObject(config["route"])) return "no routes provided"
  const receivers: ReadonlyArray<unknown> = Array.isArray(config["receivers"]) ? config["receivers"] : []
  const names = new Set(receivers.map((receiver) => (isObject(receiver) ? receiver["name"] : undefined)))
  const missing = receiversIn(config["route"]).find((name) => !names.has(name))
  return missing === undefined ? undefined : `undefined receiver "${String(missing)}" used in route`
}

/** The status of an Alertmanager holds its configuration; one that is right is more than is read here. */
const asStatus = ({ body }: FakeResponse): FakeResponse => {
  const parsed = parseJson(body)
  if ("error" in parsed) return message(500, parsed.error)
  const { value } = parsed
  const config = isObject(value) && isObject(value["config"]) ? value["config"] : {}
  const source = config["original"]
  const problem = configProblem(typeof source === "string" ? source : "")
  return problem === undefined ? notBuilt : message(500, problem)
}

const status: Handler = (context) =>
  withAlertmanager(context, (source, api) =>
    proxied(context, source, { method: "GET", url: `${api}/status` }, asStatus)
  )

const alerts: Path = () => "/alerts"
const silence: Path = (context) => `/silence/${param(context, "id")}`
const silences: Path = () => "/silences"

const base = "/api/alertmanager/{uid}"

export const alertmanagerProxyRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: `${base}/api/v2/status` }, status, readsExternalConfig),
  route({ method: "GET", path: `${base}/api/v2/alerts` }, reads(alerts), readsExternalAlerts),
  route(
    { method: "POST", path: `${base}/api/v2/alerts` },
    writes("POST", alerts, asMessage),
    writesExternalAlerts
  ),
  route(
    { method: "GET", path: `${base}/api/v2/alerts/groups` },
    reads(() => "/alerts/groups"),
    readsExternalAlerts
  ),
  route({ method: "GET", path: `${base}/api/v2/silences` }, reads(silences), readsExternalAlerts),
  route(
    { method: "POST", path: `${base}/api/v2/silences` },
    writes("POST", silences, asItCame),
    writesExternalAlerts
  ),
  route({ method: "GET", path: `${base}/api/v2/silence/{id}` }, reads(silence), readsExternalAlerts),
  route(
    { method: "DELETE", path: `${base}/api/v2/silence/{id}` },
    writes("DELETE", silence, asMessage),
    writesExternalAlerts
  ),
  route({ method: "GET", path: `${base}/config/api/v1/alerts` }, onConfig(always), readsExternalConfig),
  route({ method: "DELETE", path: `${base}/config/api/v1/alerts` }, onConfig(always), writesExternalConfig),
  route({ method: "POST", path: `${base}/config/api/v1/alerts` }, onConfig(hasRoute), writesExternalConfig)
]
