/**
 * Requests that Grafana passes on to a data source with its credential, and the data source's own answers: parsed
 * JSON where its content type says so, else text. Which methods and paths pass, the plugin decides (`Forbidden`).
 * `query` holds the parameters of the URL.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import * as Schema from "effect/Schema"
import { Id, Uid } from "./Common.js"
import { Parameters, proxied } from "./internal/proxied.js"

const byUid = { uid: Uid, path: Schema.NonEmptyString }
const byId = { id: Id, path: Schema.NonEmptyString }

const passed = {
  query: { query: Schema.optional(Parameters) },
  success: Schema.Unknown,
  response: "auto",
  error: proxied
} as const

/**
 * Reads `path` of a data source. An upstream redirect is `UnexpectedResponse`, never followed.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#data-source-proxy-calls
 */
export const get = Endpoint.get("datasourceProxyGETByUIDcalls", "/api/datasources/proxy/uid/{uid}/{+path}", {
  params: byUid,
  ...passed
})

/**
 * Posts JSON to `path` of a data source.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#data-source-proxy-calls
 */
export const post = Endpoint.post(
  "datasourceProxyPOSTByUIDcalls",
  "/api/datasources/proxy/uid/{uid}/{+path}",
  { params: byUid, payload: Schema.Unknown, ...passed }
)

/**
 * Posts a form to `path` of a data source; an array becomes a repeated field.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#data-source-proxy-calls
 */
export const postForm = Endpoint.post(
  "datasourceProxyPOSTFormByUIDcalls",
  "/api/datasources/proxy/uid/{uid}/{+path}",
  { params: byUid, payload: Parameters, encoding: "form", ...passed }
)

/**
 * Deletes `path` of a data source; those of Prometheus and Elasticsearch are `Forbidden`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#data-source-proxy-calls
 */
export const remove = Endpoint.delete(
  "datasourceProxyDELETEByUIDcalls",
  "/api/datasources/proxy/uid/{uid}/{+path}",
  { params: byUid, ...passed }
)

/**
 * Reads `path` of a data source, by its numeric id.
 * @deprecated by Grafana 9.0: use {@link get}.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#data-source-proxy-calls-by-id
 */
export const getById = Endpoint.get("datasourceProxyGETcalls", "/api/datasources/proxy/{id}/{+path}", {
  params: byId,
  ...passed
})

/**
 * Posts JSON to `path` of a data source, by its numeric id.
 * @deprecated by Grafana 9.0: use {@link post}.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#data-source-proxy-calls-by-id
 */
export const postById = Endpoint.post("datasourceProxyPOSTcalls", "/api/datasources/proxy/{id}/{+path}", {
  params: byId,
  payload: Schema.Unknown,
  ...passed
})

/**
 * Posts a form to `path` of a data source, by its numeric id.
 * @deprecated by Grafana 9.0: use {@link postForm}.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#data-source-proxy-calls-by-id
 */
export const postFormById = Endpoint.post(
  "datasourceProxyPOSTFormcalls",
  "/api/datasources/proxy/{id}/{+path}",
  { params: byId, payload: Parameters, encoding: "form", ...passed }
)

/**
 * Deletes `path` of a data source, by its numeric id.
 * @deprecated by Grafana 9.0: use {@link remove}.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#data-source-proxy-calls-by-id
 */
export const removeById = Endpoint.delete(
  "datasourceProxyDELETEcalls",
  "/api/datasources/proxy/{id}/{+path}",
  { params: byId, ...passed }
)
