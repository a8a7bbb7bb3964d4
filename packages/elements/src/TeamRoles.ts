/**
 * The roles that teams give their members. Grafana Enterprise and Cloud; elsewhere everything here is
 * `RouteNotFound`. No recording shows it: fields are as Grafana's OpenAPI and pages have them.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Id, Message, Uid } from "./Common.js"
import { Role } from "./Roles.js"

/**
 * Lists the roles of a team.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/#list-roles-assigned-to-a-team
 */
export const list = Endpoint.get("listTeamRoles", "/api/access-control/teams/{teamId}/roles", {
  params: { teamId: Id },
  query: { includeHidden: Schema.optional(Schema.Boolean) },
  // The OpenAPI has a message here, the page the list that Grafana sends.
  success: Endpoint.nullAsEmpty(Schema.Array(Role)),
  error: [BadRequest, NotFound]
})

/**
 * Lists the roles of many teams at once, by the teams' ids; a team that has none is left out.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/
 */
export const search = Endpoint.post("listTeamsRoles", "/api/access-control/teams/roles/search", {
  kind: "safe",
  payload: {
    teamIds: Schema.Array(Id),
    orgId: Schema.optional(Id),
    includeHidden: Schema.optional(Schema.Boolean)
  },
  success: Schema.Record({ key: Schema.String, value: Schema.Array(Role) }),
  error: [BadRequest]
})

/**
 * Gives a team a role.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/#add-a-team-role-assignment
 */
export const add = Endpoint.keyed(
  Endpoint.post("addTeamRole", "/api/access-control/teams/{teamId}/roles", {
    params: { teamId: Id },
    payload: { roleUid: Uid },
    success: Message,
    error: [BadRequest, NotFound]
  }),
  {
    read: list,
    input: ({ teamId }) => ({ teamId, includeHidden: true }),
    decide: ({ roleUid }, found) =>
      Option.exists(found, (roles) => roles.some(({ uid }) => uid === roleUid))
        ? Endpoint.done({ message: "Role added to the team." })
        : Endpoint.notDone
  }
)

/**
 * Replaces the roles of a team; hidden ones stay without `includeHidden`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/#set-team-role-assignments
 */
export const set = Endpoint.put("setTeamRoles", "/api/access-control/teams/{teamId}/roles", {
  params: { teamId: Id },
  payload: { roleUids: Schema.Array(Uid), includeHidden: Schema.optional(Schema.Boolean) },
  success: Message,
  error: [BadRequest, NotFound]
})

/**
 * Takes a role from a team.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/#remove-a-team-role-assignment
 */
export const remove = Endpoint.delete(
  "removeTeamRole",
  "/api/access-control/teams/{teamId}/roles/{roleUid}",
  {
    params: { teamId: Id, roleUid: Uid },
    success: Message,
    error: [BadRequest, NotFound],
    gone: { message: "Role removed from team." }
  }
)
