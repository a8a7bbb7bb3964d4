import { isObject, type JsonObject } from "../bind.js"
import { sortKeys } from "../words/format.js"
import { upgradePanels, withoutNulls } from "./panelUpgrade.js"

/** The newest schema of a classic dashboard, which those of `v1beta1` have. */
export const latestSchema = 42

const defaults = {
  title: "No Title",
  tags: [],
  timezone: "",
  weekStart: "",
  editable: true,
  graphTooltip: 0,
  time: { from: "now-6h", to: "now" },
  timepicker: {},
  fiscalYearStartMonth: 0,
  links: []
}

/** What a stored dashboard does not keep. */
const dropped = new Set([
  "__elements",
  "__inputs",
  "__requires",
  "events",
  "meta",
  "originalTime",
  "originalTemplating",
  "originalLibraryPanels",
  "panelInEdit",
  "panelInView",
  "getVariablesFromState",
  "formatDate",
  "appEventsSubscription",
  "panelsAffectedByVariableChange",
  "lastRefresh",
  "timeRangeUpdatedDuringEditOrView",
  "originalDashboard",
  "variables",
  "version",
  "iteration",
  "nav",
  "pulldowns"
])

const isDropped = (field: string, value: unknown): boolean =>
  dropped.has(field) ||
  (field === "style" && value === "dark") ||
  (field === "hideControls" && value === false) ||
  ((field === "gnetId" || field === "id" || field in defaults) && value === null)

const upgradeVariable = (variable: unknown): unknown => {
  if (!isObject(variable)) return variable
  const { index: _, ...rest } = variable
  const { options, refresh = 1, type } = rest
  if (type === "query" && refresh !== 0) return { ...rest, options: options ?? [] }
  if (type === "datasource") return { ...rest, options: [] }
  const { options: __, ...withoutOptions } = rest
  return type === "constant" ? withoutOptions : rest
}

const upgradeTemplating = (templating: unknown): JsonObject => {
  const { list = [], ...rest } = isObject(templating) ? templating : {}
  const variables = withoutNulls(list)
  return { ...rest, list: Array.isArray(variables) ? variables.map(upgradeVariable) : [] }
}

const builtIn: JsonObject = {
  builtIn: 1,
  datasource: { type: "grafana", uid: "-- Grafana --" },
  enable: true,
  hide: true,
  iconColor: "rgba(0, 211, 255, 1)",
  name: "Annotations & Alerts",
  type: "dashboard"
}

/** Every dashboard shows the annotations of Grafana itself. */
const upgradeAnnotations = (annotations: unknown): JsonObject => {
  const { list, ...rest } = isObject(annotations) ? annotations : {}
  const own: ReadonlyArray<unknown> = Array.isArray(list) ? list : []
  const isThere = own.some((item) => isObject(item) && item["builtIn"] === 1)
  return { ...rest, list: isThere ? own : [builtIn, ...own] }
}

const upgradeTimepicker = (timepicker: unknown): unknown => {
  if (!isObject(timepicker)) return timepicker
  const { time_options: _, ...rest } = timepicker
  return rest
}

export const schemaOf = (spec: JsonObject): number => {
  const version = Number(spec["schemaVersion"] ?? 0)
  return Number.isInteger(version) ? version : 0
}

/**
 * A classic dashboard in its newest schema, with all that Grafana fills in. The steps from 40 on are taken; what older
 * schemas wrote otherwise in their panels and variables is left as it was.
 */
export const upgradeDashboard = (spec: JsonObject): JsonObject => {
  const kept = Object.fromEntries(Object.entries(spec).filter(([field, value]) => !isDropped(field, value)))
  const { refresh, timepicker = {} } = kept
  const from = schemaOf(spec)
  return sortKeys({
    ...defaults,
    ...kept,
    annotations: upgradeAnnotations(kept["annotations"]),
    panels: upgradePanels(kept["panels"]),
    templating: upgradeTemplating(kept["templating"]),
    timepicker: from < 41 ? upgradeTimepicker(timepicker) : timepicker,
    schemaVersion: latestSchema,
    ...(from < 40 ? { refresh: typeof refresh === "string" ? refresh : "" } : {})
  })
}
