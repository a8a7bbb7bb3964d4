import { isExpression } from "./alertRulesCheck.js"
import type { RuleSpec } from "./alertRulesModel.js"
import type { Org } from "../model.js"

/** What keeps a rule from being evaluated: a data source or a condition that does not exist. */
export const conditionFault = (
  org: Org,
  { condition, data, record }: Pick<RuleSpec, "condition" | "data" | "record">
): string | undefined => {
  for (const { datasourceUid, refId } of data) {
    if (!isExpression(datasourceUid) && org.dataSources.get(datasourceUid) === undefined) {
      return `failed to build query '${refId}': data source not found`
    }
  }
  const wanted = record?.from ?? condition
  const ids = data.map(({ refId }) => refId)
  return ids.includes(wanted)
    ? undefined
    : `[alerting.alert-rule.conditionNotExist] Condition ${wanted} does not exist, must be one of [${ids.join(" ")}]`
}
