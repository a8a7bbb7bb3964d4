/** Dashboards in their classic JSON; those that are stored in the v2 schema stand under `/apis` only. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import {
  BadRequest,
  DashboardTooLarge,
  FolderNotFound,
  NameExists,
  NotFound,
  PluginDashboard,
  DashboardProvisioned,
  QuotaReached,
  SavePending,
  StoredAsNewerVersion,
  VersionMismatch,
  when
} from "@effect-grafana/core/GrafanaError"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { Id, Message, Uid } from "./Common.js"
import { judgeSave } from "./internal/judgeSave.js"
import * as Search from "./Search.js"

const open = { key: Schema.String, value: Schema.Unknown }

/** The JSON of a dashboard, with every field that it was saved with. Its `id` is of one Grafana only. */
export interface Dashboard extends Schema.Schema.Type<typeof dashboard> {}
const dashboard = Schema.Struct(
  {
    id: Schema.optional(Schema.NullOr(Schema.Int)),
    uid: Schema.optional(Schema.NullOr(Schema.String)),
    title: Schema.optional(Schema.String),
    version: Schema.optional(Schema.Int)
  },
  open
)
export const Dashboard: Schema.Schema<Dashboard> = dashboard

const annotationActions = Schema.Struct({
  canAdd: Schema.Boolean,
  canEdit: Schema.Boolean,
  canDelete: Schema.Boolean
})

/** What Grafana knows of a dashboard besides its JSON; `folderUid` is `""` at the root. */
export interface DashboardMeta extends Schema.Schema.Type<typeof dashboardMeta> {}
const dashboardMeta = Schema.Struct({
  type: Schema.optional(Schema.String),
  isStarred: Schema.optional(Schema.Boolean),
  isSnapshot: Schema.optional(Schema.Boolean),
  canSave: Schema.Boolean,
  canEdit: Schema.Boolean,
  canAdmin: Schema.Boolean,
  canStar: Schema.Boolean,
  canDelete: Schema.Boolean,
  slug: Schema.String,
  url: Schema.String,
  expires: Schema.String,
  created: Schema.String,
  updated: Schema.String,
  updatedBy: Schema.String,
  createdBy: Schema.String,
  version: Schema.Int,
  hasAcl: Schema.Boolean,
  isFolder: Schema.Boolean,
  apiVersion: Schema.optional(Schema.String),
  folderId: Schema.optional(Schema.Int),
  folderUid: Schema.String,
  folderTitle: Schema.String,
  folderUrl: Schema.String,
  provisioned: Schema.Boolean,
  provisionedExternalId: Schema.String,
  publicDashboardEnabled: Schema.optional(Schema.Boolean),
  annotationsPermissions: Schema.optional(
    Schema.NullOr(Schema.Struct({ dashboard: annotationActions, organization: annotationActions }))
  )
})
export const DashboardMeta: Schema.Schema<DashboardMeta> = dashboardMeta

/** A dashboard as it is read. */
export interface DashboardWithMeta extends Schema.Schema.Type<typeof dashboardWithMeta> {}
const dashboardWithMeta = Schema.Struct({ dashboard: Dashboard, meta: DashboardMeta })
export const DashboardWithMeta: Schema.Schema<DashboardWithMeta> = dashboardWithMeta

/** What a save gives: where the dashboard stands now, and in which version. */
export interface SavedDashboard extends Schema.Schema.Type<typeof savedDashboard> {}
const savedDashboard = Schema.Struct({
  status: Schema.String,
  id: Schema.Int,
  uid: Schema.String,
  slug: Schema.String,
  url: Schema.String,
  version: Schema.Int,
  folderUid: Schema.optional(Schema.String)
})
export const SavedDashboard: Schema.Schema<SavedDashboard> = savedDashboard

/** A deleted dashboard. */
export interface RemovedDashboard extends Schema.Schema.Type<typeof removedDashboard> {}
const removedDashboard = Schema.Struct({
  message: Schema.String,
  title: Schema.optional(Schema.String),
  uid: Schema.optional(Schema.String)
})
export const RemovedDashboard: Schema.Schema<RemovedDashboard> = removedDashboard

/** The home dashboard: one that no folder holds, or the place of the one that the preferences name. */
export type HomeDashboard = DashboardWithMeta | { readonly redirectUri: string }
export const HomeDashboard: Schema.Schema<HomeDashboard> = Schema.Union(
  DashboardWithMeta,
  Schema.Struct({ redirectUri: Schema.String })
)

/** A tag, and how many dashboards bear it. */
export interface DashboardTag extends Schema.Schema.Type<typeof dashboardTag> {}
const dashboardTag = Schema.Struct({ term: Schema.String, count: Schema.Int })
export const DashboardTag: Schema.Schema<DashboardTag> = dashboardTag

/**
 * Reads one dashboard.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/#get-dashboard-by-uid
 */
export const get = Endpoint.get("getDashboardByUID", "/api/dashboards/uid/{uid}", {
  params: { uid: Uid },
  success: DashboardWithMeta,
  error: [NotFound, StoredAsNewerVersion]
})

/** Several dashboards have the title: name the folder, or take one of `uids`. One folder may hold them all. */
export class TitleNotUnique extends Data.TaggedError("TitleNotUnique")<{
  readonly title: string
  readonly uids: ReadonlyArray<string>
}> {
  override get message(): string {
    return `${this.uids.length} dashboards have the title ${this.title}: ${this.uids.join(", ")}`
  }
}

/**
 * Finds a dashboard by its whole title, in the folder `folderUid` (`""`: the root) or in any, and reads it. Unlike
 * Grafana's search it tells small letters from capitals. `NotFound` where none has the title.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/folder_dashboard_search/
 */
export const getByName = Effect.fn(function* (name: { readonly title: string; readonly folderUid?: string }) {
  const { folderUid, title } = name
  const found = yield* Search.search
    .stream({
      query: title,
      type: "dash-db",
      ...(folderUid === undefined ? {} : { folderUIDs: [folderUid || "general"] })
    })
    .pipe(
      Stream.filter((hit) => hit.title === title),
      Stream.runCollect
    )
  const [only, ...others] = [...found].map(({ uid }) => uid)
  if (only === undefined) {
    return yield* new NotFound({ operation: get.operation, message: `No dashboard has the title ${title}` })
  }
  if (others.length > 0) return yield* new TitleNotUnique({ title, uids: [only, ...others] })
  return yield* get({ uid: only })
})

const Savable = Schema.Struct(
  {
    id: Schema.optional(Schema.NullOr(Id)),
    uid: Schema.optional(Schema.NullOr(Uid)),
    title: Schema.optional(Schema.NonEmptyString.pipe(Schema.maxLength(5000))),
    version: Schema.optional(Schema.Int)
  },
  open
)

/**
 * Creates a dashboard, or updates the one that has its `uid`. An update needs the `version` that was read, or
 * `overwrite: true`; else it fails with `VersionMismatch`. Without `folderUid` a dashboard goes to the root, also one
 * that stood elsewhere. An `id` that was read from another Grafana is to be left out: it names another dashboard there.
 *
 * An outcome that is unknown is read back, by the `uid`: the save was carried out where the dashboard stands as it was
 * sent, in a version that a save of it makes. Without a `uid` nothing is resent.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/#create--update-dashboard
 */
export const save = Endpoint.versioned(
  Endpoint.post("postDashboard", "/api/dashboards/db", {
    payload: {
      dashboard: Savable,
      folderUid: Schema.optional(Schema.String),
      // Deprecated since Grafana 9 in favour of folderUid, which wins.
      folderId: Schema.optional(Id),
      message: Schema.optional(Schema.String.pipe(Schema.maxLength(500))),
      overwrite: Schema.optional(Schema.Boolean)
    },
    success: SavedDashboard,
    error: [
      SavePending,
      when(BadRequest, { status: 400 }, { status: 422 }),
      DashboardProvisioned,
      FolderNotFound,
      NotFound,
      // 409: the storage's own lock, when two saves meet (12.3.0).
      when(VersionMismatch, { status: 412, bodyStatus: "version-mismatch" }, { status: 409 }),
      NameExists,
      PluginDashboard,
      DashboardTooLarge,
      QuotaReached
    ]
  }),
  {
    read: get,
    input: ({ dashboard: { uid } }) => (typeof uid === "string" ? { uid: uid.trim() } : undefined),
    decide: (sent, found) =>
      Option.match(found, { onNone: () => Endpoint.notDone, onSome: (it) => judgeSave(sent, it) })
  }
)

/**
 * Deletes a dashboard with its versions and permissions.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/#delete-dashboard-by-uid
 */
export const remove = Endpoint.delete("deleteDashboardByUID", "/api/dashboards/uid/{uid}", {
  params: { uid: Uid },
  success: RemovedDashboard,
  error: [BadRequest, DashboardProvisioned, NotFound],
  gone: { message: "Dashboard deleted" }
})

/**
 * Reads the home dashboard of the user, or where it stands.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/#gets-the-home-dashboard
 */
export const home = Endpoint.get("getHomeDashboard", "/api/dashboards/home", { success: HomeDashboard })

/**
 * Lists the tags of all dashboards that the credential may read.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/#tags-for-dashboard
 */
export const tags = Endpoint.get("getDashboardTags", "/api/dashboards/tags", {
  success: Schema.Array(DashboardTag)
})

/**
 * Lists the uids of the dashboards that the user has starred.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/#star-a-dashboard
 */
export const starred = Endpoint.get("getStars", "/api/user/stars", {
  success: Endpoint.nullAsEmpty(Schema.Array(Schema.String))
})

/**
 * Stars a dashboard for the user; again is no error.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/#star-a-dashboard
 */
export const star = Endpoint.post("starDashboardByUID", "/api/user/stars/dashboard/uid/{uid}", {
  kind: "idempotent",
  params: { uid: Uid },
  success: Message,
  error: [BadRequest, NotFound]
})

/**
 * Takes the user's star from a dashboard; one without a star, or none at all, is no error.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/#unstar-a-dashboard
 */
export const unstar = Endpoint.delete("unstarDashboardByUID", "/api/user/stars/dashboard/uid/{uid}", {
  params: { uid: Uid },
  success: Message,
  error: [BadRequest]
})
