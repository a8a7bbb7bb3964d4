/** Decides what to send for an action, sends it, and finds out what became of it. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as GrafanaError from "@effect-grafana/core/GrafanaError"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import type { Stopped } from "../../Apply.js"
import * as Compare from "../../Compare.js"
import type { JournalFailed } from "../../Journal.js"
import { inWords, type Problem, type There, type Writing, type Written } from "../../Kind.js"
import { isThere, type Result, type Task } from "./action.js"

/** How often a write is sent whose outcome was in doubt and that was not found. */
const rounds = 3

/** Before a write in doubt is looked for: it may still be on its way. */
const settling = "1 second"

type Step = Effect.Effect<Written, Problem, Grafana>

/** What is to be sent, after what stands there was looked at. */
type Verdict = Either.Either<{ readonly step: Step; readonly before: Option.Option<There> }, Result>

export const write = (task: Task): Effect.Effect<Result, Stopped | JournalFailed, Grafana> =>
  Effect.gen(function* () {
    const { lanes } = task.stage.run
    const early = yield* judge(task, task.inDoubt)
    if (Either.isLeft(early)) return early.left
    return yield* lanes(task.writer.lane)(
      Effect.gen(function* () {
        // Where the server counts versions it refuses what has changed since; elsewhere it is looked at once more.
        let verdict = isGuarded(task, early.right.before) ? early : yield* judge(task, task.inDoubt)
        for (let round = 1; ; round++) {
          if (Either.isLeft(verdict)) return verdict.left
          const { before, step } = verdict.right
          yield* begin(task, before)
          const sent = yield* send(task, step)
          if (Either.isRight(sent)) return { outcome: "done", ...sent.right } as const
          const settled = yield* settle(task, sent.left, round)
          if (settled !== undefined) return settled
          verdict = yield* judge(task, true)
        }
      })
    )
  })

const isGuarded = ({ action, writer }: Task, before: Option.Option<There>): boolean =>
  action.change === "create"
    ? writer.exclusive === true || writer.broughtBy !== undefined
    : Option.exists(before, ({ version }) => version !== undefined)

const look = ({ action, key, kind, stage }: Task) =>
  Effect.either(stage.target.look(kind, key, action.found?.id))

// ---- before ----------------------------------------------------------------------------------------------

const judge = (task: Task, inDoubt: boolean): Effect.Effect<Verdict, Stopped, Grafana> =>
  Effect.gen(function* () {
    const { action, stage, wanted, writer } = task
    const isNew = action.change === "create"
    if (isNew && !inDoubt && (writer.exclusive === true || isBrought(task))) return yield* creating(task)
    const looked = yield* look(task)
    yield* stage.run.health.learn(Option.getOrUndefined(Either.getLeft(looked)))
    if (Either.isLeft(looked)) return failed(`what is there could not be read: ${inWords(looked.left)}`)
    const there = looked.right
    if (isThere(task, there)) return Either.left({ outcome: inDoubt ? "done" : "already" } as const)
    if (Option.isNone(there)) {
      if (!isNew) return conflict("it is no longer in the target")
      if (inDoubt && writer.doubles === true)
        return Either.left({ outcome: "unknown", reason: "it was sent, and is not there" } as const)
      return yield* creating(task)
    }
    const isAsPlanned =
      action.found !== undefined && (yield* Compare.fingerprint(there.value.content)) === action.found.sha256
    if (!isAsPlanned && !isBrought(task) && !(inDoubt && writer.inSteps === true))
      return conflict(
        isNew ? "something else has come there since" : "it has changed since the plan was made"
      )
    const content = wanted(there.value.content)
    if (!(yield* isAsWanted(task, content))) return conflict("the source has changed since the plan was made")
    const step = Effect.as(writer.update(there.value, content, writing(task)), {})
    return Either.right({ step, before: there })
  })

/** What is there was brought by what this run has written. */
const isBrought = ({ action: { key }, stage: { written }, writer: { broughtBy } }: Task): boolean =>
  broughtBy !== undefined && written.has(broughtBy.sameKey ? `${broughtBy.kind}/${key}` : broughtBy.kind)

const creating = (task: Task): Effect.Effect<Verdict> =>
  Effect.gen(function* () {
    const content = task.wanted(undefined)
    if (!(yield* isAsWanted(task, content))) return conflict("the source has changed since the plan was made")
    return Either.right({ step: task.writer.create(task.key, content, writing(task)), before: Option.none() })
  })

const isAsWanted = ({ action }: Task, content: unknown): Effect.Effect<boolean> =>
  Effect.map(Compare.fingerprint(content), (sha256) => sha256 === action.wanted)

const conflict = (reason: string): Verdict => Either.left({ outcome: "conflict", reason } as const)
const failed = (reason: string): Verdict => Either.left({ outcome: "failed", reason } as const)

const writing = ({ action, stage: { plan, run, target } }: Task): Writing => ({
  idOf: target.idOf,
  secret: (name) =>
    run.secret?.({ organization: plan.source.name, kind: action.kind, key: action.key, name }) ??
    Option.none(),
  message: run.message ?? "migrated"
})

// ---- the write -------------------------------------------------------------------------------------------

const begin = ({ place, stage }: Task, before: Option.Option<There>): Effect.Effect<void, JournalFailed> =>
  Effect.flatMap(Clock.currentTimeMillis, (at) =>
    stage.run.journal.append({
      _tag: "Begun",
      ...place,
      at,
      ...Option.match(before, {
        onNone: () => ({}),
        onSome: ({ content, id }) => ({ before: { content, ...(id === undefined ? {} : { id }) } })
      })
    })
  )

const send = (
  { stage: { run } }: Task,
  step: Step
): Effect.Effect<Either.Either<Written, Problem>, Stopped, Grafana> =>
  Effect.gen(function* () {
    yield* run.pace.wait
    const sent = yield* Effect.either(step)
    const problem = Option.getOrUndefined(Either.getLeft(sent))
    yield* run.pace.learn(problem)
    yield* run.health.learn(problem)
    return sent
  })

// ---- after -----------------------------------------------------------------------------------------------

/** What became of a write that failed; undefined: it is to be sent again. */
const settle = (
  task: Task,
  problem: Problem,
  round: number
): Effect.Effect<Result | undefined, Stopped, Grafana> =>
  Effect.gen(function* () {
    const { stage, writer } = task
    const isUnknown = GrafanaError.isOutcomeUnknown(problem)
    if (isUnknown) yield* Effect.sleep(settling)
    const looked = yield* look(task)
    yield* stage.run.health.learn(Option.getOrUndefined(Either.getLeft(looked)))
    const reason = inWords(problem)
    if (Either.isLeft(looked)) return { outcome: isUnknown ? "unknown" : "failed", reason }
    if (isThere(task, looked.right)) return { outcome: isUnknown ? "done" : "already" }
    if (!isUnknown) return { outcome: GrafanaError.isConflict(problem) ? "conflict" : "failed", reason }
    if (writer.doubles === true) return { outcome: "unknown", reason }
    return round < rounds ? undefined : { outcome: "failed", reason }
  })
