/**
 * What an apply has done so far: a record before each write and one after it, so that a run that died can be gone on
 * with, or taken back.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { JournalFailed } from "./internal/journal/errors.js"
import { type Begun, type Place, placeOf, type Record } from "./internal/journal/record.js"
import type { Plan } from "./Plan.js"

export * from "./internal/journal/errors.js"
export { create, open } from "./internal/journal/file.js"
export * from "./internal/journal/record.js"

/** A journal. It belongs to one run at a time. */
export interface Journal {
  readonly plan: Plan
  /** What was noted so far, by runs before and by this one, in order. */
  readonly records: Stream.Stream<Record, JournalFailed>
  /** The record before the first write of an action: what an update was about to overwrite. */
  readonly begun: (place: Place) => Effect.Effect<Option.Option<Begun>, JournalFailed>
  /** Adds a record; when it returns, the record outlasts a crash. */
  readonly append: (record: Record) => Effect.Effect<void, JournalFailed>
}

/** A journal that lives as long as the process: for tests, and where a crash need not be survived. */
export const memory = (plan: Plan): Effect.Effect<Journal> =>
  Effect.sync(() => {
    const records: Array<Record> = []
    const begun = new Map<string, Begun>()
    return {
      plan,
      records: Stream.suspend(() => Stream.fromIterable([...records])),
      begun: (place) => Effect.sync(() => Option.fromNullable(begun.get(placeOf(place)))),
      append: (record) =>
        Effect.sync(() => {
          records.push(record)
          if (record._tag === "Begun" && !begun.has(placeOf(record))) begun.set(placeOf(record), record)
        })
    }
  })
