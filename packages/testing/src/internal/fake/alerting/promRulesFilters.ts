import type { AlertRule } from "./alertRulesModel.js"
import { pick } from "../bind.js"
import { goKind, parseJson } from "../words/goJson.js"
import type { Query } from "../query.js"
import type { Context } from "../route.js"
import { askedPanel, isOnPanel } from "./ruler.js"

/** What a query wants to see of the rules. */
export interface PromFilters {
  /** How many groups a page has; -1 is all of them. */
  readonly groups: number
  readonly token: string
  readonly folderUid: string
  readonly rulesPerGroup: number | undefined
  readonly includeInternal: boolean
  /** What the page is made of. */
  readonly finds: (rule: AlertRule) => boolean
  /** What is left of the groups of a page. */
  readonly names: (rule: AlertRule) => boolean
  /** What is left of them without a change of their totals. */
  readonly keeps: (rule: AlertRule, now: number) => boolean
}

const tick = 10_000

/** A recording rule is well until the scheduler, which looks every ten seconds, knows it; from then on nobody knows. */
export const healthOf = (rule: AlertRule, now: number): "ok" | "unknown" =>
  rule.record === undefined || Math.floor(now / tick) === Math.floor(rule.updated / tick) ? "ok" : "unknown"

const states: Readonly<Record<string, string>> = {
  normal: "normal",
  inactive: "normal",
  alerting: "alerting",
  firing: "alerting",
  pending: "pending",
  nodata: "nodata",
  error: "error",
  recovering: "recovering"
}

const healths = ["ok", "error", "nodata", "unknown"]

const matcherProblem = (text: string): string | undefined => {
  const parsed = parseJson(text)
  if ("error" in parsed) return parsed.error
  const matcher = pick(parsed.value, { name: "string" })
  if (matcher === undefined)
    return `json: cannot unmarshal ${goKind(parsed.value)} into Go value of type labels.Matcher`
  return (matcher.name ?? "") === "" ? "bad matcher: the name cannot be blank" : undefined
}

const count = (query: Query, name: string): number => {
  const text = query.get(name)
  return /^[-+]?\d{1,18}$/.test(text) ? Number(text) : -1
}

const problemOf = (context: Context, panelId: number | string): string | undefined => {
  const { query } = context
  if (typeof panelId === "string") return `invalid panel_id: ${panelId}`
  if (query.get("dashboard_uid") === "" && panelId !== 0) return "panel_id must be set with dashboard_uid"
  for (const text of query.all("matcher")) {
    const problem = matcherProblem(text)
    if (problem !== undefined) return problem
  }
  const state = query.all("state").find((one) => !Object.hasOwn(states, one.toLowerCase()))
  if (state !== undefined) return `unknown state '${state.toLowerCase()}'`
  const health = query.all("health").find((one) => !healths.includes(one.toLowerCase()))
  return health === undefined ? undefined : `unknown health '${health.toLowerCase()}'`
}

const isAmong = (wanted: ReadonlyArray<string>, value: string): boolean =>
  wanted.length === 0 || wanted.includes(value)

/** The filters of a query, or what is wrong with one of them. */
export const readFilters = (context: Context): PromFilters | string => {
  const { query } = context
  const panelId = askedPanel(context)
  const problem = problemOf(context, panelId)
  if (problem !== undefined || typeof panelId === "string") return problem ?? ""
  const isOnAskedPanel = isOnPanel(query.get("dashboard_uid"), panelId)
  const receiver = query.get("receiver_name")
  const wantedStates = query.all("state").map((state) => states[state.toLowerCase()] ?? "")
  const wantedHealths = query.all("health").map((health) => health.toLowerCase())
  const rulesPerGroup = count(query, "limit_rules")
  return {
    groups: count(query, "group_limit"),
    token: query.get("group_next_token"),
    folderUid: query.get("folder_uid"),
    rulesPerGroup: rulesPerGroup < 0 ? undefined : rulesPerGroup,
    includeInternal: query.flag("includeInternalLabels"),
    finds: (rule) =>
      isOnAskedPanel(rule) &&
      isAmong(query.all("rule_group"), rule.ruleGroup) &&
      (receiver === "" || rule.notificationSettings?.receiver === receiver),
    names: (rule) => isAmong(query.all("rule_name"), rule.title),
    keeps: (rule, now) => isAmong(wantedStates, "normal") && isAmong(wantedHealths, healthOf(rule, now))
  }
}
