/** Service accounts by the Kubernetes-style API, read only; `metadata.name` is the service account's uid. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { notServed, refused } from "./internal/kubernetes.js"
import { Name } from "./internal/kubernetesInput.js"
import * as Kubernetes from "./Kubernetes.js"
import { type KubernetesObject, listOf, objectOf } from "./KubernetesObjects.js"

/** What a service account is; `title` is its name, `plugin` whose it is, or `""`. */
export interface ServiceAccountSpec extends Schema.Schema.Type<typeof serviceAccountSpec> {}
const serviceAccountSpec = Schema.Struct({
  title: Schema.String,
  role: Schema.String,
  disabled: Schema.Boolean,
  plugin: Schema.String
})
export const ServiceAccountSpec: Schema.Schema<ServiceAccountSpec> = serviceAccountSpec

/** A service account. */
export interface ServiceAccountResource extends KubernetesObject<ServiceAccountSpec> {}
export const ServiceAccountResource: Schema.Schema<ServiceAccountResource> = objectOf({
  spec: ServiceAccountSpec
})

const serviceAccounts = Kubernetes.resource({
  group: "iam.grafana.app",
  version: "v0alpha1",
  plural: "serviceaccounts",
  spec: ServiceAccountSpec,
  object: ServiceAccountResource
})

/**
 * Lists the service accounts. A viewer got no answer at all (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const list = Kubernetes.list("listServiceAccountResources", serviceAccounts)

/**
 * Reads one service account.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const get = Kubernetes.get("getServiceAccountResource", serviceAccounts)

/** A token of a service account, without its secret. */
export interface ServiceAccountTokenInfo extends Schema.Schema.Type<typeof serviceAccountTokenInfo> {}
const serviceAccountTokenInfo = Schema.Struct({
  name: Schema.optional(Schema.String),
  created: Schema.String,
  expires: Schema.optional(Schema.String),
  lastUsed: Schema.optional(Schema.String),
  revoked: Schema.optional(Schema.Boolean)
})
export const ServiceAccountTokenInfo: Schema.Schema<ServiceAccountTokenInfo> = serviceAccountTokenInfo

/**
 * Lists the tokens of a service account.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const getTokens = Endpoint.get(
  "getServiceAccountResourceTokens",
  "/apis/iam.grafana.app/v0alpha1/namespaces/{namespace}/serviceaccounts/{name}/tokens",
  {
    params: { namespace: Schema.NonEmptyString, name: Name },
    success: listOf(ServiceAccountTokenInfo),
    error: [refused, NotFound, notServed]
  }
)
