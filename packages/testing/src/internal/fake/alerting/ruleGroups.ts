import { deleted, provenance, readsAll, refusal } from "./alertRules.js"
import {
  readProblem,
  readsProvisionedGroup,
  removesProvisionedGroup,
  replacesProvisionedGroup
} from "./alertRulesAccess.js"
import { decoded, readRule, type PostedRule } from "./alertRulesBody.js"
import { rulesIn, type GroupKey, type RuleGroup } from "./alertRulesModel.js"
import { groupedView, postedView } from "./alertRulesView.js"
import { bind } from "../bind.js"
import { badRequestData, ok, publicError, type FakeResponse } from "../message.js"
import { param, route, type Context, type Route } from "../route.js"
import { carryOutAll, planRemoval, planReplacement, type GroupRefusal } from "./ruleGroupsPlan.js"

const noGroup = publicError(404, "alerting.alert-rule.notFound", "NotFound")

const keyOf = (context: Context): GroupKey => ({
  folderUid: param(context, "folderUid"),
  ruleGroup: param(context, "group")
})

/** The group that is named, or why it is not the caller's to read. */
export const readableGroup = (context: Context, key: GroupKey): RuleGroup | FakeResponse => {
  const rules = rulesIn(context.org, key)
  if (rules.length === 0) return noGroup
  const what = `access rule group '${key.ruleGroup}' in folder '${key.folderUid}'`
  return (readsAll(context) ? undefined : readProblem(context, key.folderUid, what)) ?? { ...key, rules }
}

const get = (context: Context): FakeResponse => {
  const group = readableGroup(context, keyOf(context))
  if ("status" in group) return group
  return ok({
    title: group.ruleGroup,
    folderUid: group.folderUid,
    interval: group.rules[0]?.intervalSeconds ?? 0,
    rules: group.rules.map((rule) => groupedView(context.org, rule))
  })
}

const answer = (refused: GroupRefusal): FakeResponse => ("status" in refused ? refused : refusal(refused))

const shape = { title: "string", folderUid: "string", interval: "number", rules: "array" } as const

const replace = (context: Context): FakeResponse => {
  const { folderUid, ruleGroup } = keyOf(context)
  const body = bind(context.request, shape)
  const posted = decoded(() => (body?.rules ?? []).map(readRule))
  if (body === undefined || posted === undefined) return badRequestData
  const sent: ReadonlyArray<PostedRule> | undefined = body.rules === undefined ? undefined : posted
  const intervalSeconds = body.interval ?? 0
  const spec = { folderUid, ruleGroup, intervalSeconds, rules: sent?.map(({ spec }) => spec) }
  const provided = provenance(context)
  const refused = carryOutAll(context, [planReplacement(context, spec, provided)], provided)
  if (refused !== undefined) return answer(refused)
  const rules = sent?.map(postedView) ?? null
  return ok({ title: ruleGroup, folderUid, interval: intervalSeconds, rules })
}

const remove = (context: Context): FakeResponse => {
  const key = keyOf(context)
  const rules = rulesIn(context.org, key)
  if (rules.length === 0) return noGroup
  const provided = provenance(context)
  const refused = carryOutAll(context, [planRemoval(context, { ...key, rules }, provided)], provided)
  return refused === undefined ? deleted : answer(refused)
}

const one = "/api/v1/provisioning/folder/{folderUid}/rule-groups/{group}"

export const ruleGroupRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: one }, get, { access: readsProvisionedGroup }),
  route({ method: "PUT", path: one }, replace, { access: replacesProvisionedGroup }),
  route({ method: "DELETE", path: one }, remove, { access: removesProvisionedGroup })
]
