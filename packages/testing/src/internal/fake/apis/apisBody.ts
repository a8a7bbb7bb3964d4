import { apiVersionOf, nameOf, type KubeObject } from "./apisObject.js"
import { badRequest, type Resource } from "./apisStatus.js"
import { isObject, type JsonObject } from "../bind.js"
import type { FakeResponse } from "../message.js"
import { param, type Context } from "../route.js"

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** What Go's JSON decoder says of the first byte that it cannot take; further in it has no words here. */
const complaint = (body: string): string => {
  const text = body.trimStart()
  if (text === "") return "unexpected end of JSON input"
  const [, inside] = /^\{\s*([^"}\s])/.exec(text) ?? []
  if (inside !== undefined) return `invalid character '${inside}' looking for beginning of object key string`
  return `invalid character '${text.charAt(0)}' looking for beginning of value`
}

const unreadable = ({ kind }: Resource, body: string): FakeResponse =>
  badRequest(
    `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: ${complaint(body)} (${body})`
  )

/** A kind and a version may be left out; others than the resource's own are refused. */
const typeProblem = (resource: Resource, object: JsonObject): FakeResponse | undefined => {
  const { apiVersion = apiVersionOf(resource), kind = resource.kind } = object
  if (apiVersion === apiVersionOf(resource) && kind === resource.kind) return undefined
  const [group = "", version = group] = String(apiVersion).split("/")
  if (group === resource.group && kind === resource.kind) {
    return badRequest(
      `the API version in the data (${group}/${version}) does not match the expected API version (${apiVersionOf(resource)})`
    )
  }
  return badRequest(
    `${String(kind)} in version "${version}" cannot be handled as a ${resource.kind}: no kind "${String(kind)}" is registered for version "${String(apiVersion)}" in scheme "pkg/runtime/scheme.go:110"`
  )
}

const namespaceProblem = (context: Context, metadata: JsonObject): FakeResponse | undefined => {
  const { namespace = "" } = metadata
  return namespace === "" || namespace === param(context, "namespace")
    ? undefined
    : badRequest("the namespace of the provided object does not match the namespace sent on the request")
}

/** Takes an object for one of the resource, or says why it is none. */
export const asObject = (
  context: Context,
  resource: Resource,
  value: JsonObject
): KubeObject | FakeResponse => {
  const metadata = isObject(value["metadata"]) ? value["metadata"] : {}
  return (
    typeProblem(resource, value) ??
    namespaceProblem(context, metadata) ?? { ...value, metadata: { ...metadata } }
  )
}

/** The object that a request brings. */
export const readObject = (context: Context, resource: Resource): KubeObject | FakeResponse => {
  const body = context.request.body ?? ""
  const value = parse(body)
  return isObject(value) ? asObject(context, resource, value) : unreadable(resource, body)
}

/** The object that a request brings for the name in its path. */
export const readNamed = (context: Context, resource: Resource): KubeObject | FakeResponse => {
  const object = readObject(context, resource)
  if (!("metadata" in object)) return object
  const wanted = param(context, "name")
  const name = nameOf(object)
  if (name === wanted) return object
  return badRequest(
    name === ""
      ? `the name of the object (${wanted} based on URL) was undeterminable: name must be provided`
      : `the name of the object (${name}) does not match the name on the URL (${wanted})`
  )
}
