import { isObject, type JsonObject } from "../bind.js"

type Panel = Record<string, unknown>

const defaultPlace = { x: 0, y: 0, h: 3, w: 6 }

/** What a panel has when it says nothing else, and what is therefore not kept. */
const defaults: JsonObject = {
  gridPos: defaultPlace,
  targets: [{ refId: "A" }],
  transparent: false,
  options: {},
  links: [],
  title: ""
}

/** What only a running dashboard knows. */
const transient = [
  "events",
  "isViewing",
  "isEditing",
  "isInView",
  "hasRefreshed",
  "cachedPluginOptions",
  "plugin",
  "queryRunner",
  "replaceVariables",
  "configRev",
  "hasSavedPanelEditChange",
  "getDisplayTitle",
  "dataSupport",
  "key",
  "isNew",
  "refreshWhenInView",
  "scopedVars"
]

const successors: Readonly<Record<string, string>> = {
  "table-old": "table",
  singlestat: "stat",
  "grafana-singlestat-panel": "stat",
  "grafana-piechart-panel": "piechart",
  "grafana-worldmap-panel": "geomap",
  "natel-discrete-panel": "state-timeline"
}

const legacyTableFields = ["pageSize", "scroll", "fontSize", "showHeader", "sort"]

export const withoutNulls = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(withoutNulls)
    : isObject(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, item]) => item !== null)
            .map(([key, item]) => [key, withoutNulls(item)])
        )
      : value

const isEqual = (left: unknown, right: unknown): boolean => {
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) && left.length === right.length && left.every((item, i) => isEqual(item, right[i]))
    )
  }
  if (!isObject(left)) return left === right
  const keys = Object.keys(left)
  return (
    isObject(right) &&
    keys.length === Object.keys(right).length &&
    keys.every((key) => isEqual(left[key], right[key]))
  )
}

const graphSuccessor = ({ legend, xaxis }: Panel): string => {
  const mode = isObject(xaxis) ? xaxis["mode"] : undefined
  if (mode === "histogram") return "histogram"
  if (mode !== "series") return "timeseries"
  return isObject(legend) && legend["values"] === true ? "bargauge" : "barchart"
}

/** Panels of plugins that are gone become those of their successors. */
const replacePlugin = (panel: Panel): void => {
  const { type } = panel
  if (typeof type !== "string") return
  const successor = type === "graph" || type === "graphite" ? graphSuccessor(panel) : successors[type]
  if (successor !== undefined) Object.assign(panel, { autoMigrateFrom: type, type: successor })
}

const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"]

/** Gives the queries without a letter the first ones that are free. */
const nameQueries = (targets: ReadonlyArray<unknown>): ReadonlyArray<unknown> => {
  const taken = new Set(targets.map((target) => (isObject(target) ? target["refId"] : undefined)))
  const free = letters.filter((letter) => !taken.has(letter))
  return targets.map((target) =>
    isObject(target) && (target["refId"] ?? null) === null ? { ...target, refId: free.shift() } : target
  )
}

const hideTooltip = (property: unknown): unknown => {
  if (!isObject(property) || property["id"] !== "custom.hideFrom") return property
  const { value } = property
  return isObject(value) && value["viz"] === true
    ? { ...property, value: { ...value, tooltip: true } }
    : property
}

/** Version 42: what is hidden from the visualization is hidden from its tooltip. */
const hideFrom = (override: unknown): unknown =>
  isObject(override) && Array.isArray(override["properties"])
    ? { ...override, properties: override["properties"].map(hideTooltip) }
    : override

const fieldConfig = (given: JsonObject, fill: boolean): JsonObject | undefined => {
  const { defaults: values = fill ? {} : undefined, overrides = fill ? [] : undefined, ...rest } = given
  const config = {
    ...(values === undefined ? {} : { defaults: values }),
    ...(overrides === undefined
      ? {}
      : { overrides: Array.isArray(overrides) ? overrides.map(hideFrom) : overrides }),
    ...rest
  }
  return isEqual(config, { defaults: {}, overrides: [] }) ? undefined : config
}

const dropDefaults = (panel: Panel): void => {
  for (const field of transient) delete panel[field]
  for (const [field, value] of Object.entries(defaults)) if (isEqual(panel[field], value)) delete panel[field]
  if (isEqual(panel["targets"], [])) delete panel["targets"]
  if (panel["type"] === "row" && panel["repeat"] === "") delete panel["repeat"]
  if (panel["type"] === "table") for (const field of legacyTableFields) delete panel[field]
}

/** A panel that comes from the library keeps nothing but its place. */
const libraryPanel = ({
  gridPos = defaultPlace,
  id,
  libraryPanel: library,
  title = ""
}: Panel): JsonObject => ({
  gridPos,
  id,
  libraryPanel: library,
  title
})

const upgradePanel = (given: JsonObject, isNested: boolean): JsonObject => {
  const panel: Panel = { ...given }
  if (!isNested) replacePlugin(panel)
  if (isObject(panel["libraryPanel"])) return libraryPanel(panel)
  if (!isNested && Array.isArray(panel["targets"])) panel["targets"] = nameQueries(panel["targets"])
  if (isObject(panel["fieldConfig"]))
    panel["fieldConfig"] = fieldConfig(panel["fieldConfig"], !isNested) ?? null
  if (!isNested && isEqual(panel["transformations"], [])) delete panel["transformations"]
  dropDefaults(panel)
  if (Array.isArray(panel["panels"])) {
    panel["panels"] = panel["panels"].filter(isObject).map((inner) => upgradePanel(inner, true))
  }
  // Sound: the nulls of an object are left out of an object.
  return withoutNulls(panel) as JsonObject
}

const place = ({ gridPos }: JsonObject, axis: "x" | "y"): number => {
  const value = isObject(gridPos) ? gridPos[axis] : undefined
  return typeof value === "number" ? value : 0
}

const withInner = (panel: JsonObject): ReadonlyArray<JsonObject> => [
  panel,
  ...(Array.isArray(panel["panels"]) ? panel["panels"].filter(isObject) : [])
]

const isId = (id: unknown): id is number => typeof id === "number" && id > 0

/** Gives panels without an id, or with one that an earlier panel has, the next free one. */
const numberPanels = (panels: ReadonlyArray<JsonObject>): ReadonlyArray<JsonObject> => {
  const ids = panels.flatMap(withInner).flatMap(({ id }) => (isId(id) ? [id] : []))
  const taken = new Set<number>()
  let next = Math.max(0, ...ids)
  const number = (panel: JsonObject): JsonObject => {
    const { id, panels: inner } = panel
    const own = isId(id) && !taken.has(id) ? id : ++next
    taken.add(own)
    const below = Array.isArray(inner) ? inner.filter(isObject).map(number) : undefined
    return { ...panel, id: own, ...(below === undefined ? {} : { panels: below }) }
  }
  return panels.map(number)
}

/** The panels of a dashboard as its newest schema has them, in their order on the grid. */
export const upgradePanels = (panels: unknown): ReadonlyArray<JsonObject> => {
  if (!Array.isArray(panels)) return []
  const originals = panels
    .filter(isObject)
    .filter((panel) => panel["repeatPanelId"] === undefined && panel["repeatedByRow"] === undefined)
  return numberPanels(originals)
    .map((panel) => upgradePanel(panel, false))
    .sort((left, right) => place(left, "y") - place(right, "y") || place(left, "x") - place(right, "x"))
}
