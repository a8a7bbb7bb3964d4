/**
 * Queries in the terms of each type of data source, for `Queries.query`, where each names its `datasource`, or for
 * `DataSourceFrames.query`, which sets that.
 */
import type * as Queries from "./Queries.js"

/** One query of `Queries.query`. */
export type DataQuery = typeof Queries.DataQuery.Type

/** What queries of all types share. `refId` names the result; `datasource` says whom it asks. */
export interface Shared {
  /** `A`, `B`, ...: the name of its result. */
  readonly refId?: string
  /** Whom it asks. */
  readonly datasource?: { readonly uid: string; readonly type?: string }
  /** The most points of a series; 100 unless told (12.3.0). */
  readonly maxDataPoints?: number
  /** The step between points; 1000 unless told (12.3.0). */
  readonly intervalMs?: number
}

/** A query in PromQL, over the range unless `instant`; `interval` is the smallest step (`15s`). */
export interface PrometheusQuery extends Shared {
  readonly expr: string
  /** At the end of the range alone. */
  readonly instant?: boolean
  readonly range?: boolean
  /** With the exemplars of the series. */
  readonly exemplar?: boolean
  readonly format?: "time_series" | "table" | "heatmap"
  /** The smallest step: `15s`. */
  readonly interval?: string
  /** The name of a series, with labels in braces: `{{instance}}`. */
  readonly legendFormat?: string
}

/**
 * A query of Prometheus or Mimir.
 * @see https://grafana.com/docs/grafana/latest/datasources/prometheus/query-editor/
 */
export const prometheus = (query: PrometheusQuery): DataQuery => ({ ...query })

/** A query in LogQL; `maxLines` bounds its log lines, `step` is a duration (`1m`). */
export interface LokiQuery extends Shared {
  readonly expr: string
  readonly queryType?: "range" | "instant"
  /** `backward`: newest first. */
  readonly direction?: "backward" | "forward"
  /** The most log lines; the data source's own measure unless told. */
  readonly maxLines?: number
  /** Between the points of a metric query: `1m`. */
  readonly step?: string
  /** The name of a series, with labels in braces: `{{job}}`. */
  readonly legendFormat?: string
}

/**
 * A query of Loki, over the range unless told otherwise.
 * @see https://grafana.com/docs/grafana/latest/datasources/loki/query-editor/
 */
export const loki = (query: LokiQuery): DataQuery => ({ queryType: "range", ...query })

/** A statement in SQL, with Grafana's macros (`$__timeFilter(at)`); `time_series` needs a column `time`. */
export interface SqlQuery extends Shared {
  readonly rawSql: string
  readonly format?: "table" | "time_series"
}

/**
 * A query of MySQL, PostgreSQL, Microsoft SQL Server, or of InfluxDB in SQL: a table unless told otherwise.
 * @see https://grafana.com/docs/grafana/latest/datasources/mysql/query-editor/
 */
export const sql = (query: SqlQuery): DataQuery => ({ format: "table", ...query })

/** A statement in InfluxQL; `tz` is a time zone of InfluxDB's. */
export interface InfluxQLQuery extends Shared {
  readonly query: string
  readonly resultFormat?: "time_series" | "table" | "logs"
  /** The name of a series: `$tag_host`. */
  readonly alias?: string
  /** Added to the statement as `tz(...)`. */
  readonly tz?: string
}

/**
 * A query of InfluxDB in InfluxQL.
 * @see https://grafana.com/docs/grafana/latest/datasources/influxdb/query-editor/
 */
export const influxQL = (query: InfluxQLQuery): DataQuery => ({ rawQuery: true, ...query })

/** A script in Flux. */
export interface FluxQuery extends Shared {
  readonly query: string
}

/**
 * A query of InfluxDB in Flux.
 * @see https://grafana.com/docs/grafana/latest/datasources/influxdb/query-editor/
 */
export const flux = (query: FluxQuery): DataQuery => ({ ...query })

/** A metric or a bucket of an Elasticsearch query, by its `type` (`avg`, `terms`) and an `id` of one's own. */
export interface Aggregation {
  readonly type: string
  readonly id: string
  readonly field?: string
  readonly settings?: Readonly<Record<string, unknown>>
}

/** A query in Lucene's syntax, `""` for all documents, and what is computed of them. */
export interface ElasticsearchQuery extends Shared {
  readonly query: string
  /** What is computed: the count of documents unless told. */
  readonly metrics?: ReadonlyArray<Aggregation>
  /** How documents are put together: by time unless told. */
  readonly bucketAggs?: ReadonlyArray<Aggregation>
  /** `@timestamp` unless told. */
  readonly timeField?: string
  /** The name of a series: `{{term host}}`. */
  readonly alias?: string
}

/**
 * A query of Elasticsearch: the count of documents over time, by `timeField` (`@timestamp`), unless told otherwise.
 * @see https://grafana.com/docs/grafana/latest/datasources/elasticsearch/query-editor/
 */
export const elasticsearch = ({ timeField = "@timestamp", ...query }: ElasticsearchQuery): DataQuery => ({
  metrics: [{ type: "count", id: "1" }],
  bucketAggs: [{ type: "date_histogram", id: "2", field: timeField, settings: { interval: "auto" } }],
  // Grafana 9 refuses a query without it.
  timeField,
  ...query
})

/** A target in Graphite's functions. */
export interface GraphiteQuery extends Shared {
  readonly target: string
}

/**
 * A query of Graphite.
 * @see https://grafana.com/docs/grafana/latest/datasources/graphite/query-editor/
 */
export const graphite = (query: GraphiteQuery): DataQuery => ({ ...query })

/** A metric of OpenTSDB; it is downsampled where `downsampleAggregator` is set, to 1m unless told otherwise. */
export interface OpenTSDBQuery extends Shared {
  readonly metric: string
  /** `sum` unless told. */
  readonly aggregator?: string
  /** `avg`, `max`, ... */
  readonly downsampleAggregator?: string
  /** `1m` unless told. */
  readonly downsampleInterval?: string
  /** `none` unless told. */
  readonly downsampleFillPolicy?: "none" | "nan" | "null" | "zero"
  readonly shouldComputeRate?: boolean
  /** Whether a rate is that of a counter, which may begin again. */
  readonly isCounter?: boolean
  readonly tags?: Readonly<Record<string, string>>
}

/**
 * A query of OpenTSDB: the sum unless told otherwise.
 * @see https://grafana.com/docs/grafana/latest/datasources/opentsdb/
 */
export const openTSDB = (query: OpenTSDBQuery): DataQuery => ({
  aggregator: "sum",
  disableDownsampling: query.downsampleAggregator === undefined,
  // Grafana asks for a fill policy without a name where none is set (12.3.0).
  downsampleFillPolicy: "none",
  ...query
})

/** A query in TraceQL, or with `queryType: "traceId"` the id of a trace; `limit` bounds the traces, `spss` their spans. */
export interface TempoQuery extends Shared {
  readonly query: string
  readonly queryType?: "traceql" | "traceId"
  /** What a row of the answer is. */
  readonly tableType?: "traces" | "spans" | "raw"
  /** The most traces. */
  readonly limit?: number
  /** The most spans of each trace. */
  readonly spss?: number
}

/**
 * A query of Tempo, in TraceQL unless told otherwise.
 * @see https://grafana.com/docs/grafana/latest/datasources/tempo/query-editor/
 */
export const tempo = (query: TempoQuery): DataQuery => ({ queryType: "traceql", ...query })

/** The id of a trace. */
export interface TraceQuery extends Shared {
  readonly query: string
}

/**
 * Reads one trace of Jaeger or Zipkin.
 * @see https://grafana.com/docs/grafana/latest/datasources/jaeger/
 */
export const trace = (query: TraceQuery): DataQuery => ({ ...query })

/** A scenario of test data and what it takes (`stringInput: "1,20,90"` of `csv_metric_values`). */
export interface TestDataQuery extends Shared {
  /** `random_walk`, `csv_metric_values`, `logs`, ... */
  readonly scenarioId?: string
  /** The scenario's own input. */
  readonly stringInput?: string
  readonly csvContent?: string
  /** How many series, where the scenario knows several. */
  readonly seriesCount?: number
  readonly alias?: string
  /** Of the series: `host=a,zone=b`. */
  readonly labels?: string
}

/**
 * A query of test data, a random walk unless told otherwise.
 * @see https://grafana.com/docs/grafana/latest/datasources/testdata/
 */
export const testData = (query: TestDataQuery = {}): DataQuery => ({ scenarioId: "random_walk", ...query })
