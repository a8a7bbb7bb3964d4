import type * as Endpoint from "@effect-grafana/core/Endpoint"
import type {
  AlreadyPublic,
  BadRequest,
  DashboardProvisioned,
  DashboardTooLarge,
  FolderNotFound,
  NameExists,
  NotFound,
  PluginDashboard,
  PublicDashboardPaused,
  QuotaReached,
  SavePending,
  SnapshotsDisabled,
  StoredAsNewerVersion,
  UidTaken,
  VersionMismatch
} from "@effect-grafana/core/GrafanaError"
import type * as Pagination from "@effect-grafana/core/Pagination"
import type { AccessEntry, Message } from "@effect-grafana/elements/Common"
import * as DashboardImports from "@effect-grafana/elements/DashboardImports"
import * as DashboardPermissions from "@effect-grafana/elements/DashboardPermissions"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as DashboardsLegacy from "@effect-grafana/elements/DashboardsLegacy"
import * as DashboardVersions from "@effect-grafana/elements/DashboardVersions"
import * as PublicDashboards from "@effect-grafana/elements/PublicDashboards"
import * as Snapshots from "@effect-grafana/elements/Snapshots"
import type * as Redacted from "effect/Redacted"
import { describe, expect, it } from "tstyche"
import type { Call, Json, Walk } from "./types.js"

describe("dashboards", () => {
  it("Dashboards", () => {
    expect(Dashboards.get).type.toBe<
      Endpoint.Endpoint<
        { readonly uid: string },
        Dashboards.DashboardWithMeta,
        NotFound | StoredAsNewerVersion
      >
    >()
    expect<Endpoint.Error<typeof Dashboards.save>>().type.toBe<
      | SavePending
      | BadRequest
      | DashboardProvisioned
      | FolderNotFound
      | NotFound
      | VersionMismatch
      | NameExists
      | PluginDashboard
      | DashboardTooLarge
      | QuotaReached
    >()
    expect(Dashboards.star({ uid: "a" })).type.toBe<Call<Message, BadRequest | NotFound>>()
    expect(Dashboards.getByName({ title: "a" })).type.toBe<
      Call<
        Dashboards.DashboardWithMeta,
        BadRequest | NotFound | StoredAsNewerVersion | Dashboards.TitleNotUnique | Pagination.PaginationError
      >
    >()
  })

  it("DashboardImports", () => {
    expect(DashboardImports.interpolate).type.toBe<
      Endpoint.Endpoint<
        {
          readonly pluginId: string
          readonly path?: string | undefined
          readonly dashboard?: Dashboards.Dashboard | undefined
          readonly inputs?: ReadonlyArray<DashboardImports.ImportInput> | undefined
          readonly folderUid?: string | undefined
          readonly overwrite?: boolean | undefined
        },
        Dashboards.Dashboard,
        BadRequest
      >
    >()
    expect<Endpoint.Error<typeof DashboardImports.run>>().type.toBe<
      | BadRequest
      | DashboardProvisioned
      | NotFound
      | VersionMismatch
      | NameExists
      | PluginDashboard
      | DashboardTooLarge
      | QuotaReached
    >()
  })

  it("DashboardPermissions", () => {
    expect(DashboardPermissions.get).type.toBe<
      Endpoint.Endpoint<{ readonly uid: string }, ReadonlyArray<AccessEntry>, BadRequest | NotFound>
    >()
    expect(DashboardPermissions.set).type.toBe<
      Endpoint.Endpoint<
        {
          readonly uid: string
          readonly items: ReadonlyArray<{
            readonly role?: "None" | "Viewer" | "Editor" | "Admin" | undefined
            readonly userId?: number | undefined
            readonly teamId?: number | undefined
            readonly permission: 1 | 2 | 4
          }>
        },
        Message,
        BadRequest | NotFound
      >
    >()
  })

  it("DashboardVersions", () => {
    expect(DashboardVersions.get).type.toBe<
      Endpoint.Endpoint<
        { readonly uid: string; readonly version: number },
        DashboardVersions.DashboardVersion,
        BadRequest | NotFound
      >
    >()
    expect(DashboardVersions.list.stream({ uid: "a" })).type.toBe<
      Walk<DashboardVersions.DashboardVersionHit, BadRequest | NotFound>
    >()
  })

  it("DashboardsLegacy", () => {
    expect(DashboardsLegacy.getUids).type.toBe<
      Endpoint.Endpoint<
        { readonly ids: readonly [number, ...ReadonlyArray<number>] },
        ReadonlyArray<string>,
        never
      >
    >()
    expect(DashboardsLegacy.trim).type.toBe<
      Endpoint.Endpoint<
        { readonly dashboard: Dashboards.Dashboard; readonly meta?: Json | undefined },
        { readonly dashboard: Dashboards.Dashboard; readonly meta: Json | null },
        BadRequest
      >
    >()
  })
})

describe("dashboards shared", () => {
  it("PublicDashboards", () => {
    expect(PublicDashboards.create).type.toBe<
      Endpoint.Endpoint<
        {
          readonly dashboardUid: string
          readonly isEnabled?: boolean | undefined
          readonly annotationsEnabled?: boolean | undefined
          readonly timeSelectionEnabled?: boolean | undefined
          readonly share?: "public" | "email" | undefined
          readonly uid?: string | undefined
          readonly accessToken?: Redacted.Redacted | undefined
        },
        PublicDashboards.PublicDashboard,
        BadRequest | NotFound | AlreadyPublic | UidTaken
      >
    >()
    expect(PublicDashboards.view).type.toBe<
      Endpoint.Endpoint<
        { readonly accessToken: Redacted.Redacted },
        Dashboards.DashboardWithMeta,
        BadRequest | NotFound | PublicDashboardPaused
      >
    >()
    expect(PublicDashboards.list.stream()).type.toBe<Walk<PublicDashboards.PublicDashboardHit>>()
  })

  it("Snapshots", () => {
    expect(Snapshots.removeByDeleteKey).type.toBe<
      Endpoint.Endpoint<{ readonly deleteKey: Redacted.Redacted }, Message, NotFound | SnapshotsDisabled>
    >()
    expect(Snapshots.list.stream({ query: "a" })).type.toBe<Walk<Snapshots.Snapshot, SnapshotsDisabled>>()
  })
})
