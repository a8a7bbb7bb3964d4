/** Reads a journal's file as far as it is whole, a line at a time. */
import type { PlatformError } from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { placeOf, Record } from "./record.js"
import { Plan } from "../../Plan.js"
import * as Json from "../json.js"
import { JournalDamaged, JournalFailed } from "./errors.js"

export const format = 1

const Head = Schema.Struct({ journal: Schema.Literal(format), plan: Plan })
const Line = Schema.Tuple(Schema.Int, Record)

export interface Scanned {
  readonly plan: Plan
  /** The number of the last batch that left something. */
  readonly batch: number
  /** How many bytes are whole. */
  readonly size: number
  /** Where the first record before a write of each action stands. */
  readonly begun: Map<string, Span>
}

/** A place in a file, its end not part of it. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Looks for the end of what is whole. */
export const scan = (
  file: string
): Effect.Effect<Scanned, JournalFailed | JournalDamaged, FileSystem.FileSystem> =>
  Effect.gen(function* () {
    let plan: Plan | undefined
    let [batch, size, torn, hole] = [0, 0, false, false]
    const begun = new Map<string, Span>()
    yield* Stream.runForEach(linesOf(file), ({ end, start, text }) =>
      Effect.sync(() => {
        const value = parsed(text)
        if (plan === undefined) {
          if (!Schema.is(Head)(value)) return
          plan = value.plan
          size = end
          return
        }
        if (!Schema.is(Line)(value)) torn = true
        // A later batch was begun when this place had reached the disk: no crash explains the hole.
        else if (torn) hole ||= value[0] > batch + 1
        else {
          ;[batch, size] = [value[0], end]
          noteBegun(begun, value[1], { start, end })
        }
      })
    )
    if (plan === undefined)
      return yield* new JournalDamaged({ journal: file, problem: "is no journal of this version" })
    if (hole)
      return yield* new JournalDamaged({
        journal: file,
        problem: "was changed: a record in it cannot be read"
      })
    return { plan, batch, size, begun }
  })

/** Remembers where the first record before a write stands. */
export const noteBegun = (begun: Map<string, Span>, record: Record, span: Span): void => {
  if (record._tag === "Begun" && !begun.has(placeOf(record))) begun.set(placeOf(record), span)
}

/** The record that stands in a place. */
export const recordAt = (
  file: string,
  { end, start }: Span
): Effect.Effect<Option.Option<Record>, JournalFailed, FileSystem.FileSystem> =>
  Effect.flatMap(FileSystem.FileSystem, (files) =>
    files
      .stream(file, { offset: start, bytesToRead: end - start })
      .pipe(
        Stream.decodeText(),
        Stream.mkString,
        Effect.mapBoth({ onFailure: failed(file), onSuccess: (text) => recordOf(text) })
      )
  )

const recordOf = (text: string): Option.Option<Record> =>
  Option.map(Option.liftPredicate(Schema.is(Line))(parsed(text)), ([, record]) => record)

/** The records of a journal, as far as its first `size` bytes hold them. */
export const records = (
  file: string,
  size: number
): Stream.Stream<Record, JournalFailed, FileSystem.FileSystem> =>
  linesOf(file).pipe(
    Stream.drop(1),
    Stream.takeWhile(({ end }) => end <= size),
    Stream.filterMap(({ text }) => recordOf(text))
  )

interface Text extends Span {
  readonly text: string
}

/** The lines that have an end. */
const linesOf = (file: string): Stream.Stream<Text, JournalFailed, FileSystem.FileSystem> =>
  Stream.unwrap(
    Effect.map(FileSystem.FileSystem, (files) => {
      const decoder = new TextDecoder()
      let at = 0
      let rest = new Uint8Array()
      return Stream.mapConcat(files.stream(file, { chunkSize: FileSystem.KiB(256) }), (chunk) => {
        const bytes = rest.length === 0 ? chunk : concat(rest, chunk)
        const lines: Array<Text> = []
        let start = 0
        for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
          lines.push({
            text: decoder.decode(bytes.subarray(start, end)),
            start: at + start,
            end: at + end + 1
          })
          start = end + 1
        }
        at += start
        rest = bytes.slice(start)
        return lines
      })
    })
  ).pipe(Stream.mapError(failed(file)))

const failed =
  (journal: string) =>
  ({ message }: PlatformError): JournalFailed =>
    new JournalFailed({ journal, problem: message })

const concat = (one: Uint8Array, other: Uint8Array): Uint8Array => {
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}

const parsed = (text: string): unknown => {
  try {
    return Json.parse(text)
  } catch {
    return undefined
  }
}
