/** InfluxQL on an InfluxDB data source through Grafana's proxy. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import * as Schema from "effect/Schema"
import { Id, Uid } from "./Common.js"
import { proxied } from "./internal/proxied.js"

/** What one statement gave; one that failed has an `error`, among results that did not. */
export interface StatementResult extends Schema.Schema.Type<typeof statementResult> {}
const statementResult = Schema.Struct({
  statement_id: Schema.optional(Schema.Int),
  error: Schema.optional(Schema.String),
  series: Schema.optional(
    Schema.Array(
      Schema.Struct({
        name: Schema.optional(Schema.String),
        tags: Schema.optional(Schema.Record({ key: Schema.String, value: Schema.String })),
        columns: Schema.Array(Schema.String),
        values: Schema.optional(Schema.Array(Schema.Array(Schema.Unknown)))
      })
    )
  )
})
export const StatementResult: Schema.Schema<StatementResult> = statementResult

const options = {
  // No `kind: "safe"`: InfluxQL writes as well (DROP, CREATE).
  query: {
    db: Schema.optional(Schema.NonEmptyString),
    epoch: Schema.optional(Schema.Literal("ns", "u", "ms", "s", "m", "h"))
  },
  payload: { q: Schema.NonEmptyString },
  encoding: "form",
  success: Schema.Struct({ results: Schema.Array(StatementResult) }),
  error: proxied
} as const

/**
 * Runs the statements `q` on the database `db`; times come as RFC 3339, or as numbers of the unit `epoch`.
 * @see https://docs.influxdata.com/influxdb/v1/tools/api/#query-http-endpoint
 */
export const query = Endpoint.post("influxQLQueryByUID", "/api/datasources/proxy/uid/{uid}/query", {
  params: { uid: Uid },
  ...options
})

/**
 * Runs the statements `q`, by the data source's numeric id.
 * @deprecated by Grafana 9.0: use {@link query}.
 * @see https://docs.influxdata.com/influxdb/v1/tools/api/#query-http-endpoint
 */
export const queryById = Endpoint.post("influxQLQueryByID", "/api/datasources/proxy/{id}/query", {
  params: { id: Id },
  ...options
})
