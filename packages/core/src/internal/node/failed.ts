import { errors } from "undici"
import { TransportFailure } from "../../Transport.js"
import { codeOf, failure, reasonOf } from "../connectionError.js"

/** The failure that an error of undici stands for; `started`: the request may have been written. */
export const failed = (error: unknown, started: boolean): TransportFailure => {
  const refusal = refusedByProxy(error)
  if (refusal !== undefined) return refusal
  // The bytes that could not be read may hold a cookie.
  if (error instanceof errors.HTTPParserError) Object.assign(error, { data: undefined })
  const code = codeOf(error)
  const outcome = started ? "unknown" : "not sent"
  if (code === "ETIMEDOUT" && !started) return failure("ConnectTimeout", outcome, error)
  // Only a proxy that is asked for a tunnel has a clock on its headers.
  if (code === "UND_ERR_HEADERS_TIMEOUT") return failure("ConnectTimeout", outcome, error)
  if (code === "UND_ERR_SOCKET" && /^bad (response|upgrade)$/.test(messageOf(error))) {
    return failure("Protocol", outcome, error)
  }
  return failure(reasonOf(code), outcome, error)
}

/** A proxy that answers for itself has not passed the request on. */
const refusedByProxy = (error: unknown): TransportFailure | undefined => {
  const status = /^Proxy (?:response|Authentication Required) \((\d+)\)/.exec(messageOf(error))?.[1]
  return status === undefined
    ? undefined
    : new TransportFailure({
        reason: "Connect",
        outcome: "not sent",
        message: `The proxy refused to connect (${status})`,
        cause: error
      })
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : "")
