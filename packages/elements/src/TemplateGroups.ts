/** Templates of notifications by the Kubernetes-style API. `__default__` holds those that Grafana brings along. */
import * as Schema from "effect/Schema"
import { onChange, onCreate, onRemove } from "./internal/notifications.js"
import * as Kubernetes from "./Kubernetes.js"
import { type KubernetesObject, objectOf } from "./KubernetesObjects.js"

/** A group of templates: `content` defines them; `kind` is `grafana` unless told, or `mimir`. */
export interface TemplateGroupSpec extends Schema.Schema.Type<typeof templateGroupSpec> {}
const templateGroupSpec = Schema.Struct({
  title: Schema.String,
  content: Schema.String,
  kind: Schema.optional(Schema.String)
})
export const TemplateGroupSpec: Schema.Schema<TemplateGroupSpec> = templateGroupSpec

/** A group of templates. */
export interface TemplateGroup extends KubernetesObject<TemplateGroupSpec> {}
export const TemplateGroup: Schema.Schema<TemplateGroup> = objectOf({ spec: TemplateGroupSpec })

const templateGroups = Kubernetes.resource({
  group: "notifications.alerting.grafana.app",
  version: "v0alpha1",
  plural: "templategroups",
  spec: Schema.Struct({
    title: Schema.NonEmptyString,
    content: Schema.String,
    kind: Schema.optional(Schema.String)
  }),
  object: TemplateGroup
})

/**
 * Lists the template groups, in one response whatever the `limit` (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const list = Kubernetes.list("listTemplateGroups", templateGroups)

/**
 * Reads one template group.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const get = Kubernetes.get("getTemplateGroup", templateGroups)

/**
 * Creates a template group. Grafana makes its `metadata.name` of its name; one of your own is not heeded.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const create = Kubernetes.create("createTemplateGroup", templateGroups, get, onCreate)

/**
 * Replaces a template group.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const update = Kubernetes.update("updateTemplateGroup", templateGroups, get, onChange)

/**
 * Changes a part of a template group.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const patch = Kubernetes.patch("patchTemplateGroup", templateGroups, get, onChange)

/**
 * Changes a part of a template group step by step, all of them or none.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const patchJson = Kubernetes.patchJson("patchTemplateGroupByJson", templateGroups, onChange)

/**
 * Deletes a template group.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const remove = Kubernetes.remove("deleteTemplateGroup", templateGroups, get, onRemove)
