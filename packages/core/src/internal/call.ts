/** One call under way: what stays the same over its attempts, and what they leave behind. */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as DefaultServices from "effect/DefaultServices"
import * as Duration from "effect/Duration"
import type * as Fiber from "effect/Fiber"
import type { Credential } from "../Auth.js"
import type { Contract } from "../Endpoint.js"
import { Overrides } from "../Overrides.js"
import type * as Retry from "../Retry.js"
import type { Codec, Prepared } from "./codec.js"
import type { Shared } from "./exchange.js"
import type { Meters } from "./metrics.js"
import { tracingOf, type Tracing } from "./trace.js"

export interface Call {
  readonly contract: Contract
  readonly codec: Codec
  readonly input: unknown
  readonly prepared: Prepared
  readonly policy: Retry.Policy
  readonly organization: number | undefined
  readonly attemptMillis: number
  readonly callMillis: number
  readonly clock: Clock.Clock
  /** Whether time is real, so that the transport's own timer may keep it. */
  readonly live: boolean
  readonly meters: Meters
  readonly tracing: Tracing | undefined
  /** Epoch milliseconds of the first attempt; waiting for a slot does not count. */
  start: number
  attempts: number
  /** What the last attempt proved itself with. */
  credential: Credential | undefined
  /** Whether the last failure was declared as passing. */
  passing: boolean
  /** The last failure of an attempt to write that may have been carried out all the same. */
  doubt: unknown
  /** Whether a 401 was tried again already. */
  secondChance: boolean
  schedule: unknown
}

export const startCall = (
  { metersOf, settings }: Shared,
  contract: Contract,
  codec: Codec,
  input: unknown,
  prepared: Prepared,
  fiber: Fiber.RuntimeFiber<unknown, unknown>
): Call => {
  const clock = Context.get(fiber.currentDefaultServices, Clock.Clock)
  const overrides = Context.get(fiber.currentContext, Overrides)
  const policy = overrides.retry ?? settings.retry
  return {
    contract,
    codec,
    input,
    prepared,
    policy,
    organization: overrides.organization ?? settings.organization,
    attemptMillis: Duration.toMillis(overrides.attemptTimeout ?? settings.attemptTimeout),
    callMillis: Duration.toMillis(overrides.callTimeout ?? settings.callTimeout),
    clock,
    live: clock === Context.get(DefaultServices.liveServices, Clock.Clock),
    meters: metersOf(contract),
    tracing: tracingOf(fiber),
    start: Number.NaN,
    attempts: 0,
    credential: undefined,
    passing: false,
    doubt: undefined,
    secondChance: false,
    schedule: policy.schedule.initial
  }
}

/** Milliseconds that are left of the call's clock. */
export const remaining = (call: Call): number =>
  call.callMillis - (call.clock.unsafeCurrentTimeMillis() - call.start)
