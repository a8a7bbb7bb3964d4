/** The imports of `PrometheusImport` by the routes that cortextool uses: they do the same. From Grafana 12 on. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import * as Schema from "effect/Schema"
import { groupFields, groupsByNamespace, reading, removing, writing } from "./internal/prometheusImport.js"
import { ImportDone, ImportedGroup, ImportedGroups } from "./PrometheusImport.js"

const inNamespace = { namespace: Schema.NonEmptyString }
const inGroup = { ...inNamespace, group: Schema.NonEmptyString }

/**
 * Lists the imported rule groups by namespace.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/alerting-migration/
 */
export const list = Endpoint.get("RouteConvertPrometheusCortexGetRules", "/api/convert/api/prom/rules", {
  ...reading,
  success: ImportedGroups
})

/**
 * Reads the imported rule groups of one namespace.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/alerting-migration/
 */
export const getNamespace = Endpoint.get(
  "RouteConvertPrometheusCortexGetNamespace",
  "/api/convert/api/prom/rules/{namespace}",
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
  "RouteConvertPrometheusCortexGetRuleGroup",
  "/api/convert/api/prom/rules/{namespace}/{group}",
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
  "RouteConvertPrometheusCortexPostRuleGroups",
  "/api/convert/api/prom/rules",
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
  "RouteConvertPrometheusCortexPostRuleGroup",
  "/api/convert/api/prom/rules/{namespace}",
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
  "RouteConvertPrometheusCortexDeleteNamespace",
  "/api/convert/api/prom/rules/{namespace}",
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
  "RouteConvertPrometheusCortexDeleteRuleGroup",
  "/api/convert/api/prom/rules/{namespace}/{group}",
  {
    ...removing,
    params: inGroup,
    success: ImportDone
  }
)
