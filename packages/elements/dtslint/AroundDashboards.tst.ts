import type * as Endpoint from "@effect-grafana/core/Endpoint"
import type {
  BadRequest,
  FolderNotEmpty,
  FolderNotFound,
  LibraryElementConnected,
  NotFound,
  UidTaken,
  VersionMismatch
} from "@effect-grafana/core/GrafanaError"
import type * as Pagination from "@effect-grafana/core/Pagination"
import * as Annotations from "@effect-grafana/elements/Annotations"
import type { Message, Removed } from "@effect-grafana/elements/Common"
import * as Folders from "@effect-grafana/elements/Folders"
import * as LibraryElements from "@effect-grafana/elements/LibraryElements"
import * as Playlists from "@effect-grafana/elements/Playlists"
import * as Search from "@effect-grafana/elements/Search"
import * as ShortUrls from "@effect-grafana/elements/ShortUrls"
import { describe, expect, it } from "tstyche"
import type { Call, Json, Walk } from "./types.js"

describe("around dashboards", () => {
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

  it("Search", () => {
    expect(Search.search({ limit: 10, page: 2 })).type.toBe<Call<ReadonlyArray<Search.Hit>, BadRequest>>()
    expect(Search.search.stream({ type: "dash-db", tag: ["a"] })).type.toBe<Walk<Search.Hit, BadRequest>>()
    expect(Search.search.pages({})).type.toBe<Walk<Pagination.Page<Search.Hit>, BadRequest>>()
    expect(Search.listSortOptions).type.toBe<
      Endpoint.Endpoint<void, { readonly sortOptions: ReadonlyArray<Search.SortOption> }, never>
    >()
    // A walk fills in the page itself.
    expect(Search.search.stream).type.not.toBeCallableWith({ page: 2 })
  })

  it("LibraryElements", () => {
    expect(LibraryElements.create).type.toBe<
      Endpoint.Endpoint<
        {
          readonly uid?: string | undefined
          readonly folderUid?: string | undefined
          readonly name: string
          readonly kind: 1
          readonly model: Json
        },
        LibraryElements.LibraryElementResult,
        BadRequest | FolderNotFound | UidTaken
      >
    >()
    expect(LibraryElements.get).type.toBe<
      Endpoint.Endpoint<
        { readonly uid: string },
        LibraryElements.LibraryElementResult,
        NotFound | FolderNotFound
      >
    >()
    expect(LibraryElements.remove).type.toBe<
      Endpoint.Endpoint<
        { readonly uid: string },
        Removed,
        BadRequest | NotFound | FolderNotFound | LibraryElementConnected
      >
    >()
    expect(LibraryElements.list.stream({})).type.toBe<Walk<LibraryElements.LibraryElement>>()
    expect(LibraryElements.updateLatest({ uid: "a", name: "b" })).type.toBe<
      Call<
        LibraryElements.LibraryElementResult,
        BadRequest | NotFound | FolderNotFound | UidTaken | VersionMismatch
      >
    >()
    // Without its folder Grafana would move the element to the root.
    expect(LibraryElements.update).type.not.toBeCallableWith({ currentUid: "a", kind: 1, version: 1 })
  })

  it("Annotations", () => {
    expect(Annotations.createGraphite).type.toBe<
      Endpoint.Endpoint<
        {
          readonly what: string
          readonly when?: number | undefined
          readonly data?: string | undefined
          readonly tags?: ReadonlyArray<string> | string | undefined
        },
        Annotations.CreatedAnnotation,
        BadRequest
      >
    >()
    expect(Annotations.massDelete).type.toBe<
      Endpoint.Endpoint<
        {
          readonly payload:
            | { readonly annotationId: number }
            | { readonly dashboardUID: string; readonly panelId: number }
            | { readonly dashboardId: number; readonly panelId: number }
        },
        Message,
        BadRequest | NotFound
      >
    >()
    expect(Annotations.list.stream({ tags: ["a"] })).type.toBe<Walk<Annotations.Annotation, BadRequest>>()
    expect(Annotations.listTags.stream()).type.toBe<Walk<Annotations.AnnotationTag>>()
  })

  it("Playlists", () => {
    expect(Playlists.get).type.toBe<
      Endpoint.Endpoint<{ readonly uid: string }, Playlists.Playlist, NotFound>
    >()
    expect(Playlists.remove).type.toBe<Endpoint.Endpoint<{ readonly uid: string }, void, NotFound>>()
    expect(Playlists.list.stream()).type.toBe<Walk<Playlists.PlaylistHit>>()
  })

  it("ShortUrls", () => {
    expect(ShortUrls.create).type.toBe<
      Endpoint.Endpoint<{ readonly path: string }, ShortUrls.CreatedShortUrl, BadRequest>
    >()
  })
})
