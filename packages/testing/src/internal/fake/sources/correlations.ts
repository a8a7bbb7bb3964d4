import { bind, type JsonObject } from "../bind.js"
import { badRequestData, message, ok, type FakeResponse } from "../message.js"
import type { Correlation, Org } from "../model.js"
import { anywhere, param, route, type Context, type Handler, type Route } from "../route.js"
import { newUid } from "../state.js"
import { pageOf } from "../words/table.js"

const sourceNotFound = message(404, "Data source not found")
const notFound = message(404, "Correlation not found")

const view = (org: Org, correlation: Correlation): JsonObject => ({
  uid: correlation.uid,
  sourceUID: correlation.sourceUID,
  orgId: org.id,
  targetUID: correlation.targetUID,
  label: correlation.label,
  description: correlation.description,
  config: correlation.config,
  provisioned: false,
  type: correlation.type
})

const find = (context: Context): Correlation | undefined =>
  context.org.correlations.find(
    ({ sourceUID, uid }) => sourceUID === param(context, "uid") && uid === param(context, "correlation")
  )

const hasSource = ({ org, params }: Context): boolean =>
  org.dataSources.get(params["uid"] ?? "") !== undefined

const create: Handler = (context) => {
  const { org, request, state } = context
  const body = bind(request, {
    targetUID: "string",
    label: "string",
    description: "string",
    type: "string",
    config: "object"
  })
  const type = body?.type ?? ""
  if (body === undefined || !["query", "external"].includes(type)) return badRequestData
  if (!hasSource(context)) return sourceNotFound
  // An external one fails on SQLite (12.3.0).
  if (type === "external") return message(500, "Failed to add correlation")
  const target = org.dataSources.get(body.targetUID ?? "")
  if (target === undefined) return sourceNotFound
  const { type: _, ...config } = body.config ?? {}
  const correlation: Correlation = {
    uid: newUid(state),
    sourceUID: param(context, "uid"),
    targetUID: target.uid,
    label: body.label ?? "",
    description: body.description ?? "",
    config,
    type
  }
  org.correlations = [...org.correlations, correlation]
  return ok({ result: view(org, correlation), message: "Correlation created" })
}

const update: Handler = (context) => {
  const { org, request } = context
  const body = bind(request, { label: "string", description: "string", config: "object" })
  if (body === undefined) return badRequestData
  if (Object.keys(body).length === 0) {
    return message(400, "At least one of label, description or config is required")
  }
  if (!hasSource(context)) return sourceNotFound
  const correlation = find(context)
  if (correlation === undefined) return notFound
  Object.assign(correlation, body)
  return ok({ result: view(org, correlation), message: "Correlation updated" })
}

const remove: Handler = (context) => {
  if (!hasSource(context)) return sourceNotFound
  const correlation = find(context)
  if (correlation === undefined) return notFound
  context.org.correlations = context.org.correlations.filter((other) => other !== correlation)
  return message(200, "Correlation deleted")
}

const missingSource = message(404, "Source data source not found")

const get: Handler = (context) => {
  if (!hasSource(context)) return missingSource
  const correlation = find(context)
  return correlation === undefined ? notFound : ok(view(context.org, correlation))
}

const bySource: Handler = (context) => {
  const { org } = context
  if (!hasSource(context)) return missingSource
  const uid = param(context, "uid")
  return ok(org.correlations.filter(({ sourceUID }) => sourceUID === uid).map((found) => view(org, found)))
}

const list = ({ org, query, state }: Context): FakeResponse => {
  const uids = query.all("sourceUID")
  const found = org.correlations.filter(({ sourceUID }) => uids.length === 0 || uids.includes(sourceUID))
  const { page, rows, size } = pageOf(found, query.int("page"), Math.min(1000, query.int("limit")), 100)
  // The total is that of all organizations, whatever was asked for (12.3.0).
  const totalCount = [...state.orgs.values()].reduce((sum, other) => sum + other.correlations.length, 0)
  return ok({ correlations: rows.map((row) => view(org, row)), totalCount, page, limit: size })
}

const reads = { access: anywhere("datasources:read") }
const writes = { access: anywhere("datasources:write") }
const all = "/api/datasources/uid/{uid}/correlations"
const one = "/api/datasources/uid/{uid}/correlations/{correlation}"

export const correlationRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: "/api/datasources/correlations" }, list, reads),
  route({ method: "GET", path: all }, bySource, reads),
  route({ method: "POST", path: all }, create, writes),
  route({ method: "GET", path: one }, get, reads),
  route({ method: "PATCH", path: one }, update, writes),
  route({ method: "DELETE", path: one }, remove, writes)
]
