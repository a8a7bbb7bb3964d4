/** What an archive says of itself, on disk. */
import * as Schema from "effect/Schema"
import type { Found, Origin } from "../../Origin.js"
import { About, Organization } from "../../Origin.js"

/** Version 1 held the server's own texts. */
export const format = 2

/** Where the objects came from. */
export interface Source extends Schema.Schema.Type<typeof Source> {}
export const Source = Schema.Struct({ ...About.fields, organizations: Schema.Array(Organization) })

export const sourceOf = ({ about, organizations }: Origin): Source => ({ ...about, organizations })

export const isSameSource = (one: Source, other: Source): boolean =>
  one.url === other.url &&
  one.organizations.length === other.organizations.length &&
  one.organizations.every(({ id }, i) => other.organizations[i]?.id === id)

const Words = Schema.optional(Schema.Array(Schema.String))

/** An object that is on disk. */
export interface Entry extends Schema.Schema.Type<typeof Entry> {}
export const Entry = Schema.Struct({
  /** The organization's id in the source. */
  organization: Schema.Int,
  kind: Schema.String,
  key: Schema.String,
  title: Schema.String,
  aliases: Words,
  folder: Schema.optional(Schema.String),
  tags: Words,
  /** Relative to the archive. Nothing else is ever taken from a manifest or record and read or removed. */
  file: Schema.String.pipe(Schema.pattern(/^org-\d+\/[a-z-]+\/[\w=~-]+\.json$/)),
  sha256: Schema.String,
  bytes: Schema.NonNegativeInt
})

/** What tells objects of all organizations and kinds apart. */
export type Placed = Pick<Entry, "organization" | "kind" | "key">

export const keyOf = (it: Placed): string => `${it.organization}/${it.kind}/${it.key}`

export const placed = ({ key, kind, organization }: Found): Placed => ({
  organization: organization.id,
  kind,
  key
})

export const directoryOf = (organization: number, kind: string): string => `org-${organization}/${kind}`

export const secretsFile = "secrets.age"

/** The secrets, where they were asked for: encrypted with age. */
export interface Sealed extends Schema.Schema.Type<typeof Sealed> {}
export const Sealed = Schema.Struct({
  file: Schema.Literal(secretsFile),
  sha256: Schema.String,
  bytes: Schema.NonNegativeInt
})

/** Stands next to a complete archive, and only there. */
export interface Manifest extends Schema.Schema.Type<typeof Manifest> {}
export const Manifest = Schema.Struct({
  format: Schema.Literal(format),
  source: Source,
  /** When the first of the runs began that this archive is made of. */
  startedAt: Schema.String,
  finishedAt: Schema.String,
  /** How many objects of each kind there are. */
  kinds: Schema.Record({ key: Schema.String, value: Schema.NonNegativeInt }),
  secrets: Schema.optional(Sealed),
  objects: Schema.Array(Entry)
})

/** The first line of the record of an unfinished run. */
export interface Header extends Schema.Schema.Type<typeof Header> {}
export const Header = Schema.Struct({
  format: Schema.Literal(format),
  source: Source,
  startedAt: Schema.String
})
