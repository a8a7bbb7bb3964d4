import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { start } from "./support.js"

const sizes = {
  seed: 7,
  folders: 30,
  dashboards: 40,
  libraryElements: 10,
  users: 20,
  teams: 5,
  dataSources: 4
}

describe("the fake", () => {
  it.effect("the same requests get the same answers, byte for byte", () =>
    Effect.gen(function* () {
      const run = Effect.map(start(), (grafana) => {
        grafana.fake.seed(sizes)
        grafana.post("/api/folders", { title: "No uid" })
        return [
          grafana.get("/api/folders"),
          grafana.user("vera", "Viewer").get("/api/users"),
          grafana.fake.dump()
        ]
      })
      expect(yield* run).toEqual(yield* run)
    })
  )

  it.effect("another seed makes other objects", () =>
    Effect.gen(function* () {
      const dump = (seed: number) =>
        Effect.map(start({ seed }), ({ fake }) => {
          fake.seed({ ...sizes, seed })
          return fake.dump()
        })
      expect(yield* dump(1)).not.toEqual(yield* dump(2))
    })
  )

  it.effect("only what changed something is in the log", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.get("/api/folders")
      grafana.post("/api/folders", { title: "" })
      grafana.post("/api/folders", { uid: "f", title: "F" })
      grafana.del("/api/folders/f?forceDeleteRules=true")
      expect(grafana.fake.writes).toEqual([
        { method: "POST", path: "/api/folders", status: 200 },
        { method: "DELETE", path: "/api/folders/f?forceDeleteRules=true", status: 200 }
      ])
    })
  )

  it.effect("so is what changed something though it says otherwise", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.post("/api/orgs", { name: "Other" })
      grafana.get("/api/org?orgId=2")
      grafana.del("/api/folders/general")
      expect(grafana.fake.writes.slice(1)).toEqual([
        { method: "GET", path: "/api/org?orgId=2", status: 302 },
        { method: "DELETE", path: "/api/folders/general", status: 404 }
      ])
    })
  )

  it.effect("a dump holds no password and no key", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.user("vera", "Viewer")
      const { id } = grafana.post("/api/serviceaccounts", { name: "robot", role: "Viewer" }).body
      const { key } = grafana.post(`/api/serviceaccounts/${id}/tokens`, { name: "t" }).body
      const text = JSON.stringify(grafana.fake.dump())
      expect(text).toContain("vera@example.com")
      expect(text).not.toContain("Passw0rd")
      expect(text).not.toContain(key)
    })
  )

  it.effect("a dump shares nothing with the server", () =>
    Effect.gen(function* () {
      const { fake } = yield* start()
      const before = fake.dump()
      fake.seed({ folders: 3 })
      expect(before).not.toEqual(fake.dump())
    })
  )
})

describe("seeding", () => {
  it.effect("folders are three levels deep and everything is where it says", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.fake.seed(sizes)
      const folders = grafana.get("/api/search?type=dash-folder").body
      expect(folders).toHaveLength(30)
      const depths = folders.map(
        ({ uid }: { uid: string }) => (grafana.get(`/api/folders/${uid}`).body.parents ?? []).length
      )
      expect(new Set(depths)).toEqual(new Set([0, 1, 2]))
      expect(grafana.get("/api/users/search").body.totalCount).toBe(21)
      expect(grafana.get("/api/teams/search").body.totalCount).toBe(5)
      expect(grafana.get("/api/datasources").body).toHaveLength(4)
    })
  )

  it.effect(
    "a dashboard has twelve panels, variables, data sources that exist, and sometimes a library panel",
    () =>
      Effect.gen(function* () {
        const grafana = yield* start()
        grafana.fake.seed(sizes)
        const sources = new Set(grafana.get("/api/datasources").body.map(({ uid }: { uid: string }) => uid))
        const known = new Set([...sources, "${datasource}"])
        const hits = grafana.get("/api/search?type=dash-db").body
        const held: Array<string> = []
        for (const { tags, title, uid } of hits) {
          const { dashboard } = grafana.get(`/api/dashboards/uid/${uid}`).body
          expect(dashboard).toMatchObject({ uid, title, tags, version: 1 })
          expect(dashboard.panels).toHaveLength(12)
          expect(dashboard.templating.list).toHaveLength(3)
          for (const panel of dashboard.panels) {
            if (panel.libraryPanel !== undefined) held.push(panel.libraryPanel.uid)
            else for (const { datasource } of panel.targets) expect(known).toContain(datasource.uid)
          }
        }
        const { elements } = grafana.get("/api/library-elements").body.result
        const connected = elements.map(
          ({ meta }: { meta: { connectedDashboards: number } }) => meta.connectedDashboards
        )
        expect(connected.reduce((sum: number, count: number) => sum + count, 0)).toBe(held.length)
        expect(held).toHaveLength(10)
      })
  )

  it.effect("a seeded dashboard can be saved over, and keeps its first version", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.fake.seed({ dashboards: 1 })
      const [{ uid }] = grafana.get("/api/search").body
      const { dashboard } = grafana.get(`/api/dashboards/uid/${uid}`).body
      const saved = grafana.post("/api/dashboards/db", { dashboard: { ...dashboard, title: "Mine" } })
      expect(saved.body).toMatchObject({ status: "success", version: 2 })
      const { versions } = grafana.get(`/api/dashboards/uid/${uid}/versions`).body
      expect(versions.map(({ data }: { data: { title: string } }) => data.title)).toEqual([
        "Mine",
        dashboard.title
      ])
    })
  )

  it.effect("seeded people can log in", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.fake.seed({ users: 1 })
      const user = grafana.get("/api/users?query=example.com").body[0].login
      expect(grafana.as(undefined).post("/login", { user, password: "password" }).status).toBe(200)
    })
  )
})
