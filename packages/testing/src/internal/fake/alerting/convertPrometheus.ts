import { readableRules } from "./alertRules.js"
import { fullPath, importsRules, readsRule, removesImported, unresolved } from "./alertRulesAccess.js"
import { groupsOf, rulesOf, type RuleGroup, type RuleSpec } from "./alertRulesModel.js"
import type { JsonObject } from "../bind.js"
import { importProvenance } from "./convertPrometheusHeaders.js"
import { postGroup, postNamespaces } from "./convertPrometheusImport.js"
import { convertAnswer, namespaceOf, namespacesOf } from "./convertPrometheusNamespaces.js"
import { empty, message, ok, text, type FakeResponse } from "../message.js"
import type { Folder } from "../model.js"
import { formatDuration } from "../words/prometheusDuration.js"
import { anywhere, param, route, type Context, type Route } from "../route.js"
import { carryOutAll, planRemoval } from "./ruleGroupsPlan.js"
import { compareText } from "../words/table.js"
import { toYaml } from "../words/yaml.js"

const isImported = ({ definition }: RuleSpec): boolean => definition !== undefined

/** The imported groups of folders, as far as the caller may read them. */
const importedGroups = (
  context: Context,
  folders: ReadonlyArray<Folder>
): ReadonlyArray<RuleGroup> | undefined => {
  const uids = new Set(folders.map(({ uid }) => uid))
  const rules = readableRules(
    context,
    rulesOf(context.org).filter((rule) => uids.has(rule.folderUid) && isImported(rule))
  )
  return rules === undefined ? undefined : groupsOf(rules)
}

const groupView = ({ ruleGroup, rules }: RuleGroup): JsonObject => ({
  name: ruleGroup,
  interval: formatDuration((rules[0]?.intervalSeconds ?? 0) * 1000),
  rules: rules.map(({ definition }) => definition)
})

/** Groups by the title of their folder, in the order of the titles. */
const namespacesView = (
  context: Context,
  folders: ReadonlyArray<Folder>,
  groups: ReadonlyArray<RuleGroup>
): JsonObject => {
  const views = folders.map((folder): readonly [string, ReadonlyArray<JsonObject>] => {
    const title = fullPath(context.org, folder).split("/").at(-1) ?? ""
    return [title, groups.filter(({ folderUid }) => folderUid === folder.uid).map(groupView)]
  })
  return Object.fromEntries(
    views.filter(([, list]) => list.length > 0).sort(([left], [right]) => compareText(left, right))
  )
}

/** JSON for those who accept it by name; YAML for the tools of Mimir and Cortex. */
const inAskedForm = ({ request }: Context, value: JsonObject): FakeResponse => {
  const accepted = (request.headers["accept"] ?? "").split(",").map((type) => type.split(";")[0]?.trim())
  return accepted.includes("application/json") ? ok(value) : text(200, toYaml(value), "text/yaml")
}

const list = (context: Context): FakeResponse => {
  const folders = namespacesOf(context)
  const groups = importedGroups(context, folders)
  return groups === undefined ? unresolved : inAskedForm(context, namespacesView(context, folders, groups))
}

const getNamespace = (context: Context): FakeResponse => {
  const folder = namespaceOf(context, param(context, "namespace"))
  if (folder === undefined) return empty(404)
  const groups = importedGroups(context, [folder]) ?? []
  return inAskedForm(context, namespacesView(context, [folder], groups))
}

const getGroup = (context: Context): FakeResponse => {
  const folder = namespaceOf(context, param(context, "namespace"))
  if (folder === undefined) return empty(404)
  const name = param(context, "group")
  const group = (importedGroups(context, [folder]) ?? []).find(({ ruleGroup }) => ruleGroup === name)
  return group === undefined ? message(404, "Rule group not found") : inAskedForm(context, groupView(group))
}

const removeAll = (context: Context, groups: ReadonlyArray<RuleGroup>): FakeResponse => {
  if (groups.length === 0) return empty(404)
  const provided = importProvenance(context)
  const plans = groups.map((group) => planRemoval(context, group, provided))
  return convertAnswer(carryOutAll(context, plans, provided))
}

const removeNamespace = (context: Context): FakeResponse => {
  const folder = namespaceOf(context, param(context, "namespace"))
  if (folder === undefined) return empty(404)
  const rules = rulesOf(context.org).filter((rule) => rule.folderUid === folder.uid && isImported(rule))
  return removeAll(context, groupsOf(rules))
}

const removeGroup = (context: Context): FakeResponse => {
  const folder = namespaceOf(context, param(context, "namespace"))
  if (folder === undefined) return empty(404)
  const name = param(context, "group")
  const rules = rulesOf(context.org).filter(
    (rule) => rule.folderUid === folder.uid && rule.ruleGroup === name
  )
  return removeAll(context, groupsOf(rules))
}

const routesAt = (all: string): ReadonlyArray<Route> => [
  route({ method: "GET", path: all }, list, { access: readsRule }),
  route({ method: "POST", path: all }, postNamespaces, { access: importsRules }),
  route({ method: "GET", path: `${all}/{namespace}` }, getNamespace, { access: readsRule }),
  route({ method: "POST", path: `${all}/{namespace}` }, postGroup, { access: importsRules }),
  route({ method: "DELETE", path: `${all}/{namespace}` }, removeNamespace, { access: removesImported }),
  route({ method: "GET", path: `${all}/{namespace}/{group}` }, getGroup, { access: readsRule }),
  route({ method: "DELETE", path: `${all}/{namespace}/{group}` }, removeGroup, { access: removesImported })
]

/** Importing the configuration of an Alertmanager is off, unless a feature of Grafana's is switched on. */
const notImplemented = message(501, "Not Implemented")

const configuration = "/api/convert/api/v1/alerts"

const configurationRoutes: ReadonlyArray<Route> = [
  ...["POST", "DELETE"].map((method) =>
    route({ method, path: configuration }, () => notImplemented, {
      access: anywhere("alert.notifications:write")
    })
  ),
  route({ method: "GET", path: configuration }, () => notImplemented, {
    access: anywhere("alert.notifications:read")
  })
]

/** The same under the paths that mimirtool and cortextool take. */
export const convertPrometheusRoutes: ReadonlyArray<Route> = [
  ...routesAt("/api/convert/prometheus/config/v1/rules"),
  ...routesAt("/api/convert/api/prom/rules"),
  ...configurationRoutes
]
