import { bind, type JsonObject } from "../bind.js"
import { nanoseconds, seconds, slugify } from "../words/format.js"
import { accessToken, isAccessToken } from "../words/identifiers.js"
import { empty, ok, publicError, type FakeResponse } from "../message.js"
import type { Dashboard, PublicDashboard } from "../model.js"
import { allowedOnDashboard } from "../access/permissions.js"
import { anywhere, onDashboard, param, route, type Context, type Handler, type Route } from "../route.js"
import { newUid } from "../state.js"
import { compareText, pageOf } from "../words/table.js"

export const publicDashboardNotFound = publicError(404, "publicdashboards.notFound", "Dashboard not found")
const noDashboard = publicError(404, "publicdashboards.dashboardNotFound", "Dashboard not found")
const unreadable = publicError(400, "publicdashboards.badRequest", "BadRequest")
const isPublic = publicError(400, "publicdashboards.dashboardIsPublic", "Dashboard is already public")
export const invalidAccessToken = publicError(
  400,
  "publicdashboards.invalidAccessToken",
  "Invalid access token"
)
const badShare = publicError(400, "publicdashboards.invalidShareType", "Invalid share type")

const shape = {
  uid: "string",
  accessToken: "string",
  isEnabled: "boolean",
  annotationsEnabled: "boolean",
  timeSelectionEnabled: "boolean",
  share: "string"
} as const

const view = (row: PublicDashboard, updated: (millis: number) => string = seconds): JsonObject => ({
  uid: row.uid,
  dashboardUid: row.dashboardUid,
  accessToken: row.accessToken,
  createdBy: row.createdBy,
  updatedBy: row.updatedBy,
  createdAt: seconds(row.created),
  updatedAt: updated(row.updated),
  timeSelectionEnabled: row.timeSelectionEnabled,
  isEnabled: row.isEnabled,
  annotationsEnabled: row.annotationsEnabled,
  share: row.share
})

const named = (context: Context): PublicDashboard | undefined => {
  const row = context.org.publicDashboards.get(param(context, "uid"))
  const wanted = context.params["publicUid"]
  return wanted === undefined || row?.uid === wanted ? row : undefined
}

const get: Handler = (context) => {
  const row = named(context)
  return row === undefined ? publicDashboardNotFound : ok(view(row))
}

const create: Handler = (context) => {
  const { caller, org, request, state } = context
  const body = bind(request, shape)
  if (body === undefined) return unreadable
  const dashboard = org.dashboards.get(param(context, "uid"))
  if (dashboard === undefined) return noDashboard
  if (org.publicDashboards.has(dashboard.uid)) return isPublic
  const { share = "public" } = body
  if (body.accessToken !== undefined && !isAccessToken(body.accessToken)) return invalidAccessToken
  if (share !== "public" && share !== "email") return badShare
  const now = state.now()
  const row: PublicDashboard = {
    uid: body.uid || newUid(state),
    dashboardUid: dashboard.uid,
    accessToken: body.accessToken || accessToken(state.random),
    createdBy: caller.id,
    updatedBy: caller.id,
    created: now,
    updated: now,
    timeSelectionEnabled: body.timeSelectionEnabled ?? false,
    isEnabled: body.isEnabled ?? false,
    annotationsEnabled: body.annotationsEnabled ?? false,
    share
  }
  org.publicDashboards.set(dashboard.uid, row)
  return ok(view(row))
}

const update: Handler = (context) => {
  const { caller, org, request, state } = context
  const body = bind(request, shape)
  if (body === undefined) return unreadable
  if (org.dashboards.get(param(context, "uid")) === undefined) return noDashboard
  const row = named(context)
  if (row === undefined) return publicDashboardNotFound
  row.isEnabled = body.isEnabled ?? row.isEnabled
  row.annotationsEnabled = body.annotationsEnabled ?? row.annotationsEnabled
  row.timeSelectionEnabled = body.timeSelectionEnabled ?? row.timeSelectionEnabled
  row.updated = state.now()
  row.updatedBy = caller.id
  return ok(view(row, nanoseconds))
}

const remove: Handler = (context) => {
  const { org } = context
  const row = named(context)
  if (row === undefined) return publicDashboardNotFound
  org.publicDashboards.delete(row.dashboardUid)
  return empty(200)
}

const hit = (row: PublicDashboard, dashboard: Dashboard): JsonObject => ({
  uid: row.uid,
  accessToken: row.accessToken,
  title: dashboard.title,
  dashboardUid: dashboard.uid,
  isEnabled: row.isEnabled,
  slug: slugify(dashboard.title)
})

const list = ({ caller, org, query }: Context): FakeResponse => {
  const readable = [...org.publicDashboards.values()]
    .flatMap((row) => {
      const dashboard = org.dashboards.get(row.dashboardUid)
      return dashboard !== undefined && allowedOnDashboard(caller, org, "dashboards:read", dashboard)
        ? [{ row, dashboard }]
        : []
    })
    .sort((left, right) => compareText(left.dashboard.title, right.dashboard.title))
  const { page, rows, size } = pageOf(readable, query.int("page"), query.int("perpage"))
  return ok({
    publicDashboards: rows.map(({ dashboard, row }) => hit(row, dashboard)),
    totalCount: readable.length,
    page,
    perPage: size
  })
}

const all = "/api/dashboards/uid/{uid}/public-dashboards"
const one = "/api/dashboards/uid/{uid}/public-dashboards/{publicUid}"
const writes = { access: anywhere("dashboards.public:write") }

export const publicDashboardRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: "/api/dashboards/public-dashboards" }, list),
  route({ method: "GET", path: all }, get, { access: onDashboard("dashboards:read") }),
  route({ method: "POST", path: all }, create, writes),
  route({ method: "PATCH", path: one }, update, writes),
  route({ method: "DELETE", path: one }, remove, writes)
]
