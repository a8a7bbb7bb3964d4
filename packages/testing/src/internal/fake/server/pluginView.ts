import type { JsonObject } from "../bind.js"
import { link, type Bundled, type Link, type Plugin } from "./pluginCatalogue.js"
import type { PluginSetting } from "./pluginsModel.js"

const documentation = "https://grafana.com/docs/grafana/latest"
const issues = "https://github.com/grafana/grafana/issues/new"

const docsOf = ({ docs, type }: Plugin): ReadonlyArray<Link> => {
  if (docs === undefined) return []
  const shelf = type === "panel" ? "panels-visualizations/visualizations" : "datasources"
  return [link("Documentation", `${documentation}/${shelf}/${docs}/`)]
}

export const baseUrlOf = ({ id }: Plugin): string => `public/plugins/${id}`

export const logoOf = (plugin: Plugin): string => `${baseUrlOf(plugin)}/img/${plugin.logo}`

export const moduleOf = ({ id }: Plugin): string => `core:plugin/${id}`

export const infoView = (plugin: Plugin): JsonObject => ({
  author: { name: plugin.author ?? "Grafana Labs", url: "https://grafana.com" },
  description: plugin.description ?? "",
  links: [...(plugin.links ?? []), link("Raise issue", plugin.issues ?? issues), ...docsOf(plugin)],
  logos: { small: logoOf(plugin), large: logoOf(plugin) },
  build: {},
  screenshots:
    plugin.screenshots?.map(([name, file]) => ({ name, path: `${baseUrlOf(plugin)}/img/${file}` })) ?? null,
  version: "",
  updated: "",
  keywords: plugin.keywords ?? null
})

export const dependenciesView = (plugin: Plugin): JsonObject => ({
  grafanaDependency: plugin.grafanaDependency ?? "",
  grafanaVersion: "*",
  plugins: [],
  extensions: { exposedComponents: [] }
})

const signature = { signature: "internal", signatureType: "", signatureOrg: "", angularDetected: false }

/** A plugin in the list; one that nobody has set up is enabled there, and is not where its settings are read. */
export const listView = (plugin: Plugin, setting: PluginSetting | undefined): JsonObject => ({
  name: plugin.name,
  type: plugin.type,
  id: plugin.id,
  enabled: setting?.enabled ?? true,
  pinned: setting?.pinned ?? false,
  info: infoView(plugin),
  dependencies: dependenciesView(plugin),
  latestVersion: "",
  hasUpdate: false,
  defaultNavUrl: `/plugins/${plugin.id}/`,
  category: plugin.category ?? "",
  state: plugin.state ?? "",
  ...signature
})

export const includesView = (dashboards: ReadonlyArray<Bundled>): ReadonlyArray<JsonObject> | null =>
  dashboards.length === 0
    ? null
    : dashboards.map(({ name, path }) => ({
        name,
        path,
        type: "dashboard",
        component: "",
        role: "Viewer",
        addToNav: false,
        defaultNav: false,
        slug: "",
        icon: "",
        uid: ""
      }))

export const settingsView = (
  plugin: Plugin,
  dashboards: ReadonlyArray<Bundled>,
  setting: PluginSetting | undefined
): JsonObject => ({
  name: plugin.name,
  type: plugin.type,
  id: plugin.id,
  enabled: setting?.enabled ?? false,
  pinned: setting?.pinned ?? false,
  autoEnabled: false,
  module: moduleOf(plugin),
  baseUrl: baseUrlOf(plugin),
  info: infoView(plugin),
  includes: includesView(dashboards),
  dependencies: dependenciesView(plugin),
  extensions: {
    addedLinks: [],
    addedComponents: [],
    exposedComponents: [],
    extensionPoints: [],
    addedFunctions: []
  },
  jsonData: setting?.jsonData ?? null,
  secureJsonFields: Object.fromEntries([...(setting?.secureFields ?? [])].map((name) => [name, true])),
  defaultNavUrl: "",
  latestVersion: "",
  hasUpdate: false,
  state: plugin.state ?? "",
  ...signature,
  loadingStrategy: "script"
})

export const dashboardView = (plugin: Plugin, { path, revision, title, uid }: Bundled): JsonObject => ({
  uid,
  pluginId: plugin.id,
  title,
  imported: false,
  importedUri: "",
  importedUrl: "",
  slug: "",
  dashboardId: 0,
  importedRevision: 0,
  revision,
  description: "",
  path,
  removed: false
})
