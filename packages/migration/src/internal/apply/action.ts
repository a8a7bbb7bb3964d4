/** Carries out one action of a plan. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Stopped } from "../../Apply.js"
import * as Compare from "../../Compare.js"
import { type Ended, type JournalFailed, type Outcome, type Place, placeOf } from "../../Journal.js"
import { type Content, inWords, type Kind, type There, type Writer, type Written } from "../../Kind.js"
import type { Action } from "../../Plan.js"
import * as Given from "./given.js"
import { begun, ended } from "./noted.js"
import type { Stage } from "./run.js"
import { isInDoubt } from "./state.js"
import { write } from "./write.js"

/** How an action came out, and what the target made of it. */
export interface Result extends Written {
  readonly outcome: Outcome
  readonly reason?: string
  readonly left?: string
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
  readonly before: Before
  readonly given: Given.Given
}

/** What is known of runs before. */
export interface Before {
  /** A write was begun, and nothing says how it went. */
  readonly inDoubt: boolean
  /** SHA-256 of what a write of several steps that failed has left there. */
  readonly left?: string | undefined
}

export const carryOut = (
  stage: Stage,
  kind: Kind,
  index: number,
  action: Action
): Effect.Effect<void, Stopped | JournalFailed, Grafana> =>
  Effect.gen(function* () {
    const { state } = stage.run
    const place = { organization: stage.index, action: index }
    const prior = state.actions.get(placeOf(place))
    if (prior !== undefined && isDone(prior)) return
    const before = { inDoubt: isInDoubt(state, place), left: prior?.left }
    const result = yield* attempt(stage, kind, action, place, before)
    if (result.id !== undefined) stage.target.learn(kind.name, result.key ?? action.key, result.id)
    if (isDone(result)) stage.written.add(action.kind).add(`${action.kind}/${action.key}`)
    yield* ended(stage, place, action, result)
  })

/** Notes what an update is about to overwrite, before the writes of other kinds change that. */
export const noteBefore = (
  stage: Stage,
  kind: Kind,
  at: number,
  { change, found, key, targetKey }: Action
): Effect.Effect<void, JournalFailed, Grafana> =>
  Effect.gen(function* () {
    const {
      index,
      run: { state },
      target
    } = stage
    const place = { organization: index, action: at }
    if (change !== "update" || state.actions.has(placeOf(place))) return
    const there = yield* Effect.option(target.look(kind, targetKey ?? key, found?.id))
    const content = Option.getOrUndefined(Option.flatten(there))?.content
    if (content === undefined || (yield* Compare.fingerprint(content)) !== found?.sha256) return
    yield* begun(stage, place, Option.some({ content, id: found.id }))
  })

/** All else is tried again by the next run: somebody may have seen to it. */
export const isDone = ({ outcome }: Pick<Ended, "outcome">): boolean =>
  outcome === "done" || outcome === "already"

const attempt = (
  stage: Stage,
  kind: Kind,
  action: Action,
  place: Place,
  before: Before
): Effect.Effect<Result, Stopped | JournalFailed, Grafana> =>
  Effect.gen(function* () {
    const { write: writer } = kind
    if (writer === undefined) return { outcome: "failed", reason: `${kind.name} cannot be written` } as const
    const source = yield* stage.run.sourceHealth.tried(stage.run.source.read(found(stage, action)))
    if (source._tag === "Left")
      return unread(before, `the source's could not be read: ${inWords(source.left)}`)
    const key = action.targetKey ?? action.key
    const wanted = stage.wanted(kind, source.right.content)
    const given = Given.make((name) => {
      const secret = { organization: stage.plan.source.name, kind: action.kind, key: action.key, name }
      return stage.run.secret?.(secret) ?? Option.none()
    })
    return yield* write({ stage, kind, writer, action, key, wanted, place, before, given })
  })

/** Nothing was sent, and what is not known of a run before is as it was. */
export const unread = ({ inDoubt, left }: Before, reason: string): Result => ({
  outcome: inDoubt ? "unknown" : "failed",
  reason,
  ...(left === undefined ? {} : { left })
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
