import type { JsonObject } from "../bind.js"
import { sortKeys } from "../words/format.js"
import { makeRandom, type Random } from "../words/identifiers.js"
import { aspects, metrics, panelTypes } from "./words.js"

/** What the dashboards of one seed refer to. */
export interface Surroundings {
  readonly seed: number
  readonly dataSources: ReadonlyArray<{ readonly uid: string; readonly type: string }>
  readonly libraryElements: ReadonlyArray<{ readonly uid: string; readonly name: string }>
  readonly tags: (index: number) => ReadonlyArray<string>
}

const panelCount = 12

/** The numbers of one dashboard: the same for the same seed and index, and unlike those of its neighbours. */
const randomOf = (seed: number, index: number): Random =>
  makeRandom(Math.imul(seed + 1, 0x9e3779b1) ^ (index * 2 + 1))

export const pickFrom = <A>(random: Random, items: ReadonlyArray<A>, fallback: A): A =>
  items[Math.floor(random() * items.length)] ?? fallback

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

const panel = (random: Random, around: Surroundings, number: number): JsonObject => {
  const source = pickFrom(random, around.dataSources, { uid: "-- Grafana --", type: "datasource" })
  const metric = pickFrom(random, metrics, "up")
  return {
    id: number + 1,
    type: pickFrom(random, panelTypes, "timeseries"),
    title: `${pickFrom(random, aspects, "Overview")} ${number + 1}`,
    description: "",
    gridPos: gridPos(number),
    datasource: { uid: source.uid, type: source.type },
    fieldConfig: { defaults: { unit: "short", custom: { lineWidth: 1, fillOpacity: 10 } }, overrides: [] },
    options: { legend: { displayMode: "list", placement: "bottom", showLegend: true } },
    targets: [
      {
        refId: "A",
        datasource: { uid: source.uid, type: source.type },
        expr: `sum by (job) (rate(${metric}{instance=~"$instance"}[$__rate_interval]))`,
        legendFormat: "{{job}}"
      }
    ]
  }
}

const variable = (name: string, source: { readonly uid: string; readonly type: string }): JsonObject => ({
  name,
  type: "query",
  datasource: { uid: source.uid, type: source.type },
  query: `label_values(up, ${name})`,
  refresh: 1,
  multi: true,
  includeAll: true
})

/** The document of a seeded dashboard: twelve panels, two variables, sometimes a library panel among them. */
export const dashboardBody =
  (around: Surroundings) =>
  (index: number, uid: string, title: string): JsonObject => {
    const random = randomOf(around.seed, index)
    const source = pickFrom(random, around.dataSources, { uid: "-- Grafana --", type: "datasource" })
    const element = elementOf(around, index)
    const panels = Array.from({ length: panelCount }, (_, number) =>
      element !== undefined && number === panelCount - 1
        ? { id: panelCount, gridPos: gridPos(number), libraryPanel: { uid: element.uid, name: element.name } }
        : panel(random, around, number)
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
      annotations: { list: [] },
      links: [],
      templating: { list: [variable("instance", source), variable("job", source)] },
      panels
    })
  }
