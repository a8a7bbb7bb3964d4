/** What an export says of itself, on disk. */
import * as Schema from "effect/Schema"

export const format = 1

/** Where the objects came from. */
export interface Source extends Schema.Schema.Type<typeof Source> {}
export const Source = Schema.Struct({
  /** Without a credential; `embedded` where the Grafana was the one that comes along. */
  url: Schema.String,
  /** Null where Grafana hides it. */
  version: Schema.NullOr(Schema.String),
  organization: Schema.Struct({ id: Schema.Int, name: Schema.String })
})

export const embedded = "embedded"

export const isSameSource = (one: Source, other: Source): boolean =>
  one.url === other.url && one.organization.id === other.organization.id

/** An object that is on disk. */
export interface Entry extends Schema.Schema.Type<typeof Entry> {}
export const Entry = Schema.Struct({
  kind: Schema.String,
  id: Schema.String,
  /** Relative to the export. Nothing else is ever taken from a manifest or record and removed. */
  file: Schema.String.pipe(Schema.pattern(/^[a-z-]+\/[\w=~-]+\.json$/)),
  sha256: Schema.String,
  bytes: Schema.NonNegativeInt,
  readAt: Schema.String
})

/** Tells objects of all kinds apart. */
export const keyOf = ({ id, kind }: { readonly kind: string; readonly id: string }): string => `${kind}/${id}`

export const Counts = Schema.Struct({
  listed: Schema.NonNegativeInt,
  exported: Schema.NonNegativeInt,
  kept: Schema.NonNegativeInt,
  bytes: Schema.NonNegativeInt
})

/** Stands next to a complete export, and only there. */
export interface Manifest extends Schema.Schema.Type<typeof Manifest> {}
export const Manifest = Schema.Struct({
  format: Schema.Literal(format),
  source: Source,
  /** When the first of the runs began that this export is made of. */
  startedAt: Schema.String,
  finishedAt: Schema.String,
  kinds: Schema.Record({ key: Schema.String, value: Counts }),
  objects: Schema.Array(Entry)
})

/** The first line of the record of an unfinished run. */
export interface Header extends Schema.Schema.Type<typeof Header> {}
export const Header = Schema.Struct({
  format: Schema.Literal(format),
  source: Source,
  startedAt: Schema.String
})
