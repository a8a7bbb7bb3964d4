import { TransportFailure } from "../Transport.js"
import type { Outcome } from "../GrafanaError.js"

type Reason = TransportFailure["reason"]

/** What the error codes of operating systems, TLS libraries, zlib and undici say. */
const codes: ReadonlyArray<readonly [RegExp, Reason]> = [
  [/^(ENOTFOUND|EAI_AGAIN)$/, "Dns"],
  [/^(ECONNREFUSED|EADDRNOTAVAIL|E(HOST|NET)(DOWN|UNREACH))$/, "Connect"],
  [/^UND_ERR_CONNECT_TIMEOUT$/, "ConnectTimeout"],
  [/^(ECONN(RESET|ABORTED)|EPIPE|ETIMEDOUT|UND_ERR_(SOCKET|CLOSED|DESTROYED))$/, "Closed"],
  [/^(HPE_|UND_ERR_(RES_CONTENT|HEADERS_OVERFLOW))/, "Protocol"],
  [/CERT|TLS|SSL|^(UNABLE_TO_|HOSTNAME_|INVALID_|EPROTO$)/, "Tls"],
  [/^Z_/, "Encoding"]
]

const words: Readonly<Record<Reason, string>> = {
  BodyTooLarge: "response too large",
  Closed: "connection closed early",
  Connect: "no connection",
  ConnectTimeout: "no connection in time",
  Credential: "no credential",
  Dns: "host name not resolved",
  Encoding: "response cannot be decompressed",
  Other: "request failed",
  Protocol: "response is not HTTP",
  Timeout: "no response in time",
  Tls: "no TLS connection"
}

/** Why a connection failed. */
export const reasonOf = (error: unknown): Reason => {
  const code = codeOf(error)
  if (code === undefined) return parserErrors(error).length > 0 ? "Protocol" : "Other"
  return codes.find(([pattern]) => pattern.test(code))?.[1] ?? "Other"
}

/** Whether an error proves that no request was sent, by whatever client. */
export const neverConnected = (error: unknown): boolean => {
  const code = codeOf(error) ?? ""
  // A certificate that was refused here; an alert of the server may come after the request.
  return (
    code === "ECONNREFUSED" ||
    (/^(Dns|ConnectTimeout|Tls)$/.test(reasonOf(error)) && !/^(EPROTO$|ERR_SSL_)/.test(code))
  )
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
export const failure = (
  reason: Reason,
  outcome: Outcome,
  cause?: unknown,
  message = words[reason]
): TransportFailure => {
  const code = codeOf(cause)
  // The bytes that could not be read may hold a cookie.
  for (const error of parserErrors(cause)) Object.assign(error, { data: undefined })
  return new TransportFailure({
    reason,
    outcome,
    message: code === undefined ? message : `${message} (${code})`,
    cause
  })
}

/** The body is above the bound of its request. */
export const bodyTooLarge = (maxBodyBytes: number): TransportFailure =>
  failure("BodyTooLarge", "unknown", undefined, `response larger than ${maxBodyBytes} bytes`)
