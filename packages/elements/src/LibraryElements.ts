/** Library elements: panels that many dashboards share. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import {
  BadRequest,
  FolderNotFound,
  LibraryElementConnected,
  NotFound,
  UidTaken,
  VersionMismatch,
  when
} from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Count, JsonObject, Removed, Uid } from "./Common.js"
import { judgeCreate, judgeUpdate } from "./internal/judgeLibraryElement.js"

const author = Schema.Struct({ id: Schema.Int, name: Schema.String, avatarUrl: Schema.String })

/** A library element; `folderUid` is "" or `general` where it stands at the root. */
export interface LibraryElement extends Schema.Schema.Type<typeof libraryElement> {}
const libraryElement = Schema.Struct({
  id: Schema.Int,
  orgId: Schema.Int,
  folderId: Schema.Int,
  folderUid: Schema.String,
  uid: Schema.String,
  name: Schema.String,
  kind: Schema.Int,
  type: Schema.String,
  description: Schema.String,
  model: JsonObject,
  version: Schema.Int,
  schemaVersion: Schema.optional(Schema.Int),
  meta: Schema.Struct({
    folderName: Schema.String,
    folderUid: Schema.String,
    connectedDashboards: Schema.Int,
    created: Schema.String,
    updated: Schema.String,
    createdBy: author,
    updatedBy: author
  })
})
export const LibraryElement: Schema.Schema<LibraryElement> = libraryElement

/** A dashboard (`connectionId`, `connectionUid`) that uses a library element; `id` may be a hash (12.3.0). */
export interface Connection extends Schema.Schema.Type<typeof connection> {}
const connection = Schema.Struct({
  id: Schema.Int,
  kind: Schema.Int,
  elementId: Schema.Int,
  connectionId: Schema.Int,
  connectionUid: Schema.String,
  created: Schema.String,
  createdBy: author
})
export const Connection: Schema.Schema<Connection> = connection

// Panels are all there is: 2, once meant for variables, is a 500 (12.3.0).
const Kind = Schema.Literal(1)

const Words = Schema.split(",")
const Numbers = Words.pipe(Schema.compose(Schema.Array(Schema.NumberFromString)))

/**
 * Lists library elements by name. `searchString` looks at names, descriptions and titles of folders; `typeFilter`
 * at the panels' types; `folderFilterUIDs` takes `general` for the root. `totalCount` counts what may not be read
 * as well, so pages may be short or empty before the end.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/library_element/#get-all-library-elements
 */
export const list = Endpoint.list(
  "getLibraryElements",
  "/api/library-elements",
  {
    query: {
      searchString: Schema.optional(Schema.String),
      kind: Schema.optional(Kind),
      sortDirection: Schema.optional(Schema.Literal("alpha-asc", "alpha-desc")),
      typeFilter: Schema.optional(Words),
      excludeUid: Schema.optional(Uid),
      folderFilterUIDs: Schema.optional(Words),
      /** @deprecated by Grafana 10: use `folderFilterUIDs`. */
      folderFilter: Schema.optional(Numbers),
      perPage: Schema.optional(Count),
      page: Schema.optional(Count)
    },
    success: Schema.Struct({
      result: Schema.Struct({
        totalCount: Schema.Int,
        page: Schema.Int,
        perPage: Schema.Int,
        elements: Schema.Array(LibraryElement)
      })
    })
  },
  Pagination.number({
    page: "page",
    size: "perPage",
    first: 1,
    pageSize: 100,
    items: "result.elements",
    total: { path: "result.totalCount", trusted: false },
    stop: "total",
    id: "uid"
  })
)

/** A library element as Grafana wraps it. */
export interface LibraryElementResult extends Schema.Schema.Type<typeof libraryElementResult> {}
const libraryElementResult = Schema.Struct({ result: LibraryElement })
export const LibraryElementResult: Schema.Schema<LibraryElementResult> = libraryElementResult

/**
 * Reads one library element. `FolderNotFound`: it is there, but in a folder that is hidden from this credential.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/library_element/#get-library-element-by-uid
 */
export const get = Endpoint.get("getLibraryElementByUID", "/api/library-elements/{uid}", {
  params: { uid: Uid },
  success: LibraryElementResult,
  error: [NotFound, FolderNotFound]
})

/**
 * Reads the library elements of one name, which need not be unique. Without a credential: `NotFound` (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/library_element/#get-library-element-by-name
 */
export const getByName = Endpoint.get("getLibraryElementByName", "/api/library-elements/name/{name}", {
  params: { name: Schema.NonEmptyString },
  success: Schema.Struct({ result: Schema.Array(LibraryElement) }),
  error: [NotFound]
})

/**
 * Lists the dashboards that use a library element. A uid that is not there is `Forbidden` (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/library_element/#get-library-element-connections
 */
export const connections = Endpoint.get(
  "getLibraryElementConnections",
  "/api/library-elements/{uid}/connections/",
  {
    params: { uid: Uid },
    success: Schema.Struct({ result: Schema.Array(Connection) }),
    error: [NotFound, FolderNotFound]
  }
)

// Grafana 12 lets names repeat, so that this is the uid; before, it may be the name within the folder as well.
const taken = when(UidTaken, { status: 400, message: "library element with that name or UID already exists" })

/**
 * Creates a library element, in `folderUid` or at the root. With a `uid` of one's own, an unknown outcome is
 * read back.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/library_element/#create-library-element
 */
export const create = Endpoint.keyed(
  Endpoint.post("createLibraryElement", "/api/library-elements", {
    payload: {
      uid: Schema.optional(Uid),
      folderUid: Schema.optional(Schema.String),
      name: Schema.NonEmptyString,
      kind: Kind,
      model: JsonObject
    },
    success: LibraryElementResult,
    error: [BadRequest, FolderNotFound, taken]
  }),
  {
    read: get,
    input: ({ uid }) => (uid === undefined ? undefined : { uid }),
    decide: (sent, found) =>
      Option.match(found, { onNone: () => Endpoint.notDone, onSome: (it) => judgeCreate(sent, it) })
  }
)

/**
 * Changes a library element of the `version` that was read; a `name` or `model` that is left out stays. The
 * folder never does: without `folderUid` Grafana moves the element to the root (12.3.0), so it is required here.
 * `currentUid` names the element, `uid` gives it a new one.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/library_element/#update-library-element
 */
export const update = Endpoint.versioned(
  Endpoint.patch("updateLibraryElement", "/api/library-elements/{uid}", {
    params: { currentUid: Schema.propertySignature(Uid).pipe(Schema.fromKey("uid")) },
    payload: {
      uid: Schema.optional(Uid),
      folderUid: Schema.String,
      name: Schema.optional(Schema.NonEmptyString),
      kind: Kind,
      model: Schema.optional(JsonObject),
      version: Schema.Int
    },
    success: LibraryElementResult,
    error: [BadRequest, NotFound, FolderNotFound, taken, when(VersionMismatch, { status: 412 })]
  }),
  {
    read: get,
    // Under a new uid another element may answer, so that nothing tells.
    input: ({ currentUid, uid }) =>
      uid === undefined || uid === currentUid ? { uid: currentUid } : undefined,
    decide: (sent, found) =>
      Option.match(found, { onNone: () => Endpoint.conflict, onSome: (it) => judgeUpdate(sent, it) })
  }
)

/** What `updateLatest` changes of the element `uid`; what is left out stays. */
export interface Change {
  readonly uid: string
  /** Where it goes; it stays where it is unless told. */
  readonly folderUid?: string
  readonly name?: string
  /** The panel's JSON, whole. */
  readonly model?: Readonly<Record<string, unknown>>
}

/**
 * Changes a library element as it stands now: reads its version and folder first. A change by somebody else in
 * between is still `VersionMismatch`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/library_element/#update-library-element
 */
export const updateLatest = ({ folderUid, uid, ...change }: Change) =>
  Effect.flatMap(get({ uid }), ({ result }) =>
    update({
      ...change,
      currentUid: uid,
      kind: 1,
      folderUid: folderUid ?? result.folderUid,
      version: result.version
    })
  )

/**
 * Deletes a library element that no dashboard uses. A uid that is not there may be `Forbidden` (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/library_element/#delete-library-element
 */
export const remove = Endpoint.verified(
  Endpoint.delete("deleteLibraryElementByUID", "/api/library-elements/{uid}", {
    params: { uid: Uid },
    success: Removed,
    error: [BadRequest, NotFound, FolderNotFound, LibraryElementConnected]
  }),
  {
    read: get,
    input: ({ uid }) => ({ uid }),
    decide: (_, found) =>
      Option.isNone(found) ? Endpoint.done({ message: "Library element deleted" }) : Endpoint.notDone
  }
)
