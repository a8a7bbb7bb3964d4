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
  // Only a proxy that is asked for a tunnel has a clock on its headers.
  const late = code === "UND_ERR_HEADERS_TIMEOUT" || (code === "ETIMEDOUT" && !started)
  return failure(late ? "ConnectTimeout" : reasonOf(code), outcome, error)
}
