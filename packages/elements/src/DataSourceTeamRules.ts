/** Label-based access control of a data source by teams: Grafana Enterprise and Cloud only, elsewhere `RouteNotFound`. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Uid } from "./Common.js"

/** The label selectors that a team may read. */
export interface TeamRule extends Schema.Schema.Type<typeof teamRule> {}
const teamRule = Schema.Struct({
  teamId: Schema.optional(Schema.String),
  teamUid: Schema.optional(Schema.String),
  rules: Schema.Array(Schema.String)
})
export const TeamRule: Schema.Schema<TeamRule> = teamRule

/**
 * Lists the rules of a data source.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/datasource_lbac_rules/#get-lbac-rules-for-a-data-source
 */
export const get = Endpoint.get("getTeamLBACRulesApi", "/api/datasources/uid/{uid}/lbac/teams", {
  params: { uid: Uid },
  success: Schema.Struct({ rules: Endpoint.nullAsEmpty(Schema.Array(TeamRule)) }),
  error: [BadRequest, NotFound]
})

/**
 * Replaces the rules of a data source; a team that is not in the list loses its own.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/datasource_lbac_rules/#update-lbac-rules-for-a-data-source
 */
export const set = Endpoint.put("updateTeamLBACRulesApi", "/api/datasources/uid/{uid}/lbac/teams", {
  params: { uid: Uid },
  payload: { rules: Schema.Array(TeamRule) },
  success: Schema.Struct({
    message: Schema.String,
    id: Schema.optional(Schema.Int),
    uid: Schema.optional(Schema.String),
    name: Schema.optional(Schema.String),
    rules: Endpoint.nullAsEmpty(Schema.Array(TeamRule))
  }),
  error: [BadRequest, NotFound]
})
