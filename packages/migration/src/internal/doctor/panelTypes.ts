import { isObject } from "../json.js"

interface Fields {
  readonly [field: string]: unknown
}

/** The plugins that the panels of a dashboard are of, in any schema: `timeseries`. Rows are no plugins. */
export const panelTypes = (dashboard: Fields): ReadonlySet<string> =>
  new Set([...classic(dashboard["panels"]), ...rows(dashboard["rows"]), ...elements(dashboard["elements"])])

const objectsIn = (value: unknown): ReadonlyArray<Fields> =>
  Array.isArray(value) ? value.filter(isObject) : []

const classic = (panels: unknown): ReadonlyArray<string> =>
  objectsIn(panels).flatMap(({ panels, type }) => [
    ...(typeof type === "string" && type !== "row" ? [type] : []),
    ...classic(panels)
  ])

/** Before schema 16. */
const rows = (rows: unknown): ReadonlyArray<string> =>
  objectsIn(rows).flatMap(({ panels }) => classic(panels))

/** The v2 schema: `v2alpha1` has the plugin as the kind, `v2beta1` as the group. */
const elements = (elements: unknown): ReadonlyArray<string> =>
  Object.values(isObject(elements) ? elements : {}).flatMap((element) => {
    const spec = isObject(element) ? element["spec"] : undefined
    const viz = isObject(spec) ? spec["vizConfig"] : undefined
    const plugin = isObject(viz) ? (viz["group"] ?? viz["kind"]) : undefined
    return typeof plugin === "string" ? [plugin] : []
  })
