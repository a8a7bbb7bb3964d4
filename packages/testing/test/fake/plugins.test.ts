import { describe, expect, it } from "@effect/vitest"
import * as Health from "@effect-grafana/elements/Health"
import * as PluginContents from "@effect-grafana/elements/PluginContents"
import * as Plugins from "@effect-grafana/elements/Plugins"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as FakeGrafana from "../../src/FakeGrafana.js"
import { needed, start } from "./support.js"

describe("plugins", () => {
  it.effect("the client lists them by name, and by type", () =>
    Effect.gen(function* () {
      const all = yield* Plugins.list()
      const names = all.map(({ name }) => name)
      expect(names).toEqual([...names].sort())
      expect(names).toContain("TestData")
      expect(names).not.toContain("-- Grafana --")
      const panels = yield* Plugins.list({ type: "panel" })
      expect(panels.length).toBeGreaterThan(20)
      expect(panels.every(({ type }) => type === "panel")).toBe(true)
      expect(yield* Plugins.list({ core: 0 })).toEqual([])
    }).pipe(Effect.provide(FakeGrafana.layer()))
  )

  it.effect("settings are an organization's, and keep the secrets that an update does not name", () =>
    Effect.gen(function* () {
      const id = "grafana-testdata-datasource"
      const update = (secureJsonData: Readonly<Record<string, Redacted.Redacted>>) =>
        Plugins.updateSettings({ id, enabled: true, pinned: false, jsonData: { n: 1 }, secureJsonData })
      yield* update({ a: Redacted.make("secret-a") })
      yield* update({ b: Redacted.make("secret-b") })
      expect(yield* Plugins.getSettings({ id })).toMatchObject({
        enabled: true,
        jsonData: { n: 1 },
        secureJsonFields: { a: true, b: true }
      })
      const fake = yield* FakeGrafana.FakeGrafana
      expect(JSON.stringify(fake.dump())).not.toContain("secret-")
    }).pipe(Effect.provide(FakeGrafana.layer()))
  )

  it.effect("core plugins are there to stay, and no other one can be had", () =>
    Effect.gen(function* () {
      const core = yield* Effect.flip(Plugins.install({ id: "loki" }))
      expect(core._tag).toBe("CorePlugin")
      expect((yield* Effect.flip(Plugins.uninstall({ id: "loki" })))._tag).toBe("CorePlugin")
      expect((yield* Effect.flip(Plugins.uninstall({ id: "nope" })))._tag).toBe("NotFound")
      const grafana = yield* start()
      expect(grafana.post("/api/plugins/nope/install", {})).toMatchObject({
        status: 500,
        body: { message: "Failed to install plugin" }
      })
      expect(grafana.user("vera", "Admin").post("/api/plugins/nope/install", {})).toMatchObject(
        needed("plugins:install")
      )
    }).pipe(Effect.provide(FakeGrafana.layer()))
  )

  it.effect("the dashboards that one brings are listed, and those that are not known are not made up", () =>
    Effect.gen(function* () {
      const dashboards = yield* PluginContents.listDashboards({ id: "prometheus" })
      expect(dashboards.map(({ uid }) => uid)).toEqual(["rpfmFFz7z", "UDdpyzz7z", "isFoa0z7k"])
      const grafana = yield* start()
      expect(grafana.get("/api/plugins/cloudwatch/dashboards").status).toBe(501)
      expect(grafana.get("/api/plugins/nope/dashboards").status).toBe(404)
      expect(grafana.user("vera", "Viewer").get("/api/plugins/loki/dashboards").status).toBe(403)
    }).pipe(Effect.provide(FakeGrafana.layer()))
  )

  it.effect("health and resources tell a panel from a data source from nothing", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const status = (path: string) => grafana.get(`/api/plugins/${path}`).status
      expect(
        ["grafana-testdata-datasource", "prometheus", "timeseries", "nope"].map((id) =>
          status(`${id}/health`)
        )
      ).toEqual([200, 400, 500, 404])
      expect(status("timeseries/resources/x")).toBe(500)
      expect(status("nope/resources/x")).toBe(404)
      expect(grafana.get("/api/plugin-proxy/loki/x").body.message).toBe("Failed to fetch plugin settings")
    })
  )

  it.effect("the pages' settings hold the organization's data sources beside Grafana's own", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const add = (body: object) => grafana.post("/api/datasources", { access: "proxy", ...body })
      add({ uid: "p", name: "Prom", type: "prometheus", url: "http://p", isDefault: true })
      add({ uid: "x", name: "Odd", type: "no-such-plugin" })
      const { body } = grafana.get("/api/frontend/settings")
      expect(body.defaultDatasource).toBe("Prom")
      expect(Object.keys(body.datasources).sort()).toEqual([
        "-- Dashboard --",
        "-- Grafana --",
        "-- Mixed --",
        "Prom"
      ])
      expect(body.datasources.Prom).toMatchObject({
        uid: "p",
        type: "prometheus",
        url: "/api/datasources/proxy/uid/p",
        meta: { id: "prometheus", name: "Prometheus" }
      })
    })
  )

  it.effect("the client reads the build from them", () =>
    Effect.gen(function* () {
      expect((yield* Health.getFrontendSettings()).buildInfo.version).toBe("12.3.0")
    }).pipe(Effect.provide(FakeGrafana.layer()))
  )
})
