/** Reads an archive, and trusts nothing in it: where files are, how large they are, what they hold. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { Kind, Reading } from "../../Kind.js"
import type { Found, Organization, Origin, Page } from "../../Origin.js"
import { manifestFile } from "./before.js"
import { contentsOf } from "./contents.js"
import {
  FormatUnknown,
  KindUnknown,
  ManifestMissing,
  NotInArchive,
  type ObjectTwice,
  Tampered
} from "./errors.js"
import { parse } from "./manifest.js"
import { type Entry, keyOf, type Manifest } from "./model.js"
import { naming } from "./objectFile.js"
import * as Untrusted from "./untrusted.js"
import { readNamed, readWithin, type Refusal } from "./within.js"

export type Unreadable = Refusal | ManifestMissing | FormatUnknown | KindUnknown | ObjectTwice

/** The largest manifest and the largest object that are read: bytes. */
const mostManifest = 512 * 2 ** 20
const mostObject = 64 * 2 ** 20

/** Items that a page shows. */
const pageSize = 500

export interface Opened extends Origin {
  readonly manifest: Manifest
}

export interface Options {
  readonly directory: string
  /** Those to show, in order. */
  readonly kinds: ReadonlyArray<Kind>
  /** Those of other kinds are refused, so that no object is passed over that nobody knows of. */
  readonly known: ReadonlyArray<Kind>
}

export const open = ({
  directory,
  kinds,
  known
}: Options): Effect.Effect<Opened, Unreadable, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const manifest = yield* readManifest(directory)
    const entries = yield* contentsOf(path.join(directory, manifestFile), manifest)
    const names = new Set([...kinds, ...known].map(({ name }) => name))
    for (const kind of Object.keys(manifest.kinds))
      if (!names.has(kind)) return yield* new KindUnknown({ directory, kind })
    const byName = new Map(kinds.map((kind) => [kind.name, kind]))
    const { finishedAt, source, startedAt } = manifest
    return {
      manifest,
      about: { url: source.url, version: source.version },
      organizations: source.organizations,
      taken: { startedAt, finishedAt },
      kinds: kinds.map(({ name }) => name).filter((name) => Object.hasOwn(manifest.kinds, name)),
      pages: (organization, kind) => pagesOf(manifest, organization, kind),
      read: (found) => {
        const entry = entries.get(keyOf({ ...found, organization: found.organization.id }))
        const kind = byName.get(found.kind)
        if (entry === undefined || kind === undefined)
          return new NotInArchive({ directory, kind: found.kind, key: found.key })
        return readObject(directory, entry, kind).pipe(
          Effect.provideService(FileSystem.FileSystem, files),
          Effect.provideService(Path.Path, path)
        )
      }
    }
  })

const pagesOf = (manifest: Manifest, organization: Organization, kind: string): Stream.Stream<Page> =>
  Stream.suspend(() => {
    const entries = manifest.objects.filter((it) => it.organization === organization.id && it.kind === kind)
    return Stream.fromIterable(entries).pipe(
      Stream.map((entry): Found => ({ ...entry, organization })),
      Stream.grouped(pageSize),
      Stream.map((items) => ({ kind, organization, items: [...items], total: entries.length, findings: [] }))
    )
  })

/** The manifest of a complete archive. */
export const readManifest = (
  directory: string
): Effect.Effect<Manifest, Refusal | ManifestMissing | FormatUnknown, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const file = path.join(directory, manifestFile)
    if (!(yield* naming(file)(files.exists(file)))) return yield* new ManifestMissing({ directory })
    const bytes = yield* readWithin(directory, manifestFile, mostManifest)
    return yield* Effect.catchTags(parse(bytes), {
      OtherFormat: ({ format }) => new FormatUnknown({ directory, format }),
      Damaged: ({ problem }) => new Tampered({ file, problem })
    })
  })

const Envelope = Schema.Struct({
  kind: Schema.String,
  key: Schema.String,
  content: Schema.Unknown,
  aside: Schema.optional(Schema.Record({ key: Schema.String, value: Schema.Unknown }))
})

const readObject = (
  directory: string,
  entry: Entry,
  kind: Kind
): Effect.Effect<Reading, Refusal, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const file = (yield* Path.Path).join(directory, entry.file)
    const tampered = (problem: string) => new Tampered({ file, problem })
    const bytes = yield* readNamed(directory, entry, mostObject)
    const json = yield* Either.mapLeft(Untrusted.read(bytes), tampered)
    if (!Schema.is(Envelope)(json)) return yield* tampered("holds no object")
    const { aside, content } = json
    if (json.kind !== entry.kind || json.key !== entry.key)
      return yield* tampered(
        `holds ${json.kind} ${json.key}, and the manifest says ${entry.kind} ${entry.key}`
      )
    if (!Schema.is(kind.content)(content)) return yield* tampered(`holds no content of ${kind.name}`)
    return { content, ...(aside === undefined ? {} : { aside }) }
  })
