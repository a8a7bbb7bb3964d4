import {
  accessDenied,
  byPath,
  readsNamespace,
  readsRule,
  readsRules,
  visibleFolder,
  visibleFolders
} from "./alertRulesAccess.js"
import { readableRule } from "./alertRules.js"
import { panelOf } from "./alertRulesCheck.js"
import {
  groupsOf,
  provenanceOf,
  rulesIn,
  rulesOf,
  type AlertRule,
  type RuleGroup
} from "./alertRulesModel.js"
import { rulerView } from "./alertRulesView.js"
import type { JsonObject } from "../bind.js"
import { empty, json, message, middlewareJson, ok, type FakeResponse } from "../message.js"
import type { Folder } from "../model.js"
import { formatDuration } from "../words/prometheusDuration.js"
import { param, route, type Context, type Route } from "../route.js"

const inOrder = (rules: ReadonlyArray<AlertRule>): ReadonlyArray<AlertRule> =>
  [...rules].sort((left, right) => left.groupIndex - right.groupIndex || left.id - right.id)

const groupView = (context: Context, { ruleGroup, rules }: Omit<RuleGroup, "folderUid">): JsonObject => ({
  name: ruleGroup,
  interval: formatDuration((rules[0]?.intervalSeconds ?? 0) * 1000),
  rules: rules.map((rule) => rulerView(context, rule, provenanceOf(context.org, rule.uid)))
})

/** A name that a path cannot carry stands in the query, and the path says so. */
export const groupName = (context: Context): string | FakeResponse => {
  const name = param(context, "group")
  if (name !== "QUERY_GROUP") return name
  return context.query.get("group") || message(400, "group query parameter is empty")
}

const getGroup = (context: Context): FakeResponse => {
  const folder = visibleFolder(context, param(context, "namespace"))
  if (folder === undefined) return accessDenied
  const ruleGroup = groupName(context)
  if (typeof ruleGroup !== "string") return ruleGroup
  const rules = rulesIn(context.org, { folderUid: folder.uid, ruleGroup })
  return rules.length === 0
    ? message(404, "rule group does not exist")
    : json(202, groupView(context, { ruleGroup, rules }))
}

const inFolders = (
  context: Context,
  folders: ReadonlyArray<Folder>,
  rules: ReadonlyArray<AlertRule>
): JsonObject => {
  const known = new Map(folders.map((folder) => [folder.uid, folder]))
  const rows = groupsOf(rules).flatMap((group) => {
    const folder = known.get(group.folderUid)
    return folder === undefined ? [] : [[folder, groupView(context, group)] as const]
  })
  return byPath(context.org, rows)
}

const getNamespace = (context: Context): FakeResponse => {
  const folder = visibleFolder(context, param(context, "namespace"))
  if (folder === undefined) return accessDenied
  const rules = rulesOf(context.org).filter(({ folderUid }) => folderUid === folder.uid)
  return json(202, inFolders(context, [folder], rules))
}

/** Rules that were deleted, all in one group without a name. */
const listDeleted = (context: Context): FakeResponse => {
  const { caller, org } = context
  if (caller.role !== "Admin") return message(403, "only admins can get deleted rules")
  const rules = inOrder(org.alertRules.trash)
  return ok(rules.length === 0 ? {} : { "": [groupView(context, { ruleGroup: "", rules })] })
}

/** The panel that a query asks for; 0 is any. */
export const askedPanel = ({ query }: Context): number | string => {
  const text = query.get("panel_id").trim()
  if (text === "") return 0
  return /^[-+]?\d+$/.test(text)
    ? Number(text)
    : `strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`
}

/** Whether a rule belongs to a dashboard, and to a panel of it. */
export const isOnPanel =
  (dashboardUid: string, panelId: number) =>
  (rule: AlertRule): boolean => {
    if (dashboardUid === "") return true
    const panel = panelOf(rule)
    return (
      panel !== undefined &&
      !("text" in panel) &&
      panel.dashboardUid === dashboardUid &&
      (panelId === 0 || panel.panelId === panelId)
    )
  }

const list = (context: Context): FakeResponse => {
  const { org, query } = context
  if (query.get("deleted").toLowerCase() === "true") return listDeleted(context)
  const folders = visibleFolders(context)
  if (folders.length === 0) return ok({})
  const dashboardUid = query.get("dashboard_uid")
  const panelId = askedPanel(context)
  if (typeof panelId === "string") return message(400, `invalid panel_id: ${panelId}`)
  if (dashboardUid === "" && panelId !== 0) return message(400, "panel_id must be set with dashboard_uid")
  return ok(inFolders(context, folders, rulesOf(org).filter(isOnPanel(dashboardUid, panelId))))
}

const get = (context: Context): FakeResponse => {
  const rule = readableRule(context, empty(404))
  return "status" in rule ? rule : ok(rulerView(context, rule, provenanceOf(context.org, rule.uid)))
}

/** What a rule has said, newest first. */
const versions = (context: Context): FakeResponse => {
  const rule = readableRule(context, empty(404))
  if ("status" in rule) return rule
  const kept = context.org.alertRules.versions.get(rule.guid) ?? []
  return ok([...kept].reverse().map((version) => rulerView(context, version)))
}

const removeDeleted = (context: Context): FakeResponse => {
  const store = context.org.alertRules
  const left = store.trash.filter(({ guid }) => guid !== param(context, "guid"))
  if (left.length === store.trash.length) return empty(404)
  store.trash = left
  return empty(200)
}

const permissionDenied = middlewareJson(403, { message: "Permission denied" })

const administers =
  (handler: (context: Context) => FakeResponse) =>
  (context: Context): FakeResponse =>
    context.caller.role === "Admin" ? handler(context) : permissionDenied

const api = "/api/ruler/grafana/api/v1"

export const rulerRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: `${api}/rules` }, list, { access: readsRules }),
  route({ method: "GET", path: `${api}/rules/{namespace}` }, getNamespace, { access: readsNamespace }),
  route({ method: "GET", path: `${api}/rules/{namespace}/{group}` }, getGroup, { access: readsNamespace }),
  route({ method: "GET", path: `${api}/rule/{uid}` }, get, { access: readsRule }),
  route({ method: "GET", path: `${api}/rule/{uid}/versions` }, versions, { access: readsRule }),
  route({ method: "DELETE", path: `${api}/trash/rule/guid/{guid}` }, administers(removeDeleted))
]
