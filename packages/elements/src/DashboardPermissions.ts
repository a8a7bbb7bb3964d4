/** Who may do what with a dashboard, beyond what its folder gives. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { AccessEntry, AccessItem, Id, Message, Uid } from "./Common.js"

/**
 * Lists the permissions of a dashboard, those that it inherits from its folder included.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard_permissions/#get-permissions-for-a-dashboard
 */
export const get = Endpoint.get("getDashboardPermissionsListByUID", "/api/dashboards/uid/{uid}/permissions", {
  params: { uid: Uid },
  success: Schema.Array(AccessEntry),
  error: [BadRequest, NotFound]
})

/**
 * Replaces all permissions of a dashboard by `items`; what is not in the list is taken away, inherited ones stay.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard_permissions/#update-permissions-for-a-dashboard
 */
export const set = Endpoint.post("updateDashboardPermissionsByUID", "/api/dashboards/uid/{uid}/permissions", {
  kind: "idempotent",
  params: { uid: Uid },
  payload: { items: Schema.Array(AccessItem) },
  success: Message,
  error: [BadRequest, NotFound]
})

/**
 * Lists the permissions of a dashboard that is named by its numeric id.
 * @deprecated by Grafana 9.0: use {@link get}.
 * @see https://grafana.com/docs/grafana/v10.4/developers/http_api/dashboard_permissions/#get-permissions-for-a-dashboard-by-id
 */
export const getById = Endpoint.get(
  "getDashboardPermissionsListByID",
  "/api/dashboards/id/{id}/permissions",
  {
    params: { id: Id },
    success: Schema.Array(AccessEntry),
    error: [BadRequest, NotFound]
  }
)

/**
 * Replaces all permissions of a dashboard that is named by its numeric id.
 * @deprecated by Grafana 9.0: use {@link set}.
 * @see https://grafana.com/docs/grafana/v10.4/developers/http_api/dashboard_permissions/#update-permissions-for-a-dashboard-by-id
 */
export const setById = Endpoint.post(
  "updateDashboardPermissionsByID",
  "/api/dashboards/id/{id}/permissions",
  {
    kind: "idempotent",
    params: { id: Id },
    payload: { items: Schema.Array(AccessItem) },
    success: Message,
    error: [BadRequest, NotFound]
  }
)
