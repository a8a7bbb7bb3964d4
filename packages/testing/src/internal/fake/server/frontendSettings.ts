import * as Health from "@effect-grafana/elements/Health"
import type { JsonObject } from "../bind.js"
import { buildInfo } from "./health.js"
import { middlewareJson } from "../message.js"
import type { DataSource, Org } from "../model.js"
import type { Plugin } from "./pluginCatalogue.js"
import { installedPlugin, installedPlugins } from "./pluginsModel.js"
import { baseUrlOf, dependenciesView, includesView, infoView, moduleOf } from "./pluginView.js"
import { route, type Handler, type Route } from "../route.js"

const meta = (plugin: Plugin): JsonObject => ({
  id: plugin.id,
  type: plugin.type,
  name: plugin.name,
  info: infoView(plugin),
  dependencies: dependenciesView(plugin),
  includes: includesView(plugin.dashboards ?? []),
  category: plugin.category ?? "",
  builtIn: plugin.builtIn ?? false,
  signature: "internal",
  module: moduleOf(plugin),
  baseUrl: baseUrlOf(plugin)
})

const fields = (plugin: Plugin, jsonData: JsonObject): JsonObject => ({
  meta: meta(plugin),
  preload: false,
  jsonData,
  readOnly: false
})

const sourceView = (source: DataSource, plugin: Plugin): JsonObject => ({
  id: source.id,
  uid: source.uid,
  type: plugin.id,
  name: source.name,
  url: source.access === "proxy" ? `/api/datasources/proxy/uid/${source.uid}` : source.url,
  isDefault: source.isDefault,
  access: source.access,
  module: moduleOf(plugin),
  ...fields(plugin, source.jsonData)
})

const builtInView = (plugin: Plugin): JsonObject => ({
  ...(plugin.id === "grafana" ? { id: -1, uid: "grafana" } : {}),
  type: "datasource",
  name: plugin.name,
  isDefault: false,
  ...fields(plugin, {})
})

/** By name; a data source of a type that has no plugin is not for the pages. */
const dataSourcesOf = (org: Org): JsonObject =>
  Object.fromEntries([
    ...installedPlugins
      .filter(({ builtIn }) => builtIn === true)
      .map((plugin) => [plugin.name, builtInView(plugin)]),
    ...[...org.dataSources.values()].flatMap((source) => {
      const plugin = installedPlugin(source.type)
      return plugin === undefined ? [] : [[source.name, sourceView(source, plugin)]]
    })
  ])

const panelView = (plugin: Plugin): JsonObject => ({
  id: plugin.id,
  name: plugin.name,
  info: infoView(plugin),
  state: plugin.state ?? "",
  baseUrl: baseUrlOf(plugin),
  signature: "internal",
  module: moduleOf(plugin)
})

const panels = Object.fromEntries(
  installedPlugins
    .filter(({ state, type }) => type === "panel" && state !== "alpha")
    .map((plugin) => [plugin.id, panelView(plugin)])
)

const settings: Handler = ({ org }) => {
  const fallback = [...org.dataSources.values()].find(({ isDefault }) => isDefault)
  return middlewareJson(200, {
    defaultDatasource: fallback?.name ?? "-- Grafana --",
    datasources: dataSourcesOf(org),
    minRefreshInterval: "5s",
    panels,
    apps: {},
    appUrl: "http://localhost:3000/",
    buildInfo
  })
}

export const frontendSettingsRoutes: ReadonlyArray<Route> = [route(Health.getFrontendSettings, settings)]
