import { apiVersionOf, type KubeObject } from "./apisObject.js"
import type { Resource } from "./apisStatus.js"
import { isObject, type JsonObject } from "../bind.js"
import { seconds } from "../words/format.js"
import type { Context } from "../route.js"

/** `{ "f:title": {}, "f:time": { ".": {}, "f:from": {} } }`: lists count as one. */
const fieldsOf = (value: unknown, own: JsonObject, inner: JsonObject): JsonObject => {
  if (!isObject(value)) return {}
  const keys = Object.keys(value).sort()
  const fields = keys.map((key): [string, unknown] => [`f:${key}`, fieldsOf(value[key], inner, inner)])
  return keys.length === 0 ? {} : { ...own, ...Object.fromEntries(fields) }
}

const named = ["annotations", "generateName", "labels"]

/**
 * Who set which fields of a new object: told in the answer to its creation, and kept by none of the older stores.
 * `self` stands in a record of the content beside its fields; where Grafana knows their names it is left out.
 */
export const managedFields = (
  { request, state }: Context,
  resource: Resource,
  { metadata, spec }: KubeObject,
  self: JsonObject = { ".": {} }
): ReadonlyArray<JsonObject> => {
  const given = Object.fromEntries(Object.entries(metadata).filter(([key]) => named.includes(key)))
  const about = fieldsOf(given, {}, { ".": {} })
  return [
    {
      manager: (request.headers["user-agent"] ?? "unknown").split("/")[0],
      operation: "Update",
      apiVersion: apiVersionOf(resource),
      time: seconds(state.now()),
      fieldsType: "FieldsV1",
      fieldsV1: {
        ...(Object.keys(about).length === 0 ? {} : { "f:metadata": about }),
        "f:spec": fieldsOf(spec, {}, self)
      }
    }
  ]
}
