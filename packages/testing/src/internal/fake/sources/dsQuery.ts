import { bind, isObject, pick, type JsonObject } from "../bind.js"
import { callUpstream, refused } from "./dataSourceCalls.js"
import { badRequestData, json, message, middlewareJson, publicError, type FakeResponse } from "../message.js"
import type { DataSource } from "../model.js"
import { anywhere, route, type Context, type Route } from "../route.js"
import { csvContent, csvMetricValues, randomWalk, type Range } from "./testData.js"
import { moment } from "../words/timeRange.js"
import { notBuilt } from "../unbuilt.js"

interface Asked {
  readonly refId: string
  readonly source: DataSource | undefined
  readonly query: JsonObject
}

const sourceOf = ({ org }: Context, query: JsonObject): DataSource | undefined => {
  const { datasource, datasourceId } = query
  const uid = isObject(datasource) ? datasource["uid"] : datasource
  if (typeof uid === "string") return org.dataSources.get(uid)
  return typeof datasourceId === "number" ? org.dataSources.byId(datasourceId) : undefined
}

/** A query of Grafana's own, over what other queries found. */
const isExpression = ({ datasource }: JsonObject): boolean =>
  (isObject(datasource) ? datasource["uid"] : datasource) === "__expr__"

const ask = (context: Context, query: JsonObject): Asked => ({
  refId: pick(query, { refId: "string" })?.refId ?? "A",
  source: sourceOf(context, query),
  query
})

const serverError = middlewareJson(500, {
  error: "Server Error",
  message: "Internal Server Error - please inspect Grafana server log for details"
})

const textOf = (query: JsonObject, field: string): string => {
  const value = query[field]
  return typeof value === "string" ? value : ""
}

const failed = (error: string, status: number): JsonObject => ({
  error,
  errorSource: "downstream",
  status,
  frames: []
})

/** Only test data has frames: of other data sources the fake knows whether anybody answers. */
const runElsewhere = (context: Context, source: DataSource): JsonObject => {
  const url = "/api/v1/query_range"
  return callUpstream(context, source, { method: "POST", url }) === undefined
    ? failed(refused("Post", source, url), 502)
    : failed(`this fake makes no frames of the answers of ${source.type}`, 501)
}

const run = (context: Context, { query, refId, source }: Asked, range: Range): JsonObject => {
  if (source === undefined) return failed("Data source not found", 404)
  if (source.type !== "grafana-testdata-datasource") return runElsewhere(context, source)
  const scenario = textOf(query, "scenarioId")
  const frame =
    scenario === "csv_metric_values"
      ? csvMetricValues(refId, textOf(query, "stringInput"), range)
      : scenario === "csv_content"
        ? csvContent(refId, textOf(query, "csvContent"))
        : randomWalk(refId, range)
  return { status: 200, frames: [frame] }
}

export const runQueries = (
  context: Context,
  queries: ReadonlyArray<JsonObject>,
  range: Range
): FakeResponse => {
  if (queries.some(isExpression)) return notBuilt("An expression of", context.request.url)
  const asked = queries.map((one) => ask(context, one))
  if (asked.length === 0) return publicError(400, "query.noQueries", "No queries found")
  if (asked.some(({ source }) => source === undefined)) return message(404, "Data source not found")
  if (new Set(asked.map(({ refId }) => refId)).size < asked.length) {
    return publicError(400, "query.duplicateRefId", "Multiple queries using the same RefId is not allowed ")
  }
  if (asked.some((one) => one.query["scenarioId"] === "server_error_500")) return serverError
  const results = Object.fromEntries(asked.map((one) => [one.refId, run(context, one, range)]))
  const allGood = Object.values(results).every((result) => result["status"] === 200)
  return json(allGood ? 200 : 400, { results })
}

const query = (context: Context): FakeResponse => {
  const body = bind(context.request, { from: "string", to: "string", queries: "array" })
  if (body === undefined) return badRequestData
  const now = context.state.now()
  const range = { from: moment(now, body.from ?? ""), to: moment(now, body.to ?? "") }
  return runQueries(context, (body.queries ?? []).filter(isObject), range)
}

export const dsQueryRoutes: ReadonlyArray<Route> = [
  route({ method: "POST", path: "/api/ds/query" }, query, {
    access: anywhere("datasources:query"),
    reads: true
  })
]
