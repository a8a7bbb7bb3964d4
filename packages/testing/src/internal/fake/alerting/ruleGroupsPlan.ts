import { provenanceMismatch, writesAll } from "./alertRules.js"
import {
  intervalProblem,
  invalid,
  panelProblem,
  settingsProblem,
  uidFault,
  type RuleProblem
} from "./alertRulesCheck.js"
import {
  deltaProblem,
  groupDelta,
  newSettings,
  isEmpty,
  withNeighbours,
  type GroupDelta
} from "./alertRulesDelta.js"
import { provenanceOf, rulesIn, type GroupKey, type RuleGroup, type RuleSpec } from "./alertRulesModel.js"
import { changesProblem, saveChanges, withUids } from "./alertRulesStore.js"
import type { FakeResponse } from "../message.js"
import type { Org } from "../model.js"
import type { Context } from "../route.js"

/** A whole group as it is to be from now on. */
export interface GroupSpec extends GroupKey {
  readonly intervalSeconds: number
  /** The rules in their order; `undefined` leaves them as they are. */
  readonly rules: ReadonlyArray<RuleSpec> | undefined
}

/** Why a group is not changed: an answer, or words about a rule that every route answers in its own way. */
export type GroupRefusal = FakeResponse | RuleProblem

export const isPlan = (plan: GroupDelta | GroupRefusal): plan is GroupDelta => "affected" in plan

/** What is provisioned can change hands only to nobody. */
const canTake = (stored: string, provided: string): boolean =>
  stored === provided ||
  stored === "" ||
  (provided === "" && (stored === "api" || stored === "converted_prometheus"))

const mismatch = (
  org: Org,
  rules: ReadonlyArray<RuleSpec>,
  operation: string,
  provided: string
): FakeResponse | undefined => {
  const stored = rules.map(({ uid }) => provenanceOf(org, uid)).find((one) => !canTake(one, provided))
  return stored === undefined ? undefined : provenanceMismatch(operation, provided, stored)
}

const first = <A, B>(values: ReadonlyArray<A>, check: (value: A) => B | undefined): B | undefined => {
  for (const value of values) {
    const found = check(value)
    if (found !== undefined) return found
  }
  return undefined
}

const uidProblem = ({ uid }: RuleSpec): RuleProblem | undefined => {
  const fault = uid === "" ? undefined : uidFault(uid)
  return fault === undefined
    ? undefined
    : invalid(`cannot create rule with UID ${JSON.stringify(uid)}: ${fault}`)
}

const saveRefusal = (context: Context, delta: GroupDelta): RuleProblem | undefined => {
  const problem = changesProblem(context, delta)
  if (problem === undefined) return undefined
  const verb = problem.at === "add" ? "insert" : "update"
  return { ...problem, text: `failed to ${verb} alert rules: ${problem.text}` }
}

/** What there is to change for a group to be as it was sent, by the provisioner that the caller stands for. */
export const planReplacement = (
  context: Context,
  { folderUid, intervalSeconds, ruleGroup, rules }: GroupSpec,
  provided: string
): GroupDelta | GroupRefusal => {
  const { org } = context
  const key = { folderUid, ruleGroup }
  const specs: ReadonlyArray<RuleSpec> = rules ?? rulesIn(org, key)
  const placed = specs.map((spec, groupIndex) => ({ ...spec, ...key, intervalSeconds, groupIndex }))
  const wrong =
    intervalProblem(intervalSeconds) ?? first(rules ?? [], uidProblem) ?? first(placed, panelProblem)
  if (wrong !== undefined) return wrong
  const submitted = placed.map((spec) => ({ spec, hasPause: true, hasEditor: false }))
  const delta = groupDelta(org, key, submitted)
  if (isEmpty(delta)) return delta
  const full = withNeighbours({ ...delta, added: withUids(context, delta.added) })
  const updating = full.updated.map(({ next }) => next)
  return (
    (writesAll(context) ? undefined : deltaProblem(context, full)) ??
    first(newSettings(full), (settings) => settingsProblem(org, settings)) ??
    mismatch(org, full.removed, "delete", provided) ??
    mismatch(org, updating, "update", provided) ??
    saveRefusal(context, full) ??
    full
  )
}

/** What there is to change for a group to be gone. */
export const planRemoval = (
  context: Context,
  { folderUid, ruleGroup, rules }: RuleGroup,
  provided: string
): GroupDelta | GroupRefusal => {
  const key = { folderUid, ruleGroup }
  const delta: GroupDelta = { key, affected: [rules], added: [], updated: [], removed: rules }
  return (
    (writesAll(context) ? undefined : deltaProblem(context, delta)) ??
    mismatch(context.org, rules, "delete", provided) ??
    delta
  )
}

/** Makes the changes of a plan, and remembers who provisioned what is there now. */
export const carryOut = (context: Context, plan: GroupDelta, provided: string): void => {
  const { provenances } = context.org.alertRules
  const saved = saveChanges(context, plan)
  for (const { uid } of plan.removed) provenances.delete(uid)
  for (const { uid } of [...saved.updated, ...saved.added]) provenances.set(uid, provided)
}

/** Carries out all plans, or none and says what is wrong with the first that cannot be. */
export const carryOutAll = (
  context: Context,
  plans: ReadonlyArray<GroupDelta | GroupRefusal>,
  provided: string
): GroupRefusal | undefined => {
  const refused = plans.find((plan) => !isPlan(plan))
  if (refused !== undefined && !isPlan(refused)) return refused
  for (const plan of plans) if (isPlan(plan)) carryOut(context, plan, provided)
  return undefined
}
