import { asObject, readNamed, readObject } from "./apisBody.js"
import { readListOptions, type ListOptions } from "./apisList.js"
import { listOf, namespaceOf, type KubeObject, type ListMeta } from "./apisObject.js"
import { jsonPatch, mergePatch } from "./apisPatch.js"
import {
  badRequest,
  failure,
  forbidden,
  nameProblem,
  notSupported,
  type Attempt,
  type Resource
} from "./apisStatus.js"
import { tableOf, wantsTable, type Column } from "./apisTable.js"
import { isObject } from "../bind.js"
import { json, ok, type FakeResponse } from "../message.js"
import { param, route, type Context, type Handler, type Route } from "../route.js"
import { noteWrite } from "../state.js"

export interface Page {
  readonly metadata: ListMeta
  readonly items: ReadonlyArray<KubeObject>
}

/** Where the objects of a resource are kept. What it has no function for is answered as not supported. */
export interface Storage {
  readonly resource: Resource
  readonly columns: ReadonlyArray<Column>
  /** Refuses before anything else is looked at. */
  readonly authorize?: (context: Context, attempt: Attempt) => FakeResponse | undefined
  readonly list: (context: Context, options: ListOptions) => Page | FakeResponse
  readonly get: (context: Context, name: string) => KubeObject | FakeResponse
  readonly create?: (context: Context, object: KubeObject) => KubeObject | FakeResponse
  /** What `create` would answer, with nothing kept; where it is missing a dry run creates (12.3.0). */
  readonly tryCreate?: (context: Context, object: KubeObject) => KubeObject | FakeResponse
  readonly update?: (context: Context, name: string, object: KubeObject) => KubeObject | FakeResponse
  /** Stores what was sent for a name that nothing has. */
  readonly createNamed?: (context: Context, object: KubeObject) => KubeObject | FakeResponse
  readonly remove?: (context: Context, name: string) => FakeResponse
  readonly removeAll?: (context: Context, options: ListOptions) => FakeResponse
}

export const isAnswer = (result: object): result is FakeResponse => !("metadata" in result)

const answer = (status: number, result: KubeObject | FakeResponse): FakeResponse =>
  isAnswer(result) ? result : json(status, result)

/** Whether the caller may come in at all, and the path names the organization that the request goes to. */
export const refusal = (
  context: Context,
  { authorize, resource }: Pick<Storage, "authorize" | "resource">,
  verb: string,
  name?: string
): FakeResponse | undefined => {
  const { caller, org } = context
  const namespace = param(context, "namespace")
  const own = namespaceOf(org)
  const attempt: Attempt = { verb, namespace, name }
  if (!caller.isGrafanaAdmin && (caller.role === undefined || namespace !== own)) {
    return forbidden(resource, caller, attempt, "invalid org")
  }
  const refused = authorize?.(context, attempt) ?? nameProblem(name ?? "")
  if (refused !== undefined) return refused
  return namespace === own
    ? undefined
    : failure(500, `namespace mismatch: got ${own} but expected ${namespace}`)
}

const isDryRun = ({ query }: Context): boolean => query.get("dryRun") === "All"

const written = ({ request, state }: Context, response: FakeResponse): FakeResponse => {
  if (response.status < 400) noteWrite(state, request, response.status)
  return response
}

const list =
  (storage: Storage): Handler =>
  (context) => {
    const refused = refusal(context, storage, "list")
    if (refused !== undefined) return refused
    const options = readListOptions(context.query)
    if ("status" in options) return options
    const page = storage.list(context, options)
    if (isAnswer(page)) return page
    return wantsTable(context)
      ? tableOf(storage.columns, page.metadata, page.items)
      : ok(listOf(storage.resource, page.metadata, page.items))
  }

const get =
  (storage: Storage): Handler =>
  (context) => {
    const name = param(context, "name")
    return refusal(context, storage, "get", name) ?? answer(200, storage.get(context, name))
  }

const create =
  (storage: Storage): Handler =>
  (context) => {
    const refused = refusal(context, storage, "create")
    if (refused !== undefined) return refused
    const { create: keep, resource, tryCreate } = storage
    if (keep === undefined) return notSupported(resource, "create")
    const object = readObject(context, resource)
    if (isAnswer(object)) return object
    if (isDryRun(context) && tryCreate !== undefined) return answer(201, tryCreate(context, object))
    return written(context, answer(201, keep(context, object)))
  }

const update =
  (storage: Storage): Handler =>
  (context) => {
    const name = param(context, "name")
    const refused = refusal(context, storage, "update", name)
    if (refused !== undefined) return refused
    const { createNamed, resource, update: change } = storage
    if (change === undefined) return notSupported(resource, "update")
    const object = readNamed(context, resource)
    if (isAnswer(object)) return object
    const current = storage.get(context, name)
    if (isAnswer(current) && current.status === 404 && createNamed !== undefined) {
      return written(context, answer(201, createNamed(context, object)))
    }
    return written(context, answer(200, isAnswer(current) ? current : change(context, name, object)))
  }

const unsupportedPatch = failure(415, "415: Unsupported Media Type", {
  reason: "UnsupportedMediaType",
  details: {}
})
const doesNotApply = failure(422, "the server rejected our request due to an error in our request", {
  reason: "Invalid",
  details: {}
})

type Patch = (current: KubeObject, patch: unknown) => unknown

const patches: Readonly<Record<string, Patch>> = {
  "application/merge-patch+json": mergePatch,
  "application/json-patch+json": (current, steps) =>
    Array.isArray(steps) ? jsonPatch(current, steps) : undefined
}

const parsed = (body: string): { readonly value: unknown } | undefined => {
  try {
    const value: unknown = JSON.parse(body)
    return { value }
  } catch {
    return undefined
  }
}

const patch =
  (storage: Storage): Handler =>
  (context) => {
    const name = param(context, "name")
    const refused = refusal(context, storage, "patch", name)
    if (refused !== undefined) return refused
    const { resource, update: change } = storage
    if (change === undefined) return notSupported(resource, "update")
    const [contentType = ""] = (context.request.headers["content-type"] ?? "").split(";")
    const apply = patches[contentType]
    if (apply === undefined) return unsupportedPatch
    const current = storage.get(context, name)
    if (isAnswer(current)) return current
    const body = parsed(context.request.body ?? "")
    if (body === undefined) return badRequest("error decoding patch: invalid JSON")
    const patched = apply(current, body.value)
    if (!isObject(patched)) return doesNotApply
    const object = asObject(context, resource, patched)
    return written(context, answer(200, isAnswer(object) ? object : change(context, name, object)))
  }

const remove =
  (storage: Storage): Handler =>
  (context) => {
    const name = param(context, "name")
    const refused = refusal(context, storage, "delete", name)
    if (refused !== undefined) return refused
    const { remove: take, resource } = storage
    return take === undefined ? notSupported(resource, "delete") : written(context, take(context, name))
  }

const removeAll =
  (storage: Storage): Handler =>
  (context) => {
    const refused = refusal(context, storage, "deletecollection")
    if (refused !== undefined) return refused
    const options = readListOptions(context.query)
    if ("status" in options) return options
    const { removeAll: take, resource } = storage
    return take === undefined
      ? notSupported(resource, "deletecollection")
      : written(context, take(context, options))
  }

/** A request below one object; the object is the handler's to find. */
export const subresource =
  (storage: Storage, handler: (context: Context, name: string) => FakeResponse): Handler =>
  (context) => {
    const name = param(context, "name")
    return refusal(context, storage, "get", name) ?? handler(context, name)
  }

export const pathOf = ({ group, plural, version }: Resource): string =>
  `/apis/${group}/${version}/namespaces/{namespace}/${plural}`

/** The routes of a resource: its list, and its objects one by one. */
export const resourceRoutes = (storage: Storage): ReadonlyArray<Route> => {
  const { group, plural, version } = storage.resource
  const all = pathOf(storage.resource)
  const one = `${all}/{name}`
  // A write is noted where it is known to be none of those that only try.
  const writes = { reads: true }
  return [
    route({ method: "GET", path: `/apis/${group}/${version}/${plural}` }, list(storage)),
    route({ method: "GET", path: all }, list(storage)),
    route({ method: "POST", path: all }, create(storage), writes),
    route({ method: "DELETE", path: all }, removeAll(storage), writes),
    route({ method: "GET", path: one }, get(storage)),
    route({ method: "PUT", path: one }, update(storage), writes),
    route({ method: "PATCH", path: one }, patch(storage), writes),
    route({ method: "DELETE", path: one }, remove(storage), writes)
  ]
}
