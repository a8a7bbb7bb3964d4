import * as Predicate from "effect/Predicate"
import { parsed } from "./json.js"

/** What Grafana says in an error's body. It has some seventeen shapes; none of them may lose its message. */
export interface ErrorBody {
  readonly said: {
    readonly message: string | undefined
    readonly messageId: string | undefined
    readonly traceID: string | undefined
    /** Parsed JSON, else the text. */
    readonly body: unknown
  }
  /** The body's own `status`, a word: `version-mismatch`. */
  readonly bodyStatus: string | undefined
  /** Whether this is a web page: a proxy or a login form answered, and not Grafana's API. */
  readonly html: boolean
}

export const readErrorBody = (source: string, contentType = ""): ErrorBody => {
  const body = parsed(source)
  if (!Predicate.isReadonlyRecord(body)) {
    const html = /html/i.test(contentType) || /^\s*<(!doctype|html)/i.test(source)
    const message = body === undefined && !html ? source.trim().slice(0, 500) : title(source)
    return told({ message }, body ?? source.slice(0, 65_536), html)
  }
  return told(body, body, false)
}

const told = (fields: Readonly<Record<string, unknown>>, body: unknown, html: boolean): ErrorBody => {
  const { details, error, kind, message, messageId, results, status, traceID } = fields
  // Under /apis the messageId stands in details.uid of a Status.
  const uid = kind === "Status" && Predicate.isReadonlyRecord(details) ? details["uid"] : undefined
  return {
    said: {
      message: text(message) ?? errorText(error) ?? queryError(results),
      messageId: text(messageId) ?? text(uid),
      traceID: text(traceID),
      body
    },
    bodyStatus: text(status),
    html
  }
}

const errorText = (error: unknown): string | undefined =>
  text(error) ??
  (Predicate.isReadonlyRecord(error)
    ? (text(error["message"]) ?? text(error["reason"]) ?? text(error["id"]))
    : undefined)

/** A failed query answers 400 with a result for each query and no message. */
const queryError = (results: unknown): string | undefined => {
  if (!Predicate.isReadonlyRecord(results)) return undefined
  for (const [refId, result] of Object.entries(results)) {
    const error = Predicate.isReadonlyRecord(result) ? text(result["error"]) : undefined
    if (error !== undefined) return `${refId}: ${error}`
  }
  return undefined
}

const title = (html: string): string => /<title>([^<]*)<\/title>/i.exec(html)?.[1]?.trim() ?? ""

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined
