/** Tries of rules that need not be saved, and how rules fared in the past. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound, RouteNotFound, when } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { AlertQueryInput, Duration, Labels, NoDataState, RuleName } from "./Alerting.js"
import { Count, Id, Uid } from "./Common.js"
import { proxied } from "./internal/proxied.js"
import { Frame, QueryResults } from "./Queries.js"
import { RulerRuleInput } from "./RulerRules.js"

const Queries = Schema.NonEmptyArray(AlertQueryInput)

/**
 * Runs the queries and expressions of a rule as they would be evaluated at `now`, an RFC 3339 time, and gives the
 * result of each; look at each one's `error`.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/create-grafana-managed-rule/
 */
export const evaluate = Endpoint.post("RouteEvalQueries", "/api/v1/eval", {
  kind: "safe",
  payload: {
    data: Queries,
    condition: Schema.optional(Schema.NonEmptyString),
    now: Schema.optional(Schema.NonEmptyString)
  },
  success: Schema.Struct({ results: QueryResults }),
  error: [BadRequest]
})

/** An alert that a rule would raise. */
export interface TestAlert extends Schema.Schema.Type<typeof testAlert> {}
const testAlert = Schema.Struct({
  labels: Labels,
  annotations: Labels,
  startsAt: Schema.String,
  endsAt: Schema.String,
  generatorURL: Schema.optional(Schema.String)
})
export const TestAlert: Schema.Schema<TestAlert> = testAlert

/**
 * Gives the alerts that a rule would raise now. A query that fails raises an alert, too.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/create-grafana-managed-rule/
 */
export const test = Endpoint.post("RouteTestRuleGrafanaConfig", "/api/v1/rule/test/grafana", {
  kind: "safe",
  payload: {
    rule: RulerRuleInput,
    folderUid: Uid,
    folderTitle: Schema.optional(Schema.String),
    ruleGroup: Schema.optional(RuleName)
  },
  success: Endpoint.nullAsEmpty(Schema.Array(TestAlert)),
  error: [BadRequest, NotFound]
})

/**
 * Evaluates an expression of a Prometheus or Loki data source, and gives what an alerting rule of it would raise.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/create-mimir-loki-managed-rule/
 */
export const testExpression = Endpoint.post("RouteTestRuleConfig", "/api/v1/rule/test/{uid}", {
  kind: "safe",
  params: { uid: Uid },
  payload: { expr: Schema.NonEmptyString },
  success: Schema.Struct({ instances: Schema.Array(Frame) }),
  error: proxied
})

/**
 * Evaluates a rule over a time in the past, from and to RFC 3339 times. Experimental, and `RouteNotFound` unless it is
 * switched on (feature toggle `alertingBacktesting`).
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/feature-toggles/
 */
export const backtest = Endpoint.post("BacktestConfig", "/api/v1/rule/backtest", {
  kind: "safe",
  payload: {
    from: Schema.NonEmptyString,
    to: Schema.NonEmptyString,
    interval: Duration,
    condition: Schema.NonEmptyString,
    data: Queries,
    for: Schema.optional(Duration),
    title: RuleName,
    labels: Schema.optional(Labels),
    annotations: Schema.optional(Labels),
    no_data_state: NoDataState
  },
  success: Frame,
  error: [BadRequest, when(RouteNotFound, { status: 404, message: /API is not enabled/ })]
})

const labelFilter = Schema.TemplateLiteral("labels_", Schema.String)

/**
 * Lists the changes of rules' states, from and to epoch seconds. Where Grafana keeps them as annotations, which is the
 * default, `ruleUID` is needed (`BadRequest`). `filter` holds labels that must fit, their names behind `labels_`.
 * @see https://grafana.com/docs/grafana/latest/alerting/monitor-status/view-alert-state-history/
 */
export const history = Endpoint.get("RouteGetStateHistory", "/api/v1/rules/history", {
  query: {
    ruleUID: Schema.optional(Uid),
    from: Schema.optional(Schema.Int),
    to: Schema.optional(Schema.Int),
    limit: Schema.optional(Count),
    dashboardUID: Schema.optional(Uid),
    panelID: Schema.optional(Id),
    previous: Schema.optional(Schema.NonEmptyString),
    current: Schema.optional(Schema.NonEmptyString),
    filter: Schema.optional(Schema.Record({ key: labelFilter, value: Schema.String }))
  },
  success: Frame,
  error: [
    when(BadRequest, { status: 400 }, { status: 500, message: "ruleUID is required to query annotations" })
  ]
})
