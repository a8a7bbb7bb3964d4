import { describe, expect, it } from "@effect/vitest"
import * as FolderResources from "@effect-grafana/elements/FolderResources"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as FakeGrafana from "../../src/FakeGrafana.js"
import { start, type Grafana } from "./support.js"

const path = "/apis/folder.grafana.app/v1beta1/namespaces/default/folders"

const nest = (grafana: Grafana, ...names: ReadonlyArray<string>): void => {
  names.forEach((name, i) =>
    grafana.post(path, {
      metadata: { name, annotations: { "grafana.app/folder": names[i - 1] } },
      spec: { title: name.toUpperCase(), description: `about ${name}` }
    })
  )
}

describe("folders under /apis", () => {
  it.effect(
    "a folder created here is the classic routes' too; only the first answer hides its description",
    () =>
      Effect.gen(function* () {
        const grafana = yield* start()
        const created = grafana.post(path, {
          metadata: { name: "f" },
          spec: { title: "F", description: "d" }
        })
        expect(created).toMatchObject({ status: 201, body: { kind: "Folder", spec: { description: "" } } })
        const { body } = grafana.get(`${path}/f`)
        expect(body).toMatchObject({
          metadata: { name: "f", generation: 1, annotations: { "grafana.app/createdBy": "user:1" } },
          spec: { title: "F", description: "d" }
        })
        expect(grafana.get("/api/folders/f").body).toMatchObject({ title: "F", version: 1 })
      })
  )

  it.effect("what is wrong is told without a reason", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const viewer = grafana.user("vera", "Viewer")
      nest(grafana, "f")
      const problem = (body: unknown, client = grafana.post) => {
        const answer = client(path, body)
        return [answer.status, answer.body.message, answer.body.reason]
      }
      const f = { metadata: { name: "f" }, spec: { title: "F" } }
      expect(problem(f)).toEqual([412, "the folder has been changed by someone else", undefined])
      expect(problem({})).toEqual([400, "folder title cannot be empty", undefined])
      const orphan = { ...f, metadata: { name: "o", annotations: { "grafana.app/folder": "nope" } } }
      expect(problem(orphan)).toEqual([404, "folder not found", undefined])
      expect(problem(f, viewer.post)[1]).toBe(
        "not enough permissions to create a folder in the selected location"
      )
      expect(viewer.del(`${path}/f`)).toMatchObject({
        status: 500,
        body: { message: "access denied to folder" }
      })
      expect(grafana.get(`${path}/nope`)).toMatchObject({
        status: 404,
        body: { message: "folder not found" }
      })
    })
  )

  it.effect("the last write wins, and the annotation moves the folder", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      nest(grafana, "a", "b")
      const write = (annotations: Record<string, string>) =>
        grafana.put(`${path}/b`, {
          metadata: { name: "b", resourceVersion: "1", annotations },
          spec: { title: "B" }
        })
      expect(write({}).body.metadata).toMatchObject({ generation: 3 })
      expect(grafana.get("/api/folders/b").body).not.toHaveProperty("parentUid")
      expect(write({ "grafana.app/folder": "a" }).status).toBe(200)
      expect(write({ "grafana.app/folder": "b" }).body.details.uid).toBe("folder.circular-reference")
      expect(write({ "grafana.app/folder": "nope" }).body.details.uid).toBe("folder.notFound")
      expect(grafana.put(`${path}/new`, { metadata: { name: "new" }, spec: { title: "N" } }).status).toBe(404)
    })
  )

  it.effect("a list shows every depth by title, with the path of each; its token is bound to the limit", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      nest(grafana, "c", "b")
      nest(grafana, "a")
      const first = grafana.get(`${path}?limit=2`).body
      expect(
        first.items.map(
          (one: { metadata: { annotations: Record<string, string> } }) =>
            one.metadata.annotations["grafana.app/fullpath"]
        )
      ).toEqual(["A", "C/B"])
      expect(first.metadata.continue).toBe("Mnwy")
      expect(grafana.get(`${path}?limit=2&continue=Mnwy`).body.items).toHaveLength(1)
      expect(grafana.get(`${path}?limit=3&continue=Mnwy`).body.message).toBe(
        "limit does not match continue token"
      )
    })
  )

  it.effect("what stands around a folder: parents, counts of what is directly inside, access", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      nest(grafana, "a", "b", "c")
      grafana.post("/api/dashboards/db", { dashboard: { uid: "d", title: "D" }, folderUid: "b" })
      expect(grafana.get(`${path}/b/parents`).body.items).toEqual([
        { name: "a", title: "A", description: "about a" },
        { name: "b", title: "B", description: "about b", parent: "a" }
      ])
      const count = (name: string) =>
        grafana
          .get(`${path}/${name}/counts`)
          .body.counts.map((one: { resource: string; count: number }) => [one.resource, one.count])
      expect(count("a")).toEqual([
        ["alertrules", 0],
        ["dashboards", 0],
        ["folders", 1],
        ["library_elements", 0]
      ])
      expect(count("b")).toContainEqual(["dashboards", 1])
      expect(grafana.get(`${path}/a/children`).body.items).toBeNull()
      expect(grafana.user("vera", "Viewer").get(`${path}/a/access`).body).toMatchObject({
        canEdit: false,
        canAdmin: false
      })
    })
  )

  it.effect("a delete takes along what is inside, but no library element", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      nest(grafana, "a", "b")
      grafana.post("/api/dashboards/db", { dashboard: { uid: "d", title: "D" }, folderUid: "b" })
      const model = { type: "text" }
      grafana.post("/api/library-elements", { uid: "le", name: "L", kind: 1, folderUid: "b", model })
      expect(grafana.del(`${path}/a`)).toMatchObject({
        status: 400,
        body: {
          message: "Folder cannot be deleted: folder is not empty",
          details: { uid: "folder.not-empty" }
        }
      })
      grafana.del("/api/library-elements/le")
      expect(grafana.del(`${path}/a`)).toMatchObject({ status: 200, body: { metadata: { name: "a" } } })
      expect(grafana.get("/api/search").body).toEqual([])
    })
  )

  it.effect("deleting the root says not found, and here nothing goes", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      nest(grafana, "a")
      expect(grafana.del(`${path}/general`)).toMatchObject({
        status: 404,
        body: { message: "NotFound", reason: "NotFound", details: { uid: "folder.notFound" } }
      })
      expect(grafana.get(`${path}/a`).status).toBe(200)
    })
  )

  it.effect("the client walks all pages, and a delete of what is gone is NotFound", () =>
    Effect.gen(function* () {
      const namespace = "default"
      for (const name of ["a", "b", "c"]) {
        yield* FolderResources.create({ namespace, metadata: { name }, spec: { title: name } })
      }
      const found = yield* Stream.runCollect(FolderResources.list.stream({ namespace }, { pageSize: 2 }))
      expect(Chunk.toReadonlyArray(found).map(({ metadata }) => metadata.name)).toEqual(["a", "b", "c"])
      yield* FolderResources.remove({ namespace, name: "a" })
      const again = yield* Effect.flip(FolderResources.remove({ namespace, name: "a" }))
      expect(again._tag).toBe("NotFound")
    }).pipe(Effect.provide(FakeGrafana.layer()))
  )
})
