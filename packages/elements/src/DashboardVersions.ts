/** The versions of a dashboard: Grafana keeps the last twenty, unless its configuration says otherwise. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import {
  AlreadyIdentical,
  BadRequest,
  DashboardTooLarge,
  NotFound,
  DashboardProvisioned,
  VersionMismatch,
  when
} from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Schema from "effect/Schema"
import { Count, Id, Uid } from "./Common.js"
import { Dashboard, SavedDashboard } from "./Dashboards.js"

const fields = {
  id: Schema.Int,
  dashboardId: Schema.Int,
  uid: Schema.optional(Schema.String),
  parentVersion: Schema.Int,
  restoredFrom: Schema.Int,
  version: Schema.Int,
  created: Schema.String,
  createdBy: Schema.String,
  message: Schema.String
}

/** A version of a dashboard, with the dashboard's JSON as it was then. */
export interface DashboardVersion extends Schema.Schema.Type<typeof dashboardVersion> {}
const dashboardVersion = Schema.Struct({ ...fields, data: Dashboard })
export const DashboardVersion: Schema.Schema<DashboardVersion> = dashboardVersion

/** A version as listings show it; `data` is absent up to Grafana 10. */
export interface DashboardVersionHit extends Schema.Schema.Type<typeof dashboardVersionHit> {}
const dashboardVersionHit = Schema.Struct({ ...fields, data: Schema.optional(Schema.NullOr(Dashboard)) })
export const DashboardVersionHit: Schema.Schema<DashboardVersionHit> = dashboardVersionHit

/** A page of versions, newest first; `continueToken` is `""` on the last. */
export interface DashboardVersionPage extends Schema.Schema.Type<typeof dashboardVersionPage> {}
const dashboardVersionPage = Schema.Struct({
  continueToken: Schema.String,
  versions: Schema.Array(DashboardVersionHit)
})
export const DashboardVersionPage: Schema.Schema<DashboardVersionPage> = dashboardVersionPage

// A version that is missing is a 500 of these words (12.3.0).
const versionNotFound = when(NotFound, {
  status: 500,
  message: /^Dashboard version \d+ not found for dashboardId/
})

// Each version carries the whole dashboard, so that the server's own 1000 would be a heavy page.
const byToken = Pagination.cursor({
  token: "continueToken",
  next: "continueToken",
  size: "limit",
  pageSize: 100,
  items: "versions",
  id: "version"
})

/**
 * Lists the versions of a dashboard, newest first. Grafana 10 and older answer with an array: {@link listByOffset}.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard_versions/#get-all-dashboard-versions-by-dashboard-uid
 */
export const list = Endpoint.list(
  "getDashboardVersionsByUID",
  "/api/dashboards/uid/{uid}/versions",
  {
    params: { uid: Uid },
    query: {
      limit: Schema.optional(Count),
      continueToken: Schema.optional(Schema.String)
    },
    success: DashboardVersionPage,
    // Also of a token that does not fit (12.3.0).
    error: [BadRequest, NotFound]
  },
  byToken
)

/**
 * Lists the versions of a dashboard as Grafana 10 and older do, newest first, `limit` of them after the first `start`.
 * Newer ones do not heed `start` and fail this call with `UnexpectedResponse`: {@link list}.
 * @see https://grafana.com/docs/grafana/v10.4/developers/http_api/dashboard_versions/#get-all-dashboard-versions-by-dashboard-uid
 */
export const listByOffset = Endpoint.get(
  "getDashboardVersionsByUIDAndOffset",
  "/api/dashboards/uid/{uid}/versions",
  {
    params: { uid: Uid },
    query: {
      limit: Schema.optional(Count),
      start: Schema.optional(Schema.NonNegativeInt)
    },
    success: Schema.Array(DashboardVersionHit),
    error: [BadRequest, NotFound]
  }
)

/**
 * Reads one version of a dashboard.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard_versions/#get-dashboard-version-by-dashboard-uid
 */
export const get = Endpoint.get("getDashboardVersionByUID", "/api/dashboards/uid/{uid}/versions/{version}", {
  params: { uid: Uid, version: Count },
  success: DashboardVersion,
  error: [BadRequest, NotFound, versionNotFound]
})

const restoreErrors = [
  BadRequest,
  AlreadyIdentical,
  DashboardProvisioned,
  NotFound,
  when(VersionMismatch, { status: 412 }, { status: 409 }),
  DashboardTooLarge
] as const

/**
 * Makes an old version of a dashboard its newest.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard_versions/#restore-dashboard-by-dashboard-uid
 */
export const restore = Endpoint.post("restoreDashboardVersionByUID", "/api/dashboards/uid/{uid}/restore", {
  params: { uid: Uid },
  payload: { version: Count },
  success: SavedDashboard,
  error: restoreErrors
})

const Target = Schema.Struct({
  dashboardId: Id,
  version: Count,
  unsavedDashboard: Schema.optional(Dashboard)
})

/**
 * Compares two versions, of one dashboard or of two. `basic` and `json` give HTML, `delta` JSON, each as text.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard_versions/#compare-dashboard-versions
 */
export const diff = Endpoint.post("calculateDashboardDiff", "/api/dashboards/calculate-diff", {
  kind: "safe",
  payload: { base: Target, new: Target, diffType: Schema.Literal("basic", "json", "delta") },
  success: Schema.String,
  response: "text",
  // A version that is missing is a 500 of these words (12.3.0).
  error: [BadRequest, NotFound, when(NotFound, { status: 500, message: "Unable to compute diff" })]
})

/**
 * Lists the versions of a dashboard that is named by its numeric id.
 * @deprecated by Grafana 9.0: use {@link list}.
 * @see https://grafana.com/docs/grafana/v10.4/developers/http_api/dashboard_versions/#get-all-dashboard-versions
 */
export const listById = Endpoint.list(
  "getDashboardVersionsByID",
  "/api/dashboards/id/{id}/versions",
  {
    params: { id: Id },
    query: {
      limit: Schema.optional(Count),
      continueToken: Schema.optional(Schema.String)
    },
    success: DashboardVersionPage,
    error: [BadRequest, NotFound]
  },
  byToken
)

/**
 * Reads one version of a dashboard that is named by its numeric id.
 * @deprecated by Grafana 9.0: use {@link get}.
 * @see https://grafana.com/docs/grafana/v10.4/developers/http_api/dashboard_versions/#get-dashboard-version
 */
export const getById = Endpoint.get("getDashboardVersionByID", "/api/dashboards/id/{id}/versions/{version}", {
  params: { id: Id, version: Count },
  success: DashboardVersion,
  error: [BadRequest, NotFound, versionNotFound]
})

/**
 * Makes an old version of a dashboard that is named by its numeric id its newest.
 * @deprecated by Grafana 9.0: use {@link restore}.
 * @see https://grafana.com/docs/grafana/v10.4/developers/http_api/dashboard_versions/#restore-dashboard
 */
export const restoreById = Endpoint.post("restoreDashboardVersionByID", "/api/dashboards/id/{id}/restore", {
  params: { id: Id },
  payload: { version: Count },
  success: SavedDashboard,
  error: restoreErrors
})
