/**
 * External groups: the users of a directory's group are members of a team. Grafana Enterprise and Cloud; elsewhere
 * everything here is `RouteNotFound`.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { AlreadyMember, BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Schema from "effect/Schema"
import { Count, Id, Message } from "./Common.js"

/** A group of an outside directory whose users are in a team. */
export interface TeamGroup extends Schema.Schema.Type<typeof teamGroup> {}
const teamGroup = Schema.Struct({ orgId: Schema.Int, teamId: Schema.Int, groupId: Schema.String })
export const TeamGroup: Schema.Schema<TeamGroup> = teamGroup

/**
 * Lists the external groups whose users are in a team.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/team_sync/#get-external-groups
 */
export const list = Endpoint.get("getTeamGroupsApi", "/api/teams/{id}/groups", {
  params: { id: Id },
  success: Endpoint.nullAsEmpty(Schema.Array(TeamGroup)),
  error: [BadRequest, NotFound]
})

/**
 * Searches the external groups of a team.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/team_sync/#search-team-groups
 */
export const search = Endpoint.list(
  "searchTeamGroups",
  "/api/teams/{id}/groups/search",
  {
    params: { id: Id },
    query: {
      query: Schema.optional(Schema.String),
      name: Schema.optional(Schema.String),
      page: Schema.optional(Count),
      perpage: Schema.optional(Count)
    },
    success: Schema.Struct({
      totalCount: Schema.Int,
      teamGroups: Endpoint.nullAsEmpty(Schema.Array(TeamGroup)),
      page: Schema.Int,
      perPage: Schema.Int
    }),
    error: [BadRequest, NotFound]
  },
  Pagination.number({
    page: "page",
    size: "perpage",
    first: 1,
    pageSize: 1000,
    items: "teamGroups",
    // Known from the OpenAPI alone.
    total: { path: "totalCount", trusted: false },
    id: "groupId"
  })
)

/**
 * Puts the users of an external group into a team.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/team_sync/#add-external-group
 */
export const add = Endpoint.post("addTeamGroupApi", "/api/teams/{id}/groups", {
  params: { id: Id },
  payload: { groupId: Schema.NonEmptyString },
  success: Message,
  error: [BadRequest, NotFound, AlreadyMember]
})

/**
 * Takes an external group out of a team. Grafana Enterprise 10.2 and later.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/team_sync/#remove-external-group
 */
export const remove = Endpoint.delete("removeTeamGroupApiQuery", "/api/teams/{id}/groups", {
  params: { id: Id },
  query: { groupId: Schema.NonEmptyString },
  success: Message,
  error: [BadRequest, NotFound],
  gone: { message: "Team Group removed" }
})

/**
 * Takes an external group out of a team, up to Grafana Enterprise 10.1.
 * @deprecated by Grafana 10.2: use {@link remove}.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/team_sync/#remove-external-group
 */
export const removeByPath = Endpoint.delete("removeTeamGroupApi", "/api/teams/{id}/groups/{groupId}", {
  params: { id: Id, groupId: Schema.NonEmptyString },
  success: Message,
  error: [BadRequest, NotFound],
  gone: { message: "Team Group removed" }
})
