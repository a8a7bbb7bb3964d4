/** What goes to a data source behind Grafana, and what may come from there. */
import { BadRequest, DataSourceUnauthorized, NotFound, when } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"

const Scalar = Schema.Union(Schema.String, Schema.Number, Schema.Boolean)

/** Parameters of a URL or fields of a form whose names the data source decides; an array is a repeated one. */
export const Parameters = Schema.Record({
  key: Schema.String,
  value: Schema.Union(Scalar, Schema.Array(Scalar))
})

/**
 * Errors of the proxy and of the data source behind it, which words its own as it likes: its "Not found" looks like
 * a missing route, and what it refuses keeps its status.
 */
export const proxied = [
  when(BadRequest, { status: 400 }, { status: 409 }, { status: 412 }, { status: 422 }),
  when(NotFound, { status: 404, ambiguous: true }),
  DataSourceUnauthorized
] as const
