/** What a migration to Grafana Cloud takes along: made from this Grafana, uploaded, and worked off in the cloud. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Schema from "effect/Schema"
import { ResourceType } from "./CloudMigrations.js"
import { Count, OpenEnum, Uid } from "./Common.js"

const fields = {
  uid: Schema.String,
  sessionUid: Schema.String,
  status: OpenEnum(
    "INITIALIZING",
    "CREATING",
    "PENDING_UPLOAD",
    "UPLOADING",
    "PENDING_PROCESSING",
    "PROCESSING",
    "FINISHED",
    "CANCELED",
    "ERROR",
    "UNKNOWN"
  ),
  created: Schema.String,
  finished: Schema.String
}

/** A snapshot, and how far it is; `finished` lies in year 1 until then. */
export interface MigrationSnapshot extends Schema.Schema.Type<typeof migrationSnapshot> {}
const migrationSnapshot = Schema.Struct(fields)
export const MigrationSnapshot: Schema.Schema<MigrationSnapshot> = migrationSnapshot

/** What became of one resource. */
export interface MigrationResult extends Schema.Schema.Type<typeof migrationResult> {}
const migrationResult = Schema.Struct({
  type: OpenEnum(...ResourceType.literals),
  refId: Schema.String,
  name: Schema.optional(Schema.String),
  parentName: Schema.optional(Schema.String),
  status: OpenEnum("OK", "WARNING", "ERROR", "PENDING", "UNKNOWN"),
  message: Schema.optional(Schema.String),
  errorCode: Schema.optional(Schema.String)
})
export const MigrationResult: Schema.Schema<MigrationResult> = migrationResult

/** A snapshot with a page of its results; `stats` counts all of them. */
export interface MigrationReport extends Schema.Schema.Type<typeof migrationReport> {}
const counts = Schema.Record({ key: Schema.String, value: Schema.Int })
const migrationReport = Schema.Struct({
  ...fields,
  results: Schema.Array(MigrationResult),
  stats: Schema.Struct({ types: counts, statuses: counts, total: Schema.Int })
})
export const MigrationReport: Schema.Schema<MigrationReport> = migrationReport

const one = { uid: Uid, snapshotUid: Uid }
// Beyond that Grafana goes by the default without a word (12.3.0).
const Bounded = Count.pipe(Schema.lessThanOrEqualTo(10_000))

/**
 * Lists the snapshots of a session, oldest first unless `sort` is `latest`. An unknown session has none (12.3.0).
 * @see https://grafana.com/docs/grafana-cloud/account-management/migration-guide/
 */
export const list = Endpoint.list(
  "getShapshotList",
  "/api/cloudmigration/migration/{uid}/snapshots",
  {
    params: { uid: Uid },
    query: {
      page: Schema.optional(Bounded),
      limit: Schema.optional(Bounded),
      sort: Schema.optional(Schema.Literal("latest"))
    },
    success: Schema.Struct({ snapshots: Schema.Array(MigrationSnapshot) }),
    error: [BadRequest, NotFound]
  },
  Pagination.number({
    page: "page",
    size: "limit",
    first: 1,
    pageSize: 1000,
    maxPageSize: 10_000,
    items: "snapshots",
    id: "uid"
  })
)

/**
 * Reads how far a snapshot is, with a page of its results: 100 of them unless `resultLimit` says otherwise.
 * @see https://grafana.com/docs/grafana-cloud/account-management/migration-guide/
 */
// No stream: a result has no identity of its own, for a folder and a dashboard may bear one uid.
export const get = Endpoint.get("getSnapshot", "/api/cloudmigration/migration/{uid}/snapshot/{snapshotUid}", {
  params: one,
  query: {
    resultPage: Schema.optional(Bounded),
    resultLimit: Schema.optional(Bounded),
    resultSortColumn: Schema.optional(Schema.Literal("name", "resource_type", "status")),
    resultSortOrder: Schema.optional(Schema.Literal("ASC", "DESC")),
    errorsOnly: Schema.optional(Schema.Boolean)
  },
  success: MigrationReport,
  error: [BadRequest, NotFound]
})

/**
 * Begins a snapshot of resources of these kinds; a kind without those that it needs is a `BadRequest`
 * (`CloudMigrations.getDependencies`).
 * @see https://grafana.com/docs/grafana-cloud/account-management/migration-guide/
 */
export const create = Endpoint.post("createSnapshot", "/api/cloudmigration/migration/{uid}/snapshot", {
  params: { uid: Uid },
  payload: { resourceTypes: Schema.NonEmptyArray(ResourceType) },
  success: Schema.Struct({ uid: Schema.String }),
  error: [BadRequest, NotFound]
})

/**
 * Begins the upload of a snapshot that is `PENDING_UPLOAD`.
 * @see https://grafana.com/docs/grafana-cloud/account-management/migration-guide/
 */
export const upload = Endpoint.post(
  "uploadSnapshot",
  "/api/cloudmigration/migration/{uid}/snapshot/{snapshotUid}/upload",
  { params: one, error: [BadRequest, NotFound] }
)

/**
 * Stops what the server does for a snapshot; with nothing to stop it is a `ServerError` "error canceling snapshot".
 * @see https://grafana.com/docs/grafana-cloud/account-management/migration-guide/
 */
export const cancel = Endpoint.post(
  "cancelSnapshot",
  "/api/cloudmigration/migration/{uid}/snapshot/{snapshotUid}/cancel",
  { params: one, error: [BadRequest, NotFound] }
)
