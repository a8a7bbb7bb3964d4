/** What a response means for an endpoint: a success, one of its declared errors, or an error of every call. */
import type { Contract } from "../Endpoint.js"
import {
  type Answered,
  type CallError,
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
import { readErrorBody } from "./errorBody.js"
import { allowed } from "./headers.js"
import { refusal } from "./refused.js"
import { readRetryAfter } from "./retryAfter.js"

export interface Answer {
  readonly value: unknown
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

export interface Rejected {
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

export const readAnswer = (codec: Codec, response: TransportResponse, asked: Asked): Answer | Rejected => {
  const { response: form, statuses, success } = asked.contract
  const { body, headers, status } = response
  const text = form === "bytes" ? "" : typeof body === "string" ? body : decoder.decode(body)
  if (!(statuses === undefined ? status >= 200 && status < 300 : statuses.includes(status)))
    return failureOf(text, response, asked)
  if (codec.claimed.has(status)) {
    const claimed = declared(told(text, response, asked), asked.contract)
    if (claimed !== undefined) return claimed
  }
  // No schema tells such a success from the page of a login form or a proxy.
  if (success === undefined && status < 300 && text !== "" && told(text, response, asked).html)
    return failureOf(text, response, asked, "")
  try {
    return { value: codec.accept(body, text, headers["content-type"] ?? ""), status, headers, text }
  } catch (thrown) {
    const misfit = `the body does not fit: ${refusal(thrown).message}`
    return failureOf(text, response, asked, status >= 400 ? undefined : misfit)
  }
}

const decoder = new TextDecoder()

// ---- errors ----------------------------------------------------------------------------------------------

/** What a failure tells, and what else it is told apart by. */
interface Told {
  readonly fields: Answered & { readonly message: string }
  readonly bodyStatus: string | undefined
  readonly html: boolean
}

const told = (text: string, { headers, status }: TransportResponse, asked: Asked): Told => {
  const { said, ...apart } = readErrorBody(text, headers["content-type"])
  const { attempts, contract } = asked
  const message = said.message ?? `${status} without a message`
  return { fields: { operation: contract.operation, attempts, status, ...said, message }, ...apart }
}

/** `misfit`: what is wrong with the body of a success. */
const failureOf = (text: string, response: TransportResponse, asked: Asked, misfit?: string): Rejected => {
  const it = told(text, response, asked)
  if (misfit !== undefined) return rejected(unexpected(it, text, response, misfit))
  const known = it.html ? undefined : declared(it, asked.contract)
  return known ?? rejected(usual(it, response, asked.now) ?? unexpected(it, text, response, misfit))
}

const rejected = (error: unknown, passing = false): Rejected => ({ error, passing })

/** Of the errors that the endpoint declares, the one that fits most closely. */
const declared = (it: Told, { errors }: Contract): Rejected | undefined => {
  let best:
    | { readonly error: ErrorCase<unknown>["error"]; readonly wire: Wire; readonly score: number }
    | undefined
  for (const { error, wires } of errors) {
    for (const wire of wires) {
      const score = closeness(wire, it)
      if (score > (best?.score ?? 0)) best = { error, wire, score }
    }
  }
  if (best === undefined) return undefined
  const { error: Declared, score, wire } = best
  const { fields } = it
  if (score > 1 || !isMissingRoute(it)) return rejected(new Declared(fields), wire.passing)
  return rejected(
    wire.ambiguous ? new Declared({ ...fields, possiblyRoute: true }) : new RouteNotFound(fields)
  )
}

/** 0: does not fit; 1: only the status is named; more: each word that is named and said. */
const closeness = (wire: Wire, { bodyStatus, fields }: Told): number => {
  let score = 0
  for (const [named, said, worth] of [
    [wire.status, fields.status, 1],
    [wire.message, fields.message, 2],
    [wire.bodyStatus, bodyStatus, 3],
    [wire.messageId, fields.messageId, 4]
  ] as const) {
    if (named === undefined) continue
    if (!(named instanceof RegExp ? named.test(fields.message) : named === said)) return 0
    score += worth
  }
  return score
}

/** Grafana's words for a path that it does not serve; under /apis plain text. */
const isMissingRoute = ({ fields: { message, status } }: Told): boolean =>
  status === 404 && (message === "Not found" || message === "404 page not found")

/** The error of every call that a status stands for. */
const usual = (it: Told, { headers, status }: TransportResponse, now: number): CallError | undefined => {
  const { fields } = it
  if (status === 401) return new Unauthorized(fields)
  if (status === 403) return new Forbidden(fields)
  if (isMissingRoute(it)) return new RouteNotFound(fields)
  const throttled = { ...fields, retryAfter: readRetryAfter(headers["retry-after"], now) }
  if (status === 429) return new TooManyRequests(throttled)
  return status >= 500 ? new ServerError(throttled) : undefined
}

const unexpected = (
  { fields: { attempts, message, operation }, html }: Told,
  text: string,
  { headers, status }: TransportResponse,
  misfit: string | undefined
): UnexpectedResponse => {
  const elsewhere = status >= 300 && status < 400 && /\/login\b|^https?:/i.test(headers["location"] ?? "")
  return new UnexpectedResponse({
    operation,
    attempts,
    status,
    reason: html || elsewhere ? "not Grafana" : misfit === undefined ? "status" : "body",
    headers: allowed(headers),
    body: text.slice(0, 65_536),
    message: html
      ? `${status}: a web page: is a proxy or a login form in front of Grafana?`
      : `${status}: ${misfit ?? message}`
  })
}
