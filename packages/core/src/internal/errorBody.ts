import * as Predicate from "effect/Predicate"

/** Reads what Grafana says in an error's body. It has some seventeen shapes; none of them may lose its message. */
export interface ErrorBody {
  readonly message: string | undefined
  readonly messageId: string | undefined
  /** The body's own `status`, a word: `version-mismatch`. */
  readonly bodyStatus: string | undefined
  readonly traceID: string | undefined
  /** Parsed JSON, else the text. */
  readonly body: unknown
  /** Whether this is a web page: a proxy or a login form answered, and not Grafana's API. */
  readonly html: boolean
}

const bound = 65_536

export const readErrorBody = (text: string, contentType: string | undefined): ErrorBody => {
  const json = parse(text)
  if (Predicate.isReadonlyRecord(json)) return fromRecord(json)
  const html = /html/i.test(contentType ?? "") || /^\s*<(!doctype|html)/i.test(text)
  const message = json === undefined && !html ? text.trim().slice(0, 500) : title(text)
  return {
    ...silent,
    message: message === "" ? undefined : message,
    body: json ?? text.slice(0, bound),
    html
  }
}

const silent = { message: undefined, messageId: undefined, bodyStatus: undefined, traceID: undefined }

const fromRecord = (body: Readonly<Record<string, unknown>>): ErrorBody => {
  const details = Predicate.isReadonlyRecord(body["details"]) ? body["details"] : {}
  return {
    message: text(body["message"]) ?? errorText(body["error"]) ?? queryError(body["results"]),
    // Under /apis the messageId stands in details.uid of a Status.
    messageId: text(body["messageId"]) ?? (body["kind"] === "Status" ? text(details["uid"]) : undefined),
    bodyStatus: text(body["status"]),
    traceID: text(body["traceID"]),
    body,
    html: false
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

const parse = (source: string): unknown => {
  try {
    return JSON.parse(source)
  } catch {
    return undefined
  }
}
