import * as PluginContents from "@effect-grafana/elements/PluginContents"
import * as PluginHealth from "@effect-grafana/elements/PluginHealth"
import * as Plugins from "@effect-grafana/elements/Plugins"
import { bind, type JsonObject } from "../bind.js"
import { hasRole } from "../caller.js"
import {
  badRequestData,
  json,
  jsonApiError,
  message,
  middlewareJson,
  ok,
  publicError,
  text,
  type FakeResponse
} from "../message.js"
import type { Plugin } from "./pluginCatalogue.js"
import { installedPlugin, installedPlugins } from "./pluginsModel.js"
import { dashboardView, listView, settingsView } from "./pluginView.js"
import { anywhere, globally, param, route, type Context, type Handler, type Route } from "../route.js"
import { notBuilt } from "../unbuilt.js"

/** An app would have to be enabled as well, but Grafana brings none along. */
const notFound = middlewareJson(404, { message: "Plugin not found" })
const notInstalled = message(404, "Plugin not installed")
const unavailable = publicError(500, "plugin.unavailable", "Plugin unavailable")
const failed = publicError(500, "plugin.requestFailureError", "An error occurred within the plugin")
const denied = middlewareJson(403, { message: "Permission denied" })

const withPlugin =
  (missing: FakeResponse, handler: (context: Context, plugin: Plugin) => FakeResponse): Handler =>
  (context) => {
    const plugin = installedPlugin(param(context, "id"))
    return plugin === undefined ? missing : handler(context, plugin)
  }

const forAdmins =
  (handler: Handler): Handler =>
  (context) =>
    hasRole(context.caller, "Admin") ? handler(context) : denied

const unknownHere = ({ request }: Context): FakeResponse => notBuilt(request.method, request.url)

const list: Handler = ({ org, query }) => {
  const type = query.get("type")
  // All are core plugins.
  if (query.get("core") === "0") return ok([])
  const shown = installedPlugins.filter(
    (plugin) =>
      plugin.builtIn !== true &&
      plugin.state !== "alpha" &&
      (type === "" || plugin.type === type) &&
      (query.get("enabled") !== "1" || org.pluginSettings.get(plugin.id)?.enabled !== false)
  )
  return ok(shown.map((plugin) => listView(plugin, org.pluginSettings.get(plugin.id))))
}

const getSettings = withPlugin(
  message(404, "Plugin not found, no installed plugin with that id"),
  (context, plugin) =>
    plugin.dashboards === undefined
      ? unknownHere(context)
      : ok(settingsView(plugin, plugin.dashboards, context.org.pluginSettings.get(plugin.id)))
)

const namesOf = (secrets: JsonObject | undefined): ReadonlyArray<string> =>
  Object.keys(secrets ?? {}).filter((name) => secrets?.[name] !== "")

const updateSettings: Handler = (context) => {
  const body = bind(context.request, {
    enabled: "boolean",
    pinned: "boolean",
    jsonData: "object",
    secureJsonData: "object"
  })
  if (body === undefined) return badRequestData
  const plugin = installedPlugin(param(context, "id"))
  if (plugin === undefined) return notInstalled
  const { pluginSettings } = context.org
  const kept = pluginSettings.get(plugin.id)?.secureFields ?? []
  pluginSettings.set(plugin.id, {
    enabled: body.enabled ?? false,
    pinned: body.pinned ?? false,
    jsonData: body.jsonData ?? null,
    secureFields: new Set([...kept, ...namesOf(body.secureJsonData)])
  })
  return message(200, "Plugin settings updated")
}

const dashboards = withPlugin(notFound, (context, plugin) =>
  plugin.dashboards === undefined
    ? unknownHere(context)
    : ok(plugin.dashboards.map((dashboard) => dashboardView(plugin, dashboard)))
)

const markdown = withPlugin(notInstalled, (context, { readme }) =>
  readme === undefined ? unknownHere(context) : text(200, readme)
)

const noSettings = "data source instance settings cannot be nil - error getting datasource info"

const health = withPlugin(notFound, (context, plugin) => {
  if (plugin.type === "panel") return unavailable
  if (plugin.id === "grafana-testdata-datasource") {
    return ok({ message: "Data source is working", status: "OK" })
  }
  return plugin.id === "prometheus"
    ? json(400, { message: noSettings, status: "ERROR" })
    : unknownHere(context)
})

const metrics = withPlugin(publicError(404, "plugin.notRegistered", "Plugin not registered"), () => failed)

const install: Handler = (context) => {
  const body = bind(context.request, { version: "string" })
  if (body === undefined) return badRequestData
  return installedPlugin(param(context, "id")) === undefined
    ? // grafana.com is out of reach.
      message(500, "Failed to install plugin")
    : message(403, "Cannot install or change a Core plugin")
}

const uninstall = withPlugin(notInstalled, () => message(403, "Cannot uninstall a Core plugin"))

const resources = withPlugin(notFound, (context, plugin) => {
  if (plugin.type === "panel") return failed
  return plugin.id === "grafana-testdata-datasource" && (context.params["*"] ?? "") === ""
    ? text(200, "Hello world from test datasource!")
    : unknownHere(context)
})

/** No plugin here has routes to other servers. */
const proxy = withPlugin(notFound, ({ org }, { id }) =>
  org.pluginSettings.has(id)
    ? middlewareJson(404, { message: "plugin route match not found" })
    : jsonApiError(500, "Failed to fetch plugin settings")
)

const methods: ReadonlyArray<string> = ["DELETE", "GET", "PATCH", "POST", "PUT"]

const anyMethod = (path: string, handler: Handler): ReadonlyArray<Route> =>
  ["", "/*"].flatMap((rest) =>
    methods.map((method) =>
      route({ method, path: path + rest }, handler, { access: anywhere("plugins.app:access"), reads: true })
    )
  )

const installs = { access: globally("plugins:install") }

export const pluginRoutes: ReadonlyArray<Route> = [
  route(Plugins.list, list),
  route(Plugins.listProblems, () => ok([])),
  route(Plugins.getSettings, getSettings),
  route(Plugins.updateSettings, updateSettings, { access: anywhere("plugins:write") }),
  route(Plugins.install, install, installs),
  route(Plugins.uninstall, uninstall, installs),
  route(PluginContents.listDashboards, forAdmins(dashboards)),
  route(PluginContents.getMarkdown, markdown),
  route(PluginHealth.check, health),
  route(PluginHealth.getMetrics, forAdmins(metrics)),
  ...anyMethod("/api/plugins/{id}/resources", resources),
  ...anyMethod("/api/plugin-proxy/{id}", proxy)
]
