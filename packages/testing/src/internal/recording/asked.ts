/** What was asked, recorded or made, in the form that is compared. */
import type { TransportRequest } from "@effect-grafana/core/Transport"
import type { Exchange } from "../../Recording.js"
import type { Asked } from "./facts.js"
import { editBody, editPath, type Edit } from "./places.js"

type Headers = Readonly<Record<string, string>>

export const recordedAsked = ({ request }: Exchange): Asked => ({
  method: request.method,
  path: request.path,
  type: typeOf(request.headers ?? {}),
  body: textOf(request.body)
})

export const madeAsked = ({ body, headers, method, path }: TransportRequest): Asked => ({
  method,
  path,
  type: typeOf(headers),
  body: sentText(body)
})

/** What was asked, with all its text rewritten. */
export const editAsked = ({ body, method, path, type }: Asked, edit: Edit): Asked => ({
  method,
  type,
  path: editPath(path, edit),
  body: body === undefined ? undefined : bodyText(body, type, edit)
})

const bodyText = (body: string, type: string | undefined, edit: Edit): string => {
  const edited = editBody(body, type, edit)
  return "text" in edited ? edited.text : JSON.stringify(edited.json)
}

const typeOf = (headers: Headers): string | undefined =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type")?.[1]

/** A body as it stood on the wire: text is recorded as it was, JSON by its value. */
const textOf = (body: unknown): string | undefined =>
  body === undefined || typeof body === "string" ? body : JSON.stringify(body)

const decoder = new TextDecoder()

/** The text of a body that is sent. */
export const sentText = (body: TransportRequest["body"]): string | undefined =>
  body === undefined || typeof body === "string" ? body : decoder.decode(body)

/** Request headers that change what a request means and can hold no secret. */
const meant = /^(accept|content-type|x-grafana-org-id|x-disable-provenance|x-grafana-alerting-.*)$/
/** Those that a client sends on its own account. */
const usual = /^(accept-encoding|content-length|traceparent|tracestate|baggage|user-agent)$/

type Header = readonly [name: string, value: string]

/** The headers of a request that belong into a recording. */
export const meantHeaders = (headers: Headers): ReadonlyArray<Header> =>
  Object.entries(headers).filter(([name, value]) => meant.test(name) && value !== "application/json")

/** The headers of a request that may be a credential. */
export const secretHeaders = (headers: Headers): ReadonlyArray<Header> =>
  Object.entries(headers).filter(([name]) => !meant.test(name) && !usual.test(name))
