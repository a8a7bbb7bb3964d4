/**
 * What a data source's plugin itself answers under paths of its own: parsed JSON where it says so, else text. `query`
 * holds the parameters of the URL.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { NotFound, when } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Id, Uid } from "./Common.js"
import { Parameters, proxied } from "./internal/proxied.js"

const passed = {
  query: { query: Schema.optional(Parameters) },
  success: Schema.Unknown,
  response: "auto",
  error: [...proxied, when(NotFound, { status: 500, message: "Unable to load datasource meta data" })]
} as const

/**
 * Reads `path` of a data source's plugin.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#fetch-data-source-resources
 */
export const get = Endpoint.get(
  "callDatasourceResourceWithUID",
  "/api/datasources/uid/{uid}/resources/{+path}",
  { params: { uid: Uid, path: Schema.NonEmptyString }, ...passed }
)

/**
 * Posts JSON to `path` of a data source's plugin.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#fetch-data-source-resources
 */
export const post = Endpoint.post(
  "callDatasourceResourcePOSTWithUID",
  "/api/datasources/uid/{uid}/resources/{+path}",
  { params: { uid: Uid, path: Schema.NonEmptyString }, payload: Schema.Unknown, ...passed }
)

/**
 * Reads `path` of a data source's plugin, by the data source's numeric id.
 * @deprecated by Grafana 9.0: use {@link get}.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#fetch-data-source-resources-by-id
 */
export const getById = Endpoint.get("callDatasourceResourceByID", "/api/datasources/{id}/resources/{+path}", {
  params: { id: Id, path: Schema.NonEmptyString },
  ...passed
})
