/**
 * Any resource of the Kubernetes-style API, named by each call: for those without a module of their own, and for
 * programs that walk all that `ApiGroups` shows. A plugin's resource with a schema: `Kubernetes`.
 */
import { JsonObject } from "./Common.js"
import * as Kubernetes from "./Kubernetes.js"
import { objectOf } from "./KubernetesObjects.js"

const resources = Kubernetes.resource({ spec: JsonObject, object: objectOf({ spec: JsonObject }) })

/**
 * Lists the objects of a resource.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const list = Kubernetes.list("listResources", resources)

/**
 * Reads one object.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const get = Kubernetes.get("getResource", resources)

/**
 * Creates an object.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const create = Kubernetes.create("createResource", resources, get)

/**
 * Replaces an object. Not every resource heeds the `resourceVersion`: folders and playlists lose what was written
 * since (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const update = Kubernetes.update("updateResource", resources, get)

/**
 * Changes a part of an object.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const patch = Kubernetes.patch("patchResource", resources, get)

/**
 * Changes a part of an object step by step, all of them or none.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const patchJson = Kubernetes.patchJson("patchResourceByJson", resources)

/**
 * Deletes an object.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const remove = Kubernetes.remove("deleteResource", resources, get)
