/** One attempt: a slot, a credential, a request, a response, and what that response means. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import type { Auth, Credential, CredentialUnavailable } from "../Auth.js"
import type { Contract } from "../Endpoint.js"
import { TimedOut, TransportError } from "../GrafanaError.js"
import type { Settings } from "../GrafanaConfig.js"
import type { Transport, TransportFailure, TransportRequest, TransportResponse } from "../Transport.js"
import { readAnswer, type Answer } from "./answer.js"
import { remaining, type Call } from "./call.js"
import type { Codec } from "./codec.js"
import type { Meters } from "./metrics.js"
import { noResponse } from "./noResponse.js"
import { errorType } from "./outcome.js"
import type { InSlot } from "./slots.js"
import * as Trace from "./trace.js"

/** What a client holds over its calls. */
export interface Shared {
  readonly settings: Settings
  readonly auth: Auth["Type"]
  /** The credential, where it is one that never changes. */
  readonly credential: Credential | undefined
  readonly transport: Transport["Type"]
  readonly codecOf: (contract: Contract) => Codec
  readonly inSlot: InSlot
  /** Headers of every request, but for the credential's. */
  readonly headers: Readonly<Record<string, string>>
  readonly metersOf: (contract: Contract) => Meters
  /** Tokens left for retries. */
  tokens: number
  /** The last credential that Grafana took. */
  worked: Credential | undefined
}

export const exchange = (shared: Shared, call: Call): Effect.Effect<Answer, unknown> =>
  shared.inSlot(Effect.suspend(() => attempt(shared, call)))

const attempt = (shared: Shared, call: Call): Effect.Effect<Answer, unknown> => {
  const { clock, meters, tracing } = call
  const now = clock.unsafeCurrentTimeMillis()
  if (call.attempts === 0) call.start = now
  else meters.resends.unsafeUpdate(1, [])
  call.attempts += 1
  call.passing = false
  const state: Attempt = {
    start: now,
    sent: false,
    status: undefined,
    span: tracing && Trace.startAttempt(tracing, shared, call)
  }
  meters.active.unsafeUpdate(1, [])
  const answered = Effect.matchEffect(timed(shared, call, state), {
    onFailure: (instead) => Effect.fail(failureOf(instead, call, state)),
    onSuccess: (response) => read(shared, call, state, response)
  })
  return Effect.onExit(answered, (exit) => Effect.sync(() => settle(call, state, exit)))
}

interface Attempt {
  readonly start: number
  sent: boolean
  status: number | undefined
  readonly span: ReturnType<typeof Trace.startAttempt> | undefined
}

const settle = (call: Call, state: Attempt, exit: Exit.Exit<unknown, unknown>): void => {
  const { clock, meters } = call
  const { span, start, status } = state
  const seconds = (clock.unsafeCurrentTimeMillis() - start) / 1000
  meters.active.unsafeUpdate(-1, [])
  meters.duration(`${status ?? ""} ${errorType(exit, status) ?? ""}`).unsafeUpdate(seconds, [])
  Trace.end(span, call, exit, status)
}

// ---- sending ---------------------------------------------------------------------------------------------

type NoResponse = Pick<CredentialUnavailable, "cause" | "message"> &
  Partial<Pick<TransportFailure, "outcome" | "reason">>

/** Sends under the attempt's clock: the transport's own timer where it keeps one and time is real. */
const timed = (shared: Shared, call: Call, state: Attempt): Effect.Effect<TransportResponse, NoResponse> => {
  const left = Math.min(call.attemptMillis, remaining(call))
  const { credential } = shared
  const own = credential !== undefined && call.live && shared.transport.keepsTime
  const sent =
    credential === undefined
      ? Effect.flatMap(shared.auth.credential, (it) => send(shared, call, state, it, undefined))
      : send(shared, call, state, credential, own && left !== Infinity ? left : undefined)
  if (own || left === Infinity) return sent
  // Not `Effect.timeoutFail`: an interruption that comes while it starts is lost until the clock runs out (3.22).
  return Effect.raceFirst(
    sent,
    // Interruptible where the call is not, in a finalizer: the race waits for the side that loses.
    Effect.flatMap(Effect.interruptible(Effect.sleep(Duration.millis(Math.max(0, left)))), () =>
      Effect.fail(noResponse("Timeout", state.sent ? "unknown" : "not sent", "no response in time"))
    )
  )
}

const send = (
  shared: Shared,
  call: Call,
  state: Attempt,
  credential: Credential,
  timeoutMillis: number | undefined
) => {
  call.credential = credential
  const { contract, prepared } = call
  const { hooks, maxBodyBytes, origin, prefix } = shared.settings
  const request: TransportRequest = {
    method: contract.method,
    origin,
    path: prefix + prepared.path,
    headers: headersOf(shared, call, state, credential),
    body: prepared.body,
    maxBodyBytes,
    timeoutMillis,
    onSend: () => {
      state.sent = true
    }
  }
  const sent = shared.transport.send(request)
  return hooks === undefined ? sent : Effect.zipRight(hooks.before(call, prefix), sent)
}

const headersOf = (
  shared: Shared,
  call: Call,
  state: Attempt,
  credential: Credential
): Record<string, string> => {
  const headers = { ...shared.headers, ...call.prepared.headers, ...Redacted.value(credential) }
  if (call.organization !== undefined) headers["x-grafana-org-id"] = String(call.organization)
  if (state.span !== undefined) headers["traceparent"] = Trace.traceparent(state.span)
  return headers
}

// ---- receiving -------------------------------------------------------------------------------------------

const read = (
  shared: Shared,
  call: Call,
  state: Attempt,
  response: TransportResponse
): Effect.Effect<Answer, unknown> => {
  state.status = response.status
  if (response.status !== 401) shared.worked = call.credential
  const now = call.clock.unsafeCurrentTimeMillis()
  const answer = readAnswer(call.codec, response, { contract: call.contract, attempts: call.attempts, now })
  if ("error" in answer) call.passing = answer.passing
  const result = "error" in answer ? Effect.fail(answer.error) : Effect.succeed(answer)
  const { hooks, prefix } = shared.settings
  return hooks === undefined
    ? result
    : Effect.zipRight(hooks.after(call, prefix, response, now - state.start), result)
}

/** What came instead of a response is a `TransportFailure`, or else a credential that could not be had. */
const failureOf = (
  { cause, message, outcome = "not sent", reason = "Credential" }: NoResponse,
  call: Call,
  state: Attempt
): TransportError | TimedOut => {
  const { attemptMillis, attempts, callMillis, contract } = call
  const told = { operation: contract.operation, attempts, outcome }
  if (reason !== "ConnectTimeout" && reason !== "Timeout")
    return new TransportError({ ...told, reason, message, cause })
  const [clock, millis] =
    reason === "ConnectTimeout"
      ? (["connect", call.clock.unsafeCurrentTimeMillis() - state.start] as const)
      : remaining(call) > 0
        ? (["attempt", attemptMillis] as const)
        : (["call", callMillis] as const)
  const after = Duration.millis(millis)
  return new TimedOut({ ...told, clock, after, message: `${message} (${Duration.format(after)})` })
}
