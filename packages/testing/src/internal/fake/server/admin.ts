import { createHash } from "node:crypto"
import { bind } from "../bind.js"
import {
  badRequestData,
  empty,
  json,
  message,
  middlewareJson,
  ok,
  text,
  type FakeResponse
} from "../message.js"
import type { Org, Role } from "../model.js"
import { anywhere, route, type Context, type Handler, type Route } from "../route.js"
import { version } from "./health.js"

const monthAgo = 30 * 86_400_000
const dayAgo = 86_400_000

const total = (orgs: Iterable<Org>, count: (org: Org) => number): number => {
  let sum = 0
  for (const org of orgs) sum += count(org)
  return sum
}

const stats = ({ state }: Context): FakeResponse => {
  const orgs = [...state.orgs.values()]
  const users = [...state.users.values()]
  const now = state.now()
  const highest = (id: number): Role | undefined => {
    const roles = orgs.map((org) => org.members.get(id))
    return (["Admin", "Editor", "Viewer"] as const).find((role) => roles.includes(role))
  }
  const count = (role: Role | undefined, since: number): number =>
    users.filter((user) => user.lastSeen > since && (role === undefined || highest(user.id) === role)).length
  const sessions = users.reduce((sum, user) => sum + user.authTokens.length, 0)
  return ok({
    orgs: orgs.length,
    dashboards: total(orgs, (org) => org.dashboards.size),
    snapshots: 0,
    tags: new Set(orgs.flatMap((org) => [...org.dashboards.values()].flatMap(({ tags }) => tags))).size,
    datasources: total(orgs, (org) => org.dataSources.size),
    playlists: 0,
    stars: total(orgs, (org) => [...org.stars.values()].flat().length),
    alerts: 0,
    users: users.length,
    admins: count("Admin", -Infinity),
    editors: count("Editor", -Infinity),
    viewers: count("Viewer", -Infinity),
    activeUsers: count(undefined, now - monthAgo),
    activeAdmins: count("Admin", now - monthAgo),
    activeEditors: count("Editor", now - monthAgo),
    activeViewers: count("Viewer", now - monthAgo),
    activeSessions: sessions,
    dailyActiveUsers: count(undefined, now - dayAgo),
    dailyActiveAdmins: 0,
    dailyActiveEditors: 0,
    dailyActiveViewers: 0,
    dailyActiveSessions: sessions,
    monthlyActiveUsers: count(undefined, now - monthAgo),
    activeDevices: 0
  })
}

/** The few settings that clients look for; a real server has some seven hundred. */
const settings = ok({
  DEFAULT: { app_mode: "false", instance_name: "vm", target: "all" },
  security: { admin_user: "admin", admin_password: "*********", disable_gravatar: "false" }
})

const reload = (kind: string, label: string): Route =>
  route(
    { method: "POST", path: `/api/admin/provisioning/${kind}/reload` },
    () => message(200, `${label} config reloaded`),
    { access: anywhere("provisioning:reload") }
  )

const denied = middlewareJson(403, { message: "Permission denied" })

const encryption = (path: string, answer: FakeResponse): Route => {
  const handler: Handler = ({ caller }) => (caller.isGrafanaAdmin ? answer : denied)
  return route({ method: "POST", path: `/api/admin/encryption/${path}` }, handler)
}

const sha256 = (value: string): string => createHash("sha256").update(value).digest("hex")

const assets = middlewareJson(200, {
  assets: sha256(""),
  flags: sha256("flags"),
  plugins: sha256("plugins"),
  version: sha256(version)
})

export const adminRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: "/api/admin/stats" }, stats, { access: anywhere("server.stats:read") }),
  route({ method: "GET", path: "/api/admin/settings" }, () => settings, {
    access: anywhere("settings:read")
  }),
  // Answers like this on every open-source server (12.3.0).
  route({ method: "GET", path: "/api/admin/settings-verbose" }, () => json(501, {}), {
    access: anywhere("settings:read")
  }),
  reload("dashboards", "Dashboards"),
  reload("datasources", "Datasources"),
  reload("plugins", "Plugins"),
  reload("alerting", "Alerting"),
  encryption("rotate-data-keys", empty(204)),
  encryption("reencrypt-data-keys", text(200, "Data encryption keys re-encrypted successfully")),
  encryption("reencrypt-secrets", text(200, "Secrets re-encrypted successfully")),
  route({ method: "GET", path: "/api/frontend/assets" }, () => assets),
  route(
    { method: "POST", path: "/api/frontend-metrics" },
    ({ request }) => (bind(request, {}) === undefined ? badRequestData : empty(200)),
    { reads: true }
  ),
  route({ method: "GET", path: "/api/gnet/*" }, () => empty(502)),
  route({ method: "GET", path: "/api/anonymous/devices" }, () => ok([]), { access: anywhere("users:read") }),
  route(
    { method: "GET", path: "/api/anonymous/search" },
    ({ query }) => {
      const page = Math.max(1, query.int("page"))
      const perPage = query.int("perpage") < 1 ? 100 : query.int("perpage")
      return ok({ totalCount: 0, devices: [], page, perPage })
    },
    { access: anywhere("users:read") }
  )
]
