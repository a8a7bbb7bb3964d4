/** Decides what to send for an action, sends it, and finds out what became of it. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as GrafanaError from "@effect-grafana/core/GrafanaError"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import type { Stopped } from "../../Apply.js"
import * as Compare from "../../Compare.js"
import type { JournalFailed } from "../../Journal.js"
import { inWords, type Problem, type There, type Writing, type Written } from "../../Kind.js"
import { type Before, isThere, type Result, type Task, unread } from "./action.js"
import { begun } from "./noted.js"

/** How often a write is sent whose outcome was in doubt and that was not found. */
const rounds = 3

/** Before a write in doubt is looked for: it may still be on its way. */
export const settling = "1 second"

type Step = Effect.Effect<Written, Problem, Grafana>

/** What is to be sent, after what stands there was looked at. */
type Verdict = Either.Either<{ readonly step: Step; readonly before: Option.Option<There> }, Result>

export const write = (task: Task): Effect.Effect<Result, Stopped | JournalFailed, Grafana> =>
  Effect.gen(function* () {
    const { lanes } = task.stage.run
    const early = yield* judge(task, task.before)
    if (Either.isLeft(early)) return early.left
    const guarded = isGuarded(task, early.right.before)
    // The records of those that wait for the lane come to the disk together. Where a write in doubt cannot be told from
    // one that was not sent, it is noted in its turn.
    const noted = guarded && task.writer.doubles !== true && task.writer.inSteps !== true
    if (noted) yield* begin(task, early.right.before)
    return yield* lanes(task.writer.lane)(
      Effect.gen(function* () {
        // Where the server counts versions it refuses what has changed since; elsewhere it is looked at once more.
        let verdict = guarded ? early : yield* judge(task, task.before)
        for (let round = 1; ; round++) {
          if (Either.isLeft(verdict)) return verdict.left
          const { before, step } = verdict.right
          if (round > 1 || !noted) yield* begin(task, before)
          const sent = yield* send(task, step)
          if (Either.isRight(sent)) return { outcome: "done", ...sent.right } as const
          const settled = yield* settle(task, sent.left, round)
          if (settled !== undefined) return settled
          verdict = yield* judge(task, { inDoubt: true })
        }
      })
    )
  })

const isGuarded = ({ action, writer }: Task, before: Option.Option<There>): boolean =>
  action.change === "create"
    ? writer.exclusive === true || writer.broughtBy !== undefined
    : Option.exists(before, ({ version }) => version !== undefined)

const look = ({ action, key, kind, stage }: Task) =>
  stage.run.health.tried(stage.target.look(kind, key, action.found?.id))

// ---- before ----------------------------------------------------------------------------------------------

const judge = (task: Task, known: Before): Effect.Effect<Verdict, Stopped | JournalFailed, Grafana> =>
  Effect.gen(function* () {
    const { action, wanted, writer } = task
    const { inDoubt } = known
    const isNew = action.change === "create"
    const isFirst = isNew && !inDoubt && known.left === undefined
    if (isFirst && (writer.exclusive === true || isBrought(task))) return yield* creating(task)
    const looked = yield* look(task)
    if (Either.isLeft(looked))
      return Either.left(unread(known, `what is there could not be read: ${inWords(looked.left)}`))
    const there = looked.right
    const taken = yield* asTaken(task, there)
    if (isThere(task, there) && !isDeceptive(task)) {
      if (taken === undefined) return Either.left(standing(there, inDoubt ? "done" : "already"))
      yield* begin(task, Option.some(taken))
      return Either.left(standing(there, "done"))
    }
    if (Option.isNone(there)) return isNew ? yield* creating(task) : conflict("it is no longer in the target")
    const sha256 = yield* Compare.fingerprint(there.value.content)
    const isHalfMade = writer.inSteps === true && (inDoubt || sha256 === known.left)
    const isAsPlanned = sha256 === action.found?.sha256 || taken !== undefined
    if (!isAsPlanned && !isBrought(task) && !isHalfMade)
      return conflict(
        isNew ? "something else has come there since" : "it has changed since the plan was made"
      )
    const content = wanted(there.value.content)
    if (!(yield* isAsWanted(task, content))) return conflict("the source has changed since the plan was made")
    const step = Effect.as(writer.update(there.value, content, writing(task)), {})
    return Either.right({ step, before: taken === undefined ? there : Option.some(taken) })
  })

/** What is there was brought by what this run has written. */
const isBrought = ({ action: { key }, stage: { written }, writer: { broughtBy } }: Task): boolean =>
  broughtBy !== undefined && written.has(broughtBy.sameKey ? `${broughtBy.kind}/${key}` : broughtBy.kind)

const isDeceptive = (task: Task): boolean => task.writer.unseen === true && isBrought(task)

/** What stood there as planned, where other writes of this run have taken something away from it. */
const asTaken = (
  { action, kind, stage, writer }: Task,
  there: Option.Option<There>
): Effect.Effect<There | undefined> =>
  Effect.gen(function* () {
    if (Option.isNone(there) || writer.untaken === undefined || !stage.written.has(kind.name))
      return undefined
    const content = writer.untaken(there.value.content)
    const sha256 = yield* Compare.fingerprint(content)
    return sha256 === action.found?.sha256 ? { ...there.value, content } : undefined
  })

const creating = (task: Task): Effect.Effect<Verdict> =>
  Effect.gen(function* () {
    const content = task.wanted(undefined)
    if (!(yield* isAsWanted(task, content))) return conflict("the source has changed since the plan was made")
    return Either.right({ step: task.writer.create(task.key, content, writing(task)), before: Option.none() })
  })

const isAsWanted = ({ action }: Task, content: unknown): Effect.Effect<boolean> =>
  Effect.map(Compare.fingerprint(content), (sha256) => sha256 === action.wanted)

const conflict = (reason: string): Verdict => Either.left({ outcome: "conflict", reason } as const)

/** What is wanted stands there. */
const standing = (there: Option.Option<There>, outcome: "done" | "already"): Result => {
  const id = Option.getOrUndefined(there)?.id
  return { outcome, ...(id === undefined ? {} : { id }) }
}

const writing = ({ before, given, stage: { run, target } }: Task): Writing => ({
  idOf: target.idOf,
  secret: given.secret,
  message: run.message ?? "migrated",
  again: before.inDoubt
})

// ---- the write -------------------------------------------------------------------------------------------

const begin = ({ place, stage }: Task, before: Option.Option<There>): Effect.Effect<void, JournalFailed> =>
  begun(stage, place, before)

const send = ({ stage: { run } }: Task, step: Step) => run.health.tried(run.pace.kept(step))

// ---- after -----------------------------------------------------------------------------------------------

/**
 * What became of a write that failed; undefined: it is to be sent again. What one of several steps has left behind is
 * remembered, so that a later run can tell it from what others have made.
 */
const settle = (
  task: Task,
  problem: Problem,
  round: number
): Effect.Effect<Result | undefined, Stopped, Grafana> =>
  Effect.gen(function* () {
    const { given, writer } = task
    const isUnknown = GrafanaError.isOutcomeUnknown(problem)
    if (isUnknown) yield* Effect.sleep(settling)
    const looked = yield* look(task)
    const reason = given.hide(inWords(problem))
    const isInSteps = writer.inSteps === true
    if (Either.isLeft(looked)) return { outcome: isUnknown || isInSteps ? "unknown" : "failed", reason }
    if (isThere(task, looked.right) && !isDeceptive(task))
      return standing(looked.right, isUnknown ? "done" : "already")
    // A single request that was refused has made nothing: what stands there is somebody else's.
    const isTaken = task.action.change === "create" && !isInSteps && Option.isSome(looked.right)
    if (!isUnknown && (isTaken || GrafanaError.isConflict(problem))) return { outcome: "conflict", reason }
    if (isUnknown && writer.doubles === true) return { outcome: "unknown", reason }
    if (isUnknown && round < rounds) return undefined
    const left = isInSteps ? Option.getOrUndefined(looked.right)?.content : undefined
    return {
      outcome: "failed",
      reason,
      ...(left === undefined ? {} : { left: yield* Compare.fingerprint(left) })
    }
  })
