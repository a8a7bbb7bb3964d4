/** The record of an unfinished run: a header, then a line for each object that is on disk. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Arr from "effect/Array"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
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

/** A record that is being written. */
export interface Writer {
  /** Adds an object. Its line is written with those of others, soon; all are when the scope closes. */
  readonly append: (entry: Entry) => Effect.Effect<void, FileFailed>
  /** Writes what waits. */
  readonly flush: Effect.Effect<void, FileFailed>
}

/** A line waits for no more than so many others, and not after so many milliseconds. */
const [most, longest] = [64, 100]

/** Begins a record anew with what stands so far. */
export const begin = (
  path: string,
  { entries, header }: Record
): Effect.Effect<Writer, FileFailed, FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    yield* write(path, lines([header, ...entries]))
    const file = yield* naming(path)(files.open(path, { flag: "a" }))
    const turns = yield* Effect.makeSemaphore(1)
    let waiting: Array<Entry> = []
    let flushed = 0
    const flush = turns.withPermits(1)(
      Effect.suspend(() => {
        const now = waiting
        waiting = []
        return now.length === 0 ? Effect.void : naming(path)(file.writeAll(lines(now)))
      })
    )
    yield* Effect.addFinalizer(() => Effect.ignore(flush))
    return {
      flush,
      append: (entry) =>
        Effect.flatMap(Clock.currentTimeMillis, (now) => {
          waiting.push(entry)
          if (waiting.length < most && now - flushed < longest) return Effect.void
          flushed = now
          return flush
        })
    }
  })

const lines = (values: Iterable<unknown>): Uint8Array =>
  new TextEncoder().encode(Array.from(values, (value) => `${JSON.stringify(value)}\n`).join(""))
