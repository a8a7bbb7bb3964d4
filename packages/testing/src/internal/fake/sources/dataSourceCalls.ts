import { byId, byUid } from "./dataSources.js"
import { empty, json, message, middlewareJson, ok, publicError, text, type FakeResponse } from "../message.js"
import type { DataSource } from "../model.js"
import { anywhere, param, route, type Context, type Handler, type Route } from "../route.js"
import { notBuilt } from "../unbuilt.js"

type Find = (context: Context) => DataSource | undefined

/** Sends a request to the server behind a data source; `undefined` when nobody answers. */
export const callUpstream = (
  { request, state }: Context,
  source: DataSource,
  call: { readonly method: string; readonly url: string; readonly body?: string | undefined }
): FakeResponse | undefined =>
  source.url === ""
    ? undefined
    : state.upstream({ headers: request.headers, body: undefined, origin: source.url, ...call })

/** What Go says when nobody listens on the address of a URL. */
export const refused = (verb: string, source: DataSource, path: string): string => {
  const address = source.url.replace(/^https?:\/\//, "").replace(/\/.*$/, "")
  return `${verb} "${source.url}${path}": dial tcp ${address}: connect: connection refused`
}

const unavailable = publicError(500, "plugin.unavailable", "Plugin unavailable")

const prometheusHealth = (context: Context, source: DataSource): FakeResponse => {
  const answer = callUpstream(context, source, { method: "POST", url: "/api/v1/query", body: "query=1%2B1" })
  if (answer === undefined) {
    const reason = refused("Post", source, "/api/v1/query")
    const text = `${reason} - There was an error returned querying the Prometheus API.`
    return json(400, { message: text, status: "ERROR" })
  }
  return ok({
    details: { application: "Prometheus", features: { rulerApiEnabled: false } },
    message: "Successfully queried the Prometheus API.",
    status: "OK"
  })
}

const healthy = (context: Context, source: DataSource, path: string, said: string): FakeResponse =>
  callUpstream(context, source, { method: "GET", url: path }) === undefined
    ? json(400, { message: refused("Get", source, path), status: "ERROR" })
    : ok({ message: said, status: "OK" })

const health =
  (find: Find): Handler =>
  (context) => {
    const source = find(context)
    switch (source?.type) {
      case undefined:
        return message(500, "Unable to load datasource metadata")
      case "grafana-testdata-datasource":
        return ok({ message: "Data source is working", status: "OK" })
      case "prometheus":
        return prometheusHealth(context, source)
      case "graphite":
        return healthy(context, source, "/render", "Successfully connected to Graphite")
      case "influxdb":
        return healthy(context, source, "/query", "datasource is working. 1 measurements found")
      default:
        return unavailable
    }
  }

const unknownSource = middlewareJson(404, { message: "Unable to find datasource", traceID: "" })

const searchOf = (url: string): string => {
  const mark = url.indexOf("?")
  return mark === -1 ? "" : url.slice(mark)
}

const notOnPrometheus = (method: string): FakeResponse =>
  middlewareJson(403, { message: `non allow-listed ${method}s not allowed on proxied Prometheus datasource` })

const proxy =
  (find: Find): Handler =>
  (context) => {
    const { body, method, url } = context.request
    const source = find(context)
    if (source === undefined) return unknownSource
    if (source.type === "prometheus" && ["PUT", "DELETE", "PATCH"].includes(method))
      return notOnPrometheus(method)
    const path = `/${context.params["*"] ?? ""}${searchOf(url)}`
    const answer = callUpstream(context, source, { method, url: path, body })
    if (answer === undefined) return empty(502)
    // A refusal of the credentials that Grafana holds is not told as one of the caller's (12.3.0).
    return answer.status === 401 ? text(400, "Authentication to data source failed") : answer
  }

const noMetaData = middlewareJson(500, { message: "Unable to load datasource meta data", traceID: "" })

const testDataRoutes = /^(boom|scenarios|sims?|stream|test)(\/|$)/

/** The data source greets whatever it has no route for. */
const testDataResource = (context: Context): FakeResponse =>
  testDataRoutes.test(param(context, "*"))
    ? notBuilt(context.request.method, context.request.url)
    : text(200, "Hello world from test datasource!")

const resource =
  (find: Find): Handler =>
  (context) => {
    const source = find(context)
    if (source === undefined) return noMetaData
    if (source.type === "grafana-testdata-datasource") return testDataResource(context)
    const answer = callUpstream(context, source, {
      method: context.request.method,
      url: `/${context.params["*"] ?? ""}${searchOf(context.request.url)}`,
      body: context.request.body
    })
    return answer ?? publicError(500, "plugin.requestFailureError", "An error occurred within the plugin")
  }

const queries = { access: anywhere("datasources:query"), reads: true }
const verbs = ["GET", "POST", "PUT", "PATCH", "DELETE"]

/** One handler for every verb, with and without a path behind it. */
const any = (path: string, handler: Handler): ReadonlyArray<Route> =>
  verbs.flatMap((method) => [
    route({ method, path }, handler, queries),
    route({ method, path: `${path}/*` }, handler, queries)
  ])

const badId = message(400, "id is invalid")

const numbered =
  (handler: Handler, refusal = badId): Handler =>
  (context) =>
    /^\d+$/.test(param(context, "id")) ? handler(context) : refusal

const badProxyId = middlewareJson(400, { message: "id is invalid", traceID: "" })

export const dataSourceCallRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: "/api/datasources/uid/{uid}/health" }, health(byUid), queries),
  route({ method: "GET", path: "/api/datasources/{id}/health" }, numbered(health(byId)), queries),
  ...any("/api/datasources/uid/{uid}/resources", resource(byUid)),
  ...any("/api/datasources/{id}/resources", numbered(resource(byId))),
  ...any("/api/datasources/proxy/uid/{uid}", proxy(byUid)),
  ...any("/api/datasources/proxy/{id}", numbered(proxy(byId), badProxyId))
]
