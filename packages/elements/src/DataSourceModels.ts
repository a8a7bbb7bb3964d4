/**
 * Data sources by their type, for `DataSources.create`: each function takes the settings that the type knows and
 * gives the whole input. Settings it does not list go into `jsonData` of what it gives.
 */
import type * as Endpoint from "@effect-grafana/core/Endpoint"
import type * as DataSources from "./DataSources.js"
import type * as Settings from "./DataSourceSettings.js"

/** What `DataSources.create` takes. */
export type DataSourceInput = Endpoint.Input<typeof DataSources.create>

/** A data source but for its type. */
export interface Model<Json, Secrets> extends Omit<
  DataSourceInput,
  "type" | "access" | "jsonData" | "secureJsonData"
> {
  /** Who asks it: Grafana (`proxy`, unless told) or the browser (`direct`). */
  readonly access?: DataSourceInput["access"]
  /** The settings of its type. */
  readonly jsonData?: Json
  /** The secrets of its type. */
  readonly secureJsonData?: Secrets
}

/** A data source that is asked under a URL. */
export interface Remote<Json, Secrets = unknown> extends Model<
  Json & Settings.Http,
  Secrets & Settings.HttpSecrets
> {
  /** As Grafana's server reaches it: `http://prometheus:9090`. */
  readonly url: string
}

// ---- metrics, logs, traces -------------------------------------------------------------------------------

/**
 * Prometheus, Mimir, Cortex or Thanos.
 * @see https://grafana.com/docs/grafana/latest/datasources/prometheus/configure/
 */
export const prometheus = (model: Remote<Settings.Prometheus, Settings.SigV4Secrets>): DataSourceInput =>
  input("prometheus", model)

/**
 * Loki.
 * @see https://grafana.com/docs/grafana/latest/datasources/loki/configure-loki-data-source/
 */
export const loki = (model: Remote<Settings.Loki>): DataSourceInput => input("loki", model)

/**
 * Tempo.
 * @see https://grafana.com/docs/grafana/latest/datasources/tempo/configure-tempo-data-source/
 */
export const tempo = (model: Remote<Settings.Tempo>): DataSourceInput => input("tempo", model)

/**
 * Jaeger.
 * @see https://grafana.com/docs/grafana/latest/datasources/jaeger/
 */
export const jaeger = (model: Remote<Settings.Traces>): DataSourceInput => input("jaeger", model)

/**
 * Zipkin.
 * @see https://grafana.com/docs/grafana/latest/datasources/zipkin/
 */
export const zipkin = (model: Remote<Settings.Traces>): DataSourceInput => input("zipkin", model)

/**
 * An Alertmanager.
 * @see https://grafana.com/docs/grafana/latest/datasources/alertmanager/
 */
export const alertmanager = (model: Remote<Settings.Alertmanager>): DataSourceInput =>
  input("alertmanager", model)

/**
 * Graphite.
 * @see https://grafana.com/docs/grafana/latest/datasources/graphite/configure/
 */
export const graphite = (model: Remote<Settings.Graphite>): DataSourceInput => input("graphite", model)

/**
 * OpenTSDB.
 * @see https://grafana.com/docs/grafana/latest/datasources/opentsdb/
 */
export const openTSDB = (model: Remote<Settings.OpenTSDB>): DataSourceInput => input("opentsdb", model)

/**
 * Elasticsearch: `database` is the index, `timeField` is `@timestamp` unless told otherwise, for Grafana needs one.
 * @see https://grafana.com/docs/grafana/latest/datasources/elasticsearch/configure-elasticsearch-data-source/
 */
export const elasticsearch = (
  model: Remote<Settings.Elasticsearch, Settings.SigV4Secrets>
): DataSourceInput => input("elasticsearch", model, { timeField: "@timestamp", ...database("index", model) })

// ---- InfluxDB --------------------------------------------------------------------------------------------

/**
 * InfluxDB in InfluxQL, on `database`, with `user` and the secret `password`.
 * @see https://grafana.com/docs/grafana/latest/datasources/influxdb/configure-influxdb-data-source/
 */
export const influxQL = (model: Remote<Settings.Influx, Settings.Secrets<"password">>): DataSourceInput =>
  input("influxdb", model, { version: "InfluxQL", ...database("dbName", model) })

/**
 * InfluxDB in Flux.
 * @see https://grafana.com/docs/grafana/latest/datasources/influxdb/configure-influxdb-data-source/
 */
export const flux = (
  model: Remote<Settings.Flux, Settings.Secrets<"token">> & {
    readonly jsonData: Settings.Flux & Settings.Http
  }
): DataSourceInput => input("influxdb", model, { version: "Flux" })

/**
 * InfluxDB 3 in SQL, on `database`, with the secret `token`; Grafana 10 or newer.
 * @see https://grafana.com/docs/grafana/latest/datasources/influxdb/configure-influxdb-data-source/
 */
export const influxSQL = (
  model: Remote<Settings.Influx & { readonly insecureGrpc?: boolean }, Settings.Secrets<"token">>
): DataSourceInput => input("influxdb", model, { version: "SQL", ...database("dbName", model) })

// ---- SQL -------------------------------------------------------------------------------------------------

/** A database; its `url` is host and port, without a scheme. */
export interface SqlModel<Json> extends Model<
  Json & Settings.Sql & Settings.Tls,
  Settings.TlsSecrets & Settings.Secrets<"password">
> {
  readonly url: string
  readonly user?: string
}

/**
 * MySQL or MariaDB.
 * @see https://grafana.com/docs/grafana/latest/datasources/mysql/configuration/
 */
export const mysql = (
  model: SqlModel<{ readonly timezone?: string; readonly allowCleartextPasswords?: boolean }>
): DataSourceInput => input("mysql", model, database("database", model))

/**
 * PostgreSQL, or what speaks its protocol. Grafana answers with the type's present name,
 * `grafana-postgresql-datasource` (12.3.0); it is sent by the one that every release takes.
 * @see https://grafana.com/docs/grafana/latest/datasources/postgres/configure/
 */
export const postgres = (model: SqlModel<Settings.Postgres>): DataSourceInput =>
  input("postgres", model, database("database", model))

/**
 * Microsoft SQL Server.
 * @see https://grafana.com/docs/grafana/latest/datasources/mssql/configure/
 */
export const mssql = (model: SqlModel<Settings.Mssql>): DataSourceInput =>
  input("mssql", model, database("database", model))

// ---- clouds ----------------------------------------------------------------------------------------------

/**
 * Amazon CloudWatch.
 * @see https://grafana.com/docs/grafana/latest/datasources/aws-cloudwatch/configure/
 */
export const cloudWatch = (
  model: Model<Settings.CloudWatch, Settings.Secrets<"accessKey" | "secretKey">>
): DataSourceInput => input("cloudwatch", model)

/**
 * Azure Monitor.
 * @see https://grafana.com/docs/grafana/latest/datasources/azure-monitor/
 */
export const azureMonitor = (
  model: Model<Settings.AzureMonitor, Settings.Secrets<"clientSecret">>
): DataSourceInput => input("grafana-azure-monitor-datasource", model)

/**
 * Test data. Grafana answers with the type's present name, `grafana-testdata-datasource` (12.3.0); it is sent by the one
 * that every release takes.
 * @see https://grafana.com/docs/grafana/latest/datasources/testdata/
 */
export const testData = (model: Model<Settings.Json, never>): DataSourceInput => input("testdata", model)

// ----------------------------------------------------------------------------------------------------------

interface Given extends Omit<DataSourceInput, "type" | "access" | "jsonData"> {
  readonly access?: DataSourceInput["access"]
  readonly jsonData?: object
}

const input = (type: string, model: Given, settings: Settings.Json = {}): DataSourceInput => ({
  access: "proxy",
  ...model,
  type,
  jsonData: { ...settings, ...model.jsonData }
})

// Grafana has moved the name of a database from the data source into its settings; one as old as 9 reads the former.
const database = (setting: string, model: { readonly database?: string | undefined }): Settings.Json =>
  model.database === undefined ? {} : { [setting]: model.database }
