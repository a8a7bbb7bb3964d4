import {
  changeProblem,
  listsProvisioned,
  readProblem,
  unresolved,
  visibleFolder,
  writesProvisionedBy
} from "./alertRulesAccess.js"
import { decoded, readRule } from "./alertRulesBody.js"
import { invalid, panelProblem, settingsProblem, uidProblem, type RuleProblem } from "./alertRulesCheck.js"
import { groupsOf, provenanceOf, rulesIn, rulesOf, type AlertRule, type RuleSpec } from "./alertRulesModel.js"
import { changesProblem, removeRules, saveChanges, type RuleChanges } from "./alertRulesStore.js"
import { ruleView, writtenView } from "./alertRulesView.js"
import { readJson } from "../bind.js"
import { badRequestData, empty, json, message, ok, publicError, type FakeResponse } from "../message.js"
import { allowedSomewhere } from "../access/permissions.js"
import { param, route, type Context, type Route } from "../route.js"
import { newUid } from "../state.js"

/** What a write without the header that disowns it leaves behind. */
export const provenance = ({ request }: Context): string =>
  request.headers["x-disable-provenance"] === undefined ? "api" : ""

/** Administrators of provisioning pass every check on folders. */
export const readsAll = ({ caller, org }: Context): boolean =>
  allowedSomewhere(caller, org, "alert.provisioning:read")

export const writesAll = ({ caller, org }: Context): boolean =>
  allowedSomewhere(caller, org, "alert.provisioning:write")

/** An error that Grafana has no words for. */
export const nameless = message(500, "Internal Server Error")

/** How the provisioning routes tell what is wrong with a rule. */
export const refusal = ({ conflict, text }: RuleProblem): FakeResponse => conflict ?? message(400, text)

export const provenanceMismatch = (operation: string, provided: string, stored: string): FakeResponse =>
  publicError(
    409,
    "alerting.provenanceMismatch",
    `cannot ${operation} with provided provenance '${provided}', needs '${stored}'`,
    { Operation: operation, ProvidedProvenance: provided, StoredProvenance: stored }
  )

/** The rules of all groups that the caller may read. A group in a folder that is gone fails the others, too (12.3.0). */
export const readableRules = (
  context: Context,
  rules: ReadonlyArray<AlertRule>
): ReadonlyArray<AlertRule> | undefined => {
  if (readsAll(context)) return rules
  const groups = groupsOf(rules).map((group) => ({
    group,
    problem: readProblem(context, group.folderUid, "")
  }))
  if (groups.some(({ problem }) => problem === unresolved)) return undefined
  return groups.flatMap(({ group, problem }) => (problem === undefined ? group.rules : []))
}

const list = (context: Context): FakeResponse => {
  const rules = readableRules(context, rulesOf(context.org))
  return rules === undefined ? unresolved : ok(rules.map((rule) => ruleView(context.org, rule)))
}

/** The rule that the path names, or why it is not the caller's to read. */
export const readableRule = (context: Context, missing: FakeResponse): AlertRule | FakeResponse => {
  const rule = context.org.alertRules.rules.get(param(context, "uid"))
  if (rule === undefined) return missing
  return readProblem(context, rule.folderUid, `access rules in folder '${rule.folderUid}'`) ?? rule
}

const get = (context: Context): FakeResponse => {
  const rule = readableRule(context, empty(404))
  return "status" in rule ? rule : ok(ruleView(context.org, rule))
}

const folderProblem = (context: Context, folderUid: string): FakeResponse | undefined => {
  if (folderUid === "") return refusal(invalid("folderUID must be set"))
  if (context.org.folders.get(folderUid) === undefined) return refusal(invalid("folder does not exist"))
  return visibleFolder(context, folderUid) === undefined ? nameless : undefined
}

const creationProblem = (context: Context, spec: RuleSpec): FakeResponse | undefined =>
  writesAll(context)
    ? undefined
    : changeProblem(
        context,
        "alert.rules:create",
        spec.folderUid,
        `create alert rules in the folder ${spec.folderUid}`
      )

const namesProblem = (context: Context, spec: RuleSpec): RuleProblem | undefined =>
  panelProblem(spec) ??
  (spec.notificationSettings === undefined
    ? undefined
    : settingsProblem(context.org, spec.notificationSettings))

const save = (
  context: Context,
  changes: Partial<RuleChanges>
): ReturnType<typeof saveChanges> | FakeResponse => {
  const all: RuleChanges = { added: [], updated: [], removed: [], ...changes }
  const problem = changesProblem(context, all)
  return problem === undefined ? saveChanges(context, all) : refusal(problem)
}

const written = (context: Context, status: number, rule: AlertRule | undefined): FakeResponse => {
  if (rule === undefined) return nameless
  context.org.alertRules.provenances.set(rule.uid, provenance(context))
  return json(status, writtenView(context.org, rule))
}

const create = (context: Context): FakeResponse => {
  const { org, request, state } = context
  const posted = decoded(() => readRule(readJson(request)))
  if (posted === undefined) return badRequestData
  const uid = posted.spec.uid || newUid(state)
  const wrongUid = uidProblem(uid)
  if (wrongUid !== undefined) return refusal(wrongUid)
  const refused = folderProblem(context, posted.spec.folderUid) ?? creationProblem(context, posted.spec)
  if (refused !== undefined) return refused
  const intervalSeconds =
    posted.spec.ruleGroup === "" ? 0 : (rulesIn(org, posted.spec)[0]?.intervalSeconds ?? 60)
  const spec = { ...posted.spec, uid, intervalSeconds }
  const problem = namesProblem(context, spec)
  if (problem !== undefined) return refusal(problem)
  const saved = save(context, { added: [spec] })
  return "status" in saved ? saved : written(context, 201, saved.added[0])
}

const changesRule = (context: Context, existing: AlertRule): FakeResponse | undefined =>
  writesAll(context)
    ? undefined
    : changeProblem(
        context,
        "alert.rules:write",
        existing.folderUid,
        `update alert rules that belongs to folder '${existing.folderUid}'`
      )

const update = (context: Context): FakeResponse => {
  const { org, request } = context
  const uid = param(context, "uid")
  const posted = decoded(() => readRule(readJson(request)))
  if (posted === undefined) return badRequestData
  const refused = folderProblem(context, posted.spec.folderUid)
  if (refused !== undefined) return refused
  const existing = org.alertRules.rules.get(uid)
  if (existing === undefined) return empty(404)
  const denied = changesRule(context, existing)
  if (denied !== undefined) return denied
  const stored = provenanceOf(org, uid)
  if (stored !== "" && stored !== provenance(context)) return nameless
  const { definition, editor, intervalSeconds } = existing
  const next = { ...posted.spec, uid, intervalSeconds, editor, definition }
  const problem = namesProblem(context, next)
  if (problem !== undefined) return refusal(problem)
  const saved = save(context, { updated: [{ existing, next }] })
  return "status" in saved ? saved : written(context, 200, saved.updated[0])
}

/** Success without a body that calls itself JSON all the same. */
export const deleted: FakeResponse = { ...empty(204), headers: { "content-type": "application/json" } }

const remove = (context: Context): FakeResponse => {
  const { org } = context
  const uid = param(context, "uid")
  const stored = provenanceOf(org, uid)
  if (stored !== "" && stored !== provenance(context)) {
    return provenanceMismatch("delete", provenance(context), stored)
  }
  const rule = org.alertRules.rules.get(uid)
  if (rule === undefined) return writesAll(context) ? deleted : nameless
  const denied = writesAll(context)
    ? undefined
    : changeProblem(
        context,
        "alert.rules:delete",
        rule.folderUid,
        `delete alert rules that belong to folder ${rule.folderUid}`
      )
  if (denied !== undefined) return denied
  removeRules(context, [rule], false)
  org.alertRules.provenances.delete(uid)
  return deleted
}

const all = "/api/v1/provisioning/alert-rules"
const one = `${all}/{uid}`

export const alertRuleRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: all }, list, { access: listsProvisioned }),
  route({ method: "POST", path: all }, create, { access: writesProvisionedBy("alert.rules:create") }),
  route({ method: "GET", path: one }, get, { access: listsProvisioned }),
  route({ method: "PUT", path: one }, update, { access: writesProvisionedBy("alert.rules:write") }),
  route({ method: "DELETE", path: one }, remove, { access: writesProvisionedBy("alert.rules:delete") })
]
