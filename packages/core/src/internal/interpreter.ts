/** Carries a call out: attempts, what is done about a failure, and the clock over all of it. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as ScheduleDecision from "effect/ScheduleDecision"
import * as ScheduleIntervals from "effect/ScheduleIntervals"
import type { AnyReadBack, Contract, Verdict } from "../Endpoint.js"
import { type CallError, InvalidInput, isConflict } from "../GrafanaError.js"
import { Overrides } from "../Overrides.js"
import * as Retry from "../Retry.js"
import { remaining, startCall, type Call } from "./call.js"
import { codecOf } from "./codec.js"
import { exchange, type Answer, type Shared } from "./exchange.js"
import { recordResend } from "./metrics.js"
import { Refused } from "./refused.js"
import * as Trace from "./trace.js"

/** Calls an endpoint. Success and failure are as its contract says: the types are put on by the client. */
export const perform = (
  shared: Shared,
  contract: Contract,
  input: unknown
): Effect.Effect<Answer, unknown> => {
  const codec = codecOf(contract)
  const prepared = codec.prepare(input)
  if (prepared instanceof Refused) {
    return Effect.fail(new InvalidInput({ operation: contract.operation, message: prepared.message }))
  }
  return Effect.withFiberRuntime((fiber) => {
    const call = startCall(contract, codec, input, prepared, shared.settings, fiber)
    const first = run(shared, call)
    return call.tracer === undefined
      ? first
      : Effect.onExit(first, (exit) => Effect.sync(() => endSpan(call, exit)))
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

const endSpan = (call: Call, exit: Exit.Exit<unknown, unknown>): void => {
  if (call.callSpan !== undefined) Trace.end(call.callSpan, call.clock.unsafeCurrentTimeNanos(), exit)
}

// ---- failures --------------------------------------------------------------------------------------------

const recover = (shared: Shared, call: Call, error: unknown): Effect.Effect<Answer, unknown> => {
  const gone = goneAfterAll(call, error)
  if (gone !== undefined) return Effect.succeed(gone)
  if (call.uncertain && meetsItself(call, error)) return readBack(shared, call, error, Effect.fail(error))
  const row = rowOf(shared, call, error)
  if (row === undefined) return Effect.fail(error)
  const doubt = uncertain.has(row)
  call.uncertain ||= doubt
  const action = Retry.table[row][call.contract.kind]
  if (action === "fail") return Effect.fail(error)
  const resend = Effect.suspend(() => run(shared, call))
  const again = doubt && call.contract.readBack !== undefined ? readBack(shared, call, error, resend) : resend
  return later(shared, call, error, again)
}

/** The failures after which the request may have been carried out. */
const uncertain: ReadonlySet<Retry.Row> = new Set<Retry.Row>([
  "no answer",
  "502, 503, 504",
  "503 with Retry-After",
  "500 database is locked"
])

const rowOf = (shared: Shared, call: Call, error: unknown): Retry.Row | undefined => {
  if (call.passing) return "declared as passing"
  const hasWorked = call.credential !== undefined && call.credential === shared.worked && !call.secondChance
  const row = Retry.rowOf(error, hasWorked)
  if (row === "401 where the credential has worked") call.secondChance = true
  return row
}

/** A repeated DELETE meets the 404 that proves the object gone, where the contract says that it proves it. */
const goneAfterAll = ({ contract, uncertain }: Call, error: unknown): Answer | undefined =>
  uncertain && contract.gone !== undefined && isNotFound(error) ? standIn(contract.gone.value) : undefined

/** A repeated create or update may meet what its own first request has done. */
const meetsItself = ({ contract }: Call, error: unknown): boolean =>
  (contract.kind === "keyed" || contract.kind === "versioned") && isTagged(error) && isConflict(error)

const isTagged = (
  error: unknown
): error is { readonly _tag: string; readonly status?: number; readonly possiblyRoute?: boolean } =>
  typeof error === "object" && error !== null && "_tag" in error

/** Proof that an object is not there. A 500 that an endpoint words as `NotFound` may have another cause. */
const isNotFound = (error: unknown): boolean =>
  isTagged(error) && error._tag === "NotFound" && error.status === 404 && error.possiblyRoute !== true

const standIn = (value: unknown): Answer => ({ _tag: "Accepted", value, text: "", status: 200, headers: {} })

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
    if (ScheduleDecision.isDone(decision)) return Effect.fail(error)
    const asked = retryAfterOf(error)
    const planned = ScheduleIntervals.start(decision.intervals) - now
    const wait = Math.max(0, planned, Math.min(asked, Duration.toMillis(call.policy.maxRetryAfter)))
    if (Math.max(wait, asked) >= remaining(call) || !spend(shared, error)) return Effect.fail(error)
    recordResend(call.contract)
    openSpan(call)
    return Effect.zipRight(Effect.sleep(Duration.millis(wait)), again)
  })
}

const retryAfterOf = (error: unknown): number =>
  typeof error === "object" &&
  error !== null &&
  "retryAfter" in error &&
  Duration.isDuration(error.retryAfter)
    ? Duration.toMillis(error.retryAfter)
    : 0

const spend = (shared: Shared, error: unknown): boolean => {
  const cost = isTagged(error) && error._tag === "TimedOut" ? 10 : 5
  if (shared.tokens < cost) return false
  shared.tokens -= cost
  return true
}

const openSpan = (call: Call): void => {
  if (call.tracer === undefined || call.callSpan !== undefined) return
  const start = BigInt(call.start) * 1_000_000n
  call.callSpan = Trace.startCall(call.tracer, call.contract, start, call.parent, call.firstSpan)
}

// ---- reading back ----------------------------------------------------------------------------------------

/** Looks whether the write was carried out: done, not done (then `notDone`), or neither (then the failure stands). */
const readBack = (
  shared: Shared,
  call: Call,
  error: unknown,
  notDone: Effect.Effect<Answer, unknown>
): Effect.Effect<Answer, unknown> => {
  const how = call.contract.readBack
  if (how === undefined) return Effect.fail(error)
  const { decide, input, read } = erased(how)
  const sent = call.input ?? {}
  const target = input(sent)
  if (target === undefined) return Effect.fail(error)
  const judge = (found: Option.Option<unknown>): Effect.Effect<Answer, unknown> => {
    const verdict = decide(sent, found)
    if (verdict._tag === "Done") return Effect.succeed(standIn(verdict.value))
    return verdict._tag === "NotDone" ? notDone : Effect.fail(error)
  }
  return perform(shared, read, target).pipe(
    Effect.provideService(Overrides, lookup(call)),
    Effect.matchEffect({
      onFailure: (failed) => (isNotFound(failed) ? judge(Option.none()) : Effect.fail(error)),
      onSuccess: ({ value }) => judge(Option.some(value))
    })
  )
}

/** Reading back happens within the clock of the call, for the same organization. */
const lookup = (call: Call) => ({
  callTimeout: Duration.millis(Math.max(0, remaining(call))),
  attemptTimeout: Duration.millis(call.attemptMillis),
  retry: call.policy,
  ...(call.organization === undefined ? {} : { organization: call.organization })
})

interface Erased {
  readonly read: Contract
  readonly input: (sent: unknown) => unknown
  readonly decide: (sent: unknown, found: Option.Option<unknown>) => Verdict<unknown>
}

// Sound: a ReadBack is made by `keyed`, `versioned` or `verified`, whose types tie input, read and decide together.
const erased = (how: AnyReadBack): Erased => how as unknown as Erased
