/** Reads of a Graphite data source through Grafana's proxy. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import * as Schema from "effect/Schema"
import { Count, Id, Uid } from "./Common.js"
import { proxied } from "./internal/proxied.js"

/** A series; a datapoint is a value, or null for none, and its moment in epoch seconds. */
export interface GraphiteSeries extends Schema.Schema.Type<typeof graphiteSeries> {}
const graphiteSeries = Schema.Struct({
  target: Schema.String,
  tags: Schema.optional(Schema.Record({ key: Schema.String, value: Schema.String })),
  datapoints: Schema.Array(Schema.Tuple(Schema.NullOr(Schema.Number), Schema.Number))
})
export const GraphiteSeries: Schema.Schema<GraphiteSeries> = graphiteSeries

const options = {
  kind: "safe",
  payload: {
    target: Schema.Union(Schema.NonEmptyString, Schema.Array(Schema.NonEmptyString)),
    from: Schema.optional(Schema.NonEmptyString),
    until: Schema.optional(Schema.NonEmptyString),
    // Without it Graphite draws a picture.
    format: Schema.Literal("json"),
    maxDataPoints: Schema.optional(Count)
  },
  encoding: "form",
  success: Schema.Array(GraphiteSeries),
  error: proxied
} as const

/**
 * Reads the series of one or more targets, `from` and `until` in Graphite's words (`-1h`, `now`).
 * @see https://graphite.readthedocs.io/en/latest/render_api.html
 */
export const render = Endpoint.post("graphiteRenderByUID", "/api/datasources/proxy/uid/{uid}/render", {
  params: { uid: Uid },
  ...options
})

/**
 * Reads the series of one or more targets, by the data source's numeric id.
 * @deprecated by Grafana 9.0: use {@link render}.
 * @see https://graphite.readthedocs.io/en/latest/render_api.html
 */
export const renderById = Endpoint.post("graphiteRenderByID", "/api/datasources/proxy/{id}/render", {
  params: { id: Id },
  ...options
})
