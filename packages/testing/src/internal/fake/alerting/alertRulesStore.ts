import { completeQuery, saveProblem, type RuleProblem } from "./alertRulesCheck.js"
import { rulesOf, type AlertRule, type RuleSpec } from "./alertRulesModel.js"
import { uuid } from "../words/identifiers.js"
import { message, publicError } from "../message.js"
import type { Org } from "../model.js"
import { quotaReached } from "../server/quotas.js"
import type { Context } from "../route.js"
import { newUid, nextId } from "../state.js"

/** A rule and what it is to say from now on. */
export interface RuleUpdate {
  readonly existing: AlertRule
  readonly next: RuleSpec
}

/** One change of rules: all of it happens, or nothing. */
export interface RuleChanges {
  readonly removed: ReadonlyArray<AlertRule>
  readonly updated: ReadonlyArray<RuleUpdate>
  readonly added: ReadonlyArray<RuleSpec>
}

const unique = "UNIQUE constraint failed: alert_rule.org_id, alert_rule.uid"

const conflict = (orgId: number, uid: string): RuleProblem => {
  const text = `Failed to save alert rule '${uid}' in organization ${orgId} due to conflict: ${unique}`
  const extra = { Error: unique, OrgID: orgId, RuleUID: uid }
  return { text, conflict: publicError(409, "alerting.alert-rule.conflict", text, extra) }
}

const takenUid = (org: Org, { added, removed }: RuleChanges): string | undefined => {
  const gone = new Set(removed.map(({ uid }) => uid))
  const seen = new Set<string>()
  return added.find(({ uid }) => {
    const taken = seen.has(uid) || (org.alertRules.rules.get(uid) !== undefined && !gone.has(uid))
    seen.add(uid)
    return taken
  })?.uid
}

const uniqueProblem = (org: Org, changes: RuleChanges): RuleProblem | undefined => {
  const taken = takenUid(org, changes)
  return taken === undefined ? undefined : conflict(org.id, taken)
}

const exceeded = "quota has been exceeded"

/** Grafana counts the new rules, too: the last one that a quota has place for is refused (12.3.0). */
const quotaProblem = (context: Context, { added, removed }: RuleChanges): RuleProblem | undefined =>
  added.length > 0 && quotaReached(context, "alert_rule", added.length - removed.length)
    ? { text: exceeded, conflict: message(403, exceeded) }
    : undefined

/** What was saved, in the order of the changes. */
export interface SavedRules {
  readonly added: ReadonlyArray<AlertRule>
  readonly updated: ReadonlyArray<AlertRule>
}

/** Says what keeps a change from being saved: first among the updates, then among what is new. */
export const changesProblem = (
  context: Context,
  changes: RuleChanges
): (RuleProblem & { readonly at: "update" | "add" }) | undefined => {
  for (const { next } of changes.updated) {
    const problem = saveProblem(next)
    if (problem !== undefined) return { ...problem, at: "update" }
  }
  for (const spec of changes.added) {
    const problem = saveProblem(spec)
    if (problem !== undefined) return { ...problem, at: "add" }
  }
  const problem = uniqueProblem(context.org, changes) ?? quotaProblem(context, changes)
  return problem === undefined ? undefined : { ...problem, at: "add" }
}

/** Gives every rule that has none a uid. */
export const withUids = (context: Context, specs: ReadonlyArray<RuleSpec>): ReadonlyArray<RuleSpec> =>
  specs.map((spec) => (spec.uid === "" ? { ...spec, uid: newUid(context.state) } : spec))

/** What a version of a rule says. Its place in the group does not count, nor how long it keeps firing (12.3.0). */
const versionText = ({ groupIndex: _, keepFiringFor: __, ...spec }: RuleSpec): string => JSON.stringify(spec)

const specOf = ({ guid: _, id: __, updated: ___, updatedBy: ____, version: _____, ...spec }: AlertRule) =>
  spec

const says = (rule: AlertRule): string => versionText(specOf(rule))

const keepVersion = (org: Org, rule: AlertRule): void => {
  const versions = org.alertRules.versions.get(rule.guid) ?? []
  const last = versions.at(-1)
  if (last === undefined || says(last) !== says(rule))
    org.alertRules.versions.set(rule.guid, [...versions, rule])
}

const author = ({ caller }: Context): string => caller.user?.uid ?? caller.serviceAccount?.uid ?? ""

const add = (context: Context, spec: RuleSpec): AlertRule => {
  const { org, state } = context
  const rule: AlertRule = {
    ...spec,
    data: spec.data.map(completeQuery),
    id: nextId(state, "alertRule"),
    guid: uuid(state.random),
    version: 1,
    updated: state.now(),
    updatedBy: author(context)
  }
  org.alertRules.rules.add(rule)
  keepVersion(org, rule)
  return rule
}

const update = (context: Context, { existing, next }: RuleUpdate): AlertRule => {
  const { org, state } = context
  const rule: AlertRule = {
    ...existing,
    ...next,
    data: next.data.map(completeQuery),
    version: existing.version + 1,
    updated: state.now(),
    updatedBy: author(context)
  }
  org.alertRules.rules.replace(existing, rule)
  keepVersion(org, rule)
  return rule
}

/** Deletes rules. Unless that is permanent, the last version of each stays in the trash, without its uid. */
export const removeRules = (
  context: Context,
  rules: ReadonlyArray<AlertRule>,
  permanently: boolean
): void => {
  const { org, state } = context
  const store = org.alertRules
  for (const rule of rules) {
    const last = store.versions.get(rule.guid)?.at(-1) ?? rule
    store.rules.remove(rule)
    store.versions.delete(rule.guid)
    if (!permanently) {
      const deleted = { ...last, uid: "", updated: state.now(), updatedBy: author(context) }
      store.trash = [...store.trash, deleted]
    }
  }
}

/** Saves changes in which `changesProblem` found nothing. */
export const saveChanges = (context: Context, changes: RuleChanges, permanently = false): SavedRules => {
  removeRules(context, changes.removed, permanently)
  const updated = changes.updated.map((change) => update(context, change))
  return { updated, added: changes.added.map((spec) => add(context, spec)) }
}

/** Deletes the rules in folders, with the folders. Who provisioned them is not forgotten (12.3.0). */
export const removeRulesIn = (context: Context, folderUids: ReadonlySet<string>): void =>
  removeRules(
    context,
    rulesOf(context.org).filter((rule) => folderUids.has(rule.folderUid)),
    false
  )

/** Counts a version on for the rules in folders whose path has changed. */
export const noteMovedRules = ({ org, state }: Context, folderUids: ReadonlySet<string>): void => {
  const { rules } = org.alertRules
  for (const rule of rulesOf(org)) {
    if (!folderUids.has(rule.folderUid)) continue
    rules.replace(rule, { ...rule, version: rule.version + 1, updated: state.now() })
  }
}
