import * as DashboardVersions from "@effect-grafana/elements/DashboardVersions"
import { bind, pick, type JsonObject } from "../bind.js"
import { versionsOf } from "./dashboardStore.js"
import { badRequestData, message } from "../message.js"
import type { DashboardVersion } from "../model.js"
import { allowedOnDashboard } from "../access/permissions.js"
import { anywhere, route, type Context, type Handler, type Route } from "../route.js"
import { notBuilt } from "../unbuilt.js"

const impossible = message(500, "Unable to compute diff")

interface Side {
  readonly allowed: boolean
  readonly version: DashboardVersion | undefined
}

const sideOf = ({ caller, org }: Context, side: JsonObject): Side | undefined => {
  const fields = pick(side, { dashboardId: "number", version: "number" })
  if (fields === undefined) return undefined
  const dashboard = org.dashboards.byId(fields.dashboardId ?? 0)
  if (dashboard === undefined) return { allowed: caller.role === "Admin", version: undefined }
  return {
    allowed: allowedOnDashboard(caller, org, "dashboards:write", dashboard),
    version: versionsOf(dashboard).find(({ version }) => version === fields.version)
  }
}

/** Tells what is wrong; the pages that show a difference are not made here. */
const calculate: Handler = (context) => {
  const body = bind(context.request, { base: "object", new: "object", diffType: "string" })
  if (body?.base === undefined || body.new === undefined) return badRequestData
  const base = sideOf(context, body.base)
  const other = sideOf(context, body.new)
  if (base === undefined || other === undefined) return badRequestData
  if (!base.allowed || !other.allowed) return message(403, "Access denied to this dashboard")
  // Without a difference there is none to be computed.
  if (base.version === undefined || other.version === undefined || base.version === other.version) {
    return impossible
  }
  return notBuilt(context.request.method, context.request.url)
}

export const dashboardDiffRoutes: ReadonlyArray<Route> = [
  route(DashboardVersions.diff, calculate, { access: anywhere("dashboards:write"), reads: true })
]
