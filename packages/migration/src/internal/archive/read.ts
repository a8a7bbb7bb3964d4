/** Reads an archive, and trusts nothing in it: where files are, how large they are, what they hold. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { Kind, Reading } from "../../Kind.js"
import type { Found, Organization, Origin, Page } from "../../Origin.js"
import { digest } from "../digest.js"
import * as Json from "../json.js"
import { manifestFile } from "./before.js"
import { FormatUnknown, ManifestMissing, ObjectTwice, OutsideArchive, Tampered } from "./errors.js"
import { type Entry, format, keyOf, Manifest } from "./model.js"
import { type FileFailed, naming } from "./objectFile.js"

export type Unreadable =
  | FileFailed
  | ManifestMissing
  | FormatUnknown
  | Tampered
  | ObjectTwice
  | OutsideArchive

/** The largest manifest and the largest object that are read: bytes. */
const mostManifest = 512 * 2 ** 20
const mostObject = 64 * 2 ** 20

/** Items that a page shows. */
const pageSize = 500

export interface Opened extends Origin {
  readonly manifest: Manifest
}

export const open = (
  directory: string,
  kinds: ReadonlyArray<Kind>
): Effect.Effect<Opened, Unreadable, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const manifest = yield* readManifest(directory)
    const entries = new Map<string, Entry>()
    for (const entry of manifest.objects) {
      const other = entries.get(keyOf(entry))
      if (other !== undefined) return yield* new ObjectTwice({ ...entry, files: [other.file, entry.file] })
      entries.set(keyOf(entry), entry)
    }
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
          return Effect.dieMessage(`${found.kind} ${found.key} is not in the archive`)
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

const parseManifest = Schema.decodeUnknownEither(Manifest)
const Formatted = Schema.Struct({ format: Schema.Unknown })

const readManifest = (
  directory: string
): Effect.Effect<Manifest, Unreadable, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const file = path.join(directory, manifestFile)
    if (!(yield* naming(file)(files.exists(file)))) return yield* new ManifestMissing({ directory })
    const bytes = yield* readWithin(directory, manifestFile, mostManifest)
    const json = yield* parsed(file, bytes)
    if (Schema.is(Formatted)(json) && json.format !== format)
      return yield* new FormatUnknown({ directory, format: json.format })
    return yield* Effect.mapError(
      parseManifest(json),
      ({ message }) => new Tampered({ file, problem: `is not the manifest of an archive: ${message}` })
    )
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
): Effect.Effect<Reading, Unreadable, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const { file } = entry
    const tampered = (problem: string) => new Tampered({ file, problem })
    const bytes = yield* readWithin(directory, file, mostObject)
    if (bytes.length !== entry.bytes)
      return yield* tampered(`has ${bytes.length} bytes, and the manifest says ${entry.bytes}`)
    if ((yield* digest(bytes)) !== entry.sha256)
      return yield* tampered("is not the file that the manifest names")
    const json = yield* parsed(file, bytes)
    if (!Schema.is(Envelope)(json)) return yield* tampered("holds no object")
    const { aside, content } = json
    if (json.kind !== entry.kind || json.key !== entry.key)
      return yield* tampered(
        `holds ${json.kind} ${json.key}, and the manifest says ${entry.kind} ${entry.key}`
      )
    if (!Schema.is(kind.content)(content)) return yield* tampered(`holds no content of ${kind.name}`)
    return { content, ...(aside === undefined ? {} : { aside }) }
  })

/** A file in the directory, not one that a link in it leads to, and not more of it than `most`. */
const readWithin = (
  directory: string,
  name: string,
  most: number
): Effect.Effect<Uint8Array, FileFailed | OutsideArchive | Tampered, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const file = path.join(directory, name)
    const [root, real] = yield* naming(file)(Effect.all([files.realPath(directory), files.realPath(file)]))
    if (real !== path.join(root, name)) return yield* new OutsideArchive({ file, leadsTo: real })
    const { size, type } = yield* naming(file)(files.stat(real))
    if (type !== "File") return yield* new Tampered({ file, problem: "is no file" })
    if (size > most) return yield* new Tampered({ file, problem: `is larger than ${most} bytes` })
    return yield* naming(file)(files.readFile(real))
  })

const parsed = (file: string, bytes: Uint8Array): Effect.Effect<unknown, Tampered> =>
  Effect.try({
    try: () => Json.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)),
    catch: () => new Tampered({ file, problem: "is not JSON" })
  })
