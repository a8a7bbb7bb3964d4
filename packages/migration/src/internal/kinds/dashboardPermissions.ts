import * as DashboardPermissions from "@effect-grafana/elements/DashboardPermissions"
import * as Kind from "../../Kind.js"
import { dashboards } from "./dashboards.js"
import { grants, grantsReads, type GrantsContent, holders } from "./grants.js"

/**
 * The grants that stand on each dashboard itself, by its uid. No listing tells which dashboards have none: each is
 * asked.
 */
export const dashboardPermissions: Kind.Kind = Kind.make<GrantsContent>({
  name: "dashboard-permissions",
  after: ["dashboards", ...holders],
  listings: dashboards.listings,
  reads: [...dashboards.reads, DashboardPermissions.get, ...grantsReads],
  rekey: (uid, rewrite) => rewrite("dashboards", uid, "") ?? uid,
  ...grants("dashboard-permissions", {
    of: "dashboards",
    list: (uid) => DashboardPermissions.get({ uid }),
    set: (uid, items) => DashboardPermissions.set({ uid, items })
  })
})
