import { errors } from "undici"
import { TransportFailure } from "../../Transport.js"
import { codeOf, failure, reasonOf } from "../connectionError.js"
import { ProxyRefusal } from "./route.js"

/** The failure that an error of undici stands for; `started`: the request may have been written. */
export const failed = (error: unknown, started: boolean): TransportFailure => {
  if (error instanceof ProxyRefusal) {
    return new TransportFailure({ reason: "Connect", outcome: "not sent", message: error.message })
  }
  const outcome = started ? "unknown" : "not sent"
  if (error instanceof errors.HTTPParserError) {
    // The bytes that could not be read may hold a cookie.
    return failure("Protocol", outcome, Object.assign(error, { data: undefined }))
  }
  const code = codeOf(error)
  return failure(reasonOfCode(code, started), outcome, error)
}

const reasonOfCode = (code: string | undefined, started: boolean): TransportFailure["reason"] => {
  // Only a proxy that is asked for a tunnel has a clock on its headers.
  if (code === "UND_ERR_HEADERS_TIMEOUT") return "ConnectTimeout"
  if (!started && code === "ETIMEDOUT") return "ConnectTimeout"
  if (!started && code === "ECONNRESET") return "Connect"
  return reasonOf(code)
}
