import { TransportFailure } from "../Transport.js"
import type { Outcome } from "../GrafanaError.js"

type Reason = TransportFailure["reason"]

/** What the error codes of operating systems, TLS libraries, zlib and undici say. */
const reasons: Readonly<Record<string, Reason>> = {
  ENOTFOUND: "Dns",
  EAI_AGAIN: "Dns",
  ECONNREFUSED: "Connect",
  EHOSTUNREACH: "Connect",
  ENETUNREACH: "Connect",
  EADDRNOTAVAIL: "Connect",
  EHOSTDOWN: "Connect",
  ENETDOWN: "Connect",
  UND_ERR_CONNECT_TIMEOUT: "ConnectTimeout",
  ECONNRESET: "Closed",
  ECONNABORTED: "Closed",
  EPIPE: "Closed",
  ETIMEDOUT: "Closed",
  UND_ERR_SOCKET: "Closed",
  UND_ERR_CLOSED: "Closed",
  UND_ERR_DESTROYED: "Closed",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "Protocol",
  UND_ERR_HEADERS_OVERFLOW: "Protocol",
  UND_ERR_PRX_TLS: "Tls",
  EPROTO: "Tls",
  DEPTH_ZERO_SELF_SIGNED_CERT: "Tls",
  HOSTNAME_MISMATCH: "Tls",
  INVALID_CA: "Tls",
  INVALID_PURPOSE: "Tls",
  SELF_SIGNED_CERT_IN_CHAIN: "Tls"
}

const families: ReadonlyArray<readonly [prefix: string, reason: Reason]> = [
  ["ERR_TLS_", "Tls"],
  ["ERR_SSL_", "Tls"],
  ["CERT_", "Tls"],
  ["UNABLE_TO_", "Tls"],
  ["HPE_", "Protocol"],
  ["Z_", "Encoding"]
]

const words: Readonly<Record<Reason, string>> = {
  BodyTooLarge: "The response body is too large",
  Closed: "The connection was closed before the response was whole",
  Connect: "The connection could not be made",
  ConnectTimeout: "The connection was not made in time",
  Credential: "The credential could not be had",
  Dns: "The host name could not be resolved",
  Encoding: "The response could not be decompressed",
  Other: "The request failed",
  Protocol: "The response is not valid HTTP",
  Timeout: "The response did not come in time",
  Tls: "The TLS connection could not be made"
}

/** Why a connection failed. */
export const reasonOf = (error: unknown): Reason => {
  const code = codeOf(error)
  if (code === undefined) return parserErrors(error).length > 0 ? "Protocol" : "Other"
  return reasons[code] ?? families.find(([prefix]) => code.startsWith(prefix))?.[1] ?? "Other"
}

/** Whether an error proves that no request was sent, by whatever client. */
export const neverConnected = (error: unknown): boolean => {
  const code = codeOf(error)
  const reason = reasonOf(error)
  if (reason === "Dns" || reason === "ConnectTimeout" || code === "ECONNREFUSED") return true
  // A certificate that was refused here; an alert of the server may come after the request.
  return reason === "Tls" && code !== "EPROTO" && code?.startsWith("ERR_SSL_") === false
}

/** The first `code` of an error and its causes. */
export const codeOf = (error: unknown): string | undefined => {
  for (const each of causes(error)) if ("code" in each && typeof each.code === "string") return each.code
  return undefined
}

const causes = (error: unknown): ReadonlyArray<object> => {
  const found: Array<object> = []
  let at = error
  while (typeof at === "object" && at !== null && !found.includes(at)) {
    found.push(at)
    at = "cause" in at ? at.cause : undefined
  }
  return found
}

/** undici's, some of which have no code (7.30). */
const parserErrors = (error: unknown): ReadonlyArray<object> =>
  causes(error).filter((each) => each instanceof Error && each.name === "HTTPParserError")

/** A failure in plain words: nothing of the request or of the error's own text gets into its message. */
export const failure = (reason: Reason, outcome: Outcome, cause?: unknown): TransportFailure => {
  const code = codeOf(cause)
  // The bytes that could not be read may hold a cookie.
  for (const error of parserErrors(cause)) Object.assign(error, { data: undefined })
  return new TransportFailure({
    reason,
    outcome,
    message: code === undefined ? words[reason] : `${words[reason]} (${code})`,
    cause
  })
}

/** The body is above the bound of its request. */
export const bodyTooLarge = (maxBodyBytes: number): TransportFailure =>
  new TransportFailure({
    reason: "BodyTooLarge",
    outcome: "unknown",
    message: `The response body is larger than ${maxBodyBytes} bytes`
  })
