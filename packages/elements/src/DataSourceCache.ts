/** Query caching of a data source: Grafana Enterprise and Cloud only, elsewhere `RouteNotFound`. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Uid } from "./Common.js"

/** How a data source's answers are cached; every field as Grafana's OpenAPI has it, none of them promised. */
export interface CacheConfig extends Schema.Schema.Type<typeof cacheConfig> {}
const cacheConfig = Schema.partial(
  Schema.Struct({
    message: Schema.String,
    dataSourceID: Schema.Int,
    dataSourceUID: Schema.String,
    enabled: Schema.Boolean,
    useDefaultTTL: Schema.Boolean,
    ttlQueriesMs: Schema.Int,
    ttlResourcesMs: Schema.Int,
    defaultTTLMs: Schema.Int,
    created: Schema.String,
    updated: Schema.String
  })
)
export const CacheConfig: Schema.Schema<CacheConfig> = cacheConfig

const options = { params: { uid: Uid }, success: CacheConfig, error: [BadRequest, NotFound] } as const

/**
 * Reads how a data source's answers are cached.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/query_and_resource_caching/#get-cache-configuration-for-a-data-source
 */
export const get = Endpoint.get("getDataSourceCacheConfig", "/api/datasources/{uid}/cache", options)

/**
 * Sets how a data source's answers are cached; times are milliseconds, and count only without `useDefaultTTL`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/query_and_resource_caching/#update-cache-configuration-for-a-data-source
 */
export const set = Endpoint.post("setDataSourceCacheConfig", "/api/datasources/{uid}/cache", {
  ...options,
  kind: "idempotent",
  payload: {
    dataSourceID: Schema.optional(Schema.Int),
    dataSourceUID: Schema.optional(Uid),
    enabled: Schema.optional(Schema.Boolean),
    useDefaultTTL: Schema.optional(Schema.Boolean),
    ttlQueriesMs: Schema.optional(Schema.Int),
    ttlResourcesMs: Schema.optional(Schema.Int)
  }
})

/**
 * Switches the cache of a data source on.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/query_and_resource_caching/#enable-caching-for-a-data-source
 */
export const enable = Endpoint.post("enableDataSourceCache", "/api/datasources/{uid}/cache/enable", {
  ...options,
  kind: "idempotent"
})

/**
 * Switches the cache of a data source off.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/query_and_resource_caching/#disable-caching-for-a-data-source
 */
export const disable = Endpoint.post("disableDataSourceCache", "/api/datasources/{uid}/cache/disable", {
  ...options,
  kind: "idempotent"
})

/**
 * Empties the caches of all data sources; `uid` only says whose configuration is answered.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/query_and_resource_caching/#clean-cache-for-all-data-sources
 */
export const clean = Endpoint.post("cleanDataSourceCache", "/api/datasources/{uid}/cache/clean", {
  ...options,
  kind: "idempotent"
})
