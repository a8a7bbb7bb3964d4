/** Who is in which team, by the Kubernetes-style API, read only: one object a membership. */
import * as Schema from "effect/Schema"
import * as Kubernetes from "./Kubernetes.js"
import { type KubernetesObject, objectOf } from "./KubernetesObjects.js"

const reference = Schema.Struct({ name: Schema.String })

/** A membership: `subject` names the user, `permission` is `admin` or `member`. */
export interface TeamBindingSpec extends Schema.Schema.Type<typeof teamBindingSpec> {}
const teamBindingSpec = Schema.Struct({
  subject: reference,
  teamRef: reference,
  permission: Schema.String,
  external: Schema.Boolean
})
export const TeamBindingSpec: Schema.Schema<TeamBindingSpec> = teamBindingSpec

/** A membership of a user in a team. */
export interface TeamBinding extends KubernetesObject<TeamBindingSpec> {}
export const TeamBinding: Schema.Schema<TeamBinding> = objectOf({ spec: TeamBindingSpec })

const teamBindings = Kubernetes.resource({
  group: "iam.grafana.app",
  version: "v0alpha1",
  plural: "teambindings",
  spec: TeamBindingSpec,
  object: TeamBinding
})

/**
 * Lists the memberships of all teams.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const list = Kubernetes.list("listTeamBindings", teamBindings)

/**
 * Reads one membership.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const get = Kubernetes.get("getTeamBinding", teamBindings)
