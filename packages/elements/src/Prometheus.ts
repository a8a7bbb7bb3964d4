/**
 * Reads of a Prometheus data source through Grafana's proxy. What Prometheus refuses is `BadRequest` in its own
 * words; times are epoch seconds or RFC 3339, durations seconds or `5m`.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import * as Schema from "effect/Schema"
import { Count, Id, Uid } from "./Common.js"
import { proxied } from "./internal/proxied.js"

/** A series' labels, its name as `__name__`. */
export interface Labels extends Schema.Schema.Type<typeof labels> {}
const labels = Schema.Record({ key: Schema.String, value: Schema.String })
export const Labels: Schema.Schema<Labels> = labels

/** A moment in epoch seconds, and a value as text, for it may be `NaN` or `+Inf`. */
export type Sample = typeof Sample.Type
export const Sample = Schema.Tuple(Schema.Number, Schema.String)

/** Series with one sample each; a native histogram stands in `histogram` instead. */
export interface Vector extends Schema.Schema.Type<typeof vector> {}
const vector = Schema.Struct({
  resultType: Schema.Literal("vector"),
  result: Schema.Array(
    Schema.Struct({
      metric: Labels,
      value: Schema.optional(Sample),
      histogram: Schema.optional(Schema.Array(Schema.Unknown))
    })
  )
})
export const Vector: Schema.Schema<Vector> = vector

/** Series with samples over time; native histograms stand in `histograms` instead. */
export interface Matrix extends Schema.Schema.Type<typeof matrix> {}
const matrix = Schema.Struct({
  resultType: Schema.Literal("matrix"),
  result: Schema.Array(
    Schema.Struct({
      metric: Labels,
      values: Schema.optional(Schema.Array(Sample)),
      histograms: Schema.optional(Schema.Array(Schema.Unknown))
    })
  )
})
export const Matrix: Schema.Schema<Matrix> = matrix

const single = Schema.Struct({ resultType: Schema.Literal("scalar", "string"), result: Sample })

const response = <A>(data: Schema.Schema<A>) =>
  Schema.Struct({
    status: Schema.Literal("success"),
    data,
    warnings: Schema.optional(Schema.Array(Schema.String)),
    infos: Schema.optional(Schema.Array(Schema.String))
  })

const Time = Schema.Union(Schema.Number, Schema.NonEmptyString)
const limits = { timeout: Schema.optional(Time), limit: Schema.optional(Count) }

const instant = {
  kind: "safe",
  payload: { query: Schema.NonEmptyString, time: Schema.optional(Time), ...limits },
  encoding: "form",
  success: response(Schema.Union(Vector, Matrix, single)),
  error: proxied
} as const

const range = {
  kind: "safe",
  payload: { query: Schema.NonEmptyString, start: Time, end: Time, step: Time, ...limits },
  encoding: "form",
  success: response(Matrix),
  error: proxied
} as const

const matching = {
  kind: "safe",
  payload: {
    "match[]": Schema.Union(Schema.NonEmptyString, Schema.Array(Schema.NonEmptyString)),
    start: Schema.optional(Time),
    end: Schema.optional(Time),
    limit: Schema.optional(Count)
  },
  encoding: "form",
  success: response(Schema.Array(Labels)),
  error: proxied
} as const

/**
 * Evaluates an expression at one moment, `time`, or now.
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries
 */
export const query = Endpoint.post("prometheusQueryByUID", "/api/datasources/proxy/uid/{uid}/api/v1/query", {
  params: { uid: Uid },
  ...instant
})

/**
 * Evaluates an expression from `start` to `end`, every `step`.
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries
 */
export const queryRange = Endpoint.post(
  "prometheusQueryRangeByUID",
  "/api/datasources/proxy/uid/{uid}/api/v1/query_range",
  { params: { uid: Uid }, ...range }
)

/**
 * Lists the series that fit one of the selectors `match[]`.
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#finding-series-by-label-matchers
 */
export const series = Endpoint.post(
  "prometheusSeriesByUID",
  "/api/datasources/proxy/uid/{uid}/api/v1/series",
  { params: { uid: Uid }, ...matching }
)

/**
 * Evaluates an expression at one moment, by the data source's numeric id.
 * @deprecated by Grafana 9.0: use {@link query}.
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries
 */
export const queryById = Endpoint.post("prometheusQueryByID", "/api/datasources/proxy/{id}/api/v1/query", {
  params: { id: Id },
  ...instant
})

/**
 * Evaluates an expression over time, by the data source's numeric id.
 * @deprecated by Grafana 9.0: use {@link queryRange}.
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries
 */
export const queryRangeById = Endpoint.post(
  "prometheusQueryRangeByID",
  "/api/datasources/proxy/{id}/api/v1/query_range",
  { params: { id: Id }, ...range }
)

/**
 * Lists the series that fit one of the selectors, by the data source's numeric id.
 * @deprecated by Grafana 9.0: use {@link series}.
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#finding-series-by-label-matchers
 */
export const seriesById = Endpoint.post("prometheusSeriesByID", "/api/datasources/proxy/{id}/api/v1/series", {
  params: { id: Id },
  ...matching
})
