import { installedPlugin } from "../server/pluginsModel.js"
import { logoOf } from "../server/pluginView.js"

export interface DataSourcePlugin {
  /** Its present id, whatever it is called in what refers to it. */
  readonly type: string
  readonly name: string
  readonly logo: string
  /** Whether an update without a URL is refused. */
  readonly needsUrl: boolean
}

const needUrl = new Set(["elasticsearch", "graphite", "influxdb", "prometheus"])

/** What Grafana knows of a type of data source; a type without a plugin is accepted all the same (12.3.0). */
export const pluginOf = (type: string): DataSourcePlugin => {
  const plugin = installedPlugin(type)
  return plugin?.type === "datasource"
    ? { type: plugin.id, name: plugin.name, logo: logoOf(plugin), needsUrl: needUrl.has(type) }
    : { type, name: type, logo: "public/img/icn-datasource.svg", needsUrl: false }
}
