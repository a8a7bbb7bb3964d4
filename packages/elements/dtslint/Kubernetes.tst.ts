import type * as Endpoint from "@effect-grafana/core/Endpoint"
import type {
  BadRequest,
  ContinueTokenRefused,
  DashboardProvisioned,
  DashboardTooLarge,
  Forbidden,
  InUse,
  NameTaken,
  NotFound,
  PatchDoesNotApply,
  ProvenanceMismatch,
  QuotaReached,
  UidTaken,
  VersionMismatch
} from "@effect-grafana/core/GrafanaError"
import * as ApiGroups from "@effect-grafana/elements/ApiGroups"
import * as ApiResources from "@effect-grafana/elements/ApiResources"
import * as DashboardResources from "@effect-grafana/elements/DashboardResources"
import * as FolderResources from "@effect-grafana/elements/FolderResources"
import * as Kubernetes from "@effect-grafana/elements/Kubernetes"
import {
  objectOf,
  type Deleted,
  type KubernetesList,
  type KubernetesObject
} from "@effect-grafana/elements/KubernetesObjects"
import * as PlaylistResources from "@effect-grafana/elements/PlaylistResources"
import * as Receivers from "@effect-grafana/elements/Receivers"
import * as ResourceSearch from "@effect-grafana/elements/ResourceSearch"
import * as RoutingTrees from "@effect-grafana/elements/RoutingTrees"
import * as ServiceAccountResources from "@effect-grafana/elements/ServiceAccountResources"
import * as TeamBindings from "@effect-grafana/elements/TeamBindings"
import * as TeamResources from "@effect-grafana/elements/TeamResources"
import * as TemplateGroups from "@effect-grafana/elements/TemplateGroups"
import * as TimeIntervals from "@effect-grafana/elements/TimeIntervals"
import * as UserResources from "@effect-grafana/elements/UserResources"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "tstyche"
import type { Call, Json, Walk } from "./types.js"

/** Where one object of a resource stands whose group and version are fixed. */
interface One {
  readonly namespace: string
  readonly name: string
}
type Gets<Spec> = Endpoint.Endpoint<One, KubernetesObject<Spec>, BadRequest | NotFound>

describe("any resource", () => {
  it("KubernetesObjects", () => {
    expect<KubernetesObject<string, number>["spec"]>().type.toBe<string>()
    expect<KubernetesObject<string, number>["status"]>().type.toBe<number | undefined>()
    expect<KubernetesObject<string>["status"]>().type.toBe<unknown>()
    expect<KubernetesList<string>["items"]>().type.toBe<ReadonlyArray<string>>()
  })

  it("Kubernetes", () => {
    expect(Kubernetes.namespaceOf(2)).type.toBe<string>()
    // What the resource leaves open, the call gives.
    const widgets = Kubernetes.resource({
      group: "example.app",
      plural: "widgets",
      spec: Schema.String,
      object: objectOf({ spec: Schema.String })
    })
    expect(Kubernetes.get("getWidget", widgets)).type.toBe<
      Endpoint.Endpoint<
        { readonly version: string; readonly namespace: string; readonly name: string },
        KubernetesObject<string>,
        BadRequest | NotFound
      >
    >()
    // A merge patch deletes by null and leaves out by absence, at any depth; an array is replaced whole.
    expect<
      Kubernetes.Merge<{ readonly a: string; readonly b: { readonly c: ReadonlyArray<number> } }>
    >().type.toBe<{
      readonly a?: string | null
      readonly b?: { readonly c?: ReadonlyArray<number> | null } | null
    }>()
  })

  it("ApiGroups", () => {
    expect(ApiGroups.get).type.toBe<
      Endpoint.Endpoint<{ readonly group: string }, ApiGroups.ApiGroup, NotFound>
    >()
    expect(ApiGroups.list.stream()).type.toBe<Walk<ApiGroups.ApiGroup>>()
  })

  it("ApiResources", () => {
    expect(ApiResources.get).type.toBe<
      Endpoint.Endpoint<
        {
          readonly group: string
          readonly version: string
          readonly plural: string
          readonly namespace: string
          readonly name: string
        },
        KubernetesObject<Json>,
        BadRequest | NotFound
      >
    >()
    expect(
      ApiResources.list.stream({ group: "a", version: "v1", plural: "b", namespace: "default" })
    ).type.toBe<Walk<KubernetesObject<Json>, BadRequest | ContinueTokenRefused>>()
  })

  it("ResourceSearch", () => {
    expect(ResourceSearch.getSortableFields).type.toBe<
      Endpoint.Endpoint<
        { readonly namespace: string },
        {
          readonly kind: string
          readonly apiVersion: string
          readonly fields: ReadonlyArray<{
            readonly string?: string | undefined
            readonly display?: string | undefined
            readonly type?: string | undefined
          }>
        },
        BadRequest
      >
    >()
    expect(ResourceSearch.search.stream({ namespace: "default", type: ["folder"] })).type.toBe<
      Walk<ResourceSearch.ResourceHit, BadRequest>
    >()
  })
})

describe("dashboards, folders and playlists", () => {
  it("DashboardResources", () => {
    expect(DashboardResources.get).type.toBe<
      Endpoint.Endpoint<
        { readonly version: string; readonly namespace: string; readonly name: string },
        KubernetesObject<DashboardResources.DashboardSpec | null, DashboardResources.DashboardStatus>,
        BadRequest | NotFound
      >
    >()
    expect<Endpoint.Error<typeof DashboardResources.create>>().type.toBe<
      BadRequest | NotFound | UidTaken | DashboardTooLarge | QuotaReached
    >()
    expect<Endpoint.Error<typeof DashboardResources.remove>>().type.toBe<
      BadRequest | NotFound | DashboardProvisioned
    >()
    expect(DashboardResources.getStored({ namespace: "default", name: "a" })).type.toBe<
      Call<DashboardResources.StoredDashboard, BadRequest | NotFound | DashboardResources.LossyConversion>
    >()
  })

  it("FolderResources", () => {
    expect(FolderResources.get).type.toBe<Gets<FolderResources.FolderSpec>>()
    expect(FolderResources.remove).type.toBe<
      Endpoint.Endpoint<
        One,
        Deleted | KubernetesObject<FolderResources.FolderSpec>,
        BadRequest | NotFound | Forbidden
      >
    >()
    expect(FolderResources.getParents).type.toBe<
      Endpoint.Endpoint<One, KubernetesList<FolderResources.FolderInfo>, BadRequest | NotFound>
    >()
    expect(FolderResources.list.stream({ namespace: "default" })).type.toBe<
      Walk<KubernetesObject<FolderResources.FolderSpec>, BadRequest | ContinueTokenRefused>
    >()
  })

  it("PlaylistResources", () => {
    expect(PlaylistResources.get).type.toBe<Gets<PlaylistResources.PlaylistSpec>>()
    expect<Endpoint.Error<typeof PlaylistResources.update>>().type.toBe<
      BadRequest | NotFound | VersionMismatch
    >()
    expect<Endpoint.Error<typeof PlaylistResources.patchJson>>().type.toBe<
      BadRequest | NotFound | VersionMismatch | PatchDoesNotApply
    >()
  })
})

describe("alert notifications", () => {
  it("Receivers", () => {
    expect(Receivers.get).type.toBe<Gets<Receivers.ReceiverSpec>>()
    expect<Endpoint.Error<typeof Receivers.create>>().type.toBe<
      BadRequest | NotFound | UidTaken | NameTaken
    >()
  })

  it("TemplateGroups", () => {
    expect(TemplateGroups.get).type.toBe<Gets<TemplateGroups.TemplateGroupSpec>>()
    expect<Endpoint.Error<typeof TemplateGroups.update>>().type.toBe<
      BadRequest | NotFound | VersionMismatch | NameTaken | ProvenanceMismatch
    >()
  })

  it("TimeIntervals", () => {
    expect(TimeIntervals.get).type.toBe<Gets<TimeIntervals.TimeIntervalSpec>>()
    expect<Endpoint.Error<typeof TimeIntervals.remove>>().type.toBe<
      BadRequest | NotFound | InUse | ProvenanceMismatch
    >()
  })

  it("RoutingTrees", () => {
    expect(RoutingTrees.get).type.toBe<Gets<RoutingTrees.RoutingTreeSpec>>()
    expect(RoutingTrees.reset).type.toBe<
      Endpoint.Endpoint<
        One,
        Deleted | KubernetesObject<RoutingTrees.RoutingTreeSpec>,
        BadRequest | NotFound | ProvenanceMismatch
      >
    >()
  })
})

describe("identities", () => {
  it("UserResources", () => {
    expect(UserResources.get).type.toBe<Gets<UserResources.UserSpec>>()
    expect(UserResources.getTeams).type.toBe<
      Endpoint.Endpoint<One, KubernetesList<UserResources.UserTeam>, BadRequest | NotFound>
    >()
  })

  it("TeamResources", () => {
    expect(TeamResources.get).type.toBe<Gets<TeamResources.TeamSpec>>()
    expect(TeamResources.getMembers).type.toBe<
      Endpoint.Endpoint<One, KubernetesList<TeamResources.TeamMemberInfo>, BadRequest | NotFound>
    >()
  })

  it("TeamBindings", () => {
    expect(TeamBindings.get).type.toBe<Gets<TeamBindings.TeamBindingSpec>>()
  })

  it("ServiceAccountResources", () => {
    expect(ServiceAccountResources.get).type.toBe<Gets<ServiceAccountResources.ServiceAccountSpec>>()
    expect(ServiceAccountResources.getTokens).type.toBe<
      Endpoint.Endpoint<
        One,
        KubernetesList<ServiceAccountResources.ServiceAccountTokenInfo>,
        BadRequest | NotFound
      >
    >()
  })
})
