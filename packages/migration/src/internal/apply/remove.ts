/** Removes what only the target has: last, and only when everything else of the organization stands. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as GrafanaError from "@effect-grafana/core/GrafanaError"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import type { Stopped } from "../../Apply.js"
import * as Compare from "../../Compare.js"
import { type JournalFailed, type Place, placeOf } from "../../Journal.js"
import { inWords, type Kind, type Writer } from "../../Kind.js"
import type { Action } from "../../Plan.js"
import { isDone, type Result } from "./action.js"
import { begun, ended } from "./noted.js"
import type { Stage } from "./run.js"

export const removeAll = (stage: Stage): Effect.Effect<void, Stopped | JournalFailed, Grafana> =>
  Effect.gen(function* () {
    const { kinds, state } = stage.run
    for (const [index, action] of stage.plan.actions.entries()) {
      if (action.change !== "remove") continue
      const place = { organization: stage.index, action: index }
      const prior = state.actions.get(placeOf(place))
      if (prior !== undefined && isDone(prior)) continue
      const kind = kinds.find(({ name }) => name === action.kind)
      const result = !isInPlace(stage)
        ? failed("it stays until everything else is in place")
        : kind === undefined || !canRemove(kind.write)
          ? failed(`${action.kind} cannot be removed`)
          : yield* remove({ stage, kind, writer: kind.write, action, place })
      yield* ended(stage, place, action, result)
    }
  })

/** What a removal would take along must have moved before; what a migration makes none of is not waited for. */
const isInPlace = ({ plan, run, written }: Stage): boolean => {
  const unmade = new Set(run.kinds.filter(({ missing }) => missing !== undefined).map(({ name }) => name))
  return plan.actions.every(({ change, key, kind }) =>
    change === "create" || change === "update"
      ? written.has(`${kind}/${key}`)
      : change !== "conflict" || unmade.has(kind)
  )
}

interface Removal {
  readonly stage: Stage
  readonly kind: Kind
  readonly writer: Removing
  readonly action: Action
  readonly place: Place
}

type Removing = Writer & Required<Pick<Writer, "remove">>

const canRemove = (writer: Writer | undefined): writer is Removing => writer?.remove !== undefined

const remove = (removal: Removal): Effect.Effect<Result, Stopped | JournalFailed, Grafana> =>
  Effect.gen(function* () {
    const { action, place, stage, writer } = removal
    const { health, journal, lanes, pace } = stage.run
    const looked = yield* look(removal)
    if (Either.isLeft(looked)) return failed(`what is there could not be read: ${inWords(looked.left)}`)
    if (Option.isNone(looked.right))
      return { outcome: Option.isSome(yield* journal.begun(place)) ? "done" : "already" }
    const there = looked.right.value
    if ((yield* Compare.fingerprint(there.content)) !== action.found?.sha256)
      return { outcome: "conflict", reason: "it has changed since the plan was made" }
    yield* begun(stage, place, looked.right)
    const sent = yield* health.tried(pace.kept(lanes(writer.lane)(writer.remove(there))))
    if (Either.isRight(sent)) return { outcome: "done" }
    const problem = sent.left
    const after = yield* look(removal)
    if (Either.isRight(after) && Option.isNone(after.right)) return { outcome: "done" }
    const isUnknown = Either.isLeft(after) || GrafanaError.isOutcomeUnknown(problem)
    return { outcome: isUnknown ? "unknown" : "failed", reason: inWords(problem) }
  })

const look = ({ action, kind, stage }: Removal) =>
  stage.run.health.tried(stage.target.look(kind, action.key, action.found?.id))

const failed = (reason: string): Result => ({ outcome: "failed", reason })
