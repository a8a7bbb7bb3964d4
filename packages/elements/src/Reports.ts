/**
 * Dashboards that go out by e-mail on a schedule. Grafana Enterprise and Cloud; elsewhere everything here is
 * `RouteNotFound`. No recording shows it: fields are as Grafana's OpenAPI and pages have them.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Id, JsonObject, Message, OpenEnum, Uid } from "./Common.js"

const timeRange = Schema.Struct({ from: Schema.optional(Schema.String), to: Schema.optional(Schema.String) })

/** A dashboard of a report; without a time range and variables it has its own. */
export interface ReportDashboard extends Schema.Schema.Type<typeof reportDashboard> {}
const reportDashboard = Schema.Struct({
  dashboard: Schema.Struct({
    uid: Schema.optional(Schema.String),
    id: Schema.optional(Schema.Int),
    name: Schema.optional(Schema.String)
  }),
  timeRange: Schema.optional(timeRange),
  reportVariables: Schema.optional(Schema.NullOr(JsonObject))
})
export const ReportDashboard: Schema.Schema<ReportDashboard> = reportDashboard

/** When a report goes out; `custom` is every `intervalAmount` hours, days, weeks or months. */
export interface ReportSchedule extends Schema.Schema.Type<typeof reportSchedule> {}
const reportSchedule = Schema.Struct({
  startDate: Schema.optional(Schema.NullOr(Schema.String)),
  endDate: Schema.optional(Schema.NullOr(Schema.String)),
  frequency: OpenEnum("once", "hourly", "daily", "weekly", "monthly", "last", "custom"),
  intervalFrequency: Schema.optional(OpenEnum("hours", "days", "weeks", "months")),
  intervalAmount: Schema.optional(Schema.Int),
  workdaysOnly: Schema.optional(Schema.Boolean),
  dayOfMonth: Schema.optional(Schema.String),
  timeZone: Schema.optional(Schema.String)
})
export const ReportSchedule: Schema.Schema<ReportSchedule> = reportSchedule

/** How a report looks. */
export interface ReportOptions extends Schema.Schema.Type<typeof reportOptions> {}
const reportOptions = Schema.Struct({
  orientation: Schema.optional(OpenEnum("portrait", "landscape")),
  layout: Schema.optional(OpenEnum("grid", "simple")),
  timeRange: Schema.optional(timeRange),
  pdfShowTemplateVariables: Schema.optional(Schema.Boolean),
  pdfCombineOneFile: Schema.optional(Schema.Boolean)
})
export const ReportOptions: Schema.Schema<ReportOptions> = reportOptions

// Addresses are separated by commas.
const fields = {
  recipients: Schema.optional(Schema.String),
  replyTo: Schema.optional(Schema.String),
  subject: Schema.optional(Schema.String),
  message: Schema.optional(Schema.String),
  options: Schema.optional(ReportOptions),
  enableDashboardUrl: Schema.optional(Schema.Boolean),
  enableCsv: Schema.optional(Schema.Boolean),
  scaleFactor: Schema.optional(Schema.Int)
}

/** A report. */
export interface Report extends Schema.Schema.Type<typeof report> {}
const report = Schema.Struct({
  ...fields,
  id: Schema.Int,
  uid: Schema.optional(Schema.String),
  name: Schema.String,
  orgId: Schema.optional(Schema.Int),
  userId: Schema.optional(Schema.Int),
  state: Schema.optional(OpenEnum("draft", "scheduled", "paused", "expired")),
  schedule: Schema.optional(ReportSchedule),
  dashboards: Schema.optional(Endpoint.nullAsEmpty(Schema.Array(ReportDashboard))),
  formats: Schema.optional(Endpoint.nullAsEmpty(Schema.Array(OpenEnum("pdf", "csv", "image")))),
  created: Schema.optional(Schema.String),
  updated: Schema.optional(Schema.String)
})
export const Report: Schema.Schema<Report> = report

const sent = {
  ...fields,
  name: Schema.NonEmptyString,
  state: Schema.optional(OpenEnum("draft", "scheduled", "paused")),
  schedule: Schema.optional(ReportSchedule),
  dashboards: Schema.optional(Schema.Array(ReportDashboard)),
  formats: Schema.optional(Schema.Array(Schema.Literal("pdf", "csv", "image")))
}

/**
 * Lists the reports of the organization.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/reporting/#list-all-reports
 */
export const list = Endpoint.get("getReports", "/api/reports", {
  success: Endpoint.nullAsEmpty(Schema.Array(Report))
})

/**
 * Lists the reports that hold a dashboard.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/reporting/
 */
export const listByDashboard = Endpoint.get("getReportsByDashboardUID", "/api/reports/dashboards/{uid}", {
  params: { uid: Uid },
  success: Endpoint.nullAsEmpty(Schema.Array(Report))
})

/**
 * Creates a report; it goes out by its schedule unless `state` is `draft` or `paused`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/reporting/#create-a-report
 */
export const create = Endpoint.post("createReport", "/api/reports", {
  payload: sent,
  success: Schema.Struct({ id: Schema.Int, message: Schema.String }),
  error: [BadRequest, NotFound]
})

/**
 * Reads one report.
 * @deprecated by Grafana 12: reports move to `/apis/reporting.grafana.app`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/reporting/#get-a-report
 */
export const get = Endpoint.get("getReport", "/api/reports/{id}", {
  params: { id: Id },
  success: Report,
  error: [BadRequest, NotFound]
})

/**
 * Replaces a report.
 * @deprecated by Grafana 12: reports move to `/apis/reporting.grafana.app`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/reporting/#update-a-report
 */
export const update = Endpoint.put("updateReport", "/api/reports/{id}", {
  params: { id: Id },
  payload: sent,
  success: Message,
  error: [BadRequest, NotFound]
})

/**
 * Deletes a report.
 * @deprecated by Grafana 12: reports move to `/apis/reporting.grafana.app`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/reporting/#delete-a-report
 */
export const remove = Endpoint.delete("deleteReport", "/api/reports/{id}", {
  params: { id: Id },
  success: Message,
  error: [BadRequest, NotFound],
  gone: { message: "Report config was removed" }
})

/**
 * Sends a report now, to `emails` or with `useEmailsFromReport` to its own recipients. Grafana answers after it is
 * drawn: allow a minute at least.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/reporting/#send-a-report
 */
export const send = Endpoint.post("sendReport", "/api/reports/email", {
  payload: {
    // The number of a report, as text.
    id: Schema.NumberFromString.pipe(Schema.int()),
    emails: Schema.optional(Schema.NonEmptyString),
    useEmailsFromReport: Schema.optional(Schema.Boolean)
  },
  success: Message,
  error: [BadRequest, NotFound]
})

/**
 * Sends a report that is not stored, to its recipients.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/reporting/#send-a-test-email
 */
export const sendTest = Endpoint.post("sendTestEmail", "/api/reports/test-email", {
  payload: sent,
  success: Message,
  error: [BadRequest, NotFound]
})
