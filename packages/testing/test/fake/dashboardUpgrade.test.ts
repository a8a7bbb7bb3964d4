import { describe, expect, it } from "@effect/vitest"
import { isObject, type JsonObject } from "../../src/internal/fake/bind.js"
import { upgradeDashboard } from "../../src/internal/fake/dashboards/dashboardUpgrade.js"
import { recorded } from "../recordings/recorded.js"

/** The content of each dashboard that a real Grafana listed in one version of the API, by its version and name. */
const listed = (apiVersion: string, stored: string): ReadonlyMap<string, JsonObject> => {
  const specs = new Map<string, JsonObject>()
  for (const { exchange } of recorded) {
    const { body } = exchange.response
    if (!isObject(body) || body["kind"] !== "DashboardList" || exchange.cut === true) continue
    if (body["apiVersion"] !== `dashboard.grafana.app/${apiVersion}` || !Array.isArray(body["items"]))
      continue
    for (const { metadata, spec, status } of body["items"]) {
      if ((status.conversion?.storedVersion ?? apiVersion) !== stored) continue
      specs.set(`${metadata.uid} ${metadata.resourceVersion}`, spec)
    }
  }
  return specs
}

const first = ({ panels }: JsonObject): unknown => (Array.isArray(panels) ? panels[0] : undefined)

describe("a classic dashboard in its newest schema", () => {
  const classic = listed("v0alpha1", "v0alpha1")
  const newest = listed("v1beta1", "v0alpha1")
  const both = [...classic.keys()].filter((key) => newest.has(key))

  it("is what a real Grafana makes of each one that was recorded in both versions", () => {
    expect(both.length).toBeGreaterThan(10)
    for (const key of both)
      expect([key, upgradeDashboard(classic.get(key) ?? {})]).toEqual([key, newest.get(key)])
  })

  it("changes nothing when it is made again", () => {
    for (const spec of newest.values()) expect(upgradeDashboard(spec)).toEqual(spec)
  })

  it("keeps nothing in a panel that is the same everywhere", () => {
    const panel = {
      id: 1,
      type: "graph",
      title: "",
      transparent: false,
      options: {},
      links: [],
      targets: [{ expr: "up" }, { refId: "A" }],
      fieldConfig: { defaults: {}, overrides: [] },
      description: null
    }
    expect(first(upgradeDashboard({ panels: [panel] }))).toEqual({
      id: 1,
      type: "timeseries",
      autoMigrateFrom: "graph",
      targets: [{ expr: "up", refId: "B" }, { refId: "A" }]
    })
  })

  it("keeps of a panel from the library nothing but its place", () => {
    const panel = { id: 4, type: "text", options: { a: 1 }, libraryPanel: { uid: "le", name: "L" } }
    expect(first(upgradeDashboard({ panels: [panel] }))).toEqual({
      id: 4,
      title: "",
      gridPos: { x: 0, y: 0, w: 6, h: 3 },
      libraryPanel: { uid: "le", name: "L" }
    })
  })

  it("numbers panels apart, also inside of rows, and puts them in the order of the grid", () => {
    const at = (y: number, id: number, panels?: ReadonlyArray<unknown>) => ({
      id,
      gridPos: { x: 0, y, w: 1, h: 1 },
      ...(panels === undefined ? {} : { type: "row", panels })
    })
    const { panels } = upgradeDashboard({ panels: [at(5, 1, [at(6, 1)]), at(0, 2)] })
    expect(panels).toMatchObject([{ id: 2 }, { id: 1, panels: [{ id: 3 }] }])
  })
})
