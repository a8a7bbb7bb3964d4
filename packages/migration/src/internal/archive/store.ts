/**
 * The directory of an archive: `org-<id>/<kind>/<name>.json` for each object, the record while a run is not finished,
 * the manifest when it is. What looks complete is complete.
 */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import * as Before from "./before.js"
import { fileName } from "./fileName.js"
import * as Manifest from "./manifest.js"
import { canonical } from "../json.js"
import { digest } from "../digest.js"
import type { Reading } from "../../Kind.js"
import type { Found, Origin } from "../../Origin.js"
import { described, directoryOf, type Entry, format, type Header, keyOf, sourceOf } from "./model.js"
import { type FileFailed, naming, sweep, write } from "./objectFile.js"
import * as Record from "./record.js"

export interface Store {
  /** How many objects an unfinished run has left. */
  readonly found: number
  /** The object as an unfinished run has left it, if its file is still the same. */
  readonly kept: (found: Found) => Effect.Effect<Option.Option<Entry>>
  /** Puts an object on disk and into the record. */
  readonly put: (found: Found, reading: Reading) => Effect.Effect<Entry, FileFailed>
  /** Makes the archive complete: what is no part of it any more goes, the manifest comes. */
  readonly complete: Effect.Effect<void, FileFailed>
}

export interface Options {
  readonly directory: string
  readonly origin: Origin
  readonly kinds: ReadonlyArray<string>
  readonly refresh: boolean
}

export const open = (
  options: Options
): Effect.Effect<Store, FileFailed | Before.OtherSource, FileSystem.FileSystem | Path.Path | Scope.Scope> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const { join } = yield* Path.Path
    const provide = Effect.provideService(FileSystem.FileSystem, files)
    const { kinds, origin } = options
    const source = sourceOf(origin)
    const at = (name: string): string => join(options.directory, name)
    const remove = (name: string) => naming(at(name))(files.remove(at(name), { force: true }))

    const before = yield* Before.takeOver({ ...options, source })
    const directories = origin.organizations.flatMap(({ id }) =>
      kinds.map((kind) => at(directoryOf(id, kind)))
    )
    for (const directory of [options.directory, ...directories]) {
      yield* naming(directory)(files.makeDirectory(directory, { recursive: true }))
      yield* sweep(directory)
    }
    const left = new Map(before.entries.map((entry) => [keyOf(entry), entry]))
    const header: Header = {
      format,
      source,
      startedAt: origin.taken?.startedAt ?? before.startedAt ?? (yield* now)
    }
    const append = yield* Record.begin(at(Before.recordFile), { header, entries: [...left.values()] })
    const done = new Map<string, Entry>()

    return {
      found: left.size,

      kept: (found) =>
        Option.match(Option.fromNullable(left.get(keyOf(described(found)))), {
          onNone: () => Effect.succeedNone,
          onSome: (entry) =>
            files.readFile(at(entry.file)).pipe(
              Effect.flatMap(digest),
              Effect.map((hash) => Option.liftPredicate(entry, (it) => it.sha256 === hash)),
              Effect.tap(Option.map((it) => done.set(keyOf(it), it))),
              Effect.orElseSucceed(Option.none)
            )
        }),

      put: (found, { aside, content }) =>
        Effect.gen(function* () {
          const { key, kind, organization, title } = found
          const text = canonical({ kind, key, title, content, aside }, "  ")
          const bytes = new TextEncoder().encode(`${text}\n`)
          const file = `${directoryOf(organization.id, kind)}/${yield* fileName(key)}.json`
          const entry = { ...described(found), file, sha256: yield* digest(bytes), bytes: bytes.length }
          yield* Effect.uninterruptible(Effect.zipRight(write(at(file), bytes), append(entry)))
          done.set(keyOf(entry), entry)
          return entry
        }).pipe(provide),

      complete: Effect.gen(function* () {
        const objects = [...done.values()]
        const part = new Set(objects.map(({ file }) => file))
        yield* Effect.forEach(
          before.files.filter((file) => !part.has(file)),
          remove,
          { discard: true }
        )
        const finishedAt = origin.taken?.finishedAt ?? (yield* now)
        const manifest = { ...header, finishedAt, kinds: countsOf(kinds, objects), objects }
        yield* Manifest.write(at(Before.manifestFile), manifest)
        yield* remove(Before.recordFile)
        yield* remove(Before.previousFile)
      }).pipe(provide, Effect.uninterruptible)
    }
  })

const countsOf = (kinds: ReadonlyArray<string>, objects: ReadonlyArray<Entry>) =>
  Object.fromEntries(kinds.map((name) => [name, objects.filter(({ kind }) => kind === name).length]))

const now: Effect.Effect<string> = Effect.map(DateTime.now, DateTime.formatIso)
