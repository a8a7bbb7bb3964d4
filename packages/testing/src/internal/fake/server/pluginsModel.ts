import type { JsonObject } from "../bind.js"
import type { Plugin } from "./pluginCatalogue.js"
import { dataSourcePlugins } from "./pluginDataSources.js"
import { panelPlugins } from "./pluginPanels.js"
import { compareText } from "../words/table.js"

/** How an organization has set a plugin up. */
export interface PluginSetting {
  readonly enabled: boolean
  readonly pinned: boolean
  readonly jsonData: JsonObject | null
  readonly secureFields: ReadonlySet<string>
}

/** All that is installed, by name. Grafana cannot be made to install more here: there is no way out. */
export const installedPlugins: ReadonlyArray<Plugin> = [...panelPlugins, ...dataSourcePlugins].sort(
  (left, right) => compareText(left.name, right.name)
)

const byId = new Map(
  installedPlugins.flatMap((plugin) =>
    [plugin.id, plugin.formerId].flatMap((id) => (id === undefined ? [] : [[id, plugin] as const]))
  )
)

export const installedPlugin = (id: string): Plugin | undefined => byId.get(id)
