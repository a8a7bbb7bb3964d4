/** What the error of a platform tells of a request that got no response. */
import type { Outcome } from "./GrafanaError.js"
import { failure, neverConnected, reasonOf } from "./internal/connectionError.js"
import { codeOf, noResponse } from "./internal/noResponse.js"
import type { TransportFailure } from "./Transport.js"

/** Reads an error. `outcome` is "not sent" where the client knows so already. */
export type Reading = (error: unknown, outcome: Outcome) => TransportFailure

/** Tells only what surely was not sent (`Connect`) from all else (`Other`); unless told. */
export const plain: Reading = (error, outcome) =>
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT)$/.test(codeOf(error) ?? "")
    ? noResponse("Connect", "not sent", "no connection", error)
    : noResponse("Other", outcome, "request failed", error)

/**
 * Reads the codes of operating systems, TLS libraries, zlib and undici, so that a failure has its own reason: `Dns`,
 * `Tls`, `Closed` and so on. For fetch and others on Node; browsers give no codes.
 */
export const byCode: Reading = (error, outcome) =>
  failure(reasonOf(error), neverConnected(error) ? "not sent" : outcome, error)
