/** Carries a call out: attempts, what is done about a failure, and the clock over all of it. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as ScheduleDecision from "effect/ScheduleDecision"
import * as ScheduleIntervals from "effect/ScheduleIntervals"
import type { Contract } from "../Endpoint.js"
import { type CallError, InvalidInput } from "../GrafanaError.js"
import * as Retry from "../Retry.js"
import type { Answer } from "./answer.js"
import { remaining, startCall, type Call } from "./call.js"
import { exchange, type Shared } from "./exchange.js"
import { isNotFound, isTagged, standIn } from "./outcome.js"
import { Refused } from "./refused.js"
import * as Trace from "./trace.js"

/** Calls an endpoint. Success and failure are as its contract says: the types are put on by the client. */
export const perform = (
  shared: Shared,
  contract: Contract,
  input: unknown
): Effect.Effect<Answer, unknown> => {
  const codec = shared.codecOf(contract)
  const prepared = codec.prepare(input)
  if (prepared instanceof Refused) {
    return Effect.fail(new InvalidInput({ operation: contract.operation, message: prepared.message }))
  }
  return Effect.withFiberRuntime((fiber) => {
    const call = startCall(shared, contract, codec, input, prepared, fiber)
    const first = run(shared, call)
    return call.tracing === undefined
      ? first
      : Effect.onExit(first, (exit) => Effect.sync(() => Trace.end(call.tracing?.call, call, exit)))
  })
}

const run = (shared: Shared, call: Call): Effect.Effect<Answer, unknown> =>
  Effect.matchEffect(exchange(shared, call), {
    onFailure: (error) => recover(shared, call, error),
    onSuccess: (answer) => {
      if (shared.tokens < shared.settings.retry.quota) shared.tokens += 1
      return Effect.succeed(answer)
    }
  })

// ---- failures --------------------------------------------------------------------------------------------

const recover = (shared: Shared, call: Call, error: unknown): Effect.Effect<Answer, unknown> => {
  const { gone, kind, readBack } = call.contract
  const wasInDoubt = call.doubt !== undefined
  // A repeated DELETE meets the 404 that proves the object gone.
  if (wasInDoubt && gone !== undefined && isNotFound(error)) return Effect.succeed(standIn(gone.value))
  const lookBack = (notDone: Effect.Effect<Answer, unknown>) =>
    readBack?.lookBack((read, input) => perform(shared, read, input), call, error, notDone) ?? notDone
  if (wasInDoubt && readBack?.meetsItself(call, error)) return lookBack(Effect.fail(error))
  const row = rowOf(shared, call, error)
  if (row === undefined) return giveUp(call, error)
  const actions = Retry.table[row]
  // What is never repeated blindly may have been carried out.
  const doubt = actions.unsafe === "fail"
  if (doubt && kind !== "safe") call.doubt = error
  if (actions[kind] === "fail") return Effect.fail(error)
  const resend = Effect.suspend(() => run(shared, call))
  return later(shared, call, error, doubt ? lookBack(resend) : resend)
}

const rowOf = (shared: Shared, call: Call, error: unknown): Retry.Row | undefined => {
  if (call.passing) return "declared as passing"
  const hasWorked = call.credential !== undefined && call.credential === shared.worked && !call.secondChance
  const row = Retry.rowOf(error, hasWorked)
  if (row === "401 where the credential has worked") call.secondChance = true
  return row
}

/** A request that was turned away tells nothing of the one before it, which may have been carried out. */
const giveUp = (call: Call, error: unknown): Effect.Effect<never, unknown> =>
  Effect.fail(call.doubt !== undefined && wasTurnedAway(call, error) ? call.doubt : error)

const wasTurnedAway = ({ passing }: Call, error: unknown): boolean =>
  passing ||
  (isTagged(error) && (error.outcome === "not sent" || refusals.includes(`${error.status} ${error._tag}`)))

/** In the words of every call: an endpoint's own may tell of the object. */
const refusals: ReadonlyArray<string> = ["401 Unauthorized", "403 Forbidden", "429 TooManyRequests"]

// ---- waiting ---------------------------------------------------------------------------------------------

/** Waits as the schedule and the server say, and goes on; gives up where they, the clock or the quota say so. */
const later = (
  shared: Shared,
  call: Call,
  error: unknown,
  again: Effect.Effect<Answer, unknown>
): Effect.Effect<Answer, unknown> => {
  const now = call.clock.unsafeCurrentTimeMillis()
  // Sound: only failures with a row come here, and these are call errors or declared as passing.
  const step = call.policy.schedule.step(now, error as CallError, call.schedule)
  return Effect.flatMap(step, ([state, , decision]) => {
    call.schedule = state
    if (ScheduleDecision.isDone(decision)) return giveUp(call, error)
    const asked = retryAfterOf(error)
    const planned = ScheduleIntervals.start(decision.intervals) - now
    const wait = Math.max(0, planned, Math.min(asked, Duration.toMillis(call.policy.maxRetryAfter)))
    if (Math.max(wait, asked) >= remaining(call) || !spend(shared, error)) return giveUp(call, error)
    Trace.openCall(call)
    return Effect.zipRight(Effect.sleep(Duration.millis(wait)), again)
  })
}

const retryAfterOf = (error: unknown): number =>
  isTagged(error) && error.retryAfter !== undefined ? Duration.toMillis(error.retryAfter) : 0

const spend = (shared: Shared, error: unknown): boolean => {
  const cost = isTagged(error) && error._tag === "TimedOut" ? 10 : 5
  if (shared.tokens < cost) return false
  shared.tokens -= cost
  return true
}
