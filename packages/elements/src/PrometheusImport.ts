/**
 * Imports of Prometheus, Mimir and Loki rules as rules of Grafana, by the routes that mimirtool uses. A namespace is a
 * folder, by its title; it is made if need be. Only what was imported is seen here. From Grafana 12 on.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import * as Schema from "effect/Schema"
import { Labels, PrometheusRule } from "./Alerting.js"
import { groupFields, groupsByNamespace, reading, removing, writing } from "./internal/prometheusImport.js"

/** A rule group as it was imported. */
export interface ImportedGroup extends Schema.Schema.Type<typeof importedGroup> {}
const importedGroup = Schema.Struct({
  name: Schema.String,
  interval: Schema.String,
  query_offset: Schema.optional(Schema.String),
  limit: Schema.optional(Schema.Int),
  rules: Schema.Array(PrometheusRule),
  labels: Schema.optional(Labels)
})
export const ImportedGroup: Schema.Schema<ImportedGroup> = importedGroup

/** Imported rule groups by namespace. */
export interface ImportedGroups extends Schema.Schema.Type<typeof importedGroups> {}
const importedGroups = Schema.Record({ key: Schema.String, value: Schema.Array(ImportedGroup) })
export const ImportedGroups: Schema.Schema<ImportedGroups> = importedGroups

/** That an import or a removal went well; the fields for errors are "". */
export interface ImportDone extends Schema.Schema.Type<typeof importDone> {}
const importDone = Schema.Struct({
  status: Schema.Literal("success"),
  errorType: Schema.String,
  error: Schema.String
})
export const ImportDone: Schema.Schema<ImportDone> = importDone

const inNamespace = { namespace: Schema.NonEmptyString }
const inGroup = { ...inNamespace, group: Schema.NonEmptyString }

/**
 * Lists the imported rule groups by namespace.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/alerting-migration/
 */
export const list = Endpoint.get(
  "RouteConvertPrometheusGetRules",
  "/api/convert/prometheus/config/v1/rules",
  {
    ...reading,
    success: ImportedGroups
  }
)

/**
 * Reads the imported rule groups of one namespace.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/alerting-migration/
 */
export const getNamespace = Endpoint.get(
  "RouteConvertPrometheusGetNamespace",
  "/api/convert/prometheus/config/v1/rules/{namespace}",
  {
    ...reading,
    params: inNamespace,
    success: ImportedGroups
  }
)

/**
 * Reads one imported rule group.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/alerting-migration/
 */
export const get = Endpoint.get(
  "RouteConvertPrometheusGetRuleGroup",
  "/api/convert/prometheus/config/v1/rules/{namespace}/{group}",
  {
    ...reading,
    params: inGroup,
    success: ImportedGroup
  }
)

/**
 * Imports rule groups by namespace; each replaces the one of its name, and others stay.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/alerting-migration/
 */
export const importGroups = Endpoint.post(
  "RouteConvertPrometheusPostRuleGroups",
  "/api/convert/prometheus/config/v1/rules",
  {
    ...writing,
    payload: groupsByNamespace,
    success: ImportDone
  }
)

/**
 * Imports one rule group, in place of the one of its name.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/alerting-migration/
 */
export const importGroup = Endpoint.post(
  "RouteConvertPrometheusPostRuleGroup",
  "/api/convert/prometheus/config/v1/rules/{namespace}",
  {
    ...writing,
    params: inNamespace,
    payload: groupFields,
    success: ImportDone
  }
)

/**
 * Deletes all imported rule groups of a namespace; its folder stays.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/alerting-migration/
 */
export const removeNamespace = Endpoint.delete(
  "RouteConvertPrometheusDeleteNamespace",
  "/api/convert/prometheus/config/v1/rules/{namespace}",
  {
    ...removing,
    params: inNamespace,
    success: ImportDone
  }
)

/**
 * Deletes one imported rule group.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/alerting-migration/
 */
export const remove = Endpoint.delete(
  "RouteConvertPrometheusDeleteRuleGroup",
  "/api/convert/prometheus/config/v1/rules/{namespace}/{group}",
  {
    ...removing,
    params: inGroup,
    success: ImportDone
  }
)
