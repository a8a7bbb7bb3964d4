/**
 * The directory of an export: `<kind>/<name>.json` for each object, the record while a run is not finished, the
 * manifest when it is. What looks complete is complete.
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
import { type Entry, format, type Header, keyOf, type Manifest as Complete } from "./model.js"
import { type FileFailed, naming, sweep, write } from "./objectFile.js"
import * as Record from "./record.js"
import { sha256 } from "./sha256.js"

export interface Store {
  /** How many objects an unfinished run has left. */
  readonly found: number
  /** The object as an unfinished run has left it, if its file is still the same. */
  readonly kept: (kind: string, id: string) => Effect.Effect<Option.Option<Entry>>
  /** Puts an object on disk and into the record. */
  readonly put: (kind: string, id: string, text: string) => Effect.Effect<Entry, FileFailed>
  /** Makes the export complete: what is no part of it any more goes, the manifest comes. */
  readonly complete: (kinds: Complete["kinds"]) => Effect.Effect<void, FileFailed>
}

export interface Options extends Before.Options {
  readonly kinds: ReadonlyArray<string>
}

export const open = (
  options: Options
): Effect.Effect<Store, FileFailed | Before.OtherSource, FileSystem.FileSystem | Path.Path | Scope.Scope> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const { join } = yield* Path.Path
    const provide = Effect.provideService(FileSystem.FileSystem, files)
    const { kinds, source } = options
    const at = (name: string): string => join(options.directory, name)
    const remove = (name: string) => naming(at(name))(files.remove(at(name), { force: true }))

    const before = yield* Before.takeOver(options)
    for (const directory of [options.directory, ...kinds.map(at)]) {
      yield* naming(directory)(files.makeDirectory(directory, { recursive: true }))
      yield* sweep(directory)
    }
    const left = new Map(before.entries.map((entry) => [keyOf(entry), entry]))
    const header: Header = { format, source, startedAt: before.startedAt ?? (yield* now) }
    const append = yield* Record.begin(at(Before.recordFile), { header, entries: [...left.values()] })
    const done = new Map<string, Entry>()

    return {
      found: left.size,

      kept: (kind, id) =>
        Option.match(Option.fromNullable(left.get(keyOf({ kind, id }))), {
          onNone: () => Effect.succeedNone,
          onSome: (entry) =>
            files.readFile(at(entry.file)).pipe(
              Effect.flatMap(sha256),
              Effect.map((hash) => Option.liftPredicate(entry, (it) => it.sha256 === hash)),
              Effect.tap(Option.map((it) => done.set(keyOf(it), it))),
              Effect.orElseSucceed(Option.none)
            )
        }),

      put: (kind, id, text) =>
        Effect.gen(function* () {
          const readAt = yield* now
          const bytes = new TextEncoder().encode(text)
          const file = `${kind}/${yield* fileName(id)}.json`
          const entry = { kind, id, file, sha256: yield* sha256(bytes), bytes: bytes.length, readAt }
          yield* Effect.uninterruptible(Effect.zipRight(write(at(file), bytes), append(entry)))
          done.set(keyOf(entry), entry)
          return entry
        }).pipe(provide),

      complete: (kinds) =>
        Effect.gen(function* () {
          const objects = [...done.values()]
          const part = new Set(objects.map(({ file }) => file))
          yield* Effect.forEach(
            before.files.filter((file) => !part.has(file)),
            remove,
            { discard: true }
          )
          const manifest = { ...header, finishedAt: yield* now, kinds, objects }
          yield* Manifest.write(at(Before.manifestFile), manifest)
          yield* remove(Before.recordFile)
          yield* remove(Before.previousFile)
        }).pipe(provide, Effect.uninterruptible)
    }
  })

const now: Effect.Effect<string> = Effect.map(DateTime.now, DateTime.formatIso)
