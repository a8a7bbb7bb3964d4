/** Queries of data sources, as panels make them. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { ApiError, type ApiErrorFields, BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { JsonObject } from "./Common.js"

// ---- results ---------------------------------------------------------------------------------------------

/** A table by columns: `schema.fields` describes them, `data.values` holds one list for each. */
export interface Frame extends Schema.Schema.Type<typeof frame> {}
const frame = Schema.Struct({
  schema: Schema.Struct({
    refId: Schema.optional(Schema.String),
    name: Schema.optional(Schema.String),
    meta: Schema.optional(JsonObject),
    fields: Schema.Array(
      Schema.Struct({
        name: Schema.optional(Schema.String),
        type: Schema.String,
        typeInfo: Schema.optional(
          Schema.Struct({ frame: Schema.String, nullable: Schema.optional(Schema.Boolean) })
        ),
        labels: Schema.optional(Schema.Record({ key: Schema.String, value: Schema.String })),
        config: Schema.optional(JsonObject)
      })
    )
  }),
  data: Schema.Struct({
    values: Schema.Array(Schema.Array(Schema.Unknown)),
    // NaN and the infinities, by column: their places in `values` are null.
    entities: Schema.optional(Schema.Array(Schema.NullOr(JsonObject))),
    // Nanoseconds beyond the milliseconds of a column of times.
    nanos: Schema.optional(Schema.Array(Schema.NullOr(Schema.Array(Schema.Number))))
  })
})
export const Frame: Schema.Schema<Frame> = frame

/** What one query gave: frames, or an `error` with the `status` that it would have had alone. */
export interface QueryResult extends Schema.Schema.Type<typeof queryResult> {}
const queryResult = Schema.Struct({
  status: Schema.optional(Schema.Int),
  frames: Schema.optional(Schema.Array(Frame)),
  error: Schema.optional(Schema.String),
  errorSource: Schema.optional(Schema.String)
})
export const QueryResult: Schema.Schema<QueryResult> = queryResult

/** The results by their queries' `refId`. */
export interface QueryResults extends Schema.Schema.Type<typeof queryResults> {}
const queryResults = Schema.Record({ key: Schema.String, value: QueryResult })
export const QueryResults: Schema.Schema<QueryResults> = queryResults

// ---- queries ---------------------------------------------------------------------------------------------

/** A query: the fields that all data sources share, and those of its own (`expr`, `rawSql`, ...). */
export const DataQuery = Schema.Struct(
  {
    refId: Schema.optional(Schema.NonEmptyString),
    datasource: Schema.optional(
      Schema.Struct({ uid: Schema.NonEmptyString, type: Schema.optional(Schema.NonEmptyString) })
    ),
    maxDataPoints: Schema.optional(Schema.Int),
    intervalMs: Schema.optional(Schema.Number)
  },
  { key: Schema.String, value: Schema.Unknown }
)

/**
 * Runs queries and gives all results as they are, also those of queries that failed: look at each one's `error`.
 * {@link query} does it for you. `from` and `to` are epoch milliseconds as text, or relative (`now-1h`).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#query-a-data-source
 */
export const results = Endpoint.post("queryMetricsWithExpressions", "/api/ds/query", {
  kind: "safe",
  payload: {
    queries: Schema.Array(DataQuery),
    from: Schema.NonEmptyString,
    to: Schema.NonEmptyString,
    debug: Schema.optional(Schema.Boolean)
  },
  success: Schema.Struct({ results: QueryResults }),
  // One failed query makes it a 400, with all results; it was a 207 in Grafana 9 where that was switched on.
  statuses: [200, 207, 400],
  error: [BadRequest, NotFound]
})

/** At least one query failed; `results` holds all of them, the good ones too. */
export class QueryFailed extends ApiError("QueryFailed", { status: 400 }) {
  constructor({ results, ...fields }: ApiErrorFields & { readonly results: QueryResults }) {
    super({ message: wordFailures(results), ...fields, body: results })
  }
  /** The results by their queries' `refId`. */
  get results(): QueryResults {
    // Sound: the constructor put them there.
    return this.body as QueryResults
  }
}

const wordFailures = (results: QueryResults): string =>
  Object.entries(results)
    .flatMap(([refId, { error }]) => (error === undefined ? [] : `${refId}: ${error}`))
    .join("; ")

/**
 * Runs queries and gives their results by `refId`. One that failed fails the call, whatever the status, since its
 * empty frames would pass for an answer: `QueryFailed`, which holds the other results. Times as in {@link results}.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#query-a-data-source
 */
export const query = (input: Endpoint.Input<typeof results>) =>
  Effect.flatMap(Endpoint.withResponse(results)(input), ({ status, value }) =>
    Object.values(value.results).some(({ error }) => error !== undefined)
      ? Effect.fail(new QueryFailed({ operation: results.operation, status, results: value.results }))
      : Effect.succeed(value.results)
  )
