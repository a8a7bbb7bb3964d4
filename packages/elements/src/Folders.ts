/** Folders, nested up to four levels below the root. The root itself has the uid `general`. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import {
  BadRequest,
  FolderNotEmpty,
  NotFound,
  UidTaken,
  VersionMismatch,
  when
} from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { AccessEntry, AccessItem, Id, Message, OpenEnum, Uid } from "./Common.js"

const fields = {
  id: Schema.Int,
  uid: Schema.String,
  orgId: Schema.optional(Schema.Int),
  title: Schema.String,
  url: Schema.String,
  hasAcl: Schema.Boolean,
  canSave: Schema.Boolean,
  canEdit: Schema.Boolean,
  canAdmin: Schema.Boolean,
  canDelete: Schema.Boolean,
  createdBy: Schema.String,
  created: Schema.String,
  updatedBy: Schema.String,
  updated: Schema.String,
  // Absent for "general" and "sharedwithme" (12.3.0).
  version: Schema.optional(Schema.Int),
  parentUid: Schema.optional(Schema.String),
  managedBy: Schema.optional(OpenEnum("repo", "terraform", "kubectl", "plugin", "classic-file-provisioning")),
  accessControl: Schema.optional(Schema.Record({ key: Schema.String, value: Schema.Boolean }))
}

/** A folder; `parents` run from the root down and leave the folder itself out. */
export interface Folder extends Schema.Schema.Type<typeof folder> {}
const folder = Schema.Struct({
  ...fields,
  parents: Schema.optional(Schema.Array(Schema.Struct(fields)))
})
export const Folder: Schema.Schema<Folder> = folder

/** A folder as listings show it. */
export interface FolderHit extends Schema.Schema.Type<typeof folderHit> {}
const folderHit = Schema.Struct({
  id: Schema.Int,
  uid: Schema.String,
  title: Schema.String,
  parentUid: Schema.optional(Schema.String),
  managedBy: fields.managedBy
})
export const FolderHit: Schema.Schema<FolderHit> = folderHit

/** How many objects of each kind stand anywhere below a folder: `folder`, `dashboard`, `alertrule`, `librarypanel`. */
export interface FolderCounts extends Schema.Schema.Type<typeof folderCounts> {}
const folderCounts = Schema.Record({ key: Schema.String, value: Schema.Int })
export const FolderCounts: Schema.Schema<FolderCounts> = folderCounts

/**
 * Reads one folder.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/folder/#get-folder-by-uid
 */
export const get = Endpoint.get("getFolderByUID", "/api/folders/{uid}", {
  params: { uid: Uid },
  query: { accesscontrol: Schema.optional(Schema.Boolean) },
  success: Folder,
  error: [NotFound]
})

/**
 * Reads one folder by its numeric id.
 * @deprecated by Grafana 9.0: use {@link get}.
 * @see https://grafana.com/docs/grafana/v10.4/developers/http_api/folder/#get-folder-by-id
 */
export const getById = Endpoint.get("getFolderByID", "/api/folders/id/{id}", {
  params: { id: Id },
  success: Folder,
  error: [BadRequest, NotFound]
})

/**
 * Lists the folders directly under `parentUid`, or under the root; one level, never the whole tree.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/folder/#get-all-folders
 */
export const list = Endpoint.list(
  "getFolders",
  "/api/folders",
  {
    query: {
      parentUid: Schema.optional(Uid),
      permission: Schema.optional(Schema.Literal("View", "Edit")),
      limit: Schema.optional(Schema.Positive),
      page: Schema.optional(Schema.Positive)
    },
    success: Schema.Array(FolderHit),
    error: [NotFound]
  },
  // Who lacks folders:* gets "sharedwithme" on top of the first page, which then holds limit + 1 (12.3.0).
  Pagination.number({
    page: "page",
    size: "limit",
    first: 1,
    pageSize: 1000,
    items: "",
    id: "uid",
    virtual: ["sharedwithme"]
  })
)

/**
 * Creates a folder, in `parentUid` or at the root. With a `uid` of one's own, an unknown outcome is read back.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/folder/#create-folder
 */
export const create = Endpoint.keyed(
  Endpoint.post("createFolder", "/api/folders", {
    payload: {
      uid: Schema.optional(Uid),
      title: Schema.NonEmptyString,
      parentUid: Schema.optional(Schema.String),
      description: Schema.optional(Schema.String)
    },
    success: Folder,
    error: [BadRequest, NotFound, when(UidTaken, { status: 412 }, { status: 409 })]
  }),
  {
    read: get,
    input: ({ uid }) => (uid === undefined ? undefined : { uid }),
    decide: (sent, found) =>
      Option.match(found, {
        onNone: () => Endpoint.notDone,
        onSome: (it) =>
          it.title === sent.title && (it.parentUid ?? "") === (sent.parentUid ?? "")
            ? Endpoint.done(it)
            : Endpoint.conflict
      })
  }
)

/**
 * Renames a folder. Needs the `version` that was read, or `overwrite: true`; with neither: `VersionMismatch`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/folder/#update-folder
 */
export const update = Endpoint.versioned(
  Endpoint.put("updateFolder", "/api/folders/{uid}", {
    params: { uid: Uid },
    payload: {
      title: Schema.NonEmptyString,
      description: Schema.optional(Schema.String),
      version: Schema.optional(Schema.Int),
      overwrite: Schema.optional(Schema.Boolean)
    },
    success: Folder,
    error: [BadRequest, NotFound, when(VersionMismatch, { status: 412 }, { status: 409 })]
  }),
  {
    read: get,
    input: ({ uid }) => ({ uid }),
    decide: (sent, found) =>
      Option.match(found, {
        onNone: () => Endpoint.conflict,
        onSome: (it) => {
          if (sent.version === undefined)
            return it.title === sent.title ? Endpoint.done(it) : Endpoint.notDone
          if (it.version === sent.version) return Endpoint.notDone
          return it.version === sent.version + 1 && it.title === sent.title
            ? Endpoint.done(it)
            : Endpoint.conflict
        }
      })
  }
)

/**
 * Moves a folder with all that it holds under another one; `parentUid: ""` is the root.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/folder/#move-folder
 */
export const move = Endpoint.post("moveFolder", "/api/folders/{uid}/move", {
  kind: "idempotent",
  params: { uid: Uid },
  payload: { parentUid: Schema.String },
  success: Folder,
  // A missing folder or parent is a 500 of these words (12.3.0).
  error: [BadRequest, NotFound, when(NotFound, { status: 500, message: "move folder failed" })]
})

// Refused because DELETE of "general" answers 404 and empties the whole organization (12.3.0).
const Removable = Uid.pipe(
  Schema.filter(
    (uid) => uid.toLowerCase() !== "general" || "the root folder: deleting it empties the organization"
  )
)

/**
 * Deletes a folder with everything below it. The uid `general` is refused with `InvalidInput`. For a tree of
 * four levels Grafana 12.3.0 answers `NotFound` and keeps the emptied folder: remove it again.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/folder/#delete-folder
 */
export const remove = Endpoint.verified(
  Endpoint.delete("deleteFolder", "/api/folders/{uid}", {
    params: { uid: Removable },
    query: { forceDeleteRules: Schema.optional(Schema.Boolean) },
    // Grafana 9 answers with an empty body.
    success: Schema.UndefinedOr(Message),
    error: [BadRequest, NotFound, FolderNotEmpty]
  }),
  {
    read: get,
    input: ({ uid }) => ({ uid }),
    decide: (_, found) => (Option.isNone(found) ? Endpoint.done(undefined) : Endpoint.notDone)
  }
)

/**
 * Counts what stands below a folder, at any depth. An unknown uid counts zero (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/folder/
 */
export const counts = Endpoint.get("getFolderDescendantCounts", "/api/folders/{uid}/counts", {
  params: { uid: Uid },
  success: FolderCounts,
  error: [NotFound]
})

/**
 * Lists who may do what in a folder.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/folder_permissions/#get-permissions-for-a-folder
 */
export const getPermissions = Endpoint.get("getFolderPermissionList", "/api/folders/{uid}/permissions", {
  params: { uid: Uid },
  success: Schema.Array(AccessEntry),
  error: [NotFound]
})

/**
 * Replaces all permissions of a folder by `items`; what is not in the list is taken away.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/folder_permissions/#update-permissions-for-a-folder
 */
export const setPermissions = Endpoint.post("updateFolderPermissions", "/api/folders/{uid}/permissions", {
  kind: "idempotent",
  params: { uid: Uid },
  payload: { items: Schema.Array(AccessItem) },
  success: Message,
  error: [BadRequest, NotFound]
})
