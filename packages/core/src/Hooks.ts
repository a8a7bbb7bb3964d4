/** What a program sees of each request and each response, without secrets. */
import * as Effect from "effect/Effect"
import type { Method } from "./Endpoint.js"
import type { Call } from "./internal/call.js"
import { allowed } from "./internal/headers.js"
import type { TransportResponse } from "./Transport.js"

/** One attempt, as a hook sees it before it is sent. */
export interface RequestEvent {
  /** Grafana's operationId of the endpoint. */
  readonly operation: string
  readonly method: Method
  /** With the query. */
  readonly path: string
  /** Counted from 1. */
  readonly attempt: number
}

/** One response, as a hook sees it. */
export interface ResponseEvent extends RequestEvent {
  readonly status: number
  /** Only those of an allow-list that holds no secret. */
  readonly headers: Readonly<Record<string, string>>
  /** From sending until the body was read. */
  readonly millis: number
}

/** Hooks as a client goes by them. */
export interface Hooks {
  /** Runs before each attempt. */
  readonly before: (call: Seen, prefix: string) => Effect.Effect<void>
  /** Runs when a response was read; `millis` since its sending. */
  readonly after: (
    call: Seen,
    prefix: string,
    response: TransportResponse,
    millis: number
  ) => Effect.Effect<void>
}

type Seen = Pick<Call, "attempts" | "contract" | "prepared">

/** Hooks of functions. A hook cannot fail, and one that dies does not fail the call: it is logged as a warning. */
export const make = (hooks: {
  readonly onRequest?: (request: RequestEvent) => Effect.Effect<void>
  readonly onResponse?: (response: ResponseEvent) => Effect.Effect<void>
}): Hooks => ({
  before: (call, prefix) => harmless(() => hooks.onRequest?.(eventOf(call, prefix))),
  after: (call, prefix, { headers, status }, millis) =>
    harmless(() =>
      hooks.onResponse?.({ ...eventOf(call, prefix), status, headers: allowed(headers), millis })
    )
})

const eventOf = ({ attempts, contract, prepared }: Seen, prefix: string): RequestEvent => ({
  operation: contract.operation,
  method: contract.method,
  path: prefix + prepared.shown(),
  attempt: attempts
})

const harmless = (hook: () => Effect.Effect<void> | undefined): Effect.Effect<void> =>
  Effect.catchAllCause(
    Effect.suspend(() => hook() ?? Effect.void),
    Effect.logWarning
  )
