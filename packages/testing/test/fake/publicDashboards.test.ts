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
})
