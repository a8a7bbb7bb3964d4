import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { needed, start } from "./support.js"

const path = "/api/dashboards/uid/d/public-dashboards"

const withDashboard = Effect.map(start(), (grafana) => {
  grafana.post("/api/dashboards/db", { dashboard: { uid: "d", title: "Public" } })
  return grafana
})

describe("public dashboards", () => {
  it.effect("one is made, read, changed, listed and deleted", () =>
    Effect.gen(function* () {
      const grafana = yield* withDashboard
      expect(grafana.get(path)).toMatchObject({
        status: 404,
        body: { messageId: "publicdashboards.notFound" }
      })
      const { body } = grafana.post(path, { isEnabled: true, annotationsEnabled: true })
      expect(body).toEqual({
        uid: expect.any(String),
        dashboardUid: "d",
        accessToken: expect.stringMatching(/^[0-9a-f]{32}$/),
        createdBy: 1,
        updatedBy: 1,
        createdAt: "1970-01-01T00:00:00Z",
        updatedAt: "1970-01-01T00:00:00Z",
        timeSelectionEnabled: false,
        isEnabled: true,
        annotationsEnabled: true,
        share: "public"
      })
      expect(grafana.get(path).body).toEqual(body)
      expect(grafana.patch(`${path}/${body.uid}`, { isEnabled: false }).body).toMatchObject({
        isEnabled: false,
        annotationsEnabled: true
      })
      expect(grafana.get("/api/dashboards/public-dashboards").body).toMatchObject({
        publicDashboards: [
          { uid: body.uid, title: "Public", dashboardUid: "d", slug: "public", isEnabled: false }
        ],
        totalCount: 1
      })
      expect(grafana.del(`${path}/${body.uid}`)).toMatchObject({ status: 200, body: "" })
      expect(grafana.del(`${path}/${body.uid}`).status).toBe(404)
    })
  )

  it.effect("what is wrong has a message id each", () =>
    Effect.gen(function* () {
      const grafana = yield* withDashboard
      const ids = (url: string, body: unknown) => grafana.post(url, body).body.messageId
      expect(ids(path.replace("/d/", "/nope/"), {})).toBe("publicdashboards.dashboardNotFound")
      expect(ids(path, { accessToken: "short" })).toBe("publicdashboards.invalidAccessToken")
      expect(ids(path, { share: "nope" })).toBe("publicdashboards.invalidShareType")
      expect(ids(path, "{not json")).toBe("publicdashboards.badRequest")
      grafana.post(path, {})
      expect(ids(path, {})).toBe("publicdashboards.dashboardIsPublic")
      expect(grafana.user("ed", "Editor").post(path, {})).toMatchObject(needed("dashboards.public:write"))
    })
  )

  it.effect("it goes with its dashboard, and its token is in no dump", () =>
    Effect.gen(function* () {
      const grafana = yield* withDashboard
      const { accessToken } = grafana.post(path, { isEnabled: true }).body
      expect(JSON.stringify(grafana.fake.dump())).not.toContain(accessToken)
      grafana.del("/api/dashboards/uid/d")
      expect(grafana.get("/api/dashboards/public-dashboards").body.totalCount).toBe(0)
    })
  )

  it.effect("the token shows the dashboard to anybody, without what its queries say", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const target = { refId: "A", expr: "secret_metric" }
      grafana.post("/api/dashboards/db", {
        dashboard: { uid: "d", title: "D", panels: [{ id: 1, targets: [target] }], timepicker: {} }
      })
      const { accessToken, uid } = grafana.post(path, { isEnabled: true }).body
      const nobody = grafana.as(undefined)
      const shown = nobody.get(`/api/public/dashboards/${accessToken}`).body
      expect(shown.meta).toMatchObject({ slug: "d", publicDashboardEnabled: true, canEdit: false })
      expect(shown.dashboard.panels).toEqual([{ id: 1, targets: [{ refId: "A" }] }])
      expect(shown.dashboard.timepicker).toEqual({ hidden: true })
      grafana.patch(`${path}/${uid}`, { isEnabled: false })
      expect(nobody.get(`/api/public/dashboards/${accessToken}`)).toMatchObject({
        status: 403,
        body: { messageId: "publicdashboards.notEnabled" }
      })
      expect(nobody.get("/api/public/dashboards/nope").body.messageId).toBe(
        "publicdashboards.invalidAccessToken"
      )
      expect(nobody.get(`/api/public/dashboards/${"0".repeat(32)}`).status).toBe(404)
    })
  )

  it.effect(
    "a panel's queries are run in the dashboard's time, or in the asked one where that is allowed",
    () =>
      Effect.gen(function* () {
        const grafana = yield* start()
        grafana.post("/api/datasources", {
          uid: "td",
          name: "td",
          type: "grafana-testdata-datasource",
          access: "proxy"
        })
        const target = { refId: "A", scenarioId: "csv_metric_values", stringInput: "1,2" }
        const panel = { id: 1, datasource: { uid: "td" }, targets: [target, { refId: "B", hide: true }] }
        grafana.post("/api/dashboards/db", {
          dashboard: { uid: "d", title: "D", time: { from: "100", to: "200" }, panels: [panel, { id: 2 }] }
        })
        const { accessToken, uid } = grafana.post(path, { isEnabled: true }).body
        const query = (panelId: number, body: object = {}) =>
          grafana.as(undefined).post(`/api/public/dashboards/${accessToken}/panels/${panelId}/query`, body)
        const timeRange = { from: "1000", to: "3000" }
        const times = (body: object) => query(1, body).body.results.A.frames[0].data.values[0]
        expect(times({ timeRange })).toEqual([100, 200])
        grafana.patch(`${path}/${uid}`, { timeSelectionEnabled: true })
        expect(times({ timeRange })).toEqual([1000, 3000])
        expect(query(2, { timeRange }).body.messageId).toBe("publicdashboards.panelQueriesNotFound")
        expect(query(9, { timeRange }).body.messageId).toBe("publicdashboards.panelNotFound")
        expect(query(1, { intervalMs: -1 }).body.messageId).toBe("publicdashboards.invalidInterval")
      })
  )

  it.effect("annotations are shown where that is allowed: those that the dashboard asks for", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const source = { enable: true, datasource: { uid: "-- Grafana --" }, iconColor: "red" }
      const byTag = { ...source, iconColor: "blue", target: { type: "tags", tags: ["release"] } }
      grafana.post("/api/dashboards/db", {
        dashboard: { uid: "d", title: "D", annotations: { list: [source, byTag] } }
      })
      grafana.post("/api/annotations", { text: "own", time: 10, dashboardUID: "d" })
      grafana.post("/api/annotations", { text: "tagged", time: 20, timeEnd: 30, tags: ["release"] })
      grafana.post("/api/annotations", { text: "other", time: 40 })
      const { accessToken, uid } = grafana.post(path, { isEnabled: true }).body
      const events = () => grafana.as(undefined).get(`/api/public/dashboards/${accessToken}/annotations`).body
      expect(events()).toEqual([])
      grafana.patch(`${path}/${uid}`, { annotationsEnabled: true })
      expect(events()).toMatchObject([
        { text: "own", color: "red", isRegion: false },
        { text: "tagged", color: "blue", isRegion: true }
      ])
    })
  )
})
