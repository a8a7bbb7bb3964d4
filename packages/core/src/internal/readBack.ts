/** Looking whether a write was carried out whose outcome is unknown; the contracts that are read back hold this. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { AnyReadBack, Contract, Verdict } from "../Endpoint.js"
import { isConflict } from "../GrafanaError.js"
import { Overrides } from "../Overrides.js"
import type { Answer } from "./answer.js"
import { remaining, type Call } from "./call.js"
import { isNotFound, isTagged, standIn } from "./outcome.js"

type Outcome = Effect.Effect<Answer, unknown>

type Perform = (contract: Contract, input: unknown) => Outcome

/** A repeated create or update may meet what its own first request has done. */
export const meetsItself = ({ contract }: Call, error: unknown): boolean =>
  (contract.kind === "keyed" || contract.kind === "versioned") && isTagged(error) && isConflict(error)

/** Reads with `perform`: the write is done, not done (then `notDone`), or neither (then the failure stands). */
export const lookBack =
  (how: Pick<AnyReadBack, "decide" | "input" | "read">) =>
  (perform: Perform, call: Call, error: unknown, notDone: Outcome): Outcome => {
    const { decide, input, read } = erased(how)
    const sent = call.input ?? {}
    const target = input(sent)
    if (target === undefined) return Effect.fail(error)
    const judge = (found: Option.Option<unknown>): Outcome => {
      const verdict = decide(sent, found)
      if (verdict._tag === "Done") return Effect.succeed(standIn(verdict.value))
      return verdict._tag === "NotDone" ? notDone : Effect.fail(error)
    }
    return Effect.suspend(() =>
      within(call, Effect.provideService(perform(read, target), Overrides, lookup(call)))
    ).pipe(
      Effect.matchEffect({
        onFailure: (failed) => (isNotFound(failed) ? judge(Option.none()) : Effect.fail(error)),
        onSuccess: ({ value }) => judge(Option.some(value))
      })
    )
  }

/** What is read back has its spans within the call's. */
const within = ({ tracing }: Call, reading: Outcome): Outcome =>
  tracing?.call === undefined ? reading : Effect.withParentSpan(reading, tracing.call)

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
const erased = (how: Pick<AnyReadBack, "decide" | "input" | "read">): Erased => how as unknown as Erased
