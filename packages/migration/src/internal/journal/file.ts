/**
 * A journal in a file: the plan in its first line, then a record a line, each with the number of the batch that it was
 * written in. A batch begins when the one before it is on disk, so that only the last one can be torn by a crash.
 */
import type { PlatformError } from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Chunk from "effect/Chunk"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Queue from "effect/Queue"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { Journal } from "../../Journal.js"
import { placeOf, type Record } from "./record.js"
import type { Plan } from "../../Plan.js"
import * as Json from "../json.js"
import { JournalExists, JournalFailed, type JournalDamaged, type JournalLocked } from "./errors.js"
import { lock } from "./lock.js"
import { format, noteBegun, recordAt, records, scan, type Scanned } from "./scan.js"

/** Only its owner may read what it holds of a Grafana. */
const mode = 0o600

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
    const handle = yield* naming(file)(files.open(file, { flag: "wx", mode }))
    const head = line({ journal: format, plan })
    yield* naming(file)(Effect.zipRight(handle.writeAll(head), handle.sync))
    yield* syncDirectory(file)
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
    // What a crash has torn are records that nobody was told of.
    yield* naming(file)(files.truncate(file, FileSystem.Size(scanned.size)))
    const handle = yield* naming(file)(files.open(file, { flag: "a", mode }))
    return yield* journal(file, handle, scanned)
  })

const journal = (
  file: string,
  handle: FileSystem.File,
  scanned: Scanned
): Effect.Effect<Journal, never, FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    return {
      plan: scanned.plan,
      records: Stream.provideService(records(file, scanned), FileSystem.FileSystem, files),
      begun: (place) =>
        Option.match(Option.fromNullable(scanned.begun.get(placeOf(place))), {
          onNone: () => Effect.succeedNone,
          onSome: (span) =>
            Effect.map(
              Effect.provideService(recordAt(file, span), FileSystem.FileSystem, files),
              Option.filter((record) => record._tag === "Begun")
            )
        }),
      append: yield* appending(file, handle, scanned)
    }
  })

interface Waiting {
  readonly record: Record
  readonly done: Deferred.Deferred<void, JournalFailed>
}

/** What comes while a batch is on its way to the disk is the next one. */
const appending = (
  file: string,
  handle: FileSystem.File,
  { batch: last, begun, size }: Scanned
): Effect.Effect<Journal["append"], never, Scope.Scope> =>
  Effect.gen(function* () {
    const queue = yield* Queue.unbounded<Waiting>()
    let [batch, end] = [last, size]
    const flush = (waiting: ReadonlyArray<Waiting>) =>
      Effect.gen(function* () {
        batch += 1
        const bytes = concat(
          waiting.map(({ record }) => {
            const bytes = line([batch, record])
            noteBegun(begun, record, { start: end, end: end + bytes.length })
            end += bytes.length
            return bytes
          })
        )
        const written = yield* Effect.exit(naming(file)(Effect.zipRight(handle.writeAll(bytes), handle.sync)))
        yield* Effect.forEach(waiting, ({ done }) => Deferred.done(done, written), { discard: true })
      })
    const next = Effect.uninterruptibleMask((restore) =>
      Effect.flatMap(restore(Queue.takeBetween(queue, 1, Infinity)), (waiting) =>
        flush(Chunk.toReadonlyArray(waiting))
      )
    )
    yield* Effect.forkScoped(Effect.forever(next))
    return (record) =>
      Effect.flatMap(Deferred.make<void, JournalFailed>(), (done) =>
        Effect.zipRight(Queue.offer(queue, { record, done }), Deferred.await(done))
      )
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
