/**
 * Reports as files. Grafana answers after it has drawn them: allow a minute at least. Grafana Enterprise and Cloud;
 * elsewhere everything here is `RouteNotFound`. No recording shows it: it is as Grafana's OpenAPI has it.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { ReportDashboard } from "./Reports.js"

const fields = {
  // Travels as JSON in one query parameter.
  dashboards: Schema.parseJson(Schema.Array(ReportDashboard)),
  title: Schema.optional(Schema.String)
}

const file = { success: Schema.Uint8ArrayFromSelf, response: "bytes" } as const

/**
 * Draws dashboards as one PDF.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/reporting/
 */
export const getPdf = Endpoint.get("renderReportPDFs", "/api/reports/render/pdfs", {
  ...file,
  query: {
    ...fields,
    orientation: Schema.optional(Schema.Literal("portrait", "landscape")),
    layout: Schema.optional(Schema.Literal("grid", "simple")),
    scaleFactor: Schema.optional(Schema.Number),
    includeTables: Schema.optional(Schema.Boolean)
  },
  error: [BadRequest]
})

/**
 * Reads the tables of dashboards as CSV files in a zip; empty where they have none.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/reporting/
 */
export const getCsv = Endpoint.get("renderReportCSVs", "/api/reports/render/csvs", {
  ...file,
  query: fields,
  error: [BadRequest]
})

/**
 * Reads an image of the reports' branding.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/reporting/
 */
export const getImage = Endpoint.get("getSettingsImage", "/api/reports/images/{image}", {
  ...file,
  params: { image: Schema.NonEmptyString },
  error: [NotFound]
})
