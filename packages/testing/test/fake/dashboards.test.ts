import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/TestClock"
import { needed, start, type Grafana } from "./support.js"

const document = (uid: string | undefined, title: string, more: object = {}) => ({
  uid,
  title,
  tags: ["prod", "rec"],
  schemaVersion: 39,
  panels: [{ id: 1, type: "timeseries", title: "P" }],
  ...more
})

const save = (grafana: Grafana, dashboard: object, more: object = {}) =>
  grafana.post("/api/dashboards/db", { dashboard, ...more })

const changed = {
  status: 412,
  body: { message: "The dashboard has been changed by someone else", status: "version-mismatch" }
}

describe("saving a dashboard", () => {
  it.effect("a new one answers with its place and version 1", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.post("/api/folders", { uid: "f-one", title: "Folder One" })
      expect(save(grafana, document("d-one", "Dash One"), { folderUid: "f-one" }).body).toEqual({
        folderUid: "f-one",
        id: 2,
        slug: "dash-one",
        status: "success",
        uid: "d-one",
        url: "/d/d-one/dash-one",
        version: 1
      })
    })
  )

  it.effect("an existing one needs the version that is stored, or overwrite", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const { id } = save(grafana, document("d", "A")).body
      expect(save(grafana, document("d", "A"))).toMatchObject(changed)
      expect(save(grafana, document("d", "A", { version: 0 }))).toMatchObject(changed)
      expect(save(grafana, document("d", "A", { id, version: 99 }))).toMatchObject(changed)
      expect(save(grafana, document("d", "B", { version: 1 })).body.version).toBe(2)
      expect(save(grafana, document("d", "C"), { overwrite: true }).body.version).toBe(3)
    })
  )

  it.effect("an id alone finds the dashboard, an unknown one does not make one", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const { id } = save(grafana, document("d", "A")).body
      expect(save(grafana, document(undefined, "B", { id, version: 1 })).body).toMatchObject({
        uid: "d",
        version: 2
      })
      expect(save(grafana, document("x", "X", { id: 999 }))).toMatchObject({
        status: 404,
        body: { message: "Dashboard not found", status: "not-found" }
      })
      save(grafana, document("other", "O"))
      expect(save(grafana, document("other", "O", { id })).body.message).toBe(
        "A dashboard with the same uid already exists"
      )
    })
  )

  it.effect("two dashboards of one folder may have one title, and one without a uid gets a UUID", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      save(grafana, document("d", "Same"))
      expect(save(grafana, document(undefined, "Same")).body.uid).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/
      )
    })
  )

  it.effect("what is wrong with a dashboard is told as Grafana tells it", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const problem = (dashboard: object, more?: object) => {
        const { body, status } = save(grafana, dashboard, more)
        return [status, body]
      }
      expect(problem(document("d", ""))).toEqual([
        400,
        { message: "Dashboard title cannot be empty", status: "empty-name" }
      ])
      expect(problem(document("d", "x".repeat(5001)))).toEqual([
        400,
        { message: "Dashboard title cannot contain more than 5 000 characters", status: "title-too-long" }
      ])
      expect(problem(document("bad uid!", "T"))).toEqual([
        400,
        { message: "uid contains illegal characters" }
      ])
      expect(problem(document("x".repeat(41), "T"))).toEqual([
        400,
        { message: "uid too long, max 40 characters" }
      ])
      expect(problem(document("d", "T"), { folderUid: "nope" })).toEqual([
        400,
        { message: "folder not found" }
      ])
      expect(problem(document("d", "T"), { folderId: 99 })).toEqual([400, { message: "folder not found" }])
      expect(problem(document("d", "T"), { isFolder: true })).toEqual([
        400,
        { message: "Use folders endpoint for saving folders." }
      ])
    })
  )

  it.effect("an editor of one folder may save there and nowhere else", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const vera = grafana.user("vera", "Viewer")
      grafana.post("/api/folders", { uid: "hers", title: "Hers" })
      grafana.post("/api/folders", { uid: "other", title: "Other" })
      grafana.post("/api/folders/hers/permissions", { items: [{ userId: vera.id, permission: 2 }] })
      const dashboard = document("d", "D")
      expect(vera.post("/api/dashboards/db", { dashboard, folderUid: "hers" }).status).toBe(200)
      const elsewhere = vera.post("/api/dashboards/db", { dashboard: document("e", "E"), folderUid: "other" })
      expect(elsewhere).toMatchObject({ status: 403, body: { message: "Access denied to save dashboard" } })
      expect(vera.post("/api/dashboards/import", { dashboard: document("i", "I") }).status).toBe(403)
    })
  )
})

describe("reading a dashboard", () => {
  it.effect("the document comes back with sorted keys, its id and its version", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.post("/api/folders", { uid: "f", title: "Folder" })
      save(
        grafana,
        { title: "T", uid: "d", panels: [{ id: 1, gridPos: { y: 1, h: 2 } }], a: 1 },
        { folderUid: "f" }
      )
      const { body } = grafana.get("/api/dashboards/uid/d")
      expect(JSON.stringify(body.dashboard)).toBe(
        '{"a":1,"id":2,"panels":[{"gridPos":{"h":2,"y":1},"id":1}],"title":"T","uid":"d","version":1}'
      )
      expect(body.meta).toMatchObject({
        type: "db",
        slug: "t",
        url: "/d/d/t",
        version: 1,
        createdBy: "admin",
        folderUid: "f",
        folderTitle: "Folder",
        folderUrl: "/dashboards/f/f/folder",
        expires: "0001-01-01T00:00:00Z"
      })
    })
  )

  it.effect("a dashboard that is missing, or was deleted, is not found", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const missing = { status: 404, body: { message: "Dashboard not found" } }
      expect(grafana.get("/api/dashboards/uid/nope")).toMatchObject(missing)
      expect(grafana.get("/api/dashboards/uid/..%2Fadmin")).toMatchObject(missing)
      save(grafana, document("d", "Gone"))
      expect(grafana.del("/api/dashboards/uid/d").body).toEqual({
        message: "Dashboard Gone deleted",
        title: "Gone",
        uid: "d"
      })
      expect(grafana.del("/api/dashboards/uid/d")).toMatchObject(missing)
    })
  )

  it.effect("a user without a role may not read it", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      save(grafana, document("d", "D"))
      expect(grafana.user("nora", "None").get("/api/dashboards/uid/d")).toMatchObject(
        needed("dashboards:read")
      )
      expect(grafana.user("vera", "Viewer").get("/api/dashboards/uid/d").body.meta.canSave).toBe(false)
    })
  )

  it.effect("tags are counted over all dashboards", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      save(grafana, document("a", "A"))
      save(grafana, document("b", "B", { tags: ["rec"] }))
      expect(grafana.get("/api/dashboards/tags").body).toEqual([
        { term: "prod", count: 1 },
        { term: "rec", count: 2 }
      ])
    })
  )

  it.effect("home is the preferred dashboard, or Grafana's own", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      expect(grafana.get("/api/dashboards/home").body.dashboard.title).toBe("Home")
      save(grafana, document("d", "D"))
      grafana.put("/api/user/preferences", { homeDashboardUID: "d" })
      expect(grafana.get("/api/dashboards/home").body).toEqual({ redirectUri: "/d/d/d" })
    })
  )
})

describe("dashboard versions", () => {
  const sevenVersions = Effect.map(start(), (grafana) => {
    save(grafana, document("d", "T 1"), { message: "m1" })
    for (let i = 2; i <= 7; i++) save(grafana, document("d", `T ${i}`), { message: `m${i}`, overwrite: true })
    return grafana
  })

  const numbers = (body: { readonly versions: ReadonlyArray<{ readonly version: number }> }) =>
    body.versions.map(({ version }) => version)

  it.effect("pages are chained by a token until it is empty", () =>
    Effect.gen(function* () {
      const grafana = yield* sevenVersions
      const seen: Array<number> = []
      let token = ""
      do {
        const url = `/api/dashboards/uid/d/versions?limit=2&continueToken=${encodeURIComponent(token)}`
        const { body } = grafana.get(url)
        seen.push(...numbers(body))
        token = body.continueToken
      } while (token !== "")
      expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1])
      expect(grafana.get("/api/dashboards/uid/d/versions?limit=2").body.continueToken).toBe(
        "org:1/start:6/folder:"
      )
    })
  )

  it.effect("start is ignored, a limit of 0 is none, a token of another make finds nothing", () =>
    Effect.gen(function* () {
      const grafana = yield* sevenVersions
      const url = "/api/dashboards/uid/d/versions"
      expect(numbers(grafana.get(`${url}?limit=2&start=5`).body)).toEqual([7, 6])
      expect(numbers(grafana.get(`${url}?limit=0`).body)).toHaveLength(7)
      expect(grafana.get(`${url}?continueToken=nope`)).toMatchObject({
        status: 404,
        body: { message: "No versions found for dashboardId 1" }
      })
    })
  )

  it.effect("the list calls the first version initial save, the version itself knows its message", () =>
    Effect.gen(function* () {
      const grafana = yield* sevenVersions
      const { versions } = grafana.get("/api/dashboards/id/1/versions").body
      expect(versions.at(-1)).toMatchObject({ version: 1, parentVersion: 0, message: "Initial save" })
      expect(grafana.get("/api/dashboards/uid/d/versions/1").body).toMatchObject({
        id: 1,
        message: "m1",
        createdBy: "admin",
        data: { title: "T 1", version: 1 }
      })
      expect(grafana.get("/api/dashboards/uid/d/versions/99")).toMatchObject({
        status: 500,
        body: { message: "Dashboard version 99 not found for dashboardId 1" }
      })
    })
  )

  it.effect("restoring makes a new version, unless it would be the same", () =>
    Effect.gen(function* () {
      const grafana = yield* sevenVersions
      yield* TestClock.adjust("1 hour")
      const restore = (version: number) => grafana.post("/api/dashboards/uid/d/restore", { version })
      expect(restore(1).body).toMatchObject({ version: 8, status: "success", slug: "t-1" })
      expect(grafana.get("/api/dashboards/uid/d").body.meta.updated).toBe("1970-01-01T01:00:00Z")
      expect(restore(8)).toMatchObject({
        status: 400,
        body: { message: "Current dashboard is identical to the specified version" }
      })
      expect(restore(99).status).toBe(404)
    })
  )
})

describe("dashboard permissions", () => {
  it.effect("a dashboard in a folder has its creator's grant alone, one at the root the roles', too", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.post("/api/folders", { uid: "f", title: "F" })
      save(grafana, document("in", "In"), { folderUid: "f" })
      save(grafana, document("top", "Top"))
      const names = (uid: string) =>
        grafana
          .get(`/api/dashboards/uid/${uid}/permissions`)
          .body.map((grant: { role?: string; userLogin: string }) => grant.role ?? grant.userLogin)
      expect(names("in")).toEqual(["admin"])
      expect(names("top")).toEqual(["admin", "Viewer", "Editor"])
    })
  )

  it.effect("a grant on the dashboard opens it, though its folder is closed", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const vera = grafana.user("vera", "Viewer")
      grafana.post("/api/folders", { uid: "f", title: "F" })
      grafana.post("/api/folders/f/permissions", { items: [] })
      save(grafana, document("d", "D"), { folderUid: "f" })
      expect(vera.get("/api/dashboards/uid/d").status).toBe(403)
      grafana.post("/api/dashboards/uid/d/permissions", { items: [{ role: "Viewer", permission: 1 }] })
      expect(vera.get("/api/dashboards/uid/d").status).toBe(200)
      expect(vera.get("/api/search?folderUIDs=sharedwithme").body).toHaveLength(1)
    })
  )
})

describe("importing a dashboard", () => {
  it.effect("inputs stand in for their names, and a missing one is refused", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const dashboard = {
        uid: "i",
        title: "I",
        __inputs: [{ name: "DS" }],
        panels: [{ datasource: "${DS}" }]
      }
      const inputs = [{ name: "DS", type: "datasource", value: "prom" }]
      expect(grafana.post("/api/dashboards/import", { dashboard, inputs }).body).toMatchObject({
        uid: "i",
        imported: true,
        importedUri: "db/i"
      })
      expect(grafana.get("/api/dashboards/uid/i").body.dashboard.panels).toEqual([{ datasource: "prom" }])
      expect(grafana.post("/api/dashboards/import", { dashboard, inputs: [] })).toMatchObject({
        status: 400,
        body: { message: "dashboard import failed: missing dashboard input variable DS" }
      })
      expect(grafana.post("/api/dashboards/import", {}).status).toBe(422)
    })
  )
})
