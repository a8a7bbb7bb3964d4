/**
 * Alert rules as provisioning files: typed, or as text in `yaml`, or in `hcl` for Terraform. Every `$` in names and
 * labels is doubled, since files have variables; in `hcl` it is not.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Duration, Labels, NotificationSettings, RuleName } from "./Alerting.js"
import { JsonObject, Uid } from "./Common.js"
import { text, typed, worded } from "./internal/exports.js"
import { RulerRuleInput } from "./RulerRules.js"

const exportedRule = Schema.Struct({
  uid: Schema.optional(Schema.String),
  title: Schema.String,
  condition: Schema.optional(Schema.String),
  data: Schema.Array(
    Schema.Struct({
      refId: Schema.String,
      queryType: Schema.optional(Schema.String),
      relativeTimeRange: Schema.optional(Schema.Struct({ from: Schema.Int, to: Schema.Int })),
      datasourceUid: Schema.String,
      model: JsonObject
    })
  ),
  dashboardUid: Schema.optional(Schema.String),
  panelId: Schema.optional(Schema.Int),
  noDataState: Schema.optional(Schema.String),
  execErrState: Schema.optional(Schema.String),
  for: Schema.optional(Schema.String),
  keepFiringFor: Schema.optional(Schema.String),
  annotations: Schema.optional(Labels),
  labels: Schema.optional(Labels),
  isPaused: Schema.optional(Schema.Boolean),
  notification_settings: Schema.optional(NotificationSettings),
  record: Schema.optional(
    Schema.Struct({
      metric: Schema.String,
      from: Schema.String,
      targetDatasourceUid: Schema.optional(Schema.String)
    })
  ),
  missing_series_evals_to_resolve: Schema.optional(Schema.Int)
})

/** A provisioning file of rule groups; `folder` is the path of titles, `interval` a length of time like `1m`. */
export interface RulesFile extends Schema.Schema.Type<typeof rulesFile> {}
const rulesFile = Schema.Struct({
  apiVersion: Schema.Int,
  groups: Schema.Array(
    Schema.Struct({
      orgId: Schema.Int,
      name: Schema.String,
      folder: Schema.String,
      interval: Schema.String,
      rules: Schema.Array(exportedRule)
    })
  )
})
export const RulesFile: Schema.Schema<RulesFile> = rulesFile

const byRule = { uid: Uid }
const byGroup = { folderUid: Uid, group: RuleName }
const places = {
  folderUid: Schema.optional(Schema.Array(Uid)),
  group: Schema.optional(RuleName),
  ruleUid: Schema.optional(Uid)
}

/**
 * Exports all alert rules, those of some folders, of one group in one folder, or a single one. None: `NotFound`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-get-alert-rules-export
 */
export const rules = Endpoint.get("RouteGetAlertRulesExport", "/api/v1/provisioning/alert-rules/export", {
  query: { ...typed, ...places },
  success: RulesFile,
  error: [BadRequest, NotFound]
})

/**
 * The same as {@link rules}, as text.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-get-alert-rules-export
 */
export const rulesText = Endpoint.get(
  "RouteGetAlertRulesExportText",
  "/api/v1/provisioning/alert-rules/export",
  {
    query: { ...worded, ...places },
    ...text,
    error: [BadRequest, NotFound]
  }
)

/**
 * Exports one alert rule.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-get-alert-rule-export
 */
export const rule = Endpoint.get("RouteGetAlertRuleExport", "/api/v1/provisioning/alert-rules/{uid}/export", {
  params: byRule,
  query: typed,
  success: RulesFile,
  error: [NotFound]
})

/**
 * The same as {@link rule}, as text.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-get-alert-rule-export
 */
export const ruleText = Endpoint.get(
  "RouteGetAlertRuleExportText",
  "/api/v1/provisioning/alert-rules/{uid}/export",
  {
    params: byRule,
    query: worded,
    ...text,
    error: [NotFound]
  }
)

/**
 * Exports one rule group.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-get-alert-rule-group-export
 */
export const group = Endpoint.get(
  "RouteGetAlertRuleGroupExport",
  "/api/v1/provisioning/folder/{folderUid}/rule-groups/{group}/export",
  {
    params: byGroup,
    query: typed,
    success: RulesFile,
    error: [NotFound]
  }
)

/**
 * The same as {@link group}, as text.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-get-alert-rule-group-export
 */
export const groupText = Endpoint.get(
  "RouteGetAlertRuleGroupExportText",
  "/api/v1/provisioning/folder/{folderUid}/rule-groups/{group}/export",
  {
    params: byGroup,
    query: worded,
    ...text,
    error: [NotFound]
  }
)

/**
 * Exports alert rules as {@link rules} does, for who may not provision: those that the credential may read.
 * @see https://grafana.com/docs/grafana/latest/alerting/set-up/provision-alerting-resources/export-alerting-resources/
 */
export const visible = Endpoint.get("RouteGetRulesForExport", "/api/ruler/grafana/api/v1/export/rules", {
  query: { ...typed, ...places },
  success: RulesFile,
  error: [BadRequest, NotFound]
})

/**
 * The same as {@link visible}, as text.
 * @see https://grafana.com/docs/grafana/latest/alerting/set-up/provision-alerting-resources/export-alerting-resources/
 */
export const visibleText = Endpoint.get(
  "RouteGetRulesForExportText",
  "/api/ruler/grafana/api/v1/export/rules",
  {
    query: { ...worded, ...places },
    ...text,
    error: [BadRequest, NotFound]
  }
)

const submitted = {
  params: { folder: Schema.NonEmptyString },
  payload: {
    name: RuleName,
    interval: Schema.optional(Duration),
    rules: Schema.NonEmptyArray(RulerRuleInput)
  },
  error: [BadRequest, NotFound]
} as const

/**
 * Exports a rule group that is not saved, as `Ruler.replaceGroup` takes it.
 * @see https://grafana.com/docs/grafana/latest/alerting/set-up/provision-alerting-resources/export-alerting-resources/
 */
export const unsaved = Endpoint.post(
  "RoutePostRulesGroupForExport",
  "/api/ruler/grafana/api/v1/rules/{folder}/export",
  {
    kind: "safe",
    query: typed,
    ...submitted,
    success: RulesFile
  }
)

/**
 * The same as {@link unsaved}, as text.
 * @see https://grafana.com/docs/grafana/latest/alerting/set-up/provision-alerting-resources/export-alerting-resources/
 */
export const unsavedText = Endpoint.post(
  "RoutePostRulesGroupForExportText",
  "/api/ruler/grafana/api/v1/rules/{folder}/export",
  {
    kind: "safe",
    query: worded,
    ...submitted,
    ...text
  }
)
