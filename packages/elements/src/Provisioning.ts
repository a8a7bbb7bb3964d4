/** Provisioning files, read anew by the running server. For server admins, whom no token can be. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { Message } from "./Common.js"

// What the files hold wrong is a 500 with the server's log for details.
const reload = { kind: "idempotent", success: Message } as const

/**
 * Reads the files for dashboards anew, and waits until what they hold is stored.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/#reload-provisioning-configurations
 */
export const reloadDashboards = Endpoint.post(
  "adminProvisioningReloadDashboards",
  "/api/admin/provisioning/dashboards/reload",
  reload
)

/**
 * Reads the files for data sources anew, and waits until what they hold is stored.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/#reload-provisioning-configurations
 */
export const reloadDataSources = Endpoint.post(
  "adminProvisioningReloadDatasources",
  "/api/admin/provisioning/datasources/reload",
  reload
)

/**
 * Reads the files for plugins anew, and waits until the apps are set up.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/#reload-provisioning-configurations
 */
export const reloadPlugins = Endpoint.post(
  "adminProvisioningReloadPlugins",
  "/api/admin/provisioning/plugins/reload",
  reload
)

/**
 * Reads the files for alerting anew, and waits until what they hold is stored.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/#reload-provisioning-configurations
 */
export const reloadAlerting = Endpoint.post(
  "adminProvisioningReloadAlerting",
  "/api/admin/provisioning/alerting/reload",
  reload
)

/**
 * Has the files for roles and their assignments read anew, without waiting for it. Grafana Enterprise; elsewhere
 * `RouteNotFound`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/#reload-provisioning-configurations
 */
export const reloadAccessControl = Endpoint.post(
  "adminProvisioningReloadAccessControl",
  "/api/admin/provisioning/access-control/reload",
  reload
)
