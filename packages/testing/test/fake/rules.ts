import type { AlertQueryInput } from "@effect-grafana/elements/Alerting"
import type { RulerRuleInput } from "@effect-grafana/elements/RulerRules"
import type { Answer, Client, Grafana } from "./support.js"

/** Random numbers and whether they are above three: the shape of every alert. */
export const data: readonly [AlertQueryInput, AlertQueryInput] = [
  {
    refId: "A",
    relativeTimeRange: { from: 600, to: 0 },
    datasourceUid: "td",
    model: { refId: "A", scenarioId: "random_walk" }
  },
  {
    refId: "B",
    relativeTimeRange: { from: 600, to: 0 },
    datasourceUid: "__expr__",
    model: {
      refId: "B",
      type: "threshold",
      expression: "A",
      conditions: [{ evaluator: { type: "gt", params: [3] } }]
    }
  }
]

/** A rule as the provisioning routes take it, in folder `f` and group `g`. */
export const rule = (uid: string, extra: Readonly<Record<string, unknown>> = {}) => ({
  uid,
  title: uid,
  folderUID: "f",
  ruleGroup: "g",
  condition: "B",
  noDataState: "NoData",
  execErrState: "Error",
  for: "5m",
  labels: { severity: "critical" },
  data,
  ...extra
})

/** A rule as the ruler takes it. */
export const rulerRule = (title: string, extra: Readonly<Record<string, unknown>> = {}): RulerRuleInput => ({
  grafana_alert: {
    title,
    condition: "B",
    no_data_state: "NoData",
    exec_err_state: "Error",
    data,
    ...extra
  },
  for: "5m",
  labels: { team: "a" }
})

/** A folder `f` and a data source `td` to make rules with. */
export const prepare = (grafana: Grafana): void => {
  grafana.post("/api/folders", { uid: "f", title: "Folder" })
  grafana.post("/api/datasources", {
    uid: "td",
    name: "td",
    type: "grafana-testdata-datasource",
    access: "proxy"
  })
}

export const provisioning = "/api/v1/provisioning/alert-rules"
export const ruler = "/api/ruler/grafana/api/v1"
export const prom = "/api/prometheus/grafana/api/v1/rules"
export const disowned = { "x-disable-provenance": "true" }

export const saveGroup = (
  grafana: Client,
  name: string,
  rules: ReadonlyArray<unknown>,
  extra: Readonly<Record<string, unknown>> = {}
): Answer => grafana.post(`${ruler}/rules/f`, { name, interval: "1m", rules, ...extra })

/** Status and words of an answer. */
export const said = ({ body, status }: Answer) => [status, body.message]
