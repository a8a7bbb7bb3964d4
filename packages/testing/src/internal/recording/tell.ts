/** An exchange as it is recorded: without secrets. */
import type { TransportRequest, TransportResponse } from "@effect-grafana/core/Transport"
import type { Exchange } from "../../Recording.js"
import { meantHeaders, secretHeaders, sentText } from "./asked.js"
import { editBody, editPath, type Edit } from "./places.js"
import type { Scrubber } from "./scrub.js"

/** An exchange as it took place. */
export interface Happened {
  readonly element: string
  /** What its name begins with. */
  readonly number: number
  readonly request: TransportRequest
  readonly response: TransportResponse
}

/** Gives an exchange its recorded form, without what the scrubber takes out. */
export const tell = (scrubber: Scrubber, happened: Happened): Exchange => {
  const { headers, origin } = happened.request
  scrubber.know(origin, secretHeaders(headers))
  // First all secrets, then none: what one field names, another may hold without a name.
  written(scrubber.learn, happened)
  return written(scrubber.scrub, happened)
}

const written = (edit: Edit, { element, number, request, response }: Happened): Exchange => {
  const path = editPath(request.path, edit)
  const headers = meantHeaders(request.headers).map(([name, value]) => [name, edit(value)] as const)
  const body = sentBody(request, edit)
  return {
    element,
    name: `${number} ${request.method} ${path.replace(/\?.*/s, "")}`,
    request: {
      // Sound: the client sends no other method than an endpoint's, and these are all.
      method: request.method as Exchange["request"]["method"],
      path,
      auth: who(request),
      ...(headers.length === 0 ? {} : { headers: Object.fromEntries(headers) }),
      ...(body === undefined ? {} : { body })
    },
    ...answer(response, edit)
  }
}

const who = ({ headers }: TransportRequest): string => {
  if (headers["cookie"] !== undefined) return "session cookie"
  const { authorization } = headers
  if (authorization === undefined) return secretHeaders(headers).length === 0 ? "none" : "header"
  return /^basic /i.test(authorization) ? "basic" : "token"
}

/** A string is the text that was sent, anything else is JSON. */
const sentBody = ({ body, headers }: TransportRequest, edit: Edit): unknown => {
  const text = sentText(body)
  if (text === undefined || text === "") return undefined
  const edited = editBody(text, headers["content-type"], edit)
  if ("text" in edited) return edited.text
  return typeof edited.json === "string" ? JSON.stringify(edited.json) : edited.json
}

const shown = /^(content-type|content-disposition|etag|location|retry-after|warning)$/
const decoder = new TextDecoder("utf-8", { fatal: true })

/** A body that is no text, such as an image, is left out and marked as cut. */
const answer = (
  { body, headers, status }: TransportResponse,
  edit: Edit
): Pick<Exchange, "response" | "cut"> => {
  const told = Object.entries(headers).filter(([name]) => shown.test(name))
  const head = { status, headers: Object.fromEntries(told.map(([name, value]) => [name, edit(value)])) }
  const text = textOf(body)
  if (text === undefined) return { response: { ...head, body: "", text: true }, cut: true }
  const edited = editBody(text, undefined, edit)
  return {
    response: "text" in edited ? { ...head, body: edited.text, text: true } : { ...head, body: edited.json }
  }
}

const textOf = (body: TransportResponse["body"]): string | undefined => {
  if (typeof body === "string") return body
  try {
    return decoder.decode(body)
  } catch {
    return undefined
  }
}
