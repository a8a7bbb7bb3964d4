/** The search of the Kubernetes-style API, over dashboards and folders. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest } from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Schema from "effect/Schema"
import { Count, JsonObject, OpenEnum } from "./Common.js"
import { notServed } from "./internal/kubernetes.js"

/** A dashboard or a folder that was found; `name` is its uid, `folder` that of the folder that it stands in. */
export interface ResourceHit extends Schema.Schema.Type<typeof resourceHit> {}
const resourceHit = Schema.Struct({
  resource: OpenEnum("dashboards", "folders"),
  name: Schema.String,
  title: Schema.String,
  description: Schema.optional(Schema.String),
  tags: Schema.optional(Schema.Array(Schema.String)),
  folder: Schema.optional(Schema.String),
  managedBy: Schema.optional(Schema.Struct({ kind: Schema.String, id: Schema.optional(Schema.String) })),
  field: Schema.optional(JsonObject),
  score: Schema.optional(Schema.Number)
})
export const ResourceHit: Schema.Schema<ResourceHit> = resourceHit

/** How often a value of a field occurs. */
export interface Facet extends Schema.Schema.Type<typeof facet> {}
const facet = Schema.Struct({
  field: Schema.optional(Schema.String),
  total: Schema.optional(Schema.Int),
  missing: Schema.optional(Schema.Int),
  terms: Schema.optional(
    Schema.Array(Schema.Struct({ term: Schema.optional(Schema.String), count: Schema.optional(Schema.Int) }))
  )
})
export const Facet: Schema.Schema<Facet> = facet

/** A page of hits. `totalHits` counts those of this page alone where the database is searched (12.3.0). */
export interface ResourceHits extends Schema.Schema.Type<typeof resourceHits> {}
const resourceHits = Schema.Struct({
  offset: Schema.optional(Schema.Int),
  totalHits: Schema.Int,
  hits: Endpoint.nullAsEmpty(Schema.Array(ResourceHit)),
  queryCost: Schema.optional(Schema.Number),
  maxScore: Schema.optional(Schema.Number),
  facets: Schema.optional(Schema.Record({ key: Schema.String, value: Facet }))
})
export const ResourceHits: Schema.Schema<ResourceHits> = resourceHits

const params = { namespace: Schema.NonEmptyString }

/**
 * Searches dashboards and folders by title, tags, uids or folder (`general`: the root); a `sort` of `-title` is
 * backwards. In a stream, of a dashboard and a folder of one uid within two pages the second is left out, unless
 * `distinct` is `"off"`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const search = Endpoint.list(
  "searchResources",
  "/apis/dashboard.grafana.app/v0alpha1/namespaces/{namespace}/search",
  {
    params,
    query: {
      query: Schema.optional(Schema.String),
      type: Schema.optional(Schema.Array(Schema.Literal("dashboard", "folder"))),
      folder: Schema.optional(Schema.String),
      name: Schema.optional(Schema.Array(Schema.NonEmptyString)),
      tag: Schema.optional(Schema.Array(Schema.NonEmptyString)),
      field: Schema.optional(Schema.Array(Schema.NonEmptyString)),
      facet: Schema.optional(Schema.Array(Schema.NonEmptyString)),
      sort: Schema.optional(Schema.Array(Schema.NonEmptyString)),
      limit: Schema.optional(Count),
      page: Schema.optional(Count),
      /** Instead of `page`. */
      offset: Schema.optional(Schema.NonNegativeInt)
    },
    success: ResourceHits,
    error: [BadRequest, notServed]
  },
  Pagination.number({ page: "page", size: "limit", first: 1, pageSize: 500, items: "hits", id: "name" })
)

/**
 * Lists by which fields a search can be sorted.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const getSortableFields = Endpoint.get(
  "getSortableFields",
  "/apis/dashboard.grafana.app/v0alpha1/namespaces/{namespace}/search/sortable",
  {
    params,
    success: Schema.Struct({
      kind: Schema.String,
      apiVersion: Schema.String,
      fields: Schema.Array(
        Schema.Struct({
          // The field's name: Grafana spells its key so (12.3.0).
          string: Schema.optional(Schema.String),
          display: Schema.optional(Schema.String),
          type: Schema.optional(Schema.String)
        })
      )
    }),
    error: [BadRequest, notServed]
  }
)
