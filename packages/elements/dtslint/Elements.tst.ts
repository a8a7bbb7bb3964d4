import type * as Endpoint from "@effect-grafana/core/Endpoint"
import type {
  AlreadyMember,
  BadRequest,
  CallError,
  DashboardTooLarge,
  DashboardProvisioned,
  ExternalUser,
  FolderNotEmpty,
  FolderNotFound,
  LibraryElementConnected,
  LoginTaken,
  NameExists,
  NameTaken,
  NotFound,
  PluginDashboard,
  QuotaReached,
  ReadOnly,
  SavePending,
  StoredAsNewerVersion,
  TeamProvisioned,
  UidTaken,
  VersionMismatch
} from "@effect-grafana/core/GrafanaError"
import type { Grafana } from "@effect-grafana/core/Grafana"
import type * as Pagination from "@effect-grafana/core/Pagination"
import type { Message, Removed } from "@effect-grafana/elements/Common"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as DashboardVersions from "@effect-grafana/elements/DashboardVersions"
import * as DataSources from "@effect-grafana/elements/DataSources"
import * as Folders from "@effect-grafana/elements/Folders"
import * as Health from "@effect-grafana/elements/Health"
import * as LibraryElements from "@effect-grafana/elements/LibraryElements"
import * as Queries from "@effect-grafana/elements/Queries"
import * as Search from "@effect-grafana/elements/Search"
import * as Teams from "@effect-grafana/elements/Teams"
import * as Users from "@effect-grafana/elements/Users"
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type * as Stream from "effect/Stream"
import { describe, expect, it } from "tstyche"

type Call<A, E> = Effect.Effect<A, E | CallError, Grafana>
type Walk<A, E = never> = Stream.Stream<A, E | CallError | Pagination.PaginationError, Grafana>

describe("full signatures", () => {
  it("Health", () => {
    expect(Health.get).type.toBe<Endpoint.Endpoint<void, Health.HealthStatus, never>>()
    expect(Health.version()).type.toBe<Call<Option.Option<string>, BadRequest>>()
  })

  it("Folders", () => {
    expect(Folders.get).type.toBe<
      Endpoint.Endpoint<
        { readonly uid: string; readonly accesscontrol?: boolean | undefined },
        Folders.Folder,
        NotFound
      >
    >()
    expect(Folders.create).type.toBe<
      Endpoint.Endpoint<
        {
          readonly uid?: string | undefined
          readonly title: string
          readonly parentUid?: string | undefined
          readonly description?: string | undefined
        },
        Folders.Folder,
        BadRequest | NotFound | UidTaken
      >
    >()
    expect(Folders.update({ uid: "a", title: "b", version: 1 })).type.toBe<
      Call<Folders.Folder, BadRequest | NotFound | VersionMismatch>
    >()
    expect(Folders.remove({ uid: "a" })).type.toBe<
      Call<Message | undefined, BadRequest | NotFound | FolderNotEmpty>
    >()
    expect(Folders.list.stream({ parentUid: "a" })).type.toBe<Walk<Folders.FolderHit, NotFound>>()
  })

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
    expect<Stream.Stream.Success<ReturnType<typeof DashboardVersions.list.stream>>>().type.toBeAssignableTo<{
      readonly version: number
    }>()
  })

  it("Search", () => {
    expect(Search.search.stream({ type: "dash-db", tag: ["a"] })).type.toBe<Walk<Search.Hit, BadRequest>>()
    expect(Search.search.pages({})).type.toBe<Walk<Pagination.Page<Search.Hit>, BadRequest>>()
    expect(Search.search({ limit: 10, page: 2 })).type.toBe<Call<ReadonlyArray<Search.Hit>, BadRequest>>()
    // A walk fills in the page itself.
    expect(Search.search.stream).type.not.toBeCallableWith({ page: 2 })
  })

  it("LibraryElements", () => {
    expect(LibraryElements.list.stream({})).type.toBe<Walk<LibraryElements.LibraryElement>>()
    expect(LibraryElements.get({ uid: "a" })).type.toBe<
      Call<LibraryElements.LibraryElementResult, NotFound | FolderNotFound>
    >()
    expect(LibraryElements.remove({ uid: "a" })).type.toBe<
      Call<Removed, BadRequest | NotFound | FolderNotFound | LibraryElementConnected>
    >()
    // Without its folder Grafana would move the element to the root.
    expect(LibraryElements.update).type.not.toBeCallableWith({ currentUid: "a", kind: 1, version: 1 })
  })

  it("Users", () => {
    expect(Users.search.stream({ query: "a" }, { pageSize: 10, complete: "demand" })).type.toBe<
      Walk<Users.UserHit, BadRequest>
    >()
    expect(Users.get({ id: 1 })).type.toBe<Call<Users.User, BadRequest | NotFound>>()
    expect(Users.update({ id: 1, login: "a" })).type.toBe<
      Call<Message, BadRequest | NotFound | LoginTaken | ExternalUser>
    >()
    expect(Users.find("a@example.com")).type.toBe<Call<Option.Option<Users.User>, never>>()
  })

  it("Teams", () => {
    expect<Endpoint.Error<typeof Teams.create>>().type.toBeAssignableTo<
      BadRequest | NameTaken | QuotaReached
    >()
    expect<Endpoint.Error<typeof Teams.addMember>>().type.toBeAssignableFrom<
      AlreadyMember | TeamProvisioned
    >()
    expect(Teams.search.stream({})).type.toBe<Walk<Teams.Team, Endpoint.Error<typeof Teams.search>>>()
  })

  it("DataSources", () => {
    expect(DataSources.get({ uid: "a" })).type.toBe<
      Call<DataSources.DataSource, Endpoint.Error<typeof DataSources.get>>
    >()
    expect<Endpoint.Error<typeof DataSources.update>>().type.toBeAssignableFrom<
      NotFound | ReadOnly | VersionMismatch
    >()
    expect<Effect.Effect.Error<ReturnType<typeof Queries.query>>>().type.toBe<
      Queries.QueryFailed | BadRequest | NotFound | CallError
    >()
  })
})
