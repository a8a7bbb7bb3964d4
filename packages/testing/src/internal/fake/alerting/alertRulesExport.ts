import { exportResponse } from "./alertingExport.js"
import { readableRule, readableRules } from "./alertRules.js"
import { fullPath, listsProvisioned, readsProvisionedGroup, unresolved } from "./alertRulesAccess.js"
import { groupFile, groupHcl, type ExportedGroup } from "./alertRulesFile.js"
import { groupsOf, rulesOf } from "./alertRulesModel.js"
import { empty, message, type FakeResponse } from "../message.js"
import type { Org } from "../model.js"
import { param, route, type Context, type Route } from "../route.js"
import { readableGroup } from "./ruleGroups.js"

/** Groups as a file to provision from. */
export const exportGroups = (context: Context, groups: ReadonlyArray<ExportedGroup>): FakeResponse =>
  exportResponse(
    context,
    { apiVersion: 1, groups: groups.map((group) => groupFile(context.org, group)) },
    () => groups.map((group) => groupHcl(context.org, group))
  )

/** What a query asks to export: one rule, one group, or all of some folders. */
export type Wanted =
  | { readonly ruleUid: string }
  | { readonly folderUid: string; readonly ruleGroup: string }
  | { readonly folderUids: ReadonlyArray<string> }

export const wanted = ({ query }: Context): Wanted | FakeResponse => {
  const folderUids = query.all("folderUid")
  const ruleGroup = query.get("group")
  const ruleUid = query.get("ruleUid")
  if (ruleUid !== "") {
    return ruleGroup === "" && folderUids.length === 0
      ? { ruleUid }
      : message(400, "group and folder should not be specified when a single rule is requested")
  }
  if (ruleGroup === "") return { folderUids }
  const [folderUid = ""] = folderUids
  return folderUids.length === 1 && folderUid !== ""
    ? { folderUid, ruleGroup }
    : message(
        400,
        `group name must be specified together with a single folder_uid parameter. Got ${folderUids.length}`
      )
}

/** Of one folder Grafana asks the path only when another folder is around it (12.3.0). */
const nestedPath = (org: Org, folderUid: string): string => {
  const folder = org.folders.get(folderUid)
  return folder === undefined || folder.parentUid === "" ? "" : fullPath(org, folder)
}

const noRule = message(404, "could not find alert rule")

const exportRule = (context: Context): FakeResponse => {
  const { org } = context
  const rule = readableRule(context, noRule)
  if ("status" in rule) return rule
  const { folderUid, ruleGroup } = rule
  return org.folders.get(folderUid) === undefined
    ? message(500, "failed to get alert rules")
    : exportGroups(context, [{ folderUid, ruleGroup, folder: nestedPath(org, folderUid), rules: [rule] }])
}

const exportGroup = (context: Context, folderUid: string, ruleGroup: string): FakeResponse => {
  const { org } = context
  const group = readableGroup(context, { folderUid, ruleGroup })
  if ("status" in group) return group
  return org.folders.get(folderUid) === undefined
    ? message(500, "failed to get alert rule group")
    : exportGroups(context, [{ ...group, folder: nestedPath(org, folderUid) }])
}

const exportFolders = (context: Context, folderUids: ReadonlyArray<string>): FakeResponse => {
  const { org } = context
  const asked = rulesOf(org).filter(
    ({ folderUid }) => folderUids.length === 0 || folderUids.includes(folderUid)
  )
  const rules = readableRules(context, asked)
  if (rules === undefined) return unresolved
  const groups = groupsOf(rules).map((group) => ({ ...group, at: org.folders.get(group.folderUid) }))
  if (groups.length === 0) return empty(404)
  const exported = groups.flatMap(({ at, ...group }) =>
    at === undefined ? [] : [{ ...group, folder: fullPath(org, at) }]
  )
  return exported.length < groups.length
    ? message(500, "failed to get alert rules")
    : exportGroups(context, exported)
}

const exportAll = (context: Context): FakeResponse => {
  const what = wanted(context)
  if ("status" in what) return what
  if ("ruleUid" in what) return exportRule({ ...context, params: { uid: what.ruleUid } })
  return "ruleGroup" in what
    ? exportGroup(context, what.folderUid, what.ruleGroup)
    : exportFolders(context, what.folderUids)
}

const exportNamedGroup = (context: Context): FakeResponse =>
  exportGroup(context, param(context, "folderUid"), param(context, "group"))

const all = "/api/v1/provisioning/alert-rules"
const group = "/api/v1/provisioning/folder/{folderUid}/rule-groups/{group}/export"

export const alertRuleExportRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: `${all}/export` }, exportAll, { access: listsProvisioned }),
  route({ method: "GET", path: `${all}/{uid}/export` }, exportRule, { access: listsProvisioned }),
  route({ method: "GET", path: group }, exportNamedGroup, { access: readsProvisionedGroup })
]
