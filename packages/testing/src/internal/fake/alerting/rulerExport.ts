import {
  accessDenied,
  fullPath,
  readsNamespace,
  readsRules,
  unauthorized,
  unresolved,
  visibleFolder,
  visibleFolders
} from "./alertRulesAccess.js"
import { nameless, readableRule, readableRules } from "./alertRules.js"
import { decoded } from "./alertRulesBody.js"
import { exportGroups, wanted } from "./alertRulesExport.js"
import { groupsOf, rulesIn, rulesOf } from "./alertRulesModel.js"
import { readJson } from "../bind.js"
import { badRequestData, empty, message, type FakeResponse } from "../message.js"
import { param, route, type Context, type Route } from "../route.js"
import { readGroup, submittedRules } from "./rulerBody.js"
import { isPrometheus, wrongBackend } from "./rulerWrite.js"

const noRule = message(500, "could not find alert rule")

const exportRule = (context: Context): FakeResponse => {
  const rule = readableRule(context, noRule)
  if ("status" in rule) return rule
  const folder = visibleFolder(context, rule.folderUid)
  if (folder === undefined) return accessDenied
  const { folderUid, ruleGroup } = rule
  return exportGroups(context, [
    { folderUid, ruleGroup, folder: fullPath(context.org, folder), rules: [rule] }
  ])
}

const exportGroup = (context: Context, folderUid: string, ruleGroup: string): FakeResponse => {
  const folder = visibleFolder(context, folderUid)
  if (folder === undefined) return accessDenied
  const rules = rulesIn(context.org, { folderUid, ruleGroup })
  return rules.length === 0
    ? noRule
    : exportGroups(context, [{ folderUid, ruleGroup, folder: fullPath(context.org, folder), rules }])
}

const exportFolders = (context: Context, folderUids: ReadonlyArray<string>): FakeResponse => {
  const { org } = context
  const visible = new Map(visibleFolders(context).map((folder) => [folder.uid, folder]))
  if (folderUids.length > 0 && !folderUids.some((uid) => visible.has(uid))) {
    return unauthorized("access rules in the specified folders")
  }
  const asked = rulesOf(org).filter(
    ({ folderUid }) => folderUids.length === 0 || folderUids.includes(folderUid)
  )
  const rules = readableRules(context, asked)
  if (rules === undefined) return unresolved
  const groups = groupsOf(rules).flatMap((group) => {
    const folder = visible.get(group.folderUid)
    return folder === undefined ? [] : [{ ...group, folder: fullPath(org, folder) }]
  })
  return groups.length === 0 ? empty(404) : exportGroups(context, groups)
}

const exportAll = (context: Context): FakeResponse => {
  const what = wanted(context)
  if ("status" in what) return what
  if ("ruleUid" in what) return exportRule({ ...context, params: { uid: what.ruleUid } })
  return "ruleGroup" in what
    ? exportGroup(context, what.folderUid, what.ruleGroup)
    : exportFolders(context, what.folderUids)
}

/** Shows what a group that is sent would look like in a file; nothing is saved. */
const exportSent = (context: Context): FakeResponse => {
  const group = decoded(() => readGroup(readJson(context.request)))
  if (group === undefined) return badRequestData
  if (isPrometheus(group)) return wrongBackend("grafana", "lotex")
  const folder = visibleFolder(context, param(context, "namespace"))
  if (folder === undefined) return accessDenied
  const submitted = submittedRules(group, folder.uid)
  if (typeof submitted === "string") return message(400, submitted)
  if (submitted.length === 0) return nameless
  return exportGroups(context, [
    {
      folderUid: folder.uid,
      ruleGroup: group.name,
      folder: fullPath(context.org, folder),
      rules: submitted.map(({ spec }) => spec)
    }
  ])
}

const api = "/api/ruler/grafana/api/v1"

export const rulerExportRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: `${api}/export/rules` }, exportAll, { access: readsRules }),
  route({ method: "POST", path: `${api}/rules/{namespace}/export` }, exportSent, {
    access: readsNamespace,
    reads: true
  })
]
