import { bind } from "../bind.js"
import { savedView, save } from "./dashboardSave.js"
import { dashboardData, versionsOf } from "./dashboardStore.js"
import { dashboardNotFound, namedDashboard, withDashboard } from "./dashboards.js"
import { seconds } from "../words/format.js"
import { badRequestData, message, ok, type FakeResponse } from "../message.js"
import type { Dashboard, DashboardVersion } from "../model.js"
import { onDashboard, param, route, type Context, type Handler, type Route } from "../route.js"
import type { JsonObject } from "../bind.js"

const view = (dashboard: Dashboard, version: DashboardVersion): JsonObject => ({
  id: version.version,
  dashboardId: dashboard.id,
  uid: dashboard.uid,
  parentVersion: version.version - 1,
  restoredFrom: 0,
  version: version.version,
  created: seconds(version.created),
  message: version.message,
  data: version.data,
  createdBy: version.createdBy
})

/** The list calls the first version "Initial save", whatever its message was (12.3.0). */
const listed = (dashboard: Dashboard, version: DashboardVersion): JsonObject =>
  view(dashboard, version.version === 1 ? { ...version, message: "Initial save" } : version)

/** The version after which a page begins, newest first; `undefined` for a token that Grafana did not make. */
const startOf = (token: string): number | undefined => {
  if (token === "") return Infinity
  const found = /^org:\d+\/start:(\d+)\/folder:/.exec(token)?.[1]
  return found === undefined ? undefined : Number(found)
}

const list = ({ org, query }: Context, dashboard: Dashboard): FakeResponse => {
  const start = startOf(query.get("continueToken"))
  if (start === undefined) return message(404, `No versions found for dashboardId ${dashboard.id}`)
  const limit = query.int("limit") < 1 ? 1000 : query.int("limit")
  const rest = [...versionsOf(dashboard)].reverse().filter(({ version }) => version < start)
  const page = rest.slice(0, limit)
  const last = page.at(-1)
  const continueToken =
    last === undefined || rest.length <= limit ? "" : `org:${org.id}/start:${last.version}/folder:`
  return ok({ continueToken, versions: page.map((version) => listed(dashboard, version)) })
}

const get = (context: Context, dashboard: Dashboard): FakeResponse => {
  const wanted = param(context, "version")
  if (!/^\d+$/.test(wanted)) return message(500, "Internal Server Error")
  const found = versionsOf(dashboard).find(({ version }) => version === Number(wanted))
  return found === undefined
    ? message(500, `Dashboard version ${wanted} not found for dashboardId ${dashboard.id}`)
    : ok(view(dashboard, found))
}

const withoutVersion = ({ version: _, ...rest }: JsonObject): string => JSON.stringify(rest)

const restore: Handler = (context) => {
  const body = bind(context.request, { version: "number" })
  if (body?.version === undefined) return badRequestData
  const dashboard = namedDashboard(context)
  if (dashboard === undefined) return dashboardNotFound
  const found = versionsOf(dashboard).find(({ version }) => version === body.version)
  if (found === undefined) return dashboardNotFound
  if (withoutVersion(found.data) === withoutVersion(dashboardData(dashboard))) {
    return message(400, "Current dashboard is identical to the specified version")
  }
  const result = save(context, {
    dashboard: { ...found.data, id: dashboard.id },
    folderUid: dashboard.folderUid,
    folderId: 0,
    overwrite: true,
    message: `Restored from version ${found.version}`
  })
  return "problem" in result ? result.problem : ok(savedView(result.saved))
}

const writes = { access: onDashboard("dashboards:write") }

export const dashboardVersionRoutes: ReadonlyArray<Route> = ["uid/{uid}", "id/{id}"].flatMap((named) => [
  route({ method: "GET", path: `/api/dashboards/${named}/versions` }, withDashboard(list), writes),
  route({ method: "GET", path: `/api/dashboards/${named}/versions/{version}` }, withDashboard(get), writes),
  route({ method: "POST", path: `/api/dashboards/${named}/restore` }, restore, writes)
])
