import type { JsonObject } from "../bind.js"
import { dashboardUrl } from "./dashboardStore.js"
import { never } from "../words/format.js"
import { ok, type FakeResponse } from "../message.js"
import type { Dashboard, Preferences } from "../model.js"
import { allowedSomewhere } from "../access/permissions.js"
import { route, type Context, type Route } from "../route.js"

const homeMeta = (context: Context) => ({
  canSave: false,
  canEdit: allowedSomewhere(context.caller, context.org, "dashboards:create"),
  canAdmin: false,
  canStar: false,
  canDelete: false,
  slug: "",
  url: "",
  expires: never,
  created: never,
  updated: never,
  updatedBy: "",
  createdBy: "",
  version: 0,
  hasAcl: false,
  isFolder: false,
  folderId: 0,
  folderUid: "",
  folderTitle: "General",
  folderUrl: "",
  provisioned: false,
  provisionedExternalId: "",
  annotationsPermissions: null
})

const homePanel = (id: number, type: string, gridPos: JsonObject, rest: JsonObject): JsonObject => ({
  datasource: null,
  gridPos,
  id,
  type,
  ...rest
})

const refreshIntervals = ["5s", "10s", "30s", "1m", "5m", "15m", "30m", "1h", "2h", "1d"]

const homePanels = (help: boolean): ReadonlyArray<JsonObject> => [
  homePanel(1, "welcome", { h: 3, w: 24, x: 0, y: 0 }, { title: "", transparent: false }),
  homePanel(
    3,
    "dashlist",
    { h: 15, w: 12, x: 0, y: 4 },
    {
      folderId: 0,
      links: [],
      options: {
        folderId: 0,
        maxItems: 30,
        query: "",
        showHeadings: true,
        showRecentlyViewed: true,
        showSearch: false,
        showStarred: true,
        tags: []
      },
      title: "Dashboards"
    }
  ),
  homePanel(
    4,
    "news",
    { h: 15, w: 12, x: 12, y: 4 },
    { links: [], options: { feedUrl: "https://grafana.com/blog/news.xml" }, title: "Latest from the blog" }
  ),
  ...(help ? [{ gridPos: { h: 9, w: 24, x: 0, y: 3 }, id: 123123, type: "gettingstarted" }] : [])
]

/** The dashboard that the caller chose, else the organization's, else Grafana's own. */
const home = (context: Context): FakeResponse => {
  const { caller, org } = context
  const chosen = (preferences: Preferences | undefined): Dashboard | undefined =>
    org.dashboards.get(preferences?.homeDashboardUID ?? "")
  const dashboard = chosen(org.userPreferences.get(caller.id)) ?? chosen(org.preferences)
  if (dashboard !== undefined) return ok({ redirectUri: dashboardUrl(dashboard) })
  const panels = homePanels(allowedSomewhere(caller, org, "datasources:create"))
  return ok({
    meta: homeMeta(context),
    dashboard: {
      editable: false,
      links: [],
      panels,
      schemaVersion: 22,
      tags: [],
      templating: { list: [] },
      time: { from: "now-6h", to: "now" },
      timepicker: { hidden: true, refresh_intervals: refreshIntervals, type: "timepicker" },
      timezone: "browser",
      title: "Home"
    }
  })
}

export const homeDashboardRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: "/api/dashboards/home" }, home)
]
