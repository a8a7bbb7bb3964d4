import {
  accessDenied,
  changesNamespace,
  readProblem,
  removesFromNamespace,
  visibleFolder
} from "./alertRulesAccess.js"
import { decoded } from "./alertRulesBody.js"
import { settingsProblem, type RuleProblem } from "./alertRulesCheck.js"
import { conditionFault } from "./alertRulesCondition.js"
import {
  deltaProblem,
  differs,
  groupDelta,
  isEmpty,
  newSettings,
  withNeighbours,
  type GroupDelta,
  type SubmittedRule
} from "./alertRulesDelta.js"
import { groupsOf, provenanceOf, rulesIn, rulesOf, type GroupKey } from "./alertRulesModel.js"
import { changesProblem, removeRules, saveChanges, withUids } from "./alertRulesStore.js"
import { bind, readJson } from "../bind.js"
import { badRequestData, json, message, type FakeResponse } from "../message.js"
import type { Org } from "../model.js"
import { param, route, type Context, type Route } from "../route.js"
import { groupName } from "./ruler.js"
import { readGroup, submittedRules, type RulerGroup } from "./rulerBody.js"

/** The kind of rules that a group holds does not fit the route. */
export const wrongBackend = (route: string, payload: string): FakeResponse =>
  message(500, `unexpected backend type (${route}) for payload type (${payload})`)

export const isPrometheus = ({ nodes }: RulerGroup): boolean =>
  nodes.some(({ grafana }) => grafana === undefined)

const evaluationProblem = (org: Org, { added, updated }: GroupDelta): string | undefined => {
  for (const spec of added) {
    const fault = conditionFault(org, spec)
    if (fault !== undefined) return `invalid alert rule '${spec.title}': ${fault}`
  }
  for (const { existing, next } of updated) {
    const isOnlyMoved = !differs(existing, { ...next, groupIndex: existing.groupIndex })
    const fault = isOnlyMoved ? undefined : conditionFault(org, next)
    if (fault !== undefined) return `invalid alert rule '${next.title}' (UID: ${next.uid}): ${fault}`
  }
  return undefined
}

/** Why a change is not made. */
type Refusal =
  | { readonly denied: FakeResponse }
  | { readonly problem: RuleProblem }
  | { readonly provisioned: string }

const settingsRefusal = (org: Org, delta: GroupDelta): RuleProblem | undefined => {
  for (const settings of newSettings(delta)) {
    const problem = settingsProblem(org, settings)
    if (problem !== undefined) return problem
  }
  return undefined
}

const provisionedGroups = (org: Org, { affected }: GroupDelta): ReadonlyArray<string> =>
  affected.flatMap((rules) => {
    const [first] = rules
    return first !== undefined && rules.some(({ uid }) => provenanceOf(org, uid) !== "")
      ? [`{orgID: ${org.id}, namespaceUID: ${first.folderUid}, groupName: ${first.ruleGroup}}`]
      : []
  })

const affectsProvisioned = "request affects resources created via provisioning API"

const verbs = { update: "failed to update rules", add: "failed to add rules" }

/** The change that makes a group of what was sent, or why it is not made. */
const planned = (
  context: Context,
  key: GroupKey,
  submitted: ReadonlyArray<SubmittedRule>
): GroupDelta | Refusal => {
  const { org } = context
  const delta = groupDelta(org, key, submitted)
  if (isEmpty(delta)) return delta
  const denied = deltaProblem(context, delta)
  if (denied !== undefined) return { denied }
  const text = evaluationProblem(org, delta)
  if (text !== undefined) return { problem: { text } }
  const unknown = settingsRefusal(org, delta)
  if (unknown !== undefined) return { problem: unknown }
  const groups = provisionedGroups(org, delta)
  if (groups.length > 0)
    return { provisioned: `${affectsProvisioned}: alert rule group [${groups.join(",")}]` }
  const full = withNeighbours({ ...delta, added: withUids(context, delta.added) })
  const problem = changesProblem(context, full)
  return problem === undefined
    ? full
    : { problem: { ...problem, text: `${verbs[problem.at]}: ${problem.text}` } }
}

const isRefusal = (plan: GroupDelta | Refusal): plan is Refusal => !("key" in plan)

const refused = (refusal: Refusal): FakeResponse => {
  if ("denied" in refusal) return refusal.denied
  if ("provisioned" in refusal) return message(400, `failed to update rule group: ${refusal.provisioned}`)
  const { coded, conflict, text } = refusal.problem
  return conflict ?? coded ?? message(400, `failed to update rule group: ${text}`)
}

const uidsOf = (rules: ReadonlyArray<{ readonly uid: string }>): ReadonlyArray<string> | undefined =>
  rules.length === 0 ? undefined : rules.map(({ uid }) => uid)

/** Whether the caller wants to get round the trash. */
const permanently = ({ caller, query }: Context): boolean | FakeResponse =>
  !query.flag("deletePermanently")
    ? false
    : caller.role === "Admin"
      ? true
      : message(403, "only administrators can delete rules permanently")

const save = (context: Context): FakeResponse => {
  const group = decoded(() => readGroup(readJson(context.request)))
  if (group === undefined) return badRequestData
  if (isPrometheus(group)) return wrongBackend("grafana", "lotex")
  const forGood = permanently(context)
  if (typeof forGood !== "boolean") return forGood
  const folder = visibleFolder(context, param(context, "namespace"))
  if (folder === undefined) return accessDenied
  const submitted = submittedRules(group, folder.uid)
  if (typeof submitted === "string") return message(400, submitted)
  const plan = planned(context, { folderUid: folder.uid, ruleGroup: group.name }, submitted)
  if (isRefusal(plan)) return refused(plan)
  if (isEmpty(plan)) return json(202, { message: "no changes detected in the rule group" })
  const saved = saveChanges(context, plan, forGood)
  return json(202, {
    message: "rule group updated successfully",
    created: uidsOf(saved.added),
    updated: uidsOf(saved.updated),
    deleted: uidsOf(plan.removed)
  })
}

const pause = (context: Context): FakeResponse => {
  const { org, request } = context
  const body = bind(request, { is_paused: "boolean" })
  if (body === undefined) return badRequestData
  const isPaused = body.is_paused
  if (isPaused === undefined) return message(400, "missing request body")
  const folder = visibleFolder(context, param(context, "namespace"))
  if (folder === undefined) return accessDenied
  const groups = groupsOf(rulesOf(org).filter(({ folderUid }) => folderUid === folder.uid))
  if (groups.length === 0) return json(202, { message: "no rules to update in namespace" })
  const plans = groups.map((group) =>
    planned(
      context,
      group,
      group.rules.map((rule) => ({ spec: { ...rule, isPaused }, hasPause: true, hasEditor: true }))
    )
  )
  for (const plan of plans) {
    if (!isRefusal(plan) || "provisioned" in plan) continue
    return "denied" in plan ? plan.denied : (plan.problem.conflict ?? message(500, plan.problem.text))
  }
  for (const plan of plans) if (!isRefusal(plan)) saveChanges(context, plan)
  return json(202, { message: "rules updated successfully" })
}

/** Deletes what is not provisioned, and fails only when that is nothing. */
const remove = (context: Context): FakeResponse => {
  const { org, params } = context
  const forGood = permanently(context)
  if (typeof forGood !== "boolean") return forGood
  const folder = visibleFolder(context, param(context, "namespace"))
  if (folder === undefined) return accessDenied
  const ruleGroup = params["group"] === undefined ? "" : groupName(context)
  if (typeof ruleGroup !== "string") return ruleGroup
  const folderUid = folder.uid
  const candidates =
    ruleGroup === ""
      ? rulesOf(org).filter((rule) => rule.folderUid === folderUid)
      : rulesIn(org, { folderUid, ruleGroup })
  const groups = groupsOf(candidates)
  const denied = readProblem(context, folderUid, `access rule group '${ruleGroup}' in folder '${folderUid}'`)
  if (denied !== undefined) return denied
  const free = groups.filter(({ rules }) => rules.every(({ uid }) => provenanceOf(org, uid) === ""))
  if (free.length === 0 && groups.length > 0) {
    return message(400, `failed to delete rule group: ${affectsProvisioned}`)
  }
  removeRules(
    context,
    free.flatMap(({ rules }) => rules),
    forGood
  )
  return json(202, { message: "rules deleted" })
}

const namespace = "/api/ruler/grafana/api/v1/rules/{namespace}"

export const rulerWriteRoutes: ReadonlyArray<Route> = [
  route({ method: "POST", path: namespace }, save, { access: changesNamespace }),
  route({ method: "PATCH", path: namespace }, pause, { access: changesNamespace }),
  route({ method: "DELETE", path: namespace }, remove, { access: removesFromNamespace }),
  route({ method: "DELETE", path: `${namespace}/{group}` }, remove, { access: removesFromNamespace })
]
