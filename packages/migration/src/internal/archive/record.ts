/** The record of an unfinished run: a header, then a line for each object that is on disk. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Arr from "effect/Array"
import * as Chunk from "effect/Chunk"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Queue from "effect/Queue"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import { Entry, Header } from "./model.js"
import { type FileFailed, naming, write } from "./objectFile.js"

export interface Record {
  readonly header: Header
  readonly entries: ReadonlyArray<Entry>
}

const headerOf = Schema.decodeOption(Schema.parseJson(Header))
const entryOf = Schema.decodeOption(Schema.parseJson(Entry))

/** Reads a record. A torn line, which a killed run leaves at the end, is an object that is not there. */
export const read = (path: string): Effect.Effect<Option.Option<Record>, FileFailed, FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    if (!(yield* files.exists(path))) return Option.none()
    const [first = "", ...lines] = (yield* files.readFileString(path)).split("\n")
    return Option.map(headerOf(first), (header) => ({
      header,
      entries: Arr.filterMap(lines, (line) => entryOf(line))
    }))
  }).pipe(naming(path))

/** Begins a record anew with what stands so far, and gives what adds an object to it. */
export const begin = (
  path: string,
  { entries, header }: Record
): Effect.Effect<Append, FileFailed, FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    yield* write(path, lines([header, ...entries]))
    const file = yield* naming(path)(files.open(path, { flag: "a" }))
    const queue = yield* Queue.unbounded<Waiting>()
    const flush = Effect.gen(function* () {
      const waiting = yield* Queue.takeBetween(queue, 1, Infinity)
      const written = yield* Effect.exit(
        naming(path)(file.writeAll(lines(Chunk.map(waiting, ({ entry }) => entry))))
      )
      yield* Effect.forEach(waiting, ({ done }) => Deferred.done(done, written), { discard: true })
    })
    yield* Effect.forkScoped(Effect.forever(flush))
    return (entry) =>
      Effect.flatMap(Deferred.make<void, FileFailed>(), (done) =>
        Effect.zipRight(Queue.offer(queue, { entry, done }), Deferred.await(done))
      )
  })

/** Adds an object, and is done when it stands in the file. What comes meanwhile is written at once, in one go. */
export type Append = (entry: Entry) => Effect.Effect<void, FileFailed>

interface Waiting {
  readonly entry: Entry
  readonly done: Deferred.Deferred<void, FileFailed>
}

const lines = (values: Iterable<unknown>): Uint8Array =>
  new TextEncoder().encode(Array.from(values, (value) => `${JSON.stringify(value)}\n`).join(""))
