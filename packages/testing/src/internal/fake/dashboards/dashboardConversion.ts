import { isObject, type JsonObject } from "../bind.js"
import { upgradeDashboard } from "./dashboardUpgrade.js"

/** The versions of the dashboard API: the first two hold the classic JSON, the others the new schema. */
export const dashboardVersions = ["v0alpha1", "v1beta1", "v2alpha1", "v2beta1"] as const
export type DashboardApiVersion = (typeof dashboardVersions)[number]

export const isNewSchema = (version: DashboardApiVersion): boolean =>
  version === "v2alpha1" || version === "v2beta1"

const noTime: JsonObject = {
  from: "",
  to: "",
  autoRefresh: "",
  autoRefreshIntervals: null,
  hideTimepicker: false,
  fiscalYearStartMonth: 0
}

/** What a dashboard of the new schema has where nothing is said, the layout apart. */
const nothing: JsonObject = {
  annotations: null,
  cursorSync: "",
  elements: null,
  layout: null,
  links: null,
  preload: false,
  tags: null,
  timeSettings: noTime,
  title: "",
  variables: null
}

const emptyGrid = (items: null | ReadonlyArray<never>): JsonObject => ({
  kind: "GridLayout",
  spec: { items }
})

const optional = ["description", "editable", "liveNow", "revision"]

const fields = new Set([...Object.keys(nothing), ...optional])

/** A field that the new schema does not have, if there is one. */
export const unknownField = (spec: JsonObject): string | undefined =>
  Object.keys(spec).find((field) => !fields.has(field))

/** Content of the new schema as Grafana keeps it: every field there is, and no other. */
export const readNewSchema = (spec: JsonObject): JsonObject => {
  const known = Object.fromEntries(
    Object.entries({ ...nothing, ...spec }).filter(([field]) => fields.has(field))
  )
  const time = isObject(known["timeSettings"]) ? known["timeSettings"] : {}
  return { ...known, layout: known["layout"] ?? emptyGrid(null), timeSettings: { ...noTime, ...time } }
}

export interface Conversion {
  readonly spec: JsonObject | null
  /** What went wrong; what was stored is then shown beside it. */
  readonly error?: string
}

const notImplemented = "backend conversion not yet implemented"

const failed = (spec: JsonObject | null): Conversion => ({ spec, error: notImplemented })

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || Object.keys(value).length === 0

/** Without panels, variables and annotations the two versions of the new schema are written alike. */
const isAlike = ({ annotations, elements, variables }: JsonObject): boolean =>
  isEmpty(annotations) && isEmpty(elements) && isEmpty(variables)

/**
 * The content of a dashboard in another version than it is stored in, which Grafana can do for few of them (12.3.0).
 * `undefined`: Grafana could, this fake cannot.
 */
export const convert = (
  spec: JsonObject,
  from: DashboardApiVersion,
  to: DashboardApiVersion
): Conversion | undefined => {
  if (from === "v0alpha1" && to === "v1beta1") return { spec: upgradeDashboard(spec) }
  if (from === "v1beta1" && to === "v0alpha1") return { spec }
  if (from === "v2alpha1" && to === "v2beta1") return isAlike(spec) ? { spec } : undefined
  if (!isNewSchema(to)) return failed(null)
  if (to === "v2beta1" || from === "v2beta1") return failed(nothing)
  return failed({ ...nothing, title: spec["title"] ?? "", layout: emptyGrid(null) })
}
