/** What a fault looks like on the wire, whatever the wire is. */
import { json, message, text, unauthorized, type FakeRequest, type FakeResponse } from "../fake/message.js"
import type { Alteration, ListAlteration, StandIn } from "./fault.js"
import { pathOf } from "./where.js"

/** What comes over the wire in place of the server's answer, or of it. */
export type Wire =
  | Answer
  | { readonly _tag: "Late"; readonly millis: number; readonly answer: Answer }
  /** The connection is reset without an answer. */
  | { readonly _tag: "Reset" }
  /** Nothing comes, and the connection stays. */
  | { readonly _tag: "Silence" }
  /** Headers and a part of the body come, and the connection stays. */
  | { readonly _tag: "Stall"; readonly answer: Answer; readonly sent: string }
  /** Headers and a part of the body come, and the connection closes. */
  | { readonly _tag: "Cut"; readonly answer: Answer; readonly sent: string }
  | { readonly _tag: "Bomb"; readonly bytes: number }

/** A whole response. */
export interface Answer extends FakeResponse {
  readonly _tag: "Answer"
}

export const answer = ({ body, headers, status }: FakeResponse): Answer => ({
  _tag: "Answer",
  status,
  headers,
  body
})

// ---- in place of the answer ------------------------------------------------------------------------------

export const standIn = (fault: StandIn, request: FakeRequest, now: number): Wire => {
  switch (fault._tag) {
    case "Status":
      return answer(fault)
    case "RetryAfter":
      return later(fault, now)
    case "StalledHeaders":
      return { _tag: "Silence" }
    case "Reset":
      return { _tag: "Reset" }
    case "Html":
      return answer(text(fault.status, page, "text/html; charset=utf-8"))
    case "GzipBomb":
      return { _tag: "Bomb", bytes: fault.bytes }
    case "DatabaseLocked":
      return answer(locked(pathOf(request)))
    case "Unauthorized":
      return answer(unauthorized())
    case "PreconditionFailed":
      return answer(changed)
  }
}

const page = "<!doctype html><html><head><title>Log in</title></head><body>Log in</body></html>"

const changed = json(412, {
  message: "The dashboard has been changed by someone else",
  status: "version-mismatch"
})

const later = (fault: Extract<StandIn, { readonly _tag: "RetryAfter" }>, now: number): Answer => {
  const date = now + fault.skewMillis
  const value = fault.as === "seconds" ? String(fault.afterMillis / 1000) : httpDate(date + fault.afterMillis)
  const { body, headers, status } = message(fault.status, "Come back later")
  return answer({ status, body, headers: { ...headers, "retry-after": value, date: httpDate(date) } })
}

const httpDate = (millis: number): string => new Date(millis).toUTCString()

const locked = (path: string): FakeResponse => {
  const words = "database is locked"
  if (path.startsWith("/apis/")) {
    return json(500, {
      kind: "Status",
      apiVersion: "v1",
      metadata: {},
      status: "Failure",
      message: words,
      code: 500
    })
  }
  if (path.startsWith("/api/folders")) return message(500, `Folder API error: ${words}`)
  if (path.startsWith("/api/dashboards")) return message(500, `Dashboard API error: ${words}`)
  return message(500, words)
}

// ---- done to the answer ----------------------------------------------------------------------------------

export const altered = (
  fault: Exclude<Alteration, ListAlteration>,
  response: FakeResponse,
  now: number
): Wire => {
  const whole = answer(response)
  const half = response.body.slice(0, response.body.length >> 1)
  switch (fault._tag) {
    case "Latency":
      return { _tag: "Late", millis: fault.millis, answer: whole }
    // Of an answer without a body nothing can be held back but all of it.
    case "StalledBody":
      return response.body === "" ? { _tag: "Silence" } : { _tag: "Stall", answer: whole, sent: half }
    case "Truncated":
      if (fault.contentLength === "cut") return { ...whole, body: half }
      return response.body === "" ? { _tag: "Reset" } : { _tag: "Cut", answer: whole, sent: half }
    case "CorruptJson":
      return { ...whole, body: `${half}\u0000${response.body.slice(half.length + 1)}` }
    case "ContentType":
      return withHeader(whole, "content-type", fault.contentType)
    case "ClockSkew":
      return withHeader(whole, "date", httpDate(now + fault.millis))
  }
}

const withHeader = (to: Answer, name: string, value: string): Answer => ({
  ...to,
  headers: { ...to.headers, [name]: value }
})
