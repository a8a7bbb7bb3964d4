/**
 * Roles by group: who is in a group of an outside directory has its roles. Experimental, in Grafana Enterprise and
 * Cloud with the feature toggle `groupAttributeSync`; elsewhere everything here is `RouteNotFound`. No recording shows
 * it: fields are as Grafana's OpenAPI has them.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Message, Uid } from "./Common.js"
import { Role } from "./Roles.js"

/** A group, and the uids of the roles that it gives. */
export interface MappedGroup extends Schema.Schema.Type<typeof mappedGroup> {}
const mappedGroup = Schema.Struct({
  groupID: Schema.String,
  mappings: Schema.optional(
    Schema.NullOr(
      Schema.Struct({ roles: Schema.optional(Endpoint.nullAsEmpty(Schema.Array(Schema.String))) })
    )
  )
})
export const MappedGroup: Schema.Schema<MappedGroup> = mappedGroup

const GroupId = Schema.NonEmptyString

const change = {
  params: { groupId: GroupId },
  payload: { roles: Schema.Array(Uid) },
  success: Message,
  error: [BadRequest, NotFound]
} as const

/**
 * Lists the groups that give roles.
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-security/configure-group-attribute-sync/
 */
export const list = Endpoint.get("getMappedGroups", "/api/groupsync/groups", {
  success: Schema.Struct({
    total: Schema.Int,
    groups: Endpoint.nullAsEmpty(Schema.Array(MappedGroup))
  }),
  error: [BadRequest]
})

/**
 * Lists the roles that a group gives.
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-security/configure-group-attribute-sync/
 */
export const listRoles = Endpoint.get("getGroupRoles", "/api/groupsync/groups/{groupId}/roles", {
  params: { groupId: GroupId },
  success: Endpoint.nullAsEmpty(Schema.Array(Role)),
  error: [BadRequest, NotFound]
})

/**
 * Lets a group give roles, by their uids.
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-security/configure-group-attribute-sync/
 */
export const create = Endpoint.post("createGroupMappings", "/api/groupsync/groups/{groupId}", change)

/**
 * Replaces the roles that a group gives.
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-security/configure-group-attribute-sync/
 */
export const update = Endpoint.put("updateGroupMappings", "/api/groupsync/groups/{groupId}", change)

/**
 * Takes all roles from a group.
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-security/configure-group-attribute-sync/
 */
export const remove = Endpoint.delete("deleteGroupMappings", "/api/groupsync/groups/{groupId}", {
  params: { groupId: GroupId },
  error: [BadRequest, NotFound],
  gone: undefined
})
