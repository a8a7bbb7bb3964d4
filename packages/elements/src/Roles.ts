/**
 * Roles for access control: fixed ones, and custom ones of one's own making. Grafana Enterprise and Cloud; elsewhere
 * everything here is `RouteNotFound`. No recording shows it: fields are as Grafana's OpenAPI and pages have them.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Id, Message, Uid } from "./Common.js"
import { judgeCreate, judgeUpdate } from "./internal/judgeRole.js"

/** An action that a role allows, in a scope; without a scope, wherever the action knows none. */
export const RolePermission = Schema.Struct({
  action: Schema.NonEmptyString,
  scope: Schema.optional(Schema.String)
})

/** A role; listings leave its permissions out. */
export interface Role extends Schema.Schema.Type<typeof role> {}
const role = Schema.Struct({
  uid: Schema.String,
  name: Schema.String,
  version: Schema.Int,
  displayName: Schema.optional(Schema.String),
  description: Schema.optional(Schema.String),
  group: Schema.optional(Schema.String),
  global: Schema.optional(Schema.Boolean),
  hidden: Schema.optional(Schema.Boolean),
  delegatable: Schema.optional(Schema.Boolean),
  mapped: Schema.optional(Schema.Boolean),
  permissions: Schema.optional(
    Endpoint.nullAsEmpty(
      Schema.Array(
        Schema.Struct({
          action: Schema.String,
          scope: Schema.optional(Schema.String),
          created: Schema.optional(Schema.String),
          updated: Schema.optional(Schema.String)
        })
      )
    )
  ),
  created: Schema.optional(Schema.String),
  updated: Schema.optional(Schema.String)
})
export const Role: Schema.Schema<Role> = role

/** To whom a role is assigned, by numeric ids; what group sync assigned is left out. */
export interface RoleAssignments extends Schema.Schema.Type<typeof roleAssignments> {}
const ids = Schema.optional(Endpoint.nullAsEmpty(Schema.Array(Schema.Int)))
const roleAssignments = Schema.Struct({
  role_uid: Schema.optional(Schema.String),
  users: ids,
  teams: ids,
  service_accounts: ids
})
export const RoleAssignments: Schema.Schema<RoleAssignments> = roleAssignments

/** A permission that somebody has through a role. */
export interface AssignedPermission extends Schema.Schema.Type<typeof assignedPermission> {}
const assignedPermission = Schema.partial(
  Schema.Struct({
    action: Schema.String,
    scope: Schema.String,
    roleName: Schema.String,
    basicRole: Schema.String,
    userId: Schema.Int,
    teamId: Schema.Int,
    orgId: Schema.Int,
    version: Schema.Int
  })
)
export const AssignedPermission: Schema.Schema<AssignedPermission> = assignedPermission

/**
 * Tells whether access control by roles is switched on.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/#get-status
 */
export const getStatus = Endpoint.get("getAccessControlStatus", "/api/access-control/status", {
  // The OpenAPI has a number here, the page what Grafana sends.
  success: Schema.Struct({ enabled: Schema.Boolean })
})

/**
 * Lists the roles of the organization and the global ones; with `delegatable`, those that the caller may assign.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/#get-all-roles
 */
export const list = Endpoint.get("listRoles", "/api/access-control/roles", {
  query: { delegatable: Schema.optional(Schema.Boolean), includeHidden: Schema.optional(Schema.Boolean) },
  success: Endpoint.nullAsEmpty(Schema.Array(Role))
})

/**
 * Reads a role with its permissions.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/#get-a-role
 */
export const get = Endpoint.get("getRole", "/api/access-control/roles/{uid}", {
  params: { uid: Uid },
  success: Role,
  error: [BadRequest, NotFound]
})

/**
 * Creates a custom role, of permissions that the caller has too. With a `uid` of one's own, an unknown outcome is
 * read back.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/#create-a-new-custom-role
 */
export const create = Endpoint.keyed(
  Endpoint.post("createRole", "/api/access-control/roles", {
    payload: {
      uid: Schema.optional(Uid),
      name: Schema.NonEmptyString,
      displayName: Schema.optional(Schema.String),
      description: Schema.optional(Schema.String),
      group: Schema.optional(Schema.String),
      version: Schema.optional(Schema.Int),
      global: Schema.optional(Schema.Boolean),
      hidden: Schema.optional(Schema.Boolean),
      permissions: Schema.optional(Schema.Array(RolePermission))
    },
    success: Role,
    error: [BadRequest]
  }),
  {
    read: get,
    input: ({ uid }) => (uid === undefined ? undefined : { uid }),
    decide: (sent, found) =>
      Option.match(found, { onNone: () => Endpoint.notDone, onSome: (it) => judgeCreate(sent, it) })
  }
)

/**
 * Replaces a custom role and all its permissions. `version` is the one to be made: one more than was read.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/#update-a-role
 */
export const update = Endpoint.versioned(
  Endpoint.put("updateRole", "/api/access-control/roles/{uid}", {
    params: { uid: Uid },
    payload: {
      name: Schema.NonEmptyString,
      displayName: Schema.String,
      description: Schema.String,
      group: Schema.String,
      version: Schema.Int,
      global: Schema.optional(Schema.Boolean),
      hidden: Schema.optional(Schema.Boolean),
      permissions: Schema.Array(RolePermission)
    },
    success: Role,
    error: [BadRequest, NotFound]
  }),
  {
    read: get,
    input: ({ uid }) => ({ uid }),
    decide: (sent, found) =>
      Option.match(found, { onNone: () => Endpoint.conflict, onSome: (it) => judgeUpdate(sent, it) })
  }
)

/**
 * Deletes a custom role. One that is assigned is a `BadRequest` without `force`, which ends its assignments too.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/#delete-a-custom-role
 */
export const remove = Endpoint.delete("deleteRole", "/api/access-control/roles/{uid}", {
  params: { uid: Uid },
  query: { force: Schema.optional(Schema.Boolean), global: Schema.optional(Schema.Boolean) },
  success: Message,
  error: [BadRequest, NotFound],
  gone: { message: "Role deleted" }
})

/**
 * Lists to whom a role is assigned.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/
 */
export const getAssignments = Endpoint.get(
  "getRoleAssignments",
  "/api/access-control/roles/{uid}/assignments",
  { params: { uid: Uid }, success: RoleAssignments, error: [BadRequest, NotFound] }
)

/**
 * Replaces the assignments of a role: who is in no list loses it.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/
 */
export const setAssignments = Endpoint.put(
  "setRoleAssignments",
  "/api/access-control/roles/{uid}/assignments",
  {
    params: { uid: Uid },
    payload: { users: Schema.Array(Id), teams: Schema.Array(Id), service_accounts: Schema.Array(Id) },
    success: RoleAssignments,
    error: [BadRequest, NotFound]
  }
)

/**
 * Lists all permissions that users and teams have through roles.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/
 */
export const searchAssignments = Endpoint.post("searchResult", "/api/access-control/assignments/search", {
  kind: "safe",
  success: Schema.Struct({
    result: Schema.optional(Endpoint.nullAsEmpty(Schema.Array(AssignedPermission)))
  }),
  error: [BadRequest]
})

/**
 * Gives the basic roles (Viewer, Editor, Admin, Grafana Admin) the permissions back that they came with.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/#reset-basic-roles-to-their-default
 */
export const resetBasicRoles = Endpoint.post("resetBasicRoles", "/api/access-control/roles/hard-reset", {
  kind: "idempotent",
  payload: { BasicRoles: Schema.Literal(true) },
  success: Message,
  error: [BadRequest]
})
