/**
 * Snapshots of dashboards, data included. A snapshot's `key` opens it to anybody, without a credential, and its
 * `deleteKey` deletes it: both are secrets. As inputs they are `Redacted`; answers hold them as Grafana sends them.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, Forbidden, NotFound, SnapshotsDisabled, when } from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Count, Id, JsonObject, Message, Removed, Secret } from "./Common.js"
import { DashboardWithMeta } from "./Dashboards.js"

/** A snapshot as listings show it, without its dashboard; one without end expires in fifty years. */
export interface Snapshot extends Schema.Schema.Type<typeof snapshot> {}
const snapshot = Schema.Struct({
  id: Schema.optional(Id),
  name: Schema.String,
  key: Schema.String,
  orgId: Schema.optional(Schema.Int),
  userId: Schema.optional(Schema.Int),
  external: Schema.Boolean,
  externalUrl: Schema.String,
  expires: Schema.String,
  created: Schema.String,
  updated: Schema.String
})
export const Snapshot: Schema.Schema<Snapshot> = snapshot

/** A new snapshot; `url` shows it and `deleteUrl` deletes it, so they are secrets as well. */
export interface CreatedSnapshot extends Schema.Schema.Type<typeof createdSnapshot> {}
const createdSnapshot = Schema.Struct({
  // Gone from Grafana 12.3.0.
  id: Schema.optional(Id),
  key: Schema.String,
  deleteKey: Schema.String,
  url: Schema.String,
  deleteUrl: Schema.String
})
export const CreatedSnapshot: Schema.Schema<CreatedSnapshot> = createdSnapshot

/** Whether snapshots can be made, here and on the server for outside ones. */
export interface SharingOptions extends Schema.Schema.Type<typeof sharingOptions> {}
const sharingOptions = Schema.Struct({
  snapshotEnabled: Schema.optional(Schema.Boolean),
  externalEnabled: Schema.Boolean,
  externalSnapshotName: Schema.String,
  externalSnapshotURL: Schema.String
})
export const SharingOptions: Schema.Schema<SharingOptions> = sharingOptions

/**
 * Lists the snapshots, all or those whose name is `query`, in which `%` stands for anything.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/snapshot/#get-list-of-snapshots
 */
export const list = Endpoint.list(
  "searchDashboardSnapshots",
  "/api/dashboard/snapshots",
  {
    query: { query: Schema.optional(Schema.String), limit: Schema.optional(Count) },
    success: Endpoint.nullAsEmpty(Schema.Array(Snapshot)),
    error: [SnapshotsDisabled]
  },
  Pagination.limit({ size: "limit", pageSize: 1000, items: "", id: "key" })
)

/**
 * Reads the dashboard of a snapshot; no credential is needed. One that has expired is `NotFound`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/snapshot/#get-snapshot-by-key
 */
export const get = Endpoint.get("getDashboardSnapshot", "/api/snapshots/{key}", {
  params: { key: Secret },
  success: DashboardWithMeta,
  error: [BadRequest, NotFound, SnapshotsDisabled]
})

/**
 * Creates a snapshot of `dashboard`, whose JSON holds the data to be shown. Its `uid` has to name a dashboard that is
 * there: else `NotFound` (12.3.0). Without `expires`, in seconds, or with 0, it never expires. Keys that are left out
 * are drawn by Grafana; a `key` that is taken is a `ServerError` "Failed to create snapshot" (12.3.0). `external` sends
 * it to the server for outside snapshots that {@link getSharingOptions} names, open to the world.
 *
 * An outcome that is unknown is read back by the `key`, where one was given and not `external`; what stands there is
 * not taken for the new one.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/snapshot/#create-new-snapshot
 */
export const create = Endpoint.keyed(
  Endpoint.post("createDashboardSnapshot", "/api/snapshots", {
    payload: {
      dashboard: JsonObject,
      name: Schema.optional(Schema.String),
      expires: Schema.optional(Schema.NonNegativeInt),
      external: Schema.optional(Schema.Boolean),
      key: Schema.optional(Secret),
      deleteKey: Schema.optional(Secret)
    },
    success: CreatedSnapshot,
    error: [
      BadRequest,
      when(NotFound, { status: 400, message: "Dashboard not found" }, { status: 404 }),
      SnapshotsDisabled
    ]
  }),
  {
    read: get,
    // An outside server draws a key of its own.
    input: ({ external, key }) => (external === true || key === undefined ? undefined : { key }),
    decide: (_, found) => (Option.isSome(found) ? Endpoint.conflict : Endpoint.notDone)
  }
)

/**
 * Deletes a snapshot of the current organization. One of another organization is `Forbidden`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/snapshot/#delete-snapshot-by-key
 */
export const remove = Endpoint.delete("deleteDashboardSnapshot", "/api/snapshots/{key}", {
  params: { key: Secret },
  success: Removed,
  error: [NotFound, SnapshotsDisabled, when(Forbidden, { status: 401, message: "OrgID mismatch" })],
  gone: { message: "Snapshot deleted" }
})

/**
 * Deletes the snapshot of a `deleteKey`, whoever asks. A GET that writes: it is never sent twice.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/snapshot/#delete-snapshot-by-deletekey
 */
export const removeByDeleteKey = Endpoint.get(
  "deleteDashboardSnapshotByDeleteKey",
  "/api/snapshots-delete/{deleteKey}",
  {
    kind: "unsafe",
    params: { deleteKey: Secret },
    success: Message,
    error: [NotFound, SnapshotsDisabled]
  }
)

/**
 * Reads whether and where snapshots can be made.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/snapshot/
 */
export const getSharingOptions = Endpoint.get("getSharingOptions", "/api/snapshot/shared-options", {
  success: SharingOptions
})
