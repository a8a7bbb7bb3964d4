/** Teams by the Kubernetes-style API, read only; `metadata.name` is the team's uid. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { notServed, refused } from "./internal/kubernetes.js"
import { Name } from "./internal/kubernetesInput.js"
import * as Kubernetes from "./Kubernetes.js"
import { type KubernetesObject, listOf, objectOf } from "./KubernetesObjects.js"

/** What a team is; `title` is its name. */
export interface TeamSpec extends Schema.Schema.Type<typeof teamSpec> {}
const teamSpec = Schema.Struct({
  title: Schema.String,
  email: Schema.String,
  provisioned: Schema.Boolean,
  externalUID: Schema.String
})
export const TeamSpec: Schema.Schema<TeamSpec> = teamSpec

/** A team. */
export interface TeamResource extends KubernetesObject<TeamSpec> {}
export const TeamResource: Schema.Schema<TeamResource> = objectOf({ spec: TeamSpec })

const teams = Kubernetes.resource({
  group: "iam.grafana.app",
  version: "v0alpha1",
  plural: "teams",
  spec: TeamSpec,
  object: TeamResource
})

/**
 * Lists the teams. A viewer got no answer at all (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const list = Kubernetes.list("listTeamResources", teams)

/**
 * Reads one team.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const get = Kubernetes.get("getTeamResource", teams)

/** A user in a team; `permission` is `admin` or `member`. */
export interface TeamMemberInfo extends Schema.Schema.Type<typeof teamMemberInfo> {}
const teamMemberInfo = Schema.Struct({
  identity: Schema.Struct({ type: Schema.String, name: Schema.String }),
  displayName: Schema.String,
  avatarURL: Schema.optional(Schema.String),
  internalId: Schema.optional(Schema.Int),
  permission: Schema.String
})
export const TeamMemberInfo: Schema.Schema<TeamMemberInfo> = teamMemberInfo

/**
 * Lists the members of a team.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const getMembers = Endpoint.get(
  "getTeamResourceMembers",
  "/apis/iam.grafana.app/v0alpha1/namespaces/{namespace}/teams/{name}/members",
  {
    params: { namespace: Schema.NonEmptyString, name: Name },
    success: listOf(TeamMemberInfo),
    error: [refused, NotFound, notServed]
  }
)
