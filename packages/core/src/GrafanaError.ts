/**
 * The failures of a call, each a tagged error: those that Grafana answers on some endpoints, one line each,
 * and the nine that every call can meet (`CallError`).
 */
import type * as Duration from "effect/Duration"
import * as Api from "./internal/apiError.js"
import { answered, Failure, told, type Answered, type Told } from "./internal/failure.js"

export type { Answered, Told } from "./internal/failure.js"
export type { ApiErrorClass, ApiErrorFields, ApiErrorInstance, ErrorCase, Wire } from "./internal/apiError.js"

/**
 * Declares an error that Grafana answers: a tag, and how it looks on the wire. Of the errors that an endpoint
 * declares, the one that fits a response most closely wins.
 */
export const ApiError = Api.ApiError

/**
 * Declares that one endpoint words an error in its own way, in place of the error's usual wire form:
 * `when(UidTaken, { status: 412 })`.
 */
export const when = <E>(
  error: { new (fields?: Api.ApiErrorFields): E; readonly tag: string },
  ...wires: readonly [Api.Wire, ...ReadonlyArray<Api.Wire>]
): Api.ErrorCase<E> => ({ error, tag: error.tag, wires })

// ---- what Grafana answers on some endpoints --------------------------------------------------------------

export * from "./internal/answers.js"

// ---- what every call can meet ----------------------------------------------------------------------------

/** 401: no credential, a wrong one, or one for another organization. */
export class Unauthorized extends ApiError("Unauthorized", { status: 401 }) {}

/** 403: the credential lacks a permission; Grafana's message names it. */
export class Forbidden extends ApiError("Forbidden", { status: 403 }) {}

/** 404 of a missing route: an older or newer Grafana, or one without that licence or feature. */
export class RouteNotFound extends ApiError("RouteNotFound", { status: 404, message: "Not found" }) {}

/** What a failure tells whose server may have said how long to wait. */
export interface Throttled extends Answered {
  /** How long the server asked to wait, if it did. */
  readonly retryAfter: Duration.Duration | undefined
}

const throttled = (status: number): Throttled => ({ ...answered(status), retryAfter: undefined })

/** 429, of Grafana Cloud or of a proxy. */
export class TooManyRequests extends Failure(
  "TooManyRequests",
  "Too many requests",
  throttled(429)
)<Throttled> {}

/** 5xx of Grafana or of a proxy. A write that met one may have been carried out. */
export class ServerError extends Failure("ServerError", "Server error", throttled(500))<Throttled> {}

/** Whether a request that failed on the way can have reached Grafana. */
export type Outcome = "not sent" | "unknown"

/** Why no response came. */
export type TransportReason =
  | "Credential"
  | "Dns"
  | "Connect"
  | "Tls"
  | "Closed"
  | "Protocol"
  | "BodyTooLarge"
  | "Encoding"
  | "Other"

/** No response: the connection could not be made, broke, or carried what is not HTTP. */
export class TransportError extends Failure("TransportError", "No response")<
  Told & { readonly outcome: Outcome; readonly reason: TransportReason },
  [fields: Partial<Told> & { outcome: Outcome; reason: TransportReason; message?: string; cause?: unknown }]
> {}

/** Which clock: that of connecting (5 s), of an attempt (30 s), of the whole call with its retries (2 min). */
export type CallClock = "connect" | "attempt" | "call"

/** A clock ran out; `after` is its length. */
export class TimedOut extends Failure("TimedOut", "Timed out")<
  Told & { readonly outcome: Outcome; readonly clock: CallClock; readonly after: Duration.Duration },
  [fields: Partial<Told> & { outcome: Outcome; clock: CallClock; after: Duration.Duration; message?: string }]
> {}

/** What an answer shows that was not expected. */
export interface Unexpected extends Told {
  /** Which expectation it broke: see `UnexpectedResponse`. */
  readonly reason: "status" | "body" | "not Grafana"
  readonly status: number
  /** Those response headers that cannot hold a secret. */
  readonly headers: Readonly<Record<string, string>>
  /** At most 64 kB of the body's text; not enumerable, so that it stays out of logs. */
  readonly body: string
}

/**
 * An answer that the endpoint does not declare. `status`: a status without a meaning here. `body`: a success
 * whose body does not fit. `not Grafana`: something else answered, a proxy or a login page.
 */
export class UnexpectedResponse extends Failure("UnexpectedResponse", "Unexpected response", {
  ...told,
  headers: {},
  body: ""
})<
  Unexpected,
  [fields: Partial<Unexpected> & Pick<Unexpected, "reason" | "status"> & { readonly message?: string }]
> {}

/** Refused before anything was sent: the input does not fit, or would do what nobody means. */
export class InvalidInput extends Failure("InvalidInput", "", { ...told, attempts: 0 })<
  Told,
  [fields: Partial<Told> & { readonly message: string }]
> {}

/** What every call can fail with, besides what its endpoint declares. */
export type CallError =
  | Unauthorized
  | Forbidden
  | TooManyRequests
  | ServerError
  | TransportError
  | TimedOut
  | RouteNotFound
  | UnexpectedResponse
  | InvalidInput

// ---- categories ------------------------------------------------------------------------------------------

/** Whether this failure may pass by itself: worth another try later, of a call that may be repeated. */
export const isRetryable = (error: { readonly _tag: string }): boolean =>
  error._tag === "TooManyRequests" ||
  error._tag === "TransportError" ||
  error._tag === "TimedOut" ||
  // Sound: only ServerError bears this tag here, and it has a status.
  (error._tag === "ServerError" && [502, 503, 504].includes((error as ServerError).status))

/** Whether the object is there already or was changed by somebody else. */
export const isConflict = (error: { readonly _tag: string; readonly status?: number }): boolean =>
  error.status === 409 ||
  error.status === 412 ||
  ["NameExists", "UidTaken", "VersionMismatch"].includes(error._tag)

/** Whether the credential is missing, wrong, or lacks a permission. */
export const isAuth = (error: { readonly _tag: string }): error is Unauthorized | Forbidden =>
  error._tag === "Unauthorized" || error._tag === "Forbidden"

/**
 * Whether a write that failed so may have been carried out all the same: look before sending it again.
 * A read has no such doubt, whatever it failed with.
 */
export const isOutcomeUnknown = (error: { readonly _tag: string; readonly outcome?: Outcome }): boolean =>
  error.outcome === "unknown" || error._tag === "ServerError" || error._tag === "UnexpectedResponse"
