/** Carries out one action of a plan. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Stopped } from "../../Apply.js"
import * as Compare from "../../Compare.js"
import { type Ended, type JournalFailed, type Outcome, type Place, placeOf } from "../../Journal.js"
import { type Content, inWords, type Kind, type There, type Writer, type Written } from "../../Kind.js"
import type { Action } from "../../Plan.js"
import { wantedBy } from "../wanted.js"
import type { Stage } from "./run.js"
import { write } from "./write.js"

/** How an action came out, and what the target made of it. */
export interface Result extends Written {
  readonly outcome: Outcome
  readonly reason?: string
}

/** One action, with all that it needs. */
export interface Task {
  readonly stage: Stage
  readonly kind: Kind
  readonly writer: Writer
  readonly action: Action
  /** The key in the target. */
  readonly key: string
  /** What is to stand there; it depends on what stands there. */
  readonly wanted: (there: Content | undefined) => Content
  readonly place: Place
  /** A write was begun before, and nothing says how it went. */
  readonly inDoubt: boolean
}

export const carryOut = (
  stage: Stage,
  kind: Kind,
  index: number,
  action: Action
): Effect.Effect<void, Stopped | JournalFailed, Grafana> =>
  Effect.gen(function* () {
    const { journal, state } = stage.run
    const place = { organization: stage.index, action: index }
    const prior = state.actions.get(placeOf(place))
    if (prior !== undefined && isSettled(prior.outcome)) return
    const result = yield* attempt(stage, kind, action, place, state.actions.has(placeOf(place)))
    if (result.id !== undefined) stage.target.learn(kind.name, result.key ?? action.key, result.id)
    const { outcome, reason } = result
    if (outcome === "done" || outcome === "already")
      stage.written.add(action.kind).add(`${action.kind}/${action.key}`)
    const at = yield* Clock.currentTimeMillis
    yield* journal.append({ _tag: "Ended", ...place, at, ...result })
    yield* stage.run.tell({
      organization: stage.plan.source.name,
      action,
      outcome,
      ...(reason === undefined ? {} : { reason })
    })
  })

/** What failed is tried again by the next run; what needs a person is not. */
const isSettled = (outcome: Ended["outcome"]): boolean => outcome !== "failed"

const attempt = (
  stage: Stage,
  kind: Kind,
  action: Action,
  place: Place,
  inDoubt: boolean
): Effect.Effect<Result, Stopped | JournalFailed, Grafana> =>
  Effect.gen(function* () {
    const { write: writer } = kind
    if (writer === undefined) return { outcome: "failed", reason: `${kind.name} cannot be written` } as const
    const source = yield* Effect.either(stage.run.source.read(found(stage, action)))
    if (source._tag === "Left")
      return { outcome: "failed", reason: `the source's could not be read: ${inWords(source.left)}` } as const
    const key = action.targetKey ?? action.key
    const wanted = wantedBy(stage.run.journal.plan, stage.plan)(kind, source.right.content)
    return yield* write({ stage, kind, writer, action, key, wanted, place, inDoubt })
  })

/** What an origin reads an object by. */
const found = ({ plan }: Stage, { id, key, kind, title }: Action) => ({
  organization: plan.source,
  kind,
  key,
  title,
  ...(id === undefined ? {} : { id })
})

/** Whether the target has what is wanted. */
export const isThere = ({ wanted }: Task, there: Option.Option<There>): boolean =>
  Option.exists(there, ({ content }) => Compare.equal(content, wanted(content)))
