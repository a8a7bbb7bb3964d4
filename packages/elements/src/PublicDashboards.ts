/**
 * Dashboards that anybody may see who has the link (Grafana says "shared dashboards" by now), as Grafana 10 and later
 * have them. The link's access token is the only key, so as an input it is `Redacted`.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import {
  AlreadyPublic,
  BadRequest,
  NotFound,
  PublicDashboardPaused,
  UidTaken,
  when
} from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Count, Id, JsonObject, OpenEnum, Secret, Uid } from "./Common.js"
import { DashboardWithMeta } from "./Dashboards.js"
import { QueryResults } from "./Queries.js"

/** How a dashboard is public; `recipients` only where it is shared by e-mail, which Grafana OSS cannot do. */
export interface PublicDashboard extends Schema.Schema.Type<typeof publicDashboard> {}
const publicDashboard = Schema.Struct({
  uid: Schema.String,
  dashboardUid: Schema.String,
  accessToken: Schema.String,
  createdBy: Schema.Int,
  updatedBy: Schema.Int,
  createdAt: Schema.String,
  updatedAt: Schema.String,
  isEnabled: Schema.Boolean,
  annotationsEnabled: Schema.Boolean,
  timeSelectionEnabled: Schema.Boolean,
  share: Schema.optional(OpenEnum("public", "email")),
  recipients: Schema.optional(Schema.Array(Schema.Struct({ uid: Schema.String, recipient: Schema.String })))
})
export const PublicDashboard: Schema.Schema<PublicDashboard> = publicDashboard

/** A public dashboard as listings show it. */
export interface PublicDashboardHit extends Schema.Schema.Type<typeof publicDashboardHit> {}
const publicDashboardHit = Schema.Struct({
  uid: Schema.String,
  accessToken: Schema.String,
  title: Schema.String,
  dashboardUid: Schema.String,
  isEnabled: Schema.Boolean,
  slug: Schema.optional(Schema.String)
})
export const PublicDashboardHit: Schema.Schema<PublicDashboardHit> = publicDashboardHit

/** A page of public dashboards. */
export interface PublicDashboardPage extends Schema.Schema.Type<typeof publicDashboardPage> {}
const publicDashboardPage = Schema.Struct({
  publicDashboards: Endpoint.nullAsEmpty(Schema.Array(PublicDashboardHit)),
  totalCount: Schema.Int,
  page: Schema.Int,
  perPage: Schema.Int
})
export const PublicDashboardPage: Schema.Schema<PublicDashboardPage> = publicDashboardPage

/** An annotation that a public dashboard shows; `source` is the dashboard's query that found it. */
export interface PublicAnnotation extends Schema.Schema.Type<typeof publicAnnotation> {}
const publicAnnotation = Schema.Struct({
  id: Schema.Int,
  dashboardId: Schema.optional(Schema.Int),
  dashboardUID: Schema.optional(Schema.String),
  panelId: Schema.Int,
  tags: Endpoint.nullAsEmpty(Schema.Array(Schema.String)),
  isRegion: Schema.Boolean,
  text: Schema.String,
  color: Schema.String,
  time: Schema.Int,
  timeEnd: Schema.Int,
  source: JsonObject
})
export const PublicAnnotation: Schema.Schema<PublicAnnotation> = publicAnnotation

/**
 * Lists the public dashboards of the current organization, as far as the credential may read the dashboards.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard_public/#get-a-list-of-all-shared-dashboards-with-pagination
 */
export const list = Endpoint.list(
  "listPublicDashboards",
  "/api/dashboards/public-dashboards",
  {
    query: { page: Schema.optional(Count), perpage: Schema.optional(Count) },
    success: PublicDashboardPage
  },
  Pagination.number({
    page: "page",
    size: "perpage",
    first: 1,
    pageSize: 1000,
    items: "publicDashboards",
    total: "totalCount",
    id: "uid"
  })
)

/**
 * Reads how a dashboard is public; one that is not is `NotFound`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard_public/#get-shared-dashboard-by-dashboard-uid
 */
export const get = Endpoint.get(
  "getPublicDashboard",
  "/api/dashboards/uid/{dashboardUid}/public-dashboards",
  {
    params: { dashboardUid: Uid },
    success: PublicDashboard,
    error: [BadRequest, NotFound]
  }
)

const settings = {
  isEnabled: Schema.optional(Schema.Boolean),
  annotationsEnabled: Schema.optional(Schema.Boolean),
  timeSelectionEnabled: Schema.optional(Schema.Boolean),
  share: Schema.optional(Schema.Literal("public", "email"))
}

/**
 * Makes a dashboard public, shown only with `isEnabled: true`. An `accessToken` of one's own is 32 hexadecimal digits.
 * With a `uid` of one's own, an unknown outcome is read back.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard_public/#create-a-shared-dashboard
 */
export const create = Endpoint.keyed(
  Endpoint.post("createPublicDashboard", "/api/dashboards/uid/{dashboardUid}/public-dashboards", {
    params: { dashboardUid: Uid },
    payload: { ...settings, uid: Schema.optional(Uid), accessToken: Schema.optional(Secret) },
    success: PublicDashboard,
    error: [
      BadRequest,
      NotFound,
      AlreadyPublic,
      when(UidTaken, { status: 400, messageId: "publicdashboards.uidExists" })
    ]
  }),
  {
    read: get,
    input: ({ dashboardUid }) => ({ dashboardUid }),
    decide: (sent, found) =>
      Option.match(found, {
        onNone: () => Endpoint.notDone,
        onSome: (it) => (it.uid === sent.uid ? Endpoint.done(it) : Endpoint.conflict)
      })
  }
)

/**
 * Changes what is given of how a dashboard is public; what is left out stays.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard_public/#update-a-shared-dashboard
 */
export const update = Endpoint.patch(
  "updatePublicDashboard",
  "/api/dashboards/uid/{dashboardUid}/public-dashboards/{uid}",
  {
    kind: "idempotent",
    params: { dashboardUid: Uid, uid: Uid },
    payload: settings,
    success: PublicDashboard,
    error: [BadRequest, NotFound]
  }
)

/**
 * Makes a dashboard private again; its link is dead for good.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard_public/#delete-shared-dashboard-by-dashboard-uid-and-shared-dashboard-uid
 */
export const remove = Endpoint.verified(
  Endpoint.delete("deletePublicDashboard", "/api/dashboards/uid/{dashboardUid}/public-dashboards/{uid}", {
    params: { dashboardUid: Uid, uid: Uid },
    error: [BadRequest, NotFound]
  }),
  {
    read: get,
    input: ({ dashboardUid }) => ({ dashboardUid }),
    decide: ({ uid }, found) =>
      Option.exists(found, (it) => it.uid === uid) ? Endpoint.notDone : Endpoint.done(undefined)
  }
)

// ---- what a visitor sees; no credential is needed --------------------------------------------------------

/**
 * Reads a public dashboard.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard_public/
 */
export const view = Endpoint.get("viewPublicDashboard", "/api/public/dashboards/{accessToken}", {
  params: { accessToken: Secret },
  success: DashboardWithMeta,
  error: [BadRequest, NotFound, PublicDashboardPaused]
})

/**
 * Runs the queries of a panel of a public dashboard and gives their results by `refId`, also those of queries that
 * failed: look at each one's `error`. Times as in `Queries.results`; Grafana heeds a `timeRange` only where visitors
 * may select it.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard_public/
 */
export const query = Endpoint.post(
  "queryPublicDashboard",
  "/api/public/dashboards/{accessToken}/panels/{panelId}/query",
  {
    kind: "safe",
    params: { accessToken: Secret, panelId: Id },
    payload: {
      intervalMs: Schema.optional(Schema.NonNegativeInt),
      maxDataPoints: Schema.optional(Schema.NonNegativeInt),
      queryCachingTTL: Schema.optional(Schema.Int),
      timeRange: Schema.optional(
        Schema.Struct({
          from: Schema.NonEmptyString,
          to: Schema.NonEmptyString,
          timezone: Schema.optional(Schema.String)
        })
      )
    },
    success: Schema.Struct({ results: QueryResults }),
    // One failed query makes it a 400, with all results.
    statuses: [200, 207, 400],
    error: [BadRequest, NotFound, PublicDashboardPaused]
  }
)

/**
 * Lists the annotations that a public dashboard shows between two times, in epoch milliseconds.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard_public/
 */
export const listAnnotations = Endpoint.get(
  "getPublicAnnotations",
  "/api/public/dashboards/{accessToken}/annotations",
  {
    params: { accessToken: Secret },
    query: { from: Schema.optional(Schema.Int), to: Schema.optional(Schema.Int) },
    success: Endpoint.nullAsEmpty(Schema.Array(PublicAnnotation)),
    error: [BadRequest, NotFound, PublicDashboardPaused]
  }
)
