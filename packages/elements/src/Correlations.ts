/** Correlations: links from a field of one data source's results to a query of another, or to a URL. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound, ReadOnly } from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Schema from "effect/Schema"
import { Count, JsonObject, Message, OpenEnum, Uid } from "./Common.js"

/** A correlation; `targetUID` is null for an external one. */
export interface Correlation extends Schema.Schema.Type<typeof correlation> {}
const correlation = Schema.Struct({
  uid: Schema.String,
  sourceUID: Schema.String,
  targetUID: Schema.NullOr(Schema.String),
  label: Schema.String,
  description: Schema.String,
  // These three are newer than the correlations of Grafana 9.3, which name the type in `config`.
  orgId: Schema.optional(Schema.Int),
  provisioned: Schema.optional(Schema.Boolean),
  type: Schema.optional(OpenEnum("query", "external")),
  config: Schema.Struct({
    field: Schema.String,
    target: JsonObject,
    type: Schema.optional(Schema.String),
    transformations: Schema.optional(
      Schema.Array(
        Schema.Struct({
          type: OpenEnum("regex", "logfmt"),
          expression: Schema.optional(Schema.String),
          field: Schema.optional(Schema.String),
          mapValue: Schema.optional(Schema.String)
        })
      )
    )
  })
})
export const Correlation: Schema.Schema<Correlation> = correlation

/** What a create or an update answers. */
export interface SavedCorrelation extends Schema.Schema.Type<typeof savedCorrelation> {}
const savedCorrelation = Schema.Struct({ message: Schema.String, result: Correlation })
export const SavedCorrelation: Schema.Schema<SavedCorrelation> = savedCorrelation

/**
 * Lists the correlations, of all data sources or of some. `totalCount` counts those of other organizations as well.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/correlations/#get-all-correlations
 */
export const list = Endpoint.list(
  "getCorrelations",
  "/api/datasources/correlations",
  {
    query: {
      sourceUID: Schema.optional(Schema.Array(Uid)),
      limit: Schema.optional(Count),
      page: Schema.optional(Count)
    },
    success: Schema.Struct({
      correlations: Schema.Array(Correlation),
      totalCount: Schema.Int,
      page: Schema.Int,
      limit: Schema.Int
    }),
    error: [NotFound]
  },
  Pagination.number({
    page: "page",
    size: "limit",
    first: 1,
    pageSize: 1000,
    maxPageSize: 1000,
    items: "correlations",
    total: { path: "totalCount", trusted: false },
    stop: "short page",
    echo: "limit",
    id: "uid"
  })
)

/**
 * Lists the correlations that start from a data source, in one response.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/correlations/#get-all-correlations-originating-from-a-given-data-source
 */
export const listBySource = Endpoint.get(
  "getCorrelationsBySourceUID",
  "/api/datasources/uid/{sourceUID}/correlations",
  { params: { sourceUID: Uid }, success: Schema.Array(Correlation), error: [NotFound] }
)

/**
 * Reads one correlation.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/correlations/#get-single-correlation
 */
export const get = Endpoint.get("getCorrelation", "/api/datasources/uid/{sourceUID}/correlations/{uid}", {
  params: { sourceUID: Uid, uid: Uid },
  success: Correlation,
  error: [NotFound]
})

const Type = Schema.Literal("query", "external")

const config = {
  field: Schema.NonEmptyString,
  target: JsonObject,
  transformations: Schema.optional(
    Schema.Array(
      Schema.Struct({
        type: Schema.Literal("regex", "logfmt"),
        expression: Schema.optional(Schema.String),
        field: Schema.optional(Schema.String),
        mapValue: Schema.optional(Schema.String)
      })
    )
  )
}

/**
 * Creates a correlation from the data source `sourceUID`. The type `query` needs a `targetUID`; `external` has a
 * `url` in its `target`. Grafana before 11 wants `config.type` as well.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/correlations/#create-correlations
 */
export const create = Endpoint.post("createCorrelation", "/api/datasources/uid/{sourceUID}/correlations", {
  params: { sourceUID: Uid },
  payload: {
    targetUID: Schema.optional(Uid),
    type: Type,
    label: Schema.optional(Schema.String),
    description: Schema.optional(Schema.String),
    provisioned: Schema.optional(Schema.Boolean),
    // Another word in `config.type` is a 500 (12.3.0).
    config: Schema.Struct({ ...config, type: Schema.optional(Schema.Literal("query")) })
  },
  success: SavedCorrelation,
  error: [BadRequest, NotFound]
})

/**
 * Changes what is given of a correlation; what is left out stays. Nothing at all is `BadRequest`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/correlations/#update-correlations
 */
export const update = Endpoint.patch(
  "updateCorrelation",
  "/api/datasources/uid/{sourceUID}/correlations/{uid}",
  {
    params: { sourceUID: Uid, uid: Uid },
    payload: {
      type: Schema.optional(Type),
      label: Schema.optional(Schema.String),
      description: Schema.optional(Schema.String),
      config: Schema.optional(Schema.partial(Schema.Struct(config)))
    },
    success: SavedCorrelation,
    error: [BadRequest, NotFound, ReadOnly]
  }
)

/**
 * Deletes a correlation.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/correlations/#delete-correlations
 */
export const remove = Endpoint.delete(
  "deleteCorrelation",
  "/api/datasources/uid/{sourceUID}/correlations/{uid}",
  {
    params: { sourceUID: Uid, uid: Uid },
    success: Message,
    error: [NotFound, ReadOnly],
    gone: { message: "Correlation deleted" }
  }
)
