import {
  errorStateProblem,
  metricProblem,
  noDataProblem,
  panelProblem,
  reservedLabel,
  settingsFault
} from "./alertRulesCheck.js"
import type { AlertQuery, Recording, RuleSpec } from "./alertRulesModel.js"
import type { GrafanaAlert, RulerNode } from "./rulerBody.js"

/** What is wrong with the condition of a rule; one that changes another rule may send neither it nor queries. */
const conditionProblem = (
  condition: string,
  queries: ReadonlyArray<AlertQuery>,
  canPatch: boolean
): string | undefined => {
  const prefix = "invalid alert rule: "
  if (canPatch && queries.length === 0 && condition === "") return undefined
  if (canPatch && queries.length === 0) {
    return `${prefix}query is not specified but condition is. You must specify both query and condition to update existing alert rule`
  }
  if (canPatch && condition === "") {
    return `${prefix}condition is not specified but query is. You must specify both query and condition to update existing alert rule`
  }
  if (condition === "") return `${prefix}condition cannot be empty`
  if (queries.length === 0) return `${prefix}no queries or expressions are found`
  const ids = queries.map(({ refId }) => refId)
  const nameless = ids.indexOf("")
  if (nameless !== -1) return `${prefix}refID is not specified for data query/expression at index ${nameless}`
  const again = ids.findIndex((id, i) => ids.indexOf(id) < i)
  const repeated = ids[again] ?? ""
  if (again !== -1) {
    return `${prefix}refID '${repeated}' is already used by query/expression at index ${ids.indexOf(repeated)}`
  }
  return ids.includes(condition)
    ? undefined
    : `${prefix}condition ${condition} does not exist, must be one of [${[...ids].sort().join(",")}]`
}

const alertingProblem = (alert: GrafanaAlert, canPatch: boolean): string | undefined => {
  const { condition = "", data, exec_err_state = "", no_data_state = "", settings } = alert
  const count = alert.missing_series_evals_to_resolve ?? 0
  const fault = settings === undefined ? undefined : settingsFault(settings)
  return (
    (no_data_state === "" ? undefined : noDataProblem(no_data_state)) ??
    (exec_err_state === "" ? undefined : errorStateProblem(exec_err_state)) ??
    conditionProblem(condition, data, canPatch) ??
    (fault === undefined ? undefined : `invalid notification settings: ${fault}`) ??
    (count >= 0
      ? undefined
      : `field \`missing_series_evals_to_resolve\` cannot be negative [${count}]. 0 or any positive number are allowed`)
  )
}

const recordingProblem = (record: Recording, alert: GrafanaAlert, canPatch: boolean): string | undefined => {
  const condition = conditionProblem(record.from, alert.data, canPatch)
  const fault = condition ?? metricProblem(record.metric)
  return fault === undefined ? undefined : `invalid alert rule: ${fault}`
}

/** What is wrong with a rule of a group, in words. */
export const nodeProblem = ({ grafana, labels }: RulerNode, spec: RuleSpec): string | undefined => {
  if (grafana === undefined) return "not Grafana managed alert rule"
  const canPatch = spec.uid !== ""
  if (spec.title === "" && !canPatch) return "alert rule title cannot be empty"
  if (spec.title.length > 190) return "alert rule title is too long. Max length is 190"
  const problem =
    grafana.record === undefined
      ? alertingProblem(grafana, canPatch)
      : recordingProblem(grafana.record, grafana, canPatch)
  if (problem !== undefined) return problem
  const label = reservedLabel(labels)
  if (label !== undefined) {
    return `system reserved labels cannot be defined in the rule. Label ${label} is the reserved`
  }
  return panelProblem(spec)?.text
}
