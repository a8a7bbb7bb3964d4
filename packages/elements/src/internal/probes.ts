/** How a data source is tried whose plugin has no health check. */
import * as Option from "effect/Option"
import type { DataQuery } from "../DataSourceQueries.js"
import type { DataSource } from "../DataSources.js"
import { influxLanguage, pluginId } from "./dataSourceTypes.js"
import { ofText } from "./readings.js"

/** A query, a request through the proxy (a POST where there is a payload), or settings that must be there. */
export type Probe = QueryProbe | ProxyProbe | SettingsProbe

interface QueryProbe {
  readonly via: "query"
  readonly query: DataQuery
}

export interface ProxyProbe {
  readonly via: "proxy"
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly payload?: Readonly<Record<string, string>>
}

interface SettingsProbe {
  readonly via: "settings"
  readonly names: ReadonlyArray<string>
}

/** The probe of a data source, if one is known of its type. */
export const probeOf = (source: DataSource): Option.Option<Probe> =>
  Option.orElse(
    Option.flatMap(textOf(source), (text) => asQuery(source, text)),
    () => unasked(source)
  )

const asQuery = (source: DataSource, text: string): Option.Option<Probe> =>
  Option.map(ofText(source, text), (query) => ({ via: "query", query }))

const textOf = (source: DataSource): Option.Option<string> =>
  source.type === "influxdb"
    ? Option.some(influxTexts[influxLanguage(source)])
    : Option.fromNullable(texts.get(pluginId(source.type)))

const influxTexts = { InfluxQL: "SHOW DATABASES", Flux: "buckets()", SQL: "SELECT 1" }

const texts = new Map([
  ["elasticsearch", ""],
  ["grafana-clickhouse-datasource", "SELECT 1"],
  ["grafana-postgresql-datasource", "SELECT 1"],
  ["grafana-redshift-datasource", "SELECT 1"],
  ["grafana-testdata-datasource", "random_walk"],
  ["graphite", "constantLine(100)"],
  ["loki", "vector(1)+vector(1)"],
  ["mssql", "SELECT 1"],
  ["mysql", "SELECT 1"],
  ["prometheus", "1+1"]
])

const unasked = ({ jsonData, type }: DataSource): Option.Option<Probe> =>
  type === "alertmanager" && jsonData?.["implementation"] === "prometheus"
    ? Option.some({ via: "proxy", path: "api/v2/status" })
    : Option.fromNullable(others.get(type))

const others = new Map<string, Probe>([
  // Mimir's and Cortex', for which Grafana takes each that is not said to be Prometheus' own.
  ["alertmanager", { via: "proxy", path: "alertmanager/api/v2/status" }],
  ["fetzerch-sunandmoon-datasource", { via: "settings", names: ["latitude", "longitude"] }],
  ["grafana-simple-json-datasource", { via: "proxy", path: "search", payload: { target: "" } }],
  ["jaeger", { via: "proxy", path: "api/services" }],
  ["opentsdb", { via: "proxy", path: "api/suggest", query: { type: "metrics", q: "cpu" } }],
  ["simpod-json-datasource", { via: "proxy", path: "metrics", payload: {} }],
  ["tempo", { via: "proxy", path: "api/echo" }],
  ["zipkin", { via: "proxy", path: "api/v2/services" }]
])
