/**
 * A journal in a file: the plan in its first line, then a record a line, each with the number of the batch that it was
 * written in. A batch begins when the one before it is on disk, so that only the last one can be torn by a crash.
 */
import type { PlatformError } from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { Journal } from "../../Journal.js"
import { placeOf, type Record } from "./record.js"
import type { Plan } from "../../Plan.js"
import * as Json from "../json.js"
import { batches } from "./batches.js"
import { JournalExists, JournalFailed, type JournalDamaged, type JournalLocked } from "./errors.js"
import { lock } from "./lock.js"
import { format, noteBegun, recordAt, records, scan, type Scanned } from "./scan.js"

/** Only its owner may read what it holds of a Grafana. */
export const mode = 0o600

type Needs = FileSystem.FileSystem | Path.Path | Scope.Scope

/** Begins a journal. */
export const create = (
  file: string,
  plan: Plan
): Effect.Effect<Journal, JournalFailed | JournalLocked | JournalExists, Needs> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    yield* lock(file)
    if (yield* naming(file)(files.exists(file))) return yield* new JournalExists({ journal: file })
    const head = line({ journal: format, plan })
    const handle = yield* whole(file, (fresh) =>
      Effect.tap(naming(file)(files.open(fresh, { flag: "ax", mode })), (it) =>
        naming(file)(Effect.zipRight(it.writeAll(head), it.sync))
      )
    )
    return yield* journal(file, handle, { plan, batch: 0, size: head.length, begun: new Map() })
  })

/** Takes up a journal where a run has left it. */
export const open = (
  file: string
): Effect.Effect<Journal, JournalFailed | JournalLocked | JournalDamaged, Needs> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    yield* lock(file)
    const scanned = yield* scan(file)
    const handle = yield* naming(file)(files.open(file, { flag: "a", mode }))
    // What a crash has torn are records that nobody was told of. They go for good before others come in their place.
    yield* naming(file)(Effect.zipRight(handle.truncate(FileSystem.Size(scanned.size)), handle.sync))
    return yield* journal(file, handle, scanned)
  })

const journal = (
  file: string,
  handle: FileSystem.File,
  { begun, plan, ...scanned }: Scanned
): Effect.Effect<Journal, never, FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    let { batch, size } = scanned
    const write = (some: ReadonlyArray<Record>) =>
      Effect.gen(function* () {
        batch += 1
        const lines = some.map((record) => line([batch, record]))
        yield* naming(file)(Effect.zipRight(handle.writeAll(concat(lines)), handle.sync))
        for (const [i, record] of some.entries()) {
          const start = size
          size += lines[i]?.length ?? 0
          noteBegun(begun, record, { start, end: size })
        }
      })
    return {
      plan,
      records: Stream.suspend(() => Stream.provideService(records(file, size), FileSystem.FileSystem, files)),
      begun: (place) =>
        Option.match(Option.fromNullable(begun.get(placeOf(place))), {
          onNone: () => Effect.succeedNone,
          onSome: (span) =>
            Effect.map(
              Effect.provideService(recordAt(file, span), FileSystem.FileSystem, files),
              Option.filter((record) => record._tag === "Begun")
            )
        }),
      append: yield* batches(write)
    }
  })

const line = (value: unknown): Uint8Array => new TextEncoder().encode(`${Json.canonical(value)}\n`)

const concat = (parts: ReadonlyArray<Uint8Array>): Uint8Array => {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/**
 * Makes a file under another name, and gives it its own when it is whole: a crash leaves none of that name. What it
 * leaves of the other one is removed when the file is made again, with what SQLite has put beside it.
 */
export const whole = <A, E, R>(
  file: string,
  make: (fresh: string) => Effect.Effect<A, E, R>
): Effect.Effect<A, E | JournalFailed, R | FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const fresh = `${file}.new`
    const clear = Effect.forEach([fresh, `${fresh}-wal`, `${fresh}-shm`], (name) =>
      naming(file)(files.remove(name, { force: true }))
    )
    yield* clear
    const made = yield* make(fresh)
    yield* naming(file)(files.rename(fresh, file))
    yield* clear
    yield* syncDirectory(file)
    return made
  })

/** A new file's name is on disk when its directory is. */
const syncDirectory = (file: string): Effect.Effect<void, JournalFailed, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const directory = yield* files.open(path.dirname(path.resolve(file)), { flag: "r" })
    yield* directory.sync
  }).pipe(Effect.scoped, naming(file))

/** Words a failure by the journal that is at stake. */
export const naming =
  (journal: string) =>
  <A, R>(effect: Effect.Effect<A, PlatformError, R>): Effect.Effect<A, JournalFailed, R> =>
    Effect.mapError(
      effect,
      ({ description, message }) => new JournalFailed({ journal, problem: description ?? message })
    )
