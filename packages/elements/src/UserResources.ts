/** Users of the organization by the Kubernetes-style API, read only; `metadata.name` is the user's uid. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { notServed, refused } from "./internal/kubernetes.js"
import { Name } from "./internal/kubernetesInput.js"
import * as Kubernetes from "./Kubernetes.js"
import { type KubernetesObject, listOf, objectOf } from "./KubernetesObjects.js"

/** What a user is; `title` is the name that is shown. */
export interface UserSpec extends Schema.Schema.Type<typeof userSpec> {}
const userSpec = Schema.Struct({
  login: Schema.String,
  email: Schema.String,
  emailVerified: Schema.Boolean,
  title: Schema.String,
  role: Schema.String,
  grafanaAdmin: Schema.Boolean,
  disabled: Schema.Boolean,
  provisioned: Schema.Boolean
})
export const UserSpec: Schema.Schema<UserSpec> = userSpec

/** A user; its annotation `iam.grafana.app/lastSeenAt` tells when it was last seen. */
export interface UserResource extends KubernetesObject<UserSpec> {}
export const UserResource: Schema.Schema<UserResource> = objectOf({ spec: UserSpec })

const users = Kubernetes.resource({
  group: "iam.grafana.app",
  version: "v0alpha1",
  plural: "users",
  spec: UserSpec,
  object: UserResource
})

/**
 * Lists the users of the organization.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const list = Kubernetes.list("listUserResources", users)

/**
 * Reads one user.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const get = Kubernetes.get("getUserResource", users)

/** A team that a user is in. */
export interface UserTeam extends Schema.Schema.Type<typeof userTeam> {}
const userTeam = Schema.Struct({
  title: Schema.String,
  teamRef: Schema.Struct({ name: Schema.String }),
  permission: Schema.String
})
export const UserTeam: Schema.Schema<UserTeam> = userTeam

/**
 * Lists the teams of a user.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const getTeams = Endpoint.get(
  "getUserResourceTeams",
  "/apis/iam.grafana.app/v0alpha1/namespaces/{namespace}/users/{name}/teams",
  {
    params: { namespace: Schema.NonEmptyString, name: Name },
    success: listOf(UserTeam),
    error: [refused, NotFound, notServed]
  }
)

/** Whom a key names. */
export interface DisplayName extends Schema.Schema.Type<typeof displayName> {}
const displayName = Schema.Struct({
  identity: Schema.Struct({ type: Schema.String, name: Schema.String }),
  displayName: Schema.String,
  avatarURL: Schema.optional(Schema.String),
  internalId: Schema.optional(Schema.Int)
})
export const DisplayName: Schema.Schema<DisplayName> = displayName

/**
 * Tells whom keys name that stand in annotations: `user:1`, `user:<uid>`, `service-account:<uid>`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const getDisplayNames = Endpoint.get(
  "getDisplayNames",
  "/apis/iam.grafana.app/v0alpha1/namespaces/{namespace}/display",
  {
    params: { namespace: Schema.NonEmptyString },
    query: { key: Schema.NonEmptyArray(Schema.NonEmptyString) },
    success: Schema.Struct({
      metadata: Schema.Struct({ resourceVersion: Schema.optional(Schema.String) }),
      keys: Schema.Array(Schema.String),
      display: Endpoint.nullAsEmpty(Schema.Array(DisplayName))
    }),
    error: [refused, notServed]
  }
)
