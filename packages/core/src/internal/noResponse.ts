import * as Predicate from "effect/Predicate"
import type { Outcome } from "../GrafanaError.js"
import { TransportFailure } from "../Transport.js"

/** A failure in plain words: nothing of the request or of an error's own text gets into its message. */
export const noResponse = (
  reason: TransportFailure["reason"],
  outcome: Outcome,
  words: string,
  cause?: unknown
): TransportFailure => {
  const code = codeOf(cause)
  // The bytes that could not be read may hold a cookie.
  for (const error of parserErrors(cause)) Object.assign(error, { data: undefined })
  return new TransportFailure({
    reason,
    outcome,
    message: code === undefined ? words : `${words} (${code})`,
    cause
  })
}

/** The body is above the bound of its request. */
export const bodyTooLarge = (maxBodyBytes: number): TransportFailure =>
  noResponse("BodyTooLarge", "unknown", `response larger than ${maxBodyBytes} bytes`)

/** The first `code` of an error and its causes. */
export const codeOf = (error: unknown): string | undefined =>
  causes(error)
    .map((each) => each.code)
    .find(Predicate.isString)

/** undici's, some of which have no code (7.30). */
export const parserErrors = (error: unknown): ReadonlyArray<object> =>
  causes(error).filter(({ name }) => name === "HTTPParserError")

interface Cause {
  readonly name?: unknown
  readonly code?: unknown
  readonly cause?: unknown
}

const causes = (error: unknown, found: ReadonlyArray<Cause> = []): ReadonlyArray<Cause> =>
  isCause(error) && !found.includes(error) ? causes(error.cause, [...found, error]) : found

const isCause: (error: unknown) => error is Cause = Predicate.isObject
