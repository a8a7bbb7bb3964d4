import { readProblem, readsRules } from "./alertRulesAccess.js"
import type { JsonObject } from "../bind.js"
import { message, ok, type FakeResponse } from "../message.js"
import { route, type Context, type Route } from "../route.js"

const states = ["normal", "alerting", "pending", "nodata", "error", "recovering"]

const stateProblem = ({ query }: Context, name: string): FakeResponse | undefined => {
  const state = query.get(name)
  return state === "" || states.includes(state.toLowerCase())
    ? undefined
    : message(400, `invalid ${name} state filter: invalid state: ${state}`)
}

/** Nothing evaluates rules here, so none of them has ever changed its state. */
const noHistory = (ruleUID: string): JsonObject => {
  const labels = { from: "state-history", ruleUID }
  const field = (name: string, type: string, frame: string) => ({ name, type, typeInfo: { frame }, labels })
  const words = ["text", "prev", "next", "data"].map((name) => field(name, "string", "string"))
  return {
    schema: { name: "states", fields: [field("time", "time", "time.Time"), ...words] },
    data: { values: [[], [], [], [], []] }
  }
}

const history = (context: Context): FakeResponse => {
  const { org, query } = context
  const wrong = stateProblem(context, "previous") ?? stateProblem(context, "current")
  if (wrong !== undefined) return wrong
  const ruleUID = query.get("ruleUID")
  if (ruleUID === "") return message(500, "ruleUID is required to query annotations")
  const rule = org.alertRules.rules.get(ruleUID)
  if (rule === undefined) return message(500, "failed to look up the requested rule")
  const what = `access rules in folder '${rule.folderUid}'`
  return readProblem(context, rule.folderUid, what) === undefined
    ? ok(noHistory(ruleUID))
    : message(500, `[alerting.unauthorized] user is not authorized to ${what}`)
}

export const rulerHistoryRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: "/api/v1/rules/history" }, history, { access: readsRules })
]
