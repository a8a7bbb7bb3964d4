/** The journal's records of an action: before its write is sent, and when it is settled. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { JournalFailed, Place } from "../../Journal.js"
import type { There } from "../../Kind.js"
import type { Action } from "../../Plan.js"
import type { Result } from "./action.js"
import type { Stage } from "./run.js"

/** With what stands there, so that it can be taken back. */
export const begun = (
  { run: { journal } }: Stage,
  place: Place,
  before: Option.Option<Pick<There, "content" | "id">>
): Effect.Effect<void, JournalFailed> =>
  Effect.flatMap(Clock.currentTimeMillis, (at) =>
    journal.append({
      _tag: "Begun",
      ...place,
      at,
      ...Option.match(before, {
        onNone: () => ({}),
        onSome: ({ content, id }) => ({ before: { content, ...(id === undefined ? {} : { id }) } })
      })
    })
  )

/** Whoever watches is told, too. */
export const ended = (
  { plan, run }: Stage,
  place: Place,
  action: Action,
  result: Result
): Effect.Effect<void, JournalFailed> =>
  Effect.gen(function* () {
    const { outcome, reason } = result
    const at = yield* Clock.currentTimeMillis
    yield* run.journal.append({ _tag: "Ended", ...place, at, ...result })
    yield* run.tell({
      organization: plan.source.name,
      action,
      outcome,
      ...(reason === undefined ? {} : { reason })
    })
  })
