/**
 * The directory of an archive: `org-<id>/<kind>/<name>.json` for each object, the record while a run is not finished,
 * the manifest when it is. What looks complete is complete.
 */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Context from "effect/Context"
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
import {
  directoryOf,
  type Entry,
  format,
  type Header,
  keyOf,
  type Placed,
  placed,
  type Sealed,
  secretsFile,
  sourceOf
} from "./model.js"
import type { OutsideArchive } from "./errors.js"
import { FileFailed, naming, sweep, write, writeOn } from "./objectFile.js"
import * as Record from "./record.js"
import { Utf8 } from "./utf8.js"
import { locate } from "./within.js"

/** Larger buffers are not used again: bytes. */
const mostKept = 2 ** 20

export interface Store {
  /** How many objects an unfinished run has left. */
  readonly found: number
  /** The object as an unfinished run has left it, if its file is still the same. */
  readonly kept: (found: Found) => Effect.Effect<Option.Option<Entry>>
  /** Puts an object on disk and into the record; what this gives is carried out at once, and once. */
  readonly put: (found: Found, reading: Reading) => Effect.Effect<Entry, FileFailed>
  /** Whether an object has been put or kept. */
  readonly holds: (object: Placed) => Effect.Effect<boolean>
  /** Puts the encrypted secrets on disk, for nobody but the owner to read. */
  readonly seal: (secrets: Uint8Array) => Effect.Effect<void, FileFailed>
  /** Has the record name all that is on disk. */
  readonly settle: Effect.Effect<void, FileFailed>
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
    const path = yield* Path.Path
    const provide = Effect.provide(
      Context.make(FileSystem.FileSystem, files).pipe(Context.add(Path.Path, path))
    )
    const { kinds, origin } = options
    const source = sourceOf(origin)
    const at = (name: string): string => path.join(options.directory, name)
    const remove = (name: string) => naming(at(name))(files.remove(at(name), { force: true }))

    const before = yield* Before.takeOver({ ...options, source })
    for (const name of [
      "",
      ...origin.organizations.flatMap(({ id }) => kinds.map((kind) => directoryOf(id, kind)))
    ]) {
      yield* naming(at(name))(files.makeDirectory(at(name), { recursive: true }))
      yield* refusingLinks(locate(options.directory, name))
      yield* sweep(at(name))
    }
    const left = new Map(before.entries.map((entry) => [keyOf(entry), entry]))
    const header: Header = {
      format,
      source,
      startedAt: origin.taken?.startedAt ?? before.startedAt ?? (yield* now)
    }
    const record = yield* Record.begin(at(Before.recordFile), { header, entries: [...left.values()] })
    /** By file. */
    const done = new Map<string, Entry>()
    const texts: Array<Utf8> = []
    const place = (found: Found, text: Utf8) =>
      Effect.gen(function* () {
        const { bytes } = text
        const { aliases, folder, key, kind, organization, tags, title } = found
        const file = yield* fileOf(placed(found))
        const sha256 = yield* digest(bytes)
        // One object in one piece: there are as many as Grafana has objects.
        const entry: Entry = {
          organization: organization.id,
          kind,
          key,
          title,
          aliases,
          folder,
          tags,
          file,
          sha256,
          bytes: bytes.length
        }
        yield* Effect.uninterruptible(Effect.zipRight(writeOn(files, at(file), bytes), record.append(entry)))
        done.set(file, entry)
        if (text.size <= mostKept) texts.push(text)
        return entry
      })
    let sealed: Sealed | undefined

    return {
      found: left.size,

      kept: (found) =>
        Option.match(Option.fromNullable(left.get(keyOf(placed(found)))), {
          onNone: () => Effect.succeedNone,
          onSome: (entry) =>
            files.readFile(at(entry.file)).pipe(
              Effect.flatMap(digest),
              Effect.map((hash) => Option.liftPredicate(entry, (it) => it.sha256 === hash)),
              Effect.tap(Option.map((it) => done.set(it.file, it))),
              Effect.orElseSucceed(Option.none)
            )
        }),

      // The text is made before the effect, which would hold on to the reading.
      put: (found, { aside, content }) => {
        const { key, kind, title } = found
        const text = canonical({ kind, key, title, content, aside }, "  ")
        return place(found, (texts.pop() ?? new Utf8()).clear().add(text).add("\n"))
      },

      holds: (object) => Effect.map(fileOf(object), (file) => done.has(file)),

      settle: record.flush,

      seal: (secrets) =>
        Effect.gen(function* () {
          yield* write(at(secretsFile), secrets, 0o600)
          sealed = { file: secretsFile, sha256: yield* digest(secrets), bytes: secrets.length }
        }).pipe(provide),

      complete: Effect.gen(function* () {
        const objects = [...done.values()]
        for (const file of before.files)
          if (!done.has(file) && Option.isSome(yield* Effect.option(locate(options.directory, file))))
            yield* remove(file)
        if (sealed === undefined) yield* remove(secretsFile)
        const finishedAt = origin.taken?.finishedAt ?? (yield* now)
        const manifest = {
          ...header,
          finishedAt,
          kinds: countsOf(kinds, objects),
          ...(sealed === undefined ? {} : { secrets: sealed }),
          objects
        }
        yield* Manifest.write(at(Before.manifestFile), manifest)
        yield* remove(Before.recordFile)
        yield* remove(Before.previousFile)
      }).pipe(provide, Effect.uninterruptible)
    }
  })

const fileOf = ({ key, kind, organization }: Placed): Effect.Effect<string> =>
  Effect.map(fileName(key), (name) => `${directoryOf(organization, kind)}/${name}.json`)

/** A directory of the archive that is a link to somewhere else is not written to. */
const refusingLinks = <A, R>(
  effect: Effect.Effect<A, FileFailed | OutsideArchive, R>
): Effect.Effect<A, FileFailed, R> =>
  Effect.catchTag(
    effect,
    "OutsideArchive",
    ({ file, leadsTo }) => new FileFailed({ file, problem: `leads out of the archive, to ${leadsTo}` })
  )

const countsOf = (kinds: ReadonlyArray<string>, objects: ReadonlyArray<Entry>) =>
  Object.fromEntries(kinds.map((name) => [name, objects.filter(({ kind }) => kind === name).length]))

const now: Effect.Effect<string> = Effect.map(DateTime.now, DateTime.formatIso)
