import type { JsonObject } from "../bind.js"
import type { Caller } from "../caller.js"
import { json, jsonApiError, ok, text, type FakeResponse } from "../message.js"

/** A resource of the Kubernetes-style API, as its paths, objects and errors name it. */
export interface Resource {
  readonly group: string
  readonly version: string
  readonly plural: string
  readonly kind: string
}

interface Reasons {
  readonly reason?: string
  readonly details?: JsonObject
}

/** Why a request failed. Where Grafana's own services refuse there is no reason, and sometimes no message. */
export const failure = (code: number, message?: string, reasons: Reasons = {}): FakeResponse =>
  json(code, {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Failure",
    message,
    reason: reasons.reason,
    details: reasons.details,
    code
  })

export const badRequest = (message: string): FakeResponse => failure(400, message, { reason: "BadRequest" })

const reasons: Readonly<Record<number, string>> = { 400: "BadRequest", 403: "Forbidden", 404: "NotFound" }

const detailsOf = ({ group, plural }: Resource, name?: string): JsonObject => ({ name, group, kind: plural })

/** Text in quotes, as errors hold it. */
const quote = (text: string): string => JSON.stringify(text)

export const namedIn = ({ group, plural }: Resource): string => `${plural}.${group}`

export const notFound = (resource: Resource, name: string): FakeResponse =>
  failure(404, `${namedIn(resource)} ${quote(name)} not found`, {
    reason: "NotFound",
    details: detailsOf(resource, name)
  })

export const alreadyExists = (resource: Resource, name: string): FakeResponse =>
  failure(409, `${namedIn(resource)} ${quote(name)} already exists`, {
    reason: "AlreadyExists",
    details: detailsOf(resource, name)
  })

/** The object is not the one whose `resourceVersion` was sent. */
export const conflict = (resource: Resource, name: string): FakeResponse =>
  failure(
    409,
    `Operation cannot be fulfilled on ${namedIn(resource)} ${quote(name)}: the object has been modified; please apply your changes to the latest version and try again`,
    { reason: "Conflict", details: detailsOf(resource, name) }
  )

/** A field of an object is wrong. The kind stands where other errors have the resource. */
export const invalid = (
  { group, kind }: Resource,
  name: string,
  field: string,
  reason: "FieldValueRequired" | "FieldValueInvalid" | "FieldValueForbidden",
  message: string
): FakeResponse =>
  failure(422, `${kind}.${group} ${quote(name)} is invalid: ${field}: ${message}`, {
    reason: "Invalid",
    details: { name: name || undefined, group, kind, causes: [{ reason, message, field }] }
  })

export interface Attempt {
  readonly verb: string
  readonly namespace: string
  readonly name?: string | undefined
}

/** An authorizer's refusal; `why` is its own text, which may be empty. */
export const forbidden = (
  resource: Resource,
  caller: Caller,
  { name, namespace, verb }: Attempt,
  why: string
): FakeResponse => {
  const who = caller.user?.name || caller.login
  const object = name === undefined ? "" : ` ${quote(name)}`
  return failure(
    403,
    `${namedIn(resource)}${object} is forbidden: User ${quote(who)} cannot ${verb} resource "${resource.plural}" in API group "${resource.group}" in the namespace "${namespace}"${why === "" ? "" : `: ${why}`}`,
    { reason: "Forbidden", details: detailsOf(resource, name) }
  )
}

export const notSupported = (resource: Resource, verb: string): FakeResponse =>
  failure(405, `${verb} is not supported on resources of kind "${namedIn(resource)}"`, {
    reason: "MethodNotAllowed",
    details: detailsOf(resource)
  })

/** A group is served, but not this of it. */
export const noSuchResource = failure(404, "the server could not find the requested resource", {
  reason: "NotFound",
  details: {}
})

/** Why a name is none: what follows a slash is read as something below the object. */
export const nameProblem = (name: string): FakeResponse | undefined => {
  if (name.includes("/")) return noSuchResource
  return name.includes("%")
    ? badRequest(`Name parameter invalid: ${quote(name)}: may not contain '%'`)
    : undefined
}

/** What the real server answers is not known here. */
export const notBuilt = (what: string): FakeResponse =>
  json(501, { message: `${what} is a part of Grafana's /apis that this fake has not built yet` })

/** A group is not served. */
export const noSuchGroup = text(404, "404 page not found\n")

// Sound: every refusal of a handler is an object with a message.
const refusalOf = ({ body }: FakeResponse) => JSON.parse(body) as { message: string; messageId?: string }

/** A status, told as the classic routes do that are clients of these. */
export const asClassic = (response: FakeResponse): FakeResponse =>
  jsonApiError(response.status, refusalOf(response).message)

/** A refusal of the classic routes, told as a status without a reason. */
export const asPlainStatus = (response: FakeResponse): FakeResponse =>
  failure(response.status, refusalOf(response).message)

/** A refusal of the classic routes, told as a status: one that has a message id names a reason as well. */
export const asStatus = (response: FakeResponse): FakeResponse => {
  const { message, messageId } = refusalOf(response)
  const reason = reasons[response.status]
  return messageId === undefined || reason === undefined
    ? failure(response.status, message)
    : failure(response.status, message, { reason, details: { uid: messageId } })
}

/** A deletion that does not answer with the object. */
export const deleted = (resource: Resource, name: string, uid: string): FakeResponse =>
  ok({
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Success",
    details: { ...detailsOf(resource, name), uid }
  })
