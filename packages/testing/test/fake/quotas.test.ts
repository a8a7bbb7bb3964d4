import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { needed, start, type Grafana } from "./support.js"

const limit = (grafana: Grafana, target: string, count: number) =>
  grafana.put(`/api/orgs/1/quotas/${target}`, { limit: count })

describe("quotas", () => {
  it.effect("a server without them says so", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const off = (path: string) => {
        const answer = grafana.get(path)
        return [answer.status, answer.body.message]
      }
      expect(off("/api/org/quotas")).toEqual([500, "failed to get quota"])
      expect(off("/api/orgs/1/quotas")).toEqual([500, "failed to get quota"])
      expect(off("/api/admin/users/1/quotas")).toEqual([500, "Failed to get org quotas"])
      expect(limit(grafana, "dashboard", 1)).toMatchObject({
        status: 500,
        body: { message: "Failed to update org quotas" }
      })
    })
  )

  it.effect("what an organization uses stands beside its limits, unknown ones included", () =>
    Effect.gen(function* () {
      const grafana = yield* start({ quotas: true })
      grafana.post("/api/dashboards/db", { dashboard: { title: "D" } })
      grafana.post("/api/folders", { title: "F" })
      expect(grafana.get("/api/org/quotas").body).toEqual([
        { org_id: 1, target: "org_user", limit: 10, used: 1 },
        { org_id: 1, target: "alert_rule", limit: 100, used: 0 },
        { org_id: 1, target: "api_key", limit: 10, used: 0 },
        { org_id: 1, target: "dashboard", limit: 100, used: 1 },
        { org_id: 1, target: "data_source", limit: 10, used: 0 }
      ])
      expect(grafana.get("/api/orgs/99/quotas").body[0]).toEqual({
        org_id: 99,
        target: "org_user",
        limit: 10,
        used: 0
      })
      expect(grafana.get("/api/admin/users/1/quotas").body).toEqual([
        { user_id: 1, target: "org_user", limit: 10, used: 1 }
      ])
      expect(grafana.get("/api/user/quotas").body.messageId).toBe("quota.bad-request")
    })
  )

  it.effect("a limit holds for every way to make a dashboard, and not for its next version", () =>
    Effect.gen(function* () {
      const grafana = yield* start({ quotas: true })
      const save = (dashboard: unknown) => grafana.post("/api/dashboards/db", { dashboard })
      limit(grafana, "dashboard", 1)
      const { id } = save({ uid: "one", title: "One" }).body
      const reached = { status: 403, body: { message: "Quota reached" } }
      expect(save({ uid: "two", title: "Two" })).toMatchObject(reached)
      expect(grafana.post("/api/dashboards/import", { dashboard: { title: "T" } })).toMatchObject(reached)
      const path = "/apis/dashboard.grafana.app/v0alpha1/namespaces/default/dashboards"
      expect(grafana.post(path, { metadata: { name: "two" }, spec: { title: "Two" } })).toMatchObject({
        status: 403,
        body: { reason: "Forbidden" }
      })
      expect(save({ id, uid: "one", title: "Again", version: 1 }).status).toBe(200)
      limit(grafana, "dashboard", -1)
      expect(save({ uid: "two", title: "Two" }).status).toBe(200)
    })
  )

  it.effect("a limit of data sources, and of people and their organizations", () =>
    Effect.gen(function* () {
      const grafana = yield* start({ quotas: true })
      limit(grafana, "data_source", 0)
      const source = { name: "p", type: "prometheus", access: "proxy", url: "http://x" }
      expect(grafana.post("/api/datasources", source)).toMatchObject({
        status: 403,
        body: { message: "data_source Quota reached" }
      })
      grafana.put("/api/admin/users/1/quotas/org_user", { limit: 1 })
      const full = { status: 403, body: { message: "org Quota reached" } }
      expect(grafana.post("/api/orgs", { name: "Second" })).toMatchObject(full)
      grafana.put("/api/admin/users/1/quotas/org_user", { limit: 5 })
      limit(grafana, "org_user", 1)
      expect(grafana.post("/api/org/users", { loginOrEmail: "x", role: "Viewer" })).toMatchObject(full)
      // A Grafana administrator's own way is not limited.
      expect(grafana.post("/api/admin/users", { login: "over", password: "over-Passw0rd" }).status).toBe(200)
    })
  )

  it.effect("only a Grafana administrator sets a limit, of a target that is known", () =>
    Effect.gen(function* () {
      const grafana = yield* start({ quotas: true })
      const viewer = grafana.user("vera", "Viewer")
      expect(viewer.put("/api/orgs/1/quotas/dashboard", { limit: 1 })).toMatchObject(
        needed("orgs.quotas:write")
      )
      expect(viewer.get("/api/org/quotas").status).toBe(200)
      expect(limit(grafana, "nope", 1)).toMatchObject({
        status: 500,
        body: { messageId: "quota.invalid-target-table" }
      })
      expect(grafana.put("/api/orgs/1/quotas/dashboard", "{").body.messageId).toBe("quota.bad-request")
      limit(grafana, "dashboard", 7)
      expect(grafana.fake.dump()).toMatchObject({ quotas: { orgs: [{ id: 1, limits: { dashboard: 7 } }] } })
    })
  )
})
