/**
 * The roles that users and service accounts have beyond their basic one. Grafana Enterprise and Cloud; elsewhere
 * everything here is `RouteNotFound`. No recording shows it: fields are as Grafana's OpenAPI and pages have them.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Id, Message, Uid } from "./Common.js"
import { Role } from "./Roles.js"

/**
 * Lists the roles that a user or a service account was given itself: neither the basic role nor those of its teams.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/#list-roles-assigned-to-a-user
 */
export const list = Endpoint.get("listUserRoles", "/api/access-control/users/{userId}/roles", {
  params: { userId: Id },
  query: { includeHidden: Schema.optional(Schema.Boolean), includeMapped: Schema.optional(Schema.Boolean) },
  success: Endpoint.nullAsEmpty(Schema.Array(Role)),
  error: [BadRequest, NotFound]
})

/**
 * Lists the roles of many users at once, by the users' ids; who has none is left out.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/
 */
export const search = Endpoint.post("listUsersRoles", "/api/access-control/users/roles/search", {
  kind: "safe",
  payload: {
    userIds: Schema.Array(Id),
    orgId: Schema.optional(Id),
    includeHidden: Schema.optional(Schema.Boolean)
  },
  success: Schema.Record({ key: Schema.String, value: Schema.Array(Role) }),
  error: [BadRequest]
})

/**
 * Gives a user or a service account a role, in its organization or, with `global`, in all.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/#add-a-user-role-assignment
 */
export const add = Endpoint.keyed(
  Endpoint.post("addUserRole", "/api/access-control/users/{userId}/roles", {
    params: { userId: Id },
    payload: { roleUid: Uid, global: Schema.optional(Schema.Boolean) },
    success: Message,
    error: [BadRequest, NotFound]
  }),
  {
    read: list,
    // The list does not tell a global assignment from one in the organization.
    input: ({ global, userId }) => (global === true ? undefined : { userId, includeHidden: true }),
    decide: ({ roleUid }, found) =>
      Option.exists(found, (roles) => roles.some(({ uid }) => uid === roleUid))
        ? Endpoint.done({ message: "Role added to the user." })
        : Endpoint.notDone
  }
)

/**
 * Replaces the roles of a user or a service account. Those that group sync gave stay, and hidden ones too without
 * `includeHidden`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/#set-user-role-assignments
 */
export const set = Endpoint.put("setUserRoles", "/api/access-control/users/{userId}/roles", {
  params: { userId: Id },
  payload: {
    roleUids: Schema.Array(Uid),
    global: Schema.optional(Schema.Boolean),
    includeHidden: Schema.optional(Schema.Boolean)
  },
  success: Message,
  error: [BadRequest, NotFound]
})

/**
 * Takes a role from a user or a service account.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/#remove-a-user-role-assignment
 */
export const remove = Endpoint.delete(
  "removeUserRole",
  "/api/access-control/users/{userId}/roles/{roleUid}",
  {
    params: { userId: Id, roleUid: Uid },
    query: { global: Schema.optional(Schema.Boolean) },
    success: Message,
    error: [BadRequest, NotFound],
    gone: { message: "Role removed from user." }
  }
)
