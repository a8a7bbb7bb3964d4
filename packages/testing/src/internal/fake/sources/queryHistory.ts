import * as QueryHistory from "@effect-grafana/elements/QueryHistory"
import { bind, isObject, type JsonObject } from "../bind.js"
import { sortKeys } from "../words/format.js"
import { isValidUid } from "../words/identifiers.js"
import { badRequestData, message, ok, type FakeResponse } from "../message.js"
import { allowedSomewhere } from "../access/permissions.js"
import { sourcesIn, type HistoryQuery } from "./queryHistoryModel.js"
import { param, route, type Context, type Handler, type Route } from "../route.js"
import { newUid } from "../state.js"
import { pageOf } from "../words/table.js"
import { moment } from "../words/timeRange.js"

const epochSeconds = (millis: number): number => Math.floor(millis / 1000)

const view = (query: HistoryQuery): JsonObject => ({
  uid: query.uid,
  datasourceUid: query.datasourceUid,
  createdBy: query.createdBy,
  createdAt: epochSeconds(query.created),
  comment: query.comment,
  queries: query.queries,
  starred: query.starred
})

const create: Handler = ({ caller, org, request, state }) => {
  const body = bind(request, { datasourceUid: "string", queries: "array" })
  if (body === undefined) return badRequestData
  const query: HistoryQuery = {
    uid: newUid(state),
    datasourceUid: body.datasourceUid ?? "",
    createdBy: caller.id,
    created: state.now(),
    comment: "",
    queries: body.queries?.map((one) => (isObject(one) ? sortKeys(one) : one)) ?? null,
    starred: false
  }
  org.queryHistory.set(query.uid, query)
  return ok({ result: view(query) })
}

type Test = (query: HistoryQuery) => boolean

const sourceTest = ({ query }: Context): Test => {
  const wanted = new Set(query.all("datasourceUid"))
  if (wanted.size === 0) return () => true
  return ({ datasourceUid, queries }) =>
    wanted.has(datasourceUid) || sourcesIn(queries).some((uid) => wanted.has(uid))
}

const textTest = ({ query }: Context): Test => {
  const wanted = query.get("searchString").toLowerCase()
  return ({ comment, queries }) =>
    [comment, JSON.stringify(queries)].some((text) => text.toLowerCase().includes(wanted))
}

const timeTest = ({ query, state }: Context): Test => {
  const now = state.now()
  const from = epochSeconds(moment(now, query.get("from")))
  const to = epochSeconds(moment(now, query.get("to")) || now)
  return ({ created }) => epochSeconds(created) >= from && epochSeconds(created) <= to
}

const search: Handler = (context) => {
  const { caller, org, query } = context
  const tests: ReadonlyArray<Test> = [
    ({ createdBy }) => createdBy === caller.id,
    ({ starred }) => starred || !query.flag("onlyStarred"),
    sourceTest(context),
    textTest(context),
    timeTest(context)
  ]
  const direction = query.get("sort") === "time-asc" ? 1 : -1
  const found = [...org.queryHistory.values()]
    .filter((one) => tests.every((test) => test(one)))
    // Made within one second counts as made at once: those keep their order.
    .sort((left, right) => direction * (epochSeconds(left.created) - epochSeconds(right.created)))
  const { page, rows, size } = pageOf(found, query.int("page"), query.int("limit"), 100)
  const queryHistory = rows.length === 0 ? null : rows.map(view)
  return ok({ result: { totalCount: found.length, queryHistory, page, perPage: size } })
}

const notFound = message(404, "Query in query history not found")

/** The caller's own query of the path, or why there is none. */
const named =
  (failed: string, handler: (context: Context, query: HistoryQuery) => FakeResponse | undefined): Handler =>
  (context) => {
    const uid = param(context, "uid")
    if (!isValidUid(uid)) return notFound
    const query = context.org.queryHistory.get(uid)
    const own = query?.createdBy === context.caller.id ? handler(context, query) : undefined
    return own ?? message(500, failed)
  }

/** An empty comment is answered, but does not take the place of the old one (12.3.0). */
const setComment: Handler = (context) => {
  const body = bind(context.request, { comment: "string" })
  if (body === undefined) return isValidUid(param(context, "uid")) ? badRequestData : notFound
  return named("Failed to update comment of query in query history", (_, query) => {
    const { comment = "" } = body
    if (comment !== "") query.comment = comment
    return ok({ result: view({ ...query, comment }) })
  })(context)
}

const setStar = (starred: boolean): Handler =>
  named(`Failed to ${starred ? "star" : "unstar"} query in query history`, (_, query) => {
    if (query.starred === starred) return undefined
    query.starred = starred
    return ok({ result: view(query) })
  })

/** The id is the number of queries deleted. */
const remove = named("Failed to delete query from query history", ({ org }, { uid }) => {
  org.queryHistory.delete(uid)
  return ok({ id: 1, message: "Query deleted" })
})

/** A viewer who may not explore has no history, and is told so with 401 (12.3.0). */
const guarded =
  (failed: string, handler: Handler): Handler =>
  (context) =>
    context.caller.role === "Viewer" && !allowedSomewhere(context.caller, context.org, "datasources:explore")
      ? message(401, failed)
      : handler(context)

export const queryHistoryRoutes: ReadonlyArray<Route> = [
  route(QueryHistory.create, guarded("Failed to create query history", create)),
  route(QueryHistory.search, guarded("Failed to get query history", search)),
  route(QueryHistory.setComment, guarded("Failed to update comment of query in query history", setComment)),
  route(QueryHistory.star, guarded("Failed to star query history", setStar(true))),
  route(QueryHistory.unstar, guarded("Failed to unstar query history", setStar(false))),
  route(QueryHistory.remove, guarded("Failed to delete query history", remove))
]
