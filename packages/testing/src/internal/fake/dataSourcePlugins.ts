export interface Plugin {
  readonly name: string
  readonly logo: string
  /** Whether an update without a URL is refused. */
  readonly needsUrl: boolean
}

const plugin = (id: string, name: string, logo: string, needsUrl = false): readonly [string, Plugin] => [
  id,
  { name, logo: `public/plugins/${id}/img/${logo}`, needsUrl }
]

const plugins = new Map([
  plugin("alertmanager", "Alertmanager", "logo.svg"),
  plugin("elasticsearch", "Elasticsearch", "elasticsearch.svg", true),
  plugin("grafana-testdata-datasource", "TestData", "testdata.svg"),
  plugin("graphite", "Graphite", "graphite_logo.png", true),
  plugin("influxdb", "InfluxDB", "influxdb_logo.svg", true),
  plugin("loki", "Loki", "loki_icon.svg"),
  plugin("prometheus", "Prometheus", "prometheus_logo.svg", true),
  plugin("tempo", "Tempo", "tempo_logo.svg")
])

/** What Grafana knows of a type of data source; a type without a plugin is accepted all the same (12.3.0). */
export const pluginOf = (type: string): Plugin =>
  plugins.get(type) ?? { name: type, logo: "public/img/icn-datasource.svg", needsUrl: false }
