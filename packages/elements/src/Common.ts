/** Schemas that several resources share. */
import * as Schema from "effect/Schema"

/** A uid: 1 to 40 characters. Grafana itself makes them of letters, digits, `-` and `_`. */
export const Uid = Schema.String.pipe(
  Schema.filter((uid) => uid !== "" && uid.length <= 40, { description: "1 to 40 characters" })
)

/** A numeric id, unique within one Grafana only: never carry it to another. */
export const Id = Schema.Int

/** Where Grafana takes either: a numeric id or, from Grafana 11 on, a uid. A uid of digits alone is read as an id. */
export const IdOrUid = Schema.Union(Id, Uid)

/** The number of a page, or how many items one holds: whole, from 1. */
export const Count = Schema.Int.pipe(Schema.positive())

/** A password or a code. Its value stays out of logs and errors. */
export const Secret = Schema.Redacted(Schema.NonEmptyString)

/** The answer of many writes: what happened, in words. */
export interface Message extends Schema.Schema.Type<typeof message> {}
const message = Schema.Struct({ message: Schema.String })
export const Message: Schema.Schema<Message> = message

/** What a permission on a folder or dashboard allows: 1 view, 2 edit, 4 admin. */
export const PermissionLevel = Schema.Literal(1, 2, 4)

/** A role in an organization. */
export const Role = Schema.Literal("None", "Viewer", "Editor", "Admin")

/** One of the known words, or one that a newer Grafana has added. */
export const OpenEnum = <const Words extends readonly [string, ...ReadonlyArray<string>]>(
  ..._known: Words
): Schema.Schema<Words[number] | (string & {})> => Schema.String

/** A permission that stands on a folder or a dashboard, its own or inherited. */
export interface AccessEntry extends Schema.Schema.Type<typeof accessEntry> {}
const accessEntry = Schema.Struct({
  created: Schema.String,
  updated: Schema.String,
  userId: Schema.Int,
  userUid: Schema.optional(Schema.String),
  userLogin: Schema.String,
  userEmail: Schema.String,
  userAvatarUrl: Schema.String,
  teamId: Schema.Int,
  teamUid: Schema.optional(Schema.String),
  teamEmail: Schema.String,
  teamAvatarUrl: Schema.String,
  team: Schema.String,
  role: Schema.optional(Schema.String),
  permission: Schema.Int,
  permissionName: Schema.String,
  uid: Schema.String,
  title: Schema.String,
  slug: Schema.String,
  isFolder: Schema.Boolean,
  url: Schema.String,
  inherited: Schema.Boolean,
  folderId: Schema.optional(Schema.Int),
  folderUid: Schema.optional(Schema.String),
  dashboardId: Schema.optional(Schema.Int)
})
export const AccessEntry: Schema.Schema<AccessEntry> = accessEntry

/** A permission to set: for one role, one user or one team. */
export const AccessItem = Schema.Struct({
  role: Schema.optional(Role),
  userId: Schema.optional(Id),
  teamId: Schema.optional(Id),
  permission: PermissionLevel
})

/** A quota of an organization or of a user; a `limit` of -1 is none. */
export interface Quota extends Schema.Schema.Type<typeof quota> {}
const quota = Schema.Struct({
  org_id: Schema.optional(Schema.Int),
  user_id: Schema.optional(Schema.Int),
  target: Schema.String,
  limit: Schema.Int,
  used: Schema.Int
})
export const Quota: Schema.Schema<Quota> = quota

/** Free-form JSON, whose fields a plugin or a panel decides. */
export const JsonObject = Schema.Record({ key: Schema.String, value: Schema.Unknown })

/** The answer of a delete; `id` is absent where only a later look showed that the object is gone. */
export interface Removed extends Schema.Schema.Type<typeof removed> {}
const removed = Schema.Struct({ message: Schema.String, id: Schema.optional(Id) })
export const Removed: Schema.Schema<Removed> = removed
