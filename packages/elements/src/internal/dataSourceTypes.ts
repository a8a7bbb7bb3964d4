/** What the names of data source types hide. */
import type { DataSource } from "../DataSources.js"

/** The id of a type's plugin. Older Grafana knows two of them by a shorter name, which newer ones still take. */
export const pluginId = (type: string): string => renamed.get(type) ?? type

const renamed = new Map([
  ["postgres", "grafana-postgresql-datasource"],
  ["testdata", "grafana-testdata-datasource"]
])

/** The query language that an InfluxDB data source is set to; unset it is InfluxQL. */
export const influxLanguage = ({ jsonData }: DataSource): "InfluxQL" | "Flux" | "SQL" =>
  jsonData?.["version"] === "Flux" || jsonData?.["version"] === "SQL" ? jsonData["version"] : "InfluxQL"
