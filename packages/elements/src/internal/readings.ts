/** What the text of a query is to each type of data source. */
import * as Option from "effect/Option"
import * as DataSourceQueries from "../DataSourceQueries.js"
import type { DataSource } from "../DataSources.js"
import { influxLanguage, pluginId } from "./dataSourceTypes.js"

/** The query that a text is of a data source of its type; none where that is not known. */
export const ofText = (source: DataSource, text: string): Option.Option<DataSourceQueries.DataQuery> =>
  Option.map(Option.fromNullable(readings.get(pluginId(source.type))), (read) => read(text, source))

type Reading = (text: string, source: DataSource) => DataSourceQueries.DataQuery

const asSql: Reading = (rawSql) => DataSourceQueries.sql({ rawSql })
const asTrace: Reading = (query) => DataSourceQueries.trace({ query })

const asElasticsearch: Reading = (query, { jsonData }) => {
  const timeField = jsonData?.["timeField"]
  return DataSourceQueries.elasticsearch({ query, ...(typeof timeField === "string" ? { timeField } : {}) })
}

const asInflux: Reading = (text, source) => {
  const language = influxLanguage(source)
  if (language === "SQL") return DataSourceQueries.sql({ rawSql: text })
  return language === "Flux"
    ? DataSourceQueries.flux({ query: text })
    : DataSourceQueries.influxQL({ query: text })
}

const readings = new Map<string, Reading>([
  ["elasticsearch", asElasticsearch],
  // 1 is a table to the plugins that Grafana does not bring along.
  ["grafana-clickhouse-datasource", (rawSql) => ({ rawSql, format: 1 })],
  ["grafana-postgresql-datasource", asSql],
  ["grafana-redshift-datasource", (rawSQL) => ({ rawSQL, format: 1 })],
  ["grafana-testdata-datasource", (scenarioId) => DataSourceQueries.testData({ scenarioId })],
  ["graphite", (target) => DataSourceQueries.graphite({ target })],
  ["influxdb", asInflux],
  ["jaeger", asTrace],
  ["loki", (expr) => DataSourceQueries.loki({ expr })],
  ["mssql", asSql],
  ["mysql", asSql],
  ["opentsdb", (metric) => DataSourceQueries.openTSDB({ metric })],
  ["prometheus", (expr) => DataSourceQueries.prometheus({ expr })],
  ["tempo", (query) => DataSourceQueries.tempo({ query })],
  ["zipkin", asTrace]
])
