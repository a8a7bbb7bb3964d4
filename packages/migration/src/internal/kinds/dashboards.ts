import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as DashboardResources from "@effect-grafana/elements/DashboardResources"
import * as Folders from "@effect-grafana/elements/Folders"
import * as Search from "@effect-grafana/elements/Search"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Kind from "../../Kind.js"
import { exactly } from "../reading.js"
import { rewriteWithin } from "../references.js"
import { folderCounts } from "./folderCounts.js"
import { each, paged } from "./listing.js"
import { namespaceReads } from "./namespace.js"
import { inFolder } from "./place.js"
import * as Stored from "./storedDashboard.js"

const JsonObject = Schema.Record({ key: Schema.String, value: Schema.Unknown })

const DashboardContent = Schema.Struct({
  /** Absent at the root. */
  folderUid: Schema.optional(Schema.String),
  /** What it is stored as, where that is not the classic JSON: `dashboard.grafana.app/v2beta1`. */
  apiVersion: Schema.optional(Schema.String),
  /** Without `id`, `uid` and `version`. */
  dashboard: JsonObject
})
type DashboardContent = typeof DashboardContent.Type

/** The search has no total, and a title that changes meanwhile moves others between its pages: it is walked twice. */
const search = paged(Search.search.pages({ type: "dash-db", sort: "alpha-asc" }, each), (hit) => ({
  key: hit.uid,
  title: hit.title,
  folder: hit.folderUid,
  tags: hit.tags
}))

/** The dashboards of an organization, by uid, each in the schema that it is stored in. */
export const dashboards: Kind.Kind = Kind.make<DashboardContent>({
  name: "dashboards",
  after: ["folders", "data-sources", "library-elements"],
  needs: ["folderUid"],
  content: DashboardContent,
  listings: [
    { name: "the first search", pages: search },
    { name: "the second search", pages: search }
  ],
  check: folderCounts("dashboard"),
  reads: [Search.search, Folders.counts, Dashboards.get, DashboardResources.get, ...namespaceReads],
  read: ({ key }) => Effect.catchTag(readClassic(key), "StoredAsNewerVersion", () => Stored.read(key)),
  references: ({ dashboard, folderUid, ...rest }, rewrite) => ({
    ...rest,
    ...(folderUid === undefined
      ? {}
      : { folderUid: rewrite("folders", folderUid, "folderUid") ?? folderUid }),
    dashboard: rewriteWithin(dashboard, rewrite, "dashboard")
  }),
  write: {
    lane: "dashboards",
    exclusive: true,
    create: (uid, content, writing) => Effect.as(save(uid, content, undefined, writing), {}),
    update: ({ key, version }, content, writing) => save(key, content, version, writing),
    remove: ({ key }) => Dashboards.remove({ uid: key })
  }
})

const readClassic = (uid: string) =>
  Effect.map(exactly(Dashboards.get)({ uid }), ({ dashboard, meta }): Kind.Reading<DashboardContent> => {
    const { id: _, uid: __, version, ...kept } = dashboard
    return {
      content: { ...inFolder("folderUid", meta.folderUid), dashboard: kept },
      version,
      fixed: meta.provisioned ? `provisioned from ${meta.provisionedExternalId}` : undefined
    }
  })

/** A create has no version, and meets a dashboard that has come meanwhile as `VersionMismatch`. */
const save = (
  uid: string,
  { apiVersion, dashboard, folderUid }: DashboardContent,
  version: Kind.Reading["version"],
  { message }: Kind.Writing
): Effect.Effect<unknown, Kind.Problem, Grafana> =>
  apiVersion === undefined
    ? Dashboards.save({
        dashboard: { ...dashboard, uid, ...(version === undefined ? {} : { version: Number(version) }) },
        ...inFolder("folderUid", folderUid),
        message
      })
    : Stored.save(uid, { apiVersion, dashboard, folderUid }, version)
