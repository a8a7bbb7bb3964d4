import { pick } from "../bind.js"
import { sentGroup, sentNamespaces, type PrometheusGroup } from "./convertPrometheusBody.js"
import { importOptions, importProvenance, workingFolder } from "./convertPrometheusHeaders.js"
import { convertAnswer, namespaceOf } from "./convertPrometheusNamespaces.js"
import { importedRule, type ImportOptions } from "./convertPrometheusRule.js"
import { Fingerprint } from "../words/fingerprint.js"
import { addFolder, grantInitially, newFolder, newFolderProblem } from "../folders/folderStore.js"
import { empty, message, publicError, type FakeResponse } from "../message.js"
import type { Folder } from "../model.js"
import type { RuleSpec } from "./alertRulesModel.js"
import { param, type Context } from "../route.js"
import { carryOutAll, planReplacement, type GroupSpec } from "./ruleGroupsPlan.js"

/** A folder's uid comes from its place and title, so that two imports at once make one folder. */
const folderUid = (title: string, parentUid: string, orgId: number): string => {
  const bytes = Buffer.from([parentUid, title, orgId].join("\0"))
  const hash = new Fingerprint("multiply last").bytes(bytes).toString()
  return `alerting-${BigInt(`0x${hash}`).toString(36)}`
}

const namespaceFor = (context: Context, title: string): Folder | FakeResponse => {
  const found = namespaceOf(context, title)
  if (found !== undefined) return found
  const parentUid = workingFolder(context)
  if (parentUid !== "" && context.org.folders.get(parentUid) === undefined) return empty(404)
  const uid = folderUid(title, parentUid, context.org.id)
  const body = pick({ uid, title, parentUid }, newFolder)
  if (body === undefined || title === "") return message(500, "Folder API error: title is empty")
  const problem = newFolderProblem(context, body)
  if (problem !== undefined) return problem
  const folder = addFolder(context, body)
  grantInitially(context, folder)
  return folder
}

const invalidGroup = (Message: string): FakeResponse =>
  publicError(400, "alerting.prometheusRuleGroupInvalid", Message, { Message })

const groupProblem = (
  { source, target }: ImportOptions,
  group: PrometheusGroup
): FakeResponse | undefined => {
  if (source.type !== "prometheus" && source.type !== "loki") {
    return publicError(
      400,
      "alerting.invalidDatasourceType",
      "Datasource type must be Prometheus or Loki to import rules."
    )
  }
  if (group.name === "") return invalidGroup("rule group name must not be empty")
  if (group.limit !== 0) return invalidGroup("limit is not supported")
  return target.type !== "prometheus" && group.rules.some(({ record }) => record !== undefined)
    ? publicError(
        400,
        "alerting.invalidTargetDatasourceType",
        "Target datasource type must be Prometheus for recording rules."
      )
    : undefined
}

const converted = (
  context: Context,
  options: ImportOptions,
  group: PrometheusGroup,
  uid: string
): GroupSpec | FakeResponse => {
  const problem = groupProblem(options, group)
  if (problem !== undefined) return problem
  const rules: Array<RuleSpec> = []
  for (const [index, rule] of group.rules.entries()) {
    const spec = importedRule(options, group, rule, { orgId: context.org.id, folderUid: uid, index })
    if (typeof spec === "string") return message(500, `failed to convert rule group '${group.name}': ${spec}`)
    rules.push(spec)
  }
  const intervalSeconds = Math.floor((group.interval || 60_000) / 1000)
  return { folderUid: uid, ruleGroup: group.name, intervalSeconds, rules }
}

const importAll = (
  context: Context,
  namespaces: ReadonlyMap<string, ReadonlyArray<PrometheusGroup>>
): FakeResponse => {
  const provided = importProvenance(context)
  const options = importOptions(context, provided !== "")
  if ("status" in options) return options
  const specs: Array<GroupSpec> = []
  for (const [title, groups] of namespaces) {
    const folder = namespaceFor(context, title)
    if ("status" in folder) return folder
    for (const group of groups) {
      const spec = converted(context, options, group, folder.uid)
      if ("status" in spec) return spec
      specs.push(spec)
    }
  }
  const plans = specs.map((spec) => planReplacement(context, spec, provided))
  return convertAnswer(carryOutAll(context, plans, provided))
}

/** Imports one group into the namespace of the path. */
export const postGroup = (context: Context): FakeResponse => {
  const group = sentGroup(context)
  return "status" in group ? group : importAll(context, new Map([[param(context, "namespace"), [group]]]))
}

/** Imports the groups of several namespaces. */
export const postNamespaces = (context: Context): FakeResponse => {
  const namespaces = sentNamespaces(context)
  return "status" in namespaces ? namespaces : importAll(context, namespaces)
}
