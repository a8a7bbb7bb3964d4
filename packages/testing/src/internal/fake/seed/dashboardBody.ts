import type { JsonObject } from "../bind.js"
import { sortKeys } from "../words/format.js"
import { makeRandom, type Random } from "../words/identifiers.js"
import { aspects, metrics, panelTypes } from "./words.js"
import { pickFrom } from "./making.js"

export interface Source {
  readonly uid: string
  readonly type: string
}

/** What the dashboards of one seed refer to. */
export interface Surroundings {
  readonly seed: number
  readonly dataSources: ReadonlyArray<Source>
  readonly libraryElements: ReadonlyArray<{ readonly uid: string; readonly name: string }>
  readonly tags: (index: number) => ReadonlyArray<string>
}

const panelCount = 12

const grafana: Source = { uid: "-- Grafana --", type: "datasource" }
const mixed: Source = { uid: "-- Mixed --", type: "datasource" }

/** How documents name a data source. */
export const referenceTo = ({ type, uid }: Source = grafana): JsonObject => ({ type, uid })

export const target = (refId: string, source: JsonObject, metric: string): JsonObject => ({
  refId,
  datasource: source,
  expr: `sum by (job) (rate(${metric}{instance=~"$instance"}[$__rate_interval]))`,
  legendFormat: "{{job}}"
})

/** The numbers of one dashboard: the same for the same seed and index, and unlike those of its neighbours. */
const randomOf = (seed: number, index: number): Random =>
  makeRandom(Math.imul(seed + 1, 0x9e3779b1) ^ (index * 2 + 1))

/** Which library element a dashboard holds: one in four dashboards holds one. */
export const elementOf = (
  around: Surroundings,
  index: number
): { readonly uid: string; readonly name: string } | undefined =>
  index % 4 === 0
    ? around.libraryElements[(index * 7) % Math.max(1, around.libraryElements.length)]
    : undefined

const gridPos = (index: number): JsonObject => ({
  h: 8,
  w: 8,
  x: (index % 3) * 8,
  y: Math.floor(index / 3) * 8
})

/** One in four panels asks what the variable names, one in four two data sources at once, the others their own. */
const asked = (random: Random, around: Surroundings, number: number, main: Source) => {
  const source = pickFrom(random, around.dataSources, grafana)
  const metric = pickFrom(random, metrics, "up")
  if (number % 4 === 1) {
    const variable = referenceTo({ type: main.type, uid: "${datasource}" })
    return { datasource: variable, targets: [target("A", variable, metric)] }
  }
  if (number % 4 === 3) {
    const targets = [target("A", referenceTo(source), metric), target("B", referenceTo(main), "up")]
    return { datasource: referenceTo(mixed), targets }
  }
  return { datasource: referenceTo(source), targets: [target("A", referenceTo(source), metric)] }
}

const panel = (random: Random, around: Surroundings, number: number, main: Source): JsonObject => ({
  id: number + 1,
  type: pickFrom(random, panelTypes, "timeseries"),
  title: `${pickFrom(random, aspects, "Overview")} ${number + 1}`,
  description: "",
  gridPos: gridPos(number),
  fieldConfig: { defaults: { unit: "short", custom: { lineWidth: 1, fillOpacity: 10 } }, overrides: [] },
  options: { legend: { displayMode: "list", placement: "bottom", showLegend: true } },
  ...asked(random, around, number, main)
})

const sourceVariable = ({ type, uid }: Source): JsonObject => ({
  name: "datasource",
  type: "datasource",
  query: type,
  current: { text: uid, value: uid },
  refresh: 1
})

const queryVariable = (name: string, type: string): JsonObject => ({
  name,
  type: "query",
  datasource: { type, uid: "${datasource}" },
  query: `label_values(up, ${name})`,
  refresh: 1,
  multi: true,
  includeAll: true
})

const alerts: JsonObject = {
  builtIn: 1,
  datasource: { type: "grafana", uid: "-- Grafana --" },
  enable: true,
  hide: true,
  name: "Annotations & Alerts",
  type: "dashboard"
}

const deployments = (source: Source): JsonObject => ({
  datasource: referenceTo(source),
  enable: true,
  expr: "changes(process_start_time_seconds[1m]) > 0",
  iconColor: "blue",
  name: "Deployments"
})

/** The document of a seeded dashboard: twelve panels, three variables, annotations, sometimes a library panel. */
export const dashboardBody =
  (around: Surroundings) =>
  (index: number, uid: string, title: string): JsonObject => {
    const random = randomOf(around.seed, index)
    const main = pickFrom(random, around.dataSources, grafana)
    const element = elementOf(around, index)
    const panels = Array.from({ length: panelCount }, (_, number) =>
      element !== undefined && number === panelCount - 1
        ? { id: panelCount, gridPos: gridPos(number), libraryPanel: { uid: element.uid, name: element.name } }
        : panel(random, around, number, main)
    )
    return sortKeys({
      uid,
      title,
      tags: around.tags(index),
      version: 1,
      schemaVersion: 41,
      editable: true,
      timezone: "browser",
      refresh: "1m",
      time: { from: "now-6h", to: "now" },
      annotations: { list: [alerts, deployments(main)] },
      links: [],
      templating: {
        list: [sourceVariable(main), queryVariable("instance", main.type), queryVariable("job", main.type)]
      },
      panels
    })
  }
