/** Asks a data source whether it works. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound, NotImplemented, when } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Id, JsonObject, OpenEnum, Uid } from "./Common.js"

/** What a data source says of itself: `OK`, or `ERROR` with the reason in `message`. */
export interface DataSourceHealth extends Schema.Schema.Type<typeof dataSourceHealth> {}
const dataSourceHealth = Schema.Struct({
  status: OpenEnum("OK", "ERROR", "UNKNOWN"),
  message: Schema.String,
  details: Schema.optional(JsonObject)
})
export const DataSourceHealth: Schema.Schema<DataSourceHealth> = dataSourceHealth

const options = {
  success: DataSourceHealth,
  // An unhealthy data source answers 400 with its health: a result.
  statuses: [200, 400],
  error: [
    BadRequest,
    NotFound,
    when(NotFound, { status: 500, message: "Unable to load datasource metadata" }),
    NotImplemented
  ]
} as const

/**
 * Checks a data source through its plugin. An unhealthy one is a success with `status: "ERROR"`; `NotImplemented`
 * means that its plugin has no check, `ServerError` that the plugin does not run.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#check-data-source-health
 */
export const check = Endpoint.get("checkDatasourceHealthWithUID", "/api/datasources/uid/{uid}/health", {
  params: { uid: Uid },
  ...options
})

/**
 * Checks a data source by its numeric id.
 * @deprecated by Grafana 9.0: use {@link check}.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#check-data-source-health-by-id
 */
export const checkById = Endpoint.get("checkDatasourceHealthByID", "/api/datasources/{id}/health", {
  params: { id: Id },
  ...options
})
