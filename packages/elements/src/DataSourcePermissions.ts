/**
 * Who may query a data source, as Grafana Enterprise kept it up to 10.2; elsewhere `RouteNotFound`. Its successor is
 * access control, `/api/access-control/datasources`.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Id, Message, Role } from "./Common.js"

/** What a permission on a data source allows: 1 query, 2 edit. */
export const DataSourcePermissionLevel = Schema.Literal(1, 2)

/** A permission on a data source, of a user, a team or a role; fields as Grafana's page shows them. */
export interface DataSourcePermission extends Schema.Schema.Type<typeof dataSourcePermission> {}
const dataSourcePermission = Schema.Struct({
  id: Schema.Int,
  datasourceId: Schema.Int,
  permission: Schema.Int,
  permissionName: Schema.optional(Schema.String),
  userId: Schema.optional(Schema.Int),
  userLogin: Schema.optional(Schema.String),
  userEmail: Schema.optional(Schema.String),
  userAvatarUrl: Schema.optional(Schema.String),
  teamId: Schema.optional(Schema.Int),
  team: Schema.optional(Schema.String),
  teamEmail: Schema.optional(Schema.String),
  teamAvatarUrl: Schema.optional(Schema.String),
  builtInRole: Schema.optional(Schema.String),
  created: Schema.optional(Schema.String),
  updated: Schema.optional(Schema.String)
})
export const DataSourcePermission: Schema.Schema<DataSourcePermission> = dataSourcePermission

const change = { params: { id: Id }, success: Message, error: [BadRequest, NotFound] } as const

/**
 * Makes the permissions of a data source count: without any, only admins may query it.
 * @deprecated gone after Grafana 10.2.
 * @see https://grafana.com/docs/grafana/v9.3/developers/http_api/datasource_permissions/#enable-permissions-for-a-data-source
 */
export const enable = Endpoint.post(
  "enableDatasourcePermissions",
  "/api/datasources/{id}/enable-permissions",
  { ...change, kind: "idempotent", payload: {} }
)

/**
 * Opens a data source to all, and deletes its permissions.
 * @deprecated gone after Grafana 10.2.
 * @see https://grafana.com/docs/grafana/v9.3/developers/http_api/datasource_permissions/#disable-permissions-for-a-data-source
 */
export const disable = Endpoint.post(
  "disableDatasourcePermissions",
  "/api/datasources/{id}/disable-permissions",
  { ...change, kind: "idempotent", payload: {} }
)

/**
 * Lists the permissions of a data source.
 * @deprecated gone after Grafana 10.2.
 * @see https://grafana.com/docs/grafana/v9.3/developers/http_api/datasource_permissions/#get-permissions-for-a-data-source
 */
export const get = Endpoint.get("getAllPermissions", "/api/datasources/{id}/permissions", {
  params: { id: Id },
  success: Schema.Struct({
    datasourceId: Schema.Int,
    enabled: Schema.Boolean,
    permissions: Endpoint.nullAsEmpty(Schema.Array(DataSourcePermission))
  }),
  error: [BadRequest, NotFound]
})

/**
 * Adds a permission, for one user, one team or one role.
 * @deprecated gone after Grafana 10.2.
 * @see https://grafana.com/docs/grafana/v9.3/developers/http_api/datasource_permissions/#add-permission-for-a-data-source
 */
export const add = Endpoint.post("addPermission", "/api/datasources/{id}/permissions", {
  ...change,
  payload: {
    userId: Schema.optional(Id),
    teamId: Schema.optional(Id),
    builtInRole: Schema.optional(Role),
    permission: DataSourcePermissionLevel
  }
})

/**
 * Takes a permission away.
 * @deprecated gone after Grafana 10.2.
 * @see https://grafana.com/docs/grafana/v9.3/developers/http_api/datasource_permissions/#remove-permission-for-a-data-source
 */
export const remove = Endpoint.delete(
  "deletePermissions",
  "/api/datasources/{id}/permissions/{permissionId}",
  {
    ...change,
    params: { id: Id, permissionId: Id }
  }
)
