import * as PublicDashboards from "@effect-grafana/elements/PublicDashboards"
import { findAnnotations } from "./annotationSearch.js"
import { bind, isObject, type JsonObject } from "../bind.js"
import { dashboardData } from "./dashboardStore.js"
import { runQueries } from "../sources/dsQuery.js"
import { never, seconds, slugify } from "../words/format.js"
import { isAccessToken } from "../words/identifiers.js"
import { ok, publicError, type FakeResponse } from "../message.js"
import type { Dashboard, Org, PublicDashboard } from "../model.js"
import { invalidAccessToken, publicDashboardNotFound } from "./publicDashboards.js"
import { param, route, type Context, type Handler, type Route } from "../route.js"
import { moment } from "../words/timeRange.js"

interface Shown {
  readonly org: Org
  readonly row: PublicDashboard
  readonly dashboard: Dashboard
}

const paused = publicError(403, "publicdashboards.notEnabled", "Dashboard paused")

const find = ({ state }: Context, accessToken: string): Shown | undefined => {
  for (const org of state.orgs.values()) {
    for (const row of org.publicDashboards.values()) {
      const dashboard = org.dashboards.get(row.dashboardUid)
      if (row.accessToken === accessToken && dashboard !== undefined) return { org, row, dashboard }
    }
  }
  return undefined
}

/** Answers for the dashboard that the access token opens, whoever asks. */
const opened =
  (handler: (context: Context, shown: Shown) => FakeResponse): Handler =>
  (context) => {
    const accessToken = param(context, "accessToken")
    if (!isAccessToken(accessToken)) return invalidAccessToken
    const shown = find(context, accessToken)
    if (shown === undefined) return publicDashboardNotFound
    if (!shown.row.isEnabled) return paused
    // To share by e-mail takes a licence.
    return shown.row.share === "email" ? publicDashboardNotFound : handler(context, shown)
  }

const objects = (value: unknown): ReadonlyArray<JsonObject> =>
  Array.isArray(value) ? value.filter(isObject) : []

const isCollapsedRow = (panel: JsonObject): boolean => panel["type"] === "row" && panel["collapsed"] === true

/** What a query asks for is nobody's business. */
const withoutExpressions = (panel: JsonObject): JsonObject => {
  if (isCollapsedRow(panel)) return { ...panel, panels: objects(panel["panels"]).map(withoutExpressions) }
  if (!Array.isArray(panel["targets"])) return panel
  const targets = objects(panel["targets"]).map(({ expr: _, query: __, rawSql: ___, ...target }) => target)
  return { ...panel, targets }
}

const meta = ({ dashboard, row }: Shown): JsonObject => ({
  type: "db",
  canSave: false,
  canEdit: false,
  canAdmin: false,
  canStar: false,
  canDelete: false,
  slug: slugify(dashboard.title),
  url: "",
  expires: never,
  created: seconds(dashboard.created),
  updated: seconds(dashboard.updated),
  updatedBy: "",
  createdBy: "",
  version: dashboard.version,
  hasAcl: false,
  isFolder: false,
  folderId: 0,
  folderUid: dashboard.folderUid,
  folderTitle: "",
  folderUrl: "",
  provisioned: false,
  provisionedExternalId: "",
  annotationsPermissions: null,
  publicDashboardEnabled: row.isEnabled
})

const view = opened((_, shown) => {
  const { panels, timepicker, ...data } = dashboardData(shown.dashboard)
  const hidden = !shown.row.timeSelectionEnabled
  const dashboard = {
    ...data,
    ...(panels === undefined ? {} : { panels: objects(panels).map(withoutExpressions) }),
    ...(isObject(timepicker) ? { timepicker: { ...timepicker, hidden } } : {})
  }
  return ok({ meta: meta(shown), dashboard })
})

const panelsOf = (panels: unknown): ReadonlyArray<JsonObject> =>
  objects(panels).flatMap((panel) => (isCollapsedRow(panel) ? panelsOf(panel["panels"]) : [panel]))

/** A hidden query is not run, and one without a data source has its panel's. */
const queriesOf = (panel: JsonObject): ReadonlyArray<JsonObject> =>
  objects(panel["targets"])
    .filter(({ hide }) => hide !== true)
    .map((target) => ({ datasource: panel["datasource"], ...target }))

/** Milliseconds of Go's zero time, counted in nanoseconds that overflow: no time was given (12.3.0). */
const noTime = -6_795_364_578_871

const textIn = (value: unknown, name: string): string => {
  const text = isObject(value) ? value[name] : undefined
  return typeof text === "string" ? text : ""
}

const badPanelId = publicError(400, "publicdashboards.invalidPanelId", "Invalid panel id")
const badBody = publicError(400, "publicdashboards.badRequest", "BadRequest")
const badTimeRange = publicError(400, "publicdashboards.invalidTimeRange", "Invalid time range")
const noPanel = publicError(404, "publicdashboards.panelNotFound", "Dashboard panel not found")
const noQueries = publicError(
  400,
  "publicdashboards.panelQueriesNotFound",
  "Failed to extract queries from panel"
)

const negative = (what: string, messageId: string): FakeResponse =>
  publicError(400, `publicdashboards.${messageId}`, `${what} should be greater than 0`)

const query = opened((context, { dashboard, org, row }) => {
  const id = param(context, "panelId")
  if (!/^-?\d+$/.test(id)) return badPanelId
  const body = bind(context.request, { intervalMs: "number", maxDataPoints: "number", timeRange: "object" })
  if (body === undefined) return badBody
  if ((body.intervalMs ?? 0) < 0) return negative("intervalMS", "invalidInterval")
  if ((body.maxDataPoints ?? 0) < 0) return negative("maxDataPoints", "maxDataPoints")
  const now = context.state.now()
  const data = dashboardData(dashboard)
  const range = row.timeSelectionEnabled ? body.timeRange : data["time"]
  const [from, to] = [textIn(range, "from"), textIn(range, "to")].map((text) => moment(now, text) || noTime)
  if (from === undefined || to === undefined) return badTimeRange
  if (row.timeSelectionEnabled && (from === noTime || to === noTime)) return badTimeRange
  const panel = panelsOf(data["panels"]).find((one) => one["id"] === Number(id))
  if (panel === undefined) return noPanel
  const queries = queriesOf(panel)
  return queries.length === 0 ? noQueries : runQueries({ ...context, org }, queries, { from, to })
})

const isGrafana = (annotation: JsonObject): boolean => {
  const uid = textIn(annotation["datasource"], "uid")
  return annotation["enable"] === true && (uid === "grafana" || uid === "-- Grafana --")
}

const events = ({ query }: Context, { dashboard, org }: Shown, source: JsonObject) => {
  const target = isObject(source["target"]) ? source["target"] : {}
  const byTags = target["type"] === "tags"
  const { limit, tags } = target
  const found = findAnnotations(
    org,
    {
      from: query.int("from"),
      to: query.int("to"),
      dashboardUid: byTags ? "" : dashboard.uid,
      panelId: 0,
      userId: 0,
      tags: byTags && Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [],
      matchAny: target["matchAny"] === true,
      limit: typeof limit === "number" ? limit : 0
    },
    () => true
  )
  return found.map((annotation) => ({
    id: annotation.id,
    dashboardId: annotation.dashboardId,
    dashboardUID: annotation.dashboardUid,
    panelId: source["type"] === "dashboard" ? annotation.panelId : 0,
    tags: annotation.tags,
    isRegion: annotation.time !== annotation.timeEnd,
    text: annotation.text,
    color: source["iconColor"] ?? "",
    time: annotation.time,
    timeEnd: annotation.timeEnd,
    source
  }))
}

/** Those that the dashboard shows: of two queries that find the same one, the first holds, or one by tags. */
const annotations = opened((context, shown) => {
  if (!shown.row.annotationsEnabled) return ok([])
  const { annotations: own } = dashboardData(shown.dashboard)
  const found = new Map<number, JsonObject>()
  for (const source of objects(isObject(own) ? own["list"] : undefined).filter(isGrafana)) {
    const byTags = textIn(source["target"], "type") === "tags"
    for (const event of events(context, shown, source)) {
      if (byTags || !found.has(event.id)) found.set(event.id, event)
    }
  }
  return ok([...found.values()])
})

export const publicDashboardViewRoutes: ReadonlyArray<Route> = [
  route(PublicDashboards.view, view, { open: true }),
  route(PublicDashboards.query, query, { open: true, reads: true }),
  route(PublicDashboards.listAnnotations, annotations, { open: true })
]
