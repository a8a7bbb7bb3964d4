/**
 * Rules that live in a data source (Mimir, Cortex, Loki), through Grafana's ruler API. What the data source refuses
 * has its own words; a plain Prometheus has no ruler and answers `NotFound`.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import * as Schema from "effect/Schema"
import { Duration, PrometheusRule, PrometheusRuleInput } from "./Alerting.js"
import { Message, Uid } from "./Common.js"
import { proxied } from "./internal/proxied.js"

/** A rule group of a data source; `interval` is how often it is evaluated: `1m`. */
export interface DataSourceRuleGroup extends Schema.Schema.Type<typeof dataSourceRuleGroup> {}
const dataSourceRuleGroup = Schema.Struct({
  name: Schema.String,
  interval: Schema.optional(Schema.String),
  rules: Endpoint.nullAsEmpty(Schema.Array(PrometheusRule)),
  source_tenants: Schema.optional(Schema.Array(Schema.String)),
  evaluation_delay: Schema.optional(Schema.String),
  query_offset: Schema.optional(Schema.String),
  align_evaluation_time_on_interval: Schema.optional(Schema.Boolean),
  limit: Schema.optional(Schema.Int)
})
export const DataSourceRuleGroup: Schema.Schema<DataSourceRuleGroup> = dataSourceRuleGroup

/** Rule groups by namespace. */
export interface DataSourceRuleGroups extends Schema.Schema.Type<typeof dataSourceRuleGroups> {}
const dataSourceRuleGroups = Schema.Record({
  key: Schema.String,
  value: Schema.Array(DataSourceRuleGroup)
})
export const DataSourceRuleGroups: Schema.Schema<DataSourceRuleGroups> = dataSourceRuleGroups

const options = {
  // Which API a Prometheus data source has.
  query: { subtype: Schema.optional(Schema.Literal("cortex", "mimir", "prometheus")) },
  error: proxied
} as const
const inNamespace = { uid: Uid, namespace: Schema.NonEmptyString }
const inGroup = { ...inNamespace, group: Schema.NonEmptyString }

/**
 * Lists the rule groups of a data source.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/create-mimir-loki-managed-rule/
 */
export const list = Endpoint.get("RouteGetRulesConfig", "/api/ruler/{uid}/api/v1/rules", {
  params: { uid: Uid },
  success: DataSourceRuleGroups,
  ...options
})

/**
 * Lists the rule groups of one namespace.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/create-mimir-loki-managed-rule/
 */
export const listByNamespace = Endpoint.get(
  "RouteGetNamespaceRulesConfig",
  "/api/ruler/{uid}/api/v1/rules/{namespace}",
  { params: inNamespace, success: DataSourceRuleGroups, ...options }
)

/**
 * Reads one rule group.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/create-mimir-loki-managed-rule/
 */
export const get = Endpoint.get(
  "RouteGetRulegGroupConfig",
  "/api/ruler/{uid}/api/v1/rules/{namespace}/{group}",
  { params: inGroup, success: DataSourceRuleGroup, ...options }
)

/**
 * Creates the rule group `name`, or replaces it with all its rules.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/create-mimir-loki-managed-rule/
 */
export const replace = Endpoint.post(
  "RoutePostNameRulesConfig",
  "/api/ruler/{uid}/api/v1/rules/{namespace}",
  {
    kind: "idempotent",
    params: inNamespace,
    payload: {
      name: Schema.NonEmptyString,
      interval: Schema.optional(Duration),
      rules: Schema.NonEmptyArray(PrometheusRuleInput),
      source_tenants: Schema.optional(Schema.Array(Schema.NonEmptyString)),
      evaluation_delay: Schema.optional(Duration),
      query_offset: Schema.optional(Duration),
      align_evaluation_time_on_interval: Schema.optional(Schema.Boolean),
      limit: Schema.optional(Schema.Int)
    },
    ...options
  }
)

/**
 * Deletes a rule group.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/create-mimir-loki-managed-rule/
 */
export const remove = Endpoint.delete(
  "RouteDeleteRuleGroupConfig",
  "/api/ruler/{uid}/api/v1/rules/{namespace}/{group}",
  { params: inGroup, success: Message, gone: { message: "group deleted" }, ...options }
)

/**
 * Deletes a namespace with all its rule groups.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/create-mimir-loki-managed-rule/
 */
export const removeNamespace = Endpoint.delete(
  "RouteDeleteNamespaceRulesConfig",
  "/api/ruler/{uid}/api/v1/rules/{namespace}",
  { params: inNamespace, success: Message, gone: { message: "namespace deleted" }, ...options }
)
