import { TransportFailure } from "../../Transport.js"
import { failure, reasonOf } from "../connectionError.js"
import { codeOf } from "../noResponse.js"
import { ProxyRefusal } from "./route.js"

/** The failure that an error of undici stands for; `started`: the request may have been written. */
export const failed = (error: unknown, started: boolean): TransportFailure =>
  error instanceof ProxyRefusal
    ? new TransportFailure({ reason: "Connect", outcome: "not sent", message: error.message })
    : started
      ? failure(reasonOf(error), "unknown", error)
      : failure(reasonUnsent(error), "not sent", error)

const reasonUnsent = (error: unknown): TransportFailure["reason"] => {
  switch (codeOf(error)) {
    case "ECONNRESET":
      return "Connect"
    case "ETIMEDOUT":
    // Only a proxy that is asked for a tunnel has a clock on its headers.
    case "UND_ERR_HEADERS_TIMEOUT":
      return "ConnectTimeout"
    default:
      return reasonOf(error)
  }
}
