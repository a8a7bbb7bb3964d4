import { changeProblem, readProblem } from "./alertRulesAccess.js"
import {
  rulesIn,
  type AlertRule,
  type GroupKey,
  type NotificationSettings,
  type RuleSpec
} from "./alertRulesModel.js"
import type { RuleChanges, RuleUpdate } from "./alertRulesStore.js"
import type { FakeResponse } from "../message.js"
import type { Org } from "../model.js"
import type { Context } from "../route.js"

/** A rule that is sent for a group. What it leaves empty stays as it is in the rule that has its uid. */
export interface SubmittedRule {
  readonly spec: RuleSpec
  readonly hasPause: boolean
  readonly hasEditor: boolean
}

/** What stands for "not sent" in a duration or a count. */
export const unsent = -1

/** How a group, and those that rules are taken from, differ from what was sent. */
export interface GroupDelta extends RuleChanges {
  readonly key: GroupKey
  /** All groups that the changes touch, as they are, the group itself first. */
  readonly affected: ReadonlyArray<ReadonlyArray<AlertRule>>
}

const patched = (existing: AlertRule, { hasEditor, hasPause, spec }: SubmittedRule): RuleSpec => {
  const asksNothing = (spec.condition === "" && spec.record === undefined) || spec.data.length === 0
  const { condition, data } = asksNothing ? existing : spec
  const evaluations = spec.missingSeriesEvalsToResolve
  return {
    ...spec,
    title: spec.title || existing.title,
    condition,
    data,
    execErrState: spec.execErrState || existing.execErrState,
    noDataState: spec.noDataState || existing.noDataState,
    for: spec.for === unsent ? existing.for : spec.for,
    keepFiringFor: spec.keepFiringFor === unsent ? existing.keepFiringFor : spec.keepFiringFor,
    isPaused: hasPause ? spec.isPaused : existing.isPaused,
    editor: hasEditor ? spec.editor : existing.editor,
    missingSeriesEvalsToResolve: evaluations === unsent ? existing.missingSeriesEvalsToResolve : evaluations
  }
}

const fields = [
  "uid",
  "title",
  "condition",
  "data",
  "intervalSeconds",
  "folderUid",
  "ruleGroup",
  "groupIndex",
  "noDataState",
  "execErrState",
  "for",
  "keepFiringFor",
  "isPaused",
  "notificationSettings",
  "record",
  "editor",
  "definition",
  "missingSeriesEvalsToResolve"
] as const satisfies ReadonlyArray<keyof RuleSpec>

const sameWords = (left: RuleSpec["labels"] = {}, right: RuleSpec["labels"] = {}): boolean =>
  Object.keys(left).length === Object.keys(right).length &&
  Object.entries(left).every(([name, word]) => right[name] === word)

/** A query that was sent without what Grafana completes it by differs from the same one as it is kept (12.3.0). */
export const differs = (left: RuleSpec, right: RuleSpec): boolean =>
  fields.some((field) => JSON.stringify(left[field]) !== JSON.stringify(right[field])) ||
  !sameWords(left.labels, right.labels) ||
  !sameWords(left.annotations, right.annotations)

/** Compares what is sent for a group with what is there. */
export const groupDelta = (org: Org, key: GroupKey, submitted: ReadonlyArray<SubmittedRule>): GroupDelta => {
  const own = rulesIn(org, key)
  const groups = new Map<string, ReadonlyArray<AlertRule>>()
  const left = new Set(own)
  const updated: Array<RuleUpdate> = []
  const added: Array<RuleSpec> = []
  for (const one of submitted) {
    const existing = one.spec.uid === "" ? undefined : org.alertRules.rules.get(one.spec.uid)
    if (existing === undefined) {
      added.push(one.spec)
      continue
    }
    if (!left.delete(existing))
      groups.set(`${existing.folderUid}/${existing.ruleGroup}`, rulesIn(org, existing))
    const next = patched(existing, one)
    if (differs(existing, next)) updated.push({ existing, next })
  }
  const others = [...groups.values()].filter((rules) => rules[0] !== own[0])
  return { key, affected: own.length === 0 ? others : [own, ...others], added, updated, removed: [...left] }
}

export const isEmpty = ({ added, removed, updated }: GroupDelta): boolean =>
  added.length + updated.length + removed.length === 0

/**
 * Adds the rules that stay as they are but for their version, which goes up with every change of their group (12.3.0),
 * and for their place in a group that others have left.
 */
export const withNeighbours = (delta: GroupDelta): GroupDelta => {
  const changing = new Set([...delta.updated.map(({ existing }) => existing), ...delta.removed])
  const neighbours = delta.affected.flatMap((group) => {
    const staying = group.filter((rule) => !changing.has(rule))
    const isOwn = group[0]?.folderUid === delta.key.folderUid && group[0].ruleGroup === delta.key.ruleGroup
    return staying.map((existing, i) => ({
      existing,
      next: isOwn ? existing : { ...existing, groupIndex: i + 1 }
    }))
  })
  return { ...delta, updated: [...delta.updated, ...neighbours] }
}

/** The notification settings that a change brings. */
export const newSettings = ({ added, updated }: GroupDelta): ReadonlyArray<NotificationSettings> => {
  const changed = updated
    .filter(
      ({ existing, next }) =>
        JSON.stringify(existing.notificationSettings) !== JSON.stringify(next.notificationSettings)
    )
    .map(({ next }) => next)
  return [...added, ...changed].flatMap(({ notificationSettings }) => notificationSettings ?? [])
}

const groupReadProblem = (context: Context, { folderUid, ruleGroup }: GroupKey): FakeResponse | undefined =>
  readProblem(context, folderUid, `access rule group '${ruleGroup}' in folder '${folderUid}'`)

const updateProblem = (
  context: Context,
  key: GroupKey,
  { existing }: RuleUpdate
): FakeResponse | undefined => {
  const { folderUid } = key
  if (existing.folderUid === folderUid) {
    return changeProblem(
      context,
      "alert.rules:write",
      folderUid,
      `update alert rules that belongs to folder '${folderUid}'`
    )
  }
  return (
    changeProblem(
      context,
      "alert.rules:delete",
      existing.folderUid,
      `move alert rules from folder ${existing.folderUid}`
    ) ?? changeProblem(context, "alert.rules:create", folderUid, `move alert rules to folder '${folderUid}'`)
  )
}

/** Why the caller may not make a change. */
export const deltaProblem = (context: Context, delta: GroupDelta): FakeResponse | undefined => {
  const { folderUid } = delta.key
  const removes = `delete alert rules that belong to folder ${folderUid}`
  const creates = `create alert rules in the folder ${folderUid}`
  const refused =
    groupReadProblem(context, delta.key) ??
    (delta.removed.length === 0
      ? undefined
      : changeProblem(context, "alert.rules:delete", folderUid, removes)) ??
    (delta.added.length === 0 ? undefined : changeProblem(context, "alert.rules:create", folderUid, creates))
  if (refused !== undefined) return refused
  for (const change of delta.updated) {
    const problem = updateProblem(context, delta.key, change)
    if (problem !== undefined) return problem
  }
  return undefined
}
