/** What a response means for an endpoint: a success, one of its declared errors, or an error of every call. */
import type { Contract } from "../Endpoint.js"
import {
  Forbidden,
  RouteNotFound,
  ServerError,
  TooManyRequests,
  Unauthorized,
  UnexpectedResponse
} from "../GrafanaError.js"
import type { TransportResponse } from "../Transport.js"
import type { ErrorCase, Wire } from "./apiError.js"
import type { Codec } from "./codec.js"
import { readErrorBody, type ErrorBody } from "./errorBody.js"
import { allowed } from "./headers.js"
import { Refused } from "./refused.js"
import { readRetryAfter } from "./retryAfter.js"

export interface Accepted {
  readonly _tag: "Accepted"
  readonly value: unknown
  readonly text: string
}

export interface Rejected {
  readonly _tag: "Rejected"
  readonly error: unknown
  /** Whether the endpoint's contract says that another try may succeed. */
  readonly passing: boolean
}

/** What an error is told besides the response. */
interface Asked {
  readonly contract: Contract
  readonly attempts: number
  /** Epoch milliseconds, for a `Retry-After` that is a date. */
  readonly now: number
}

export const readAnswer = (codec: Codec, response: TransportResponse, asked: Asked): Accepted | Rejected => {
  const { contract } = asked
  const { status } = response
  const inRange =
    contract.statuses === undefined ? status >= 200 && status < 300 : contract.statuses.includes(status)
  const text = contract.response === "bytes" ? "" : asText(response.body)
  if (inRange && codec.claimed.has(status)) {
    const claimed = declared(status, readErrorBody(text, response.headers["content-type"]), asked)
    if (claimed !== undefined) return claimed
  }
  if (!inRange) return failureOf(text, response, asked)
  const read = codec.accept(parseSuccess(contract, text, response))
  if (!(read instanceof Refused)) return { _tag: "Accepted", value: read.value, text }
  return status >= 400
    ? failureOf(text, response, asked)
    : reject(misfit(read.message, text, response, asked))
}

const reject = (error: unknown, passing = false): Rejected => ({ _tag: "Rejected", error, passing })

const decoder = new TextDecoder()
const asText = (body: string | Uint8Array): string => (typeof body === "string" ? body : decoder.decode(body))

const notJson = Symbol.for("@effect-grafana/core/notJson")

const parseSuccess = (contract: Contract, text: string, { body, headers }: TransportResponse): unknown => {
  if (contract.success === undefined) return undefined
  if (contract.response === "bytes") return typeof body === "string" ? new TextEncoder().encode(body) : body
  if (contract.response === "text") return text
  if (contract.response === "auto" && !/json/i.test(headers["content-type"] ?? "")) return text
  if (text === "") return undefined
  try {
    return JSON.parse(text)
  } catch {
    return contract.response === "auto" ? text : notJson
  }
}

const misfit = (issue: string, text: string, response: TransportResponse, { attempts, contract }: Asked) => {
  const html = readErrorBody(text, response.headers["content-type"]).html
  return new UnexpectedResponse({
    operation: contract.operation,
    attempts,
    status: response.status,
    reason: html ? "not Grafana" : "body",
    headers: allowed(response.headers),
    body: text.slice(0, 65_536),
    message: html
      ? "a web page answered: is a proxy or a login form in front of Grafana?"
      : `the ${response.status} answer does not fit: ${issue}`
  })
}

// ---- errors ----------------------------------------------------------------------------------------------

const failureOf = (text: string, response: TransportResponse, asked: Asked): Rejected => {
  const { status } = response
  const said = readErrorBody(text, response.headers["content-type"])
  const own = said.html ? undefined : declared(status, said, asked)
  if (own !== undefined) return own
  const fields = fieldsOf(status, said, asked)
  if (status === 401) return reject(new Unauthorized(fields))
  if (status === 403) return reject(new Forbidden(fields))
  const retryAfter = readRetryAfter(response.headers["retry-after"], asked.now)
  if (status === 429) return reject(new TooManyRequests({ ...fields, retryAfter }))
  if (status >= 500) return reject(new ServerError({ ...fields, retryAfter }))
  if (status === 404 && isMissingRoute(said)) return reject(new RouteNotFound(fields))
  return reject(undeclared(text, said, response, asked))
}

const fieldsOf = (status: number, said: ErrorBody, { attempts, contract }: Asked) => ({
  operation: contract.operation,
  attempts,
  status,
  message: said.message ?? `${status} without a message`,
  messageId: said.messageId,
  traceID: said.traceID,
  body: said.body
})

/** Grafana's words for a path that it does not serve; under /apis plain text. */
const isMissingRoute = (said: ErrorBody): boolean =>
  said.message === "Not found" || said.message === "404 page not found"

/** Of the errors that the endpoint declares, the one that fits most closely. */
const declared = (status: number, said: ErrorBody, asked: Asked): Rejected | undefined => {
  let best: { readonly it: ErrorCase<unknown>; readonly wire: Wire; readonly score: number } | undefined
  for (const it of asked.contract.errors) {
    for (const wire of it.wires) {
      const score = wire.status === status ? closeness(wire, said) : 0
      if (score > (best?.score ?? 0)) best = { it, wire, score }
    }
  }
  if (best === undefined) return undefined
  const fields = fieldsOf(status, said, asked)
  if (best.score > 1 || status !== 404 || !isMissingRoute(said))
    return reject(new best.it.error(fields), best.wire.passing)
  return reject(
    best.wire.ambiguous ? new best.it.error({ ...fields, possiblyRoute: true }) : new RouteNotFound(fields)
  )
}

/** 0: does not fit; 1: only the status is named; more: each word that is named and said. */
const closeness = (wire: Wire, said: Omit<ErrorBody, "body" | "html" | "traceID">): number => {
  let score = 1
  if (wire.messageId !== undefined) {
    if (wire.messageId !== said.messageId) return 0
    score += 4
  }
  if (wire.bodyStatus !== undefined) {
    if (wire.bodyStatus !== said.bodyStatus) return 0
    score += 3
  }
  if (wire.message !== undefined) {
    const fits =
      typeof wire.message === "string" ? wire.message === said.message : wire.message.test(said.message ?? "")
    if (!fits) return 0
    score += 2
  }
  return score
}

const undeclared = (
  text: string,
  said: ErrorBody,
  response: TransportResponse,
  { attempts, contract }: Asked
) => {
  const { headers, status } = response
  const elsewhere = status >= 300 && status < 400 && /\/login\b|^https?:/i.test(headers["location"] ?? "")
  const notGrafana = said.html || elsewhere
  return new UnexpectedResponse({
    operation: contract.operation,
    attempts,
    status,
    reason: notGrafana ? "not Grafana" : "status",
    headers: allowed(headers),
    body: text.slice(0, 65_536),
    message: `${status}${said.message === undefined ? "" : `: ${said.message}`}`
  })
}
