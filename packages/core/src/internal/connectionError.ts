import type { Outcome } from "../GrafanaError.js"
import type { TransportFailure } from "../Transport.js"
import { codeOf, noResponse, parserErrors } from "./noResponse.js"

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

/** A failure in the words of its reason. */
export const failure = (reason: Reason, outcome: Outcome, cause?: unknown): TransportFailure =>
  noResponse(reason, outcome, words[reason], cause)
