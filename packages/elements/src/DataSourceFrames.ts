/** What data sources answer, as frames. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import type { BadRequest, CallError, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { DataQuery } from "./DataSourceQueries.js"
import * as DataSources from "./DataSources.js"
import { ofText } from "./internal/readings.js"
import * as Queries from "./Queries.js"

/** Of a data source of this type text alone makes no query: give the query's fields instead. */
export class FieldsNeeded extends Data.TaggedError("FieldsNeeded")<{
  readonly uid: string
  readonly type: string
}> {
  override get message(): string {
    return `A data source of type ${this.type} needs a query's fields, not its text alone`
  }
}

/** When, and how densely. Times are epoch milliseconds as text, or relative: `now-15m`. */
export interface QueryOptions {
  /** `now-1h` unless told. */
  readonly from?: string
  /** `now` unless told. */
  readonly to?: string
  /** The most points of a series; 100 unless told (12.3.0). */
  readonly maxDataPoints?: number
  /** The step between points; 1000 unless told (12.3.0). */
  readonly intervalMs?: number
}

/** What a query of one data source can fail with. */
export type QueryError = Queries.QueryFailed | BadRequest | NotFound | CallError

/**
 * Queries one data source, by whichever identifier is at hand, and gives the frames of the answer. The text of a
 * query is read as its type has it: PromQL, LogQL, TraceQL, SQL, InfluxQL or Flux as it is set up, Lucene's syntax, a
 * target, a metric, the id of a trace, a scenario of test data. `FieldsNeeded` where that is not known of the type,
 * `QueryFailed` in the data source's own words. Of a query's fields `datasource` is set here.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#query-a-data-source
 */
export const query = (
  identifier: DataSources.DataSourceIdentifier,
  asked: string | DataQuery,
  options?: QueryOptions
): Effect.Effect<ReadonlyArray<Queries.Frame>, FieldsNeeded | QueryError, Grafana> =>
  Effect.gen(function* () {
    const source = yield* DataSources.find(identifier)
    const fields = typeof asked === "string" ? ofText(source, asked) : Option.some(asked)
    if (Option.isNone(fields)) return yield* new FieldsNeeded({ uid: source.uid, type: source.type })
    return yield* run(source, fields.value, options)
  })

/**
 * Queries a data source that was read already, by a query's fields.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#query-a-data-source
 */
export const run = (
  { type, uid }: DataSources.DataSource,
  fields: DataQuery,
  { from = "now-1h", to = "now", ...density }: QueryOptions = {}
): Effect.Effect<ReadonlyArray<Queries.Frame>, QueryError, Grafana> => {
  const refId = fields.refId ?? "A"
  const queries = [{ ...density, ...fields, refId, datasource: { uid, type } }]
  // A type may leave out a query that found nothing.
  return Effect.map(Queries.query({ queries, from, to }), (results) => results[refId]?.frames ?? [])
}
