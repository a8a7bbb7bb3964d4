/** Receivers of notifications by the Kubernetes-style API: a contact point's name and all that it notifies. */
import * as Schema from "effect/Schema"
import { JsonObject } from "./Common.js"
import { onChange, onCreate, onRemove } from "./internal/notifications.js"
import * as Kubernetes from "./Kubernetes.js"
import { type KubernetesObject, objectOf } from "./KubernetesObjects.js"

const integration = Schema.Struct({
  uid: Schema.optional(Schema.String),
  type: Schema.String,
  version: Schema.String,
  disableResolveMessage: Schema.optional(Schema.Boolean),
  settings: JsonObject,
  secureFields: Schema.optional(Schema.Record({ key: Schema.String, value: Schema.Boolean }))
})

/** What a receiver notifies, one integration each; a secret that is set stands as a name in `secureFields`. */
export interface ReceiverSpec extends Schema.Schema.Type<typeof receiverSpec> {}
const receiverSpec = Schema.Struct({ title: Schema.String, integrations: Schema.Array(integration) })
export const ReceiverSpec: Schema.Schema<ReceiverSpec> = receiverSpec

/** A receiver; its annotations tell what the credential may do with it and who uses it. */
export interface Receiver extends KubernetesObject<ReceiverSpec> {}
export const Receiver: Schema.Schema<Receiver> = objectOf({ spec: ReceiverSpec })

const receivers = Kubernetes.resource({
  group: "notifications.alerting.grafana.app",
  version: "v0alpha1",
  plural: "receivers",
  spec: Schema.Struct({ title: Schema.NonEmptyString, integrations: Schema.Array(integration) }),
  object: Receiver
})

/**
 * Lists the receivers, in one response whatever the `limit` (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const list = Kubernetes.list("listReceivers", receivers)

/**
 * Reads one receiver.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const get = Kubernetes.get("getReceiver", receivers)

/**
 * Creates a receiver. Grafana makes its `metadata.name` of its name; one of your own is not heeded.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const create = Kubernetes.create("createReceiver", receivers, get, onCreate)

/**
 * Replaces a receiver. Without the `resourceVersion` that was read it is `VersionMismatch` as well (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const update = Kubernetes.update("updateReceiver", receivers, get, onChange)

/**
 * Changes a part of a receiver.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const patch = Kubernetes.patch("patchReceiver", receivers, get, onChange)

/**
 * Changes a part of a receiver step by step, all of them or none.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const patchJson = Kubernetes.patchJson("patchReceiverByJson", receivers, onChange)

/**
 * Deletes a receiver. `InUse` where a policy or a rule names it.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const remove = Kubernetes.remove("deleteReceiver", receivers, get, onRemove)
