import { bind, type Bound } from "../bind.js"
import { badRequestData, message, ok, type FakeResponse } from "../message.js"
import type { Preferences } from "../model.js"
import { anywhere, route, type Context, type Route } from "../route.js"

const shape = {
  homeDashboardId: "number",
  homeDashboardUID: "string",
  theme: "string",
  timezone: "string",
  weekStart: "string",
  language: "string"
} as const

/** Preferences without what is not set, in Grafana's order. */
export const preferencesBody = (preferences: Preferences = {}): Preferences => {
  const order = ["homeDashboardUID", "timezone", "weekStart", "theme", "language"] as const
  return Object.fromEntries(
    order.flatMap((key) =>
      preferences[key] === undefined || preferences[key] === "" ? [] : [[key, preferences[key]]]
    )
  )
}

/** The uid of the chosen home dashboard, or `null` when there is no such dashboard. */
const homeDashboard = ({ org }: Context, body: Bound<typeof shape>): string | null => {
  if (body.homeDashboardUID !== undefined && body.homeDashboardUID !== "") {
    return org.dashboards.get(body.homeDashboardUID)?.uid ?? null
  }
  const id = body.homeDashboardId ?? 0
  return id === 0 ? "" : (org.dashboards.byId(id)?.uid ?? null)
}

const themes = new Set(["", "system", "light", "dark"])

/**
 * Stores the preferences of a body: beside those before when it is a patch, else in their place, but for the home
 * dashboard, which only another one or an empty uid replaces (12.3.0).
 */
export const storePreferences = (
  context: Context,
  before: Preferences = {},
  store: (preferences: Preferences) => void
): FakeResponse => {
  const body = bind(context.request, shape)
  if (body === undefined) return badRequestData
  if (!themes.has(body.theme ?? "")) return message(400, "Invalid theme")
  const home = homeDashboard(context, body)
  if (home === null) return message(404, "Dashboard not found")
  const given = Object.entries({
    homeDashboardUID: home === "" ? body.homeDashboardUID : home,
    timezone: body.timezone,
    weekStart: body.weekStart,
    theme: body.theme,
    language: body.language
  }).filter(([, value]) => value !== undefined)
  const { homeDashboardUID } = before
  const kept =
    context.request.method === "PATCH" ? before : homeDashboardUID === undefined ? {} : { homeDashboardUID }
  const { homeDashboardUID: chosen, ...others }: Preferences = { ...kept, ...Object.fromEntries(given) }
  store(chosen === undefined || chosen === "" ? others : { ...others, homeDashboardUID: chosen })
  return message(200, "Preferences updated")
}

const own = ({ caller, org }: Context): Preferences | undefined => org.userPreferences.get(caller.id)

const storeOwn =
  ({ caller, org }: Context) =>
  (preferences: Preferences): void => {
    org.userPreferences.set(caller.id, preferences)
  }

const storeOrgs =
  ({ org }: Context) =>
  (preferences: Preferences): void => {
    org.preferences = preferences
  }

/** Finds no dashboard by its uid (12.3.0). */
const setHome = (context: Context): FakeResponse => {
  const body = bind(context.request, { homeDashboardId: "number", homeDashboardUID: "string" })
  if (body === undefined) return badRequestData
  if ((body.homeDashboardUID ?? "") !== "") return message(404, "Dashboard not found")
  const dashboard = context.org.dashboards.byId(body.homeDashboardId ?? 0)
  if (dashboard !== undefined) storeOwn(context)({ ...own(context), homeDashboardUID: dashboard.uid })
  return message(200, "Home dashboard set")
}

const user = "/api/user/preferences"
const organization = "/api/org/preferences"

export const preferencesRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: user }, (context) => ok(preferencesBody(own(context)))),
  ...["PUT", "PATCH"].flatMap((method) => [
    route({ method, path: user }, (context) => storePreferences(context, own(context), storeOwn(context))),
    route(
      { method, path: organization },
      (context) => storePreferences(context, context.org.preferences, storeOrgs(context)),
      { access: anywhere("orgs.preferences:write") }
    )
  ]),
  route({ method: "GET", path: organization }, ({ org }) => ok(preferencesBody(org.preferences)), {
    access: anywhere("orgs.preferences:read")
  }),
  route({ method: "POST", path: "/api/preferences/set-home-dash" }, setHome)
]
