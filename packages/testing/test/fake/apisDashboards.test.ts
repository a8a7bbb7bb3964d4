import { describe, expect, it } from "@effect/vitest"
import * as DashboardResources from "@effect-grafana/elements/DashboardResources"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as FakeGrafana from "../../src/FakeGrafana.js"
import { start, type Answer, type Client } from "./support.js"

const base = (version: string): string =>
  `/apis/dashboard.grafana.app/${version}/namespaces/default/dashboards`
const v0 = base("v0alpha1")
const v1 = base("v1beta1")
const v2 = base("v2beta1")

const object = (name: string, spec: unknown, annotations?: Record<string, string>) => ({
  metadata: { name, annotations },
  spec
})

const merge = (client: Client, path: string, body: unknown): Answer =>
  client.send("PATCH", path, body, { "content-type": "application/merge-patch+json" })

const steps = (client: Client, path: string, ...body: ReadonlyArray<unknown>): Answer =>
  client.send("PATCH", path, body, { "content-type": "application/json-patch+json" })

const namesOf = (answer: Answer): ReadonlyArray<string> =>
  answer.body.items.map(({ metadata }: { metadata: { name: string } }) => metadata.name)

const newContent = { title: "New", elements: {}, layout: { kind: "GridLayout", spec: { items: [] } } }

describe("dashboards under /apis", () => {
  it.effect("a dashboard saved through the classic route is there, in the version that it is stored in", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.post("/api/folders", { uid: "f", title: "F" })
      grafana.post("/api/dashboards/db", {
        dashboard: { uid: "d", title: "D", schemaVersion: 39 },
        folderUid: "f"
      })
      expect(grafana.get(`${v0}/d`).body).toMatchObject({
        kind: "Dashboard",
        apiVersion: "dashboard.grafana.app/v0alpha1",
        metadata: {
          name: "d",
          namespace: "default",
          resourceVersion: "1",
          generation: 1,
          labels: { "grafana.app/deprecatedInternalID": "2" },
          annotations: { "grafana.app/folder": "f" }
        },
        spec: { title: "D", schemaVersion: 39 },
        status: {}
      })
      expect(grafana.get(`${v1}/d`).body).toMatchObject({
        spec: { title: "D", schemaVersion: 42, refresh: "", panels: [], editable: true },
        status: { conversion: { failed: false, storedVersion: "v0alpha1" } }
      })
    })
  )

  it.effect("what is created here can be read through the classic route, unless it has the new schema", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      expect(grafana.post(v1, object("one", { title: "One", tags: ["t"] })).status).toBe(201)
      expect(grafana.get("/api/dashboards/uid/one").body).toMatchObject({
        meta: { version: 1, apiVersion: "v0alpha1" },
        dashboard: { uid: "one", title: "One", tags: ["t"], schemaVersion: 42 }
      })
      expect(grafana.post(v2, object("two", newContent)).status).toBe(201)
      expect(grafana.get("/api/dashboards/uid/two")).toMatchObject({
        status: 406,
        body: { message: `dashboard api version not supported, use ${v2}/two instead` }
      })
      expect(grafana.get(`${v0}/two`).body).toMatchObject({
        spec: null,
        status: { conversion: { failed: true, storedVersion: "v2beta1", source: { spec: newContent } } }
      })
    })
  )

  it.effect("the answer to a creation tells who set which fields, and a dry run keeps nothing", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const dry = grafana.post(`${v0}?dryRun=All`, object("d", { title: "D" }))
      expect(dry.status).toBe(201)
      expect(dry.body.metadata).not.toHaveProperty("resourceVersion")
      expect(grafana.get(`${v0}/d`).status).toBe(404)
      expect(grafana.fake.writes).toEqual([])
      const { body } = grafana.post(v0, object("d", { title: "D", time: { from: "now-1h" } }))
      expect(body.metadata.managedFields[0].fieldsV1).toEqual({
        "f:spec": { "f:title": {}, "f:time": { ".": {}, "f:from": {} } }
      })
      expect(grafana.get(`${v0}/d`).body.metadata).not.toHaveProperty("managedFields")
      const generated = grafana.post(v0, { metadata: { generateName: "gen-" }, spec: { title: "G" } })
      expect(generated.body.metadata.name).toMatch(/^gen-[a-z0-9]{5}$/)
    })
  )

  it.effect("what is wrong with a new dashboard is told by a status", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.post(v0, object("taken", { title: "T" }))
      const problem = (body: unknown, path = v0) => {
        const answer = grafana.post(path, body)
        return [answer.status, answer.body.reason, answer.body.message]
      }
      expect(problem(object("taken", { title: "T" }))).toEqual([
        409,
        "AlreadyExists",
        'dashboards.dashboard.grafana.app "taken" already exists'
      ])
      expect(problem(object("d", {}))).toEqual([400, "BadRequest", "Dashboard title cannot be empty"])
      expect(problem(object("a b", { title: "T" }))).toEqual([
        400,
        "BadRequest",
        "uid contains illegal characters"
      ])
      expect(problem(object("d", { title: "T" }, { "grafana.app/folder": "nope" }))).toEqual([
        404,
        "NotFound",
        'folders.folder.grafana.app "nope" not found'
      ])
      expect(problem({})).toEqual([
        422,
        "Invalid",
        'Dashboard.dashboard.grafana.app "" is invalid: metadata.name: Required value: name or generateName is required'
      ])
      expect(problem({ kind: "Nope", apiVersion: "nope/v1" })[2]).toContain('no kind "Nope" is registered')
      expect(problem("{not json")[2]).toContain("invalid character 'n' looking for beginning of object key")
      expect(problem(object("d", { ...newContent, nope: 1 }), `${v2}?fieldValidation=Strict`)[2]).toContain(
        'unknown field "spec.nope"'
      )
    })
  )

  it.effect("a stale resourceVersion is a conflict, and none at all writes over", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.post(v0, object("d", { title: "One" }))
      const { body } = grafana.get(`${v0}/d`)
      const change = (title: string) => ({ ...body, spec: { ...body.spec, title } })
      expect(grafana.put(`${v0}/d`, change("Two")).body.metadata.resourceVersion).toBe("2")
      expect(grafana.put(`${v0}/d`, change("Three"))).toMatchObject({
        status: 409,
        body: { reason: "Conflict", code: 409 }
      })
      expect(grafana.put(`${v0}/d`, object("d", { title: "Four" })).body.spec.title).toBe("Four")
      expect(grafana.put(`${v0}/other`, object("d", { title: "X" })).body.message).toBe(
        "the name of the object (d) does not match the name on the URL (other)"
      )
      expect(grafana.put(`${v0}/made`, object("made", { title: "Made" })).status).toBe(201)
    })
  )

  it.effect("a patch changes a part, or nothing where a step does not apply", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.post(v0, object("d", { title: "One", tags: ["a"], time: { from: "x" } }))
      expect(merge(grafana, `${v0}/d`, { spec: { title: "Two", time: null } }).body.spec).toEqual({
        title: "Two",
        tags: ["a"]
      })
      const added = steps(grafana, `${v0}/d`, { op: "add", path: "/spec/tags/-", value: "b" })
      expect(added.body.spec.tags).toEqual(["a", "b"])
      const test = { op: "test", path: "/spec/title", value: "other" }
      const remove = { op: "remove", path: "/spec/tags" }
      expect(steps(grafana, `${v0}/d`, remove, test)).toMatchObject({ status: 422 })
      expect(grafana.get(`${v0}/d`).body.spec.tags).toEqual(["a", "b"])
      expect(grafana.patch(`${v0}/d`, {})).toMatchObject({
        status: 415,
        body: { reason: "UnsupportedMediaType" }
      })
      expect(merge(grafana, `${v0}/nope`, {}).status).toBe(404)
    })
  )

  it.effect("a list goes from the newest dashboard down, page by page", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      for (const name of ["a", "b", "c"]) grafana.post(v0, object(name, { title: name }))
      const first = grafana.get(`${v0}?limit=2`)
      expect(namesOf(first)).toEqual(["c", "b"])
      const token = encodeURIComponent(first.body.metadata.continue)
      const second = grafana.get(`${v0}?limit=5&continue=${token}`)
      expect(namesOf(second)).toEqual(["a"])
      expect(second.body.metadata).not.toHaveProperty("continue")
      expect(grafana.get(`${v0}?continue=nope`).body.message).toBe("invalid continue token (too few parts)")
      expect(grafana.get(`${v0}?limit=abc`).status).toBe(400)
      expect(grafana.get(`${v0}?fieldSelector=metadata.name%3Da`)).toMatchObject({
        status: 500,
        body: { message: "labels not yet supported" }
      })
    })
  )

  it.effect("a page ends early where its dashboards are large", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const description = "x".repeat(900_000)
      for (const name of ["a", "b", "c", "d"]) grafana.post(v0, object(name, { title: name, description }))
      const { body } = grafana.get(v0)
      expect(body.items).toHaveLength(3)
      expect(body.metadata.continue).toBe("org:1/start:2/folder:")
    })
  )

  it.effect("the versions of a dashboard are a list of their own, with what was said of each", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.post(v0, object("d", { title: "One" }, { "grafana.app/message": "made" }))
      merge(grafana, `${v0}/d`, { spec: { title: "Two" } })
      const query = "labelSelector=grafana.app%2Fget-history%3Dtrue&fieldSelector=metadata.name%3Dd"
      const { items } = grafana.get(`${v0}?${query}`).body
      expect(items.map((item: { spec: unknown }) => item.spec)).toEqual([{ title: "Two" }, { title: "One" }])
      expect(items[1].metadata.annotations["grafana.app/message"]).toBe("made")
    })
  )

  it.effect("a viewer reads what is shared and writes nothing", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const viewer = grafana.user("vera", "Viewer")
      grafana.post("/api/folders", { uid: "f", title: "F" })
      grafana.post(v0, object("open", { title: "O" }, { "grafana.app/folder": "f" }))
      grafana.post(v0, object("hidden", { title: "H" }))
      expect(viewer.get(`${v0}/open`).status).toBe(200)
      expect(viewer.get(`${v0}/hidden`).status).toBe(403)
      expect(namesOf(viewer.get(v0))).toEqual(["open"])
      const denied = { status: 403, body: { kind: "Status", status: "Failure", code: 403 } }
      expect(viewer.post(v0, object("d", { title: "D" }))).toMatchObject(denied)
      expect(viewer.del(`${v0}/open`)).toMatchObject(denied)
      expect(grafana.as(undefined).get(v0)).toMatchObject({
        status: 401,
        body: { messageId: "auth.unauthorized" }
      })
    })
  )

  it.effect("a new dashboard is open to the roles only where that is asked for", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const viewer = grafana.user("vera", "Viewer")
      grafana.post(v0, object("open", { title: "O" }, { "grafana.app/grant-permissions": "default" }))
      grafana.post(v0, object("closed", { title: "C" }))
      expect(viewer.get(`${v0}/open`).status).toBe(200)
      expect(viewer.get(`${v0}/closed`).status).toBe(403)
    })
  )

  it.effect("one that refreshes too often is refused here, and slowed by the classic route", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const problem = (spec: unknown, path = v0) => grafana.post(path, object("d", spec)).body.message
      expect(problem({ title: "D", refresh: "4s" })).toBe("Dashboard refresh interval is too low")
      expect(problem({ title: "D", refresh: "soon" })).toBe(
        'parsing refresh duration "soon" failed: time: invalid duration "soon"'
      )
      expect(problem({ ...newContent, timeSettings: { autoRefresh: "1ms" } }, v2)).toBe(
        "Dashboard refresh interval is too low"
      )
      for (const [refresh, kept] of [
        ["1ms", "5s"],
        ["soon", "5s"],
        ["1m30s", "1m30s"],
        ["1d", "1d"],
        ["auto", "auto"]
      ]) {
        grafana.post("/api/dashboards/db", { dashboard: { uid: "d", title: "D", refresh }, overwrite: true })
        expect(grafana.get("/api/dashboards/uid/d").body.dashboard.refresh).toBe(kept)
      }
    })
  )

  it.effect("a namespace stands for an organization", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const viewer = grafana.user("vera", "Viewer")
      grafana.post("/api/orgs", { name: "Second" })
      const second = v0.replace("default", "org-2")
      expect(grafana.post(second, object("d", { title: "D" })).body.metadata.namespace).toBe("org-2")
      expect(namesOf(grafana.get(second))).toEqual(["d"])
      expect(namesOf(grafana.get(v0))).toEqual([])
      expect(grafana.get(v0.replace("default", "nope"))).toMatchObject({
        status: 500,
        body: { message: "namespace mismatch: got default but expected nope" }
      })
      expect(viewer.get(second).body.message).toContain('in the namespace "org-2": invalid org')
    })
  )

  it.effect("a delete is told with the uid of what is gone", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.post(v0, object("d", { title: "D" }))
      const { uid } = grafana.get(`${v0}/d`).body.metadata
      expect(grafana.get(`${v0}/d/dto`).body).toMatchObject({
        kind: "DashboardWithAccessInfo",
        access: { url: "/d/d/d", canSave: true }
      })
      expect(grafana.del(`${v0}/d`).body).toMatchObject({ status: "Success", details: { name: "d", uid } })
      expect(grafana.del(`${v0}/d`).body.message).toBe('dashboards.dashboard.grafana.app "d" not found')
      expect(grafana.get("/api/dashboards/uid/d").status).toBe(404)
    })
  )

  it.effect("the client streams all of them as they are stored", () =>
    Effect.gen(function* () {
      const namespace = "default"
      for (const name of ["a", "b"]) {
        yield* DashboardResources.create({
          version: "v0alpha1",
          namespace,
          metadata: { name },
          spec: { title: name }
        })
      }
      yield* DashboardResources.create({
        version: "v2beta1",
        namespace,
        metadata: { name: "new" },
        spec: newContent
      })
      const stored = yield* Stream.runCollect(DashboardResources.streamStored({ namespace }, { pageSize: 2 }))
      expect(
        Chunk.toReadonlyArray(stored).map(({ apiVersion, metadata }) => [metadata.name, apiVersion])
      ).toEqual([
        ["new", "dashboard.grafana.app/v2beta1"],
        ["b", "dashboard.grafana.app/v0alpha1"],
        ["a", "dashboard.grafana.app/v0alpha1"]
      ])
    }).pipe(Effect.provide(FakeGrafana.layer()))
  )
})
