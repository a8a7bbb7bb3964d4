/**
 * What all reports of an organization have in common. Grafana Enterprise and Cloud; elsewhere everything here is
 * `RouteNotFound`. No recording shows it: fields are as Grafana's OpenAPI and pages have them.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Message, OpenEnum } from "./Common.js"

const fields = {
  branding: Schema.optional(
    Schema.partial(
      Schema.Struct({
        reportLogoUrl: Schema.String,
        emailLogoUrl: Schema.String,
        emailFooterMode: OpenEnum("sent-by", "none"),
        emailFooterText: Schema.String,
        emailFooterLink: Schema.String
      })
    )
  ),
  pdfTheme: Schema.optional(OpenEnum("light", "dark")),
  embeddedImageTheme: Schema.optional(OpenEnum("light", "dark"))
}

/** The settings of an organization's reports. */
export interface ReportSettings extends Schema.Schema.Type<typeof reportSettings> {}
const reportSettings = Schema.Struct({
  ...fields,
  id: Schema.optional(Schema.Int),
  orgId: Schema.optional(Schema.Int),
  userId: Schema.optional(Schema.Int)
})
export const ReportSettings: Schema.Schema<ReportSettings> = reportSettings

/**
 * Reads the settings.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/reporting/#get-reports-branding-settings
 */
export const get = Endpoint.get("getReportSettings", "/api/reports/settings", { success: ReportSettings })

/**
 * Replaces the settings. A footer of `sent-by` needs its text and its link.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/reporting/#save-reports-branding-settings
 */
export const set = Endpoint.post("saveReportSettings", "/api/reports/settings", {
  kind: "idempotent",
  payload: fields,
  success: Message,
  error: [BadRequest]
})
