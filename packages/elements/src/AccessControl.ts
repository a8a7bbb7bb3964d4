/**
 * Who may do what with one resource: a folder, a dashboard, a team, a service account, a contact point. Data sources
 * only in Grafana Enterprise and Cloud.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import {
  AssigneeNotFound,
  BadRequest,
  NotFound,
  TeamProvisioned,
  when
} from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Id, IdOrUid, Message, OpenEnum } from "./Common.js"

/** A permission that stands on a resource, of one user, one team or one role, its own or inherited. */
export interface ResourcePermission extends Schema.Schema.Type<typeof resourcePermission> {}
const resourcePermission = Schema.Struct({
  id: Schema.Int,
  roleName: Schema.String,
  isManaged: Schema.Boolean,
  // From Grafana 9.4 on.
  isInherited: Schema.optional(Schema.Boolean),
  isServiceAccount: Schema.optional(Schema.Boolean),
  userId: Schema.optional(Schema.Int),
  userUid: Schema.optional(Schema.String),
  userLogin: Schema.optional(Schema.String),
  userAvatarUrl: Schema.optional(Schema.String),
  team: Schema.optional(Schema.String),
  teamId: Schema.optional(Schema.Int),
  teamUid: Schema.optional(Schema.String),
  teamAvatarUrl: Schema.optional(Schema.String),
  builtInRole: Schema.optional(Schema.String),
  actions: Endpoint.nullAsEmpty(Schema.Array(Schema.String)),
  permission: OpenEnum("View", "Edit", "Admin", "Member", "Query")
})
export const ResourcePermission: Schema.Schema<ResourcePermission> = resourcePermission

/** To whom permissions on resources of a kind can be given, and which there are. */
export interface ResourceDescription extends Schema.Schema.Type<typeof resourceDescription> {}
const resourceDescription = Schema.Struct({
  assignments: Schema.Struct({
    users: Schema.Boolean,
    serviceAccounts: Schema.optional(Schema.Boolean),
    teams: Schema.Boolean,
    builtInRoles: Schema.Boolean
  }),
  permissions: Schema.Array(Schema.String)
})
export const ResourceDescription: Schema.Schema<ResourceDescription> = resourceDescription

// On folders Grafana answers 200 to any other word too, and then stores what gives nothing (12.3.0).
/**
 * What is given; `""` takes it away. Folders and dashboards know View, Edit and Admin, service accounts Edit and
 * Admin, teams Member and Admin, data sources Query, Edit and Admin.
 */
export const PermissionName = Schema.Literal("", "View", "Edit", "Admin", "Member", "Query")

/** A basic role that permissions can be given to. */
export const BuiltInRole = Schema.Literal("Viewer", "Editor", "Admin", "Grafana Admin")

/** A permission to set: for one user, one team or one role. */
export const PermissionChange = Schema.Union(
  Schema.Struct({ userId: Id, permission: PermissionName }),
  Schema.Struct({ teamId: Id, permission: PermissionName }),
  Schema.Struct({ builtInRole: BuiltInRole, permission: PermissionName })
)

const Resource = OpenEnum("folders", "dashboards", "teams", "serviceaccounts", "datasources", "receivers")

// A uid that is not there is answered in the words of a missing route: of a team, of the resource itself.
const ResourceNotFound = when(NotFound, { status: 404, ambiguous: true })

const change = {
  kind: "idempotent",
  payload: { permission: PermissionName },
  success: Message,
  error: [BadRequest, ResourceNotFound, AssigneeNotFound, TeamProvisioned]
} as const

/**
 * Tells which permissions resources of a kind have, and to whom they can be given.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/
 */
export const describe = Endpoint.get("getResourceDescription", "/api/access-control/{resource}/description", {
  params: { resource: Resource },
  success: ResourceDescription
})

/**
 * Lists the permissions on a resource, inherited ones included. A folder that is not there is a `ServerError`
 * "InternalError" (12.3.0), as any other mishap is.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/datasource_permissions/#get-permissions-for-a-data-source
 */
export const get = Endpoint.get("getResourcePermissions", "/api/access-control/{resource}/{resourceId}", {
  params: { resource: Resource, resourceId: IdOrUid },
  success: Schema.Array(ResourcePermission),
  error: [ResourceNotFound]
})

/**
 * Sets several permissions on a resource, all or none of them; those of others stay as they are.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/access_control/
 */
export const set = Endpoint.post("setResourcePermissions", "/api/access-control/{resource}/{resourceId}", {
  ...change,
  params: { resource: Resource, resourceId: IdOrUid },
  payload: { permissions: Schema.Array(PermissionChange) }
})

/**
 * Gives a user or a service account a permission on a resource, in place of the one that it had.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/datasource_permissions/#add-or-revoke-access-to-a-data-source-for-a-user
 */
export const setForUser = Endpoint.post(
  "setResourcePermissionsForUser",
  "/api/access-control/{resource}/{resourceId}/users/{userId}",
  { ...change, params: { resource: Resource, resourceId: IdOrUid, userId: IdOrUid } }
)

/**
 * Gives a team a permission on a resource, in place of the one that it had.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/datasource_permissions/#add-or-revoke-access-to-a-data-source-for-a-team
 */
export const setForTeam = Endpoint.post(
  "setResourcePermissionsForTeam",
  "/api/access-control/{resource}/{resourceId}/teams/{teamId}",
  { ...change, params: { resource: Resource, resourceId: IdOrUid, teamId: IdOrUid } }
)

/**
 * Gives a basic role a permission on a resource, in place of the one that it had.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/datasource_permissions/#add-or-revoke-access-to-a-data-source-for-a-basic-role
 */
export const setForRole = Endpoint.post(
  "setResourcePermissionsForBuiltInRole",
  "/api/access-control/{resource}/{resourceId}/builtInRoles/{builtInRole}",
  { ...change, params: { resource: Resource, resourceId: IdOrUid, builtInRole: BuiltInRole } }
)
