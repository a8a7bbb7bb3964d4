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

/** Why a connection failed, by the code of its error. */
export const reasonOf = (code: string | undefined): Reason =>
  code === undefined
    ? "Other"
    : (reasons[code] ?? families.find(([prefix]) => code.startsWith(prefix))?.[1] ?? "Other")

/** Whether an error of this code proves that no request was sent, by whatever client. */
export const neverConnected = (code: string | undefined): boolean => {
  const reason = reasonOf(code)
  if (reason === "Dns" || reason === "ConnectTimeout" || code === "ECONNREFUSED") return true
  // A certificate that was refused here; an alert of the server may come after the request.
  return reason === "Tls" && code !== "EPROTO" && code?.startsWith("ERR_SSL_") === false
}

/** The first `code` on an error or on its causes. */
export const codeOf = (error: unknown): string | undefined => {
  let at = error
  for (let depth = 0; depth < 5 && typeof at === "object" && at !== null; depth++) {
    if ("code" in at && typeof at.code === "string") return at.code
    at = "cause" in at ? at.cause : undefined
  }
  return undefined
}

/** A failure in plain words: nothing of the request or of the error's own text gets into its message. */
export const failure = (reason: Reason, outcome: Outcome, cause?: unknown): TransportFailure => {
  const code = codeOf(cause)
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
