import { describe, expect, it } from "@effect/vitest"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as Snapshots from "@effect-grafana/elements/Snapshots"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/TestClock"
import * as FakeGrafana from "../../src/FakeGrafana.js"
import { needed, start } from "./support.js"

const dashboard = { uid: "d", title: "D", panels: [] }

const withDashboard = Effect.map(start(), (grafana) => {
  grafana.post("/api/dashboards/db", { dashboard })
  return grafana
})

describe("snapshots", () => {
  it.effect("the client makes one, reads it, lists it and deletes it", () =>
    Effect.gen(function* () {
      yield* Dashboards.save({ dashboard })
      const made = yield* Snapshots.create({ dashboard, name: "Before", expires: 60 })
      const key = Redacted.make(made.key)
      expect(yield* Snapshots.list()).toMatchObject([{ key: made.key, name: "Before", external: false }])
      expect(yield* Snapshots.get({ key })).toMatchObject({
        meta: { isSnapshot: true, expires: "1970-01-01T00:01:00Z" },
        dashboard: { title: "D", snapshot: { originalUrl: "/d/d" } }
      })
      yield* Snapshots.remove({ key })
      expect((yield* Effect.flip(Snapshots.get({ key })))._tag).toBe("NotFound")
    }).pipe(Effect.provide(FakeGrafana.layer()))
  )

  it.effect("the key opens it to anybody until it expires", () =>
    Effect.gen(function* () {
      const grafana = yield* withDashboard
      const { key } = grafana.post("/api/snapshots", { dashboard, expires: 60 }).body
      const nobody = grafana.as(undefined)
      expect(nobody.get(`/api/snapshots/${key}`).status).toBe(200)
      expect(nobody.del(`/api/snapshots/${key}`).status).toBe(401)
      yield* TestClock.adjust("61 seconds")
      expect(nobody.get(`/api/snapshots/${key}`)).toMatchObject({
        status: 404,
        body: { message: "Dashboard snapshot not found" }
      })
    })
  )

  it.effect("the delete key deletes it for whoever has a login, and the log has that GET", () =>
    Effect.gen(function* () {
      const grafana = yield* withDashboard
      const { deleteKey } = grafana.post("/api/snapshots", { dashboard }).body
      const path = `/api/snapshots-delete/${deleteKey}`
      expect(grafana.as(undefined).get(path).status).toBe(401)
      expect(grafana.user("vera", "Viewer").get(path).status).toBe(200)
      expect(grafana.fake.writes).toContainEqual({ method: "GET", path, status: 200 })
      expect(grafana.get(path)).toMatchObject({ status: 404, body: { message: "Snapshot not found" } })
    })
  )

  it.effect("a key that is taken, a dashboard that is missing and an outside server are refused", () =>
    Effect.gen(function* () {
      const grafana = yield* withDashboard
      grafana.post("/api/snapshots", { dashboard, key: "mine" })
      const refused = (body: object) => {
        const answer = grafana.post("/api/snapshots", body)
        return [answer.status, answer.body.message]
      }
      expect(refused({ dashboard, key: "mine" })).toEqual([500, "Failed to create snapshot"])
      expect(refused({ dashboard: { title: "No uid" } })).toEqual([400, "Dashboard not found"])
      expect(refused({ dashboard, external: true })).toEqual([500, "Failed to create external snapshot"])
      expect(refused({ name: "none" })).toEqual([400, "bad request data"])
    })
  )

  it.effect(
    "the query is a pattern for the whole name, and everybody but administrators sees their own",
    () =>
      Effect.gen(function* () {
        const grafana = yield* withDashboard
        const ed = grafana.user("ed", "Editor")
        grafana.post("/api/snapshots", { dashboard, name: "Week 1" })
        ed.post("/api/snapshots", { dashboard, name: "Week 2" })
        const names = (client: typeof ed | typeof grafana, query: string) =>
          client
            .get(`/api/dashboard/snapshots?${query}`)
            .body.map(({ name }: { readonly name: string }) => name)
        expect(names(grafana, "query=Week")).toEqual([])
        expect(names(grafana, "query=week%25")).toEqual(["Week 1", "Week 2"])
        expect(names(grafana, "limit=1")).toEqual(["Week 1"])
        expect(names(ed, "")).toEqual(["Week 2"])
      })
  )

  it.effect("a viewer neither makes nor deletes one", () =>
    Effect.gen(function* () {
      const grafana = yield* withDashboard
      const { key } = grafana.post("/api/snapshots", { dashboard }).body
      const vera = grafana.user("vera", "Viewer")
      expect(vera.post("/api/snapshots", { dashboard })).toMatchObject({
        status: 403,
        body: { message: "forbidden" }
      })
      expect(vera.del(`/api/snapshots/${key}`)).toMatchObject(needed("snapshots:delete"))
    })
  )

  it.effect("one of another organization is not deleted, and no key is in the dump", () =>
    Effect.gen(function* () {
      const grafana = yield* withDashboard
      const { deleteKey, key } = grafana.post("/api/snapshots", { dashboard }).body
      const { orgId } = grafana.post("/api/orgs", { name: "Other" }).body
      expect(grafana.del(`/api/snapshots/${key}`, { "x-grafana-org-id": `${orgId}` })).toMatchObject({
        status: 401,
        body: { message: "OrgID mismatch" }
      })
      const dump = JSON.stringify(grafana.fake.dump())
      expect(dump).toContain('"originalUrl":"/d/d"')
      expect(dump).not.toContain(key)
      expect(dump).not.toContain(deleteKey)
    })
  )
})
