import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { needed, start, type Answer, type Grafana } from "./support.js"

const path = "/api/library-elements"

const create = (grafana: Grafana, uid: string, name: string, folderUid?: string) =>
  grafana.post(path, { uid, name, kind: 1, folderUid, model: { type: "text", title: name } })

const uids = (answer: Answer): ReadonlyArray<string> =>
  answer.body.result.elements.map(({ uid }: { uid: string }) => uid)

const withFolders = Effect.map(start(), (grafana) => {
  for (const uid of ["f", "g"]) grafana.post("/api/folders", { uid, title: `Folder ${uid}` })
  return grafana
})

describe("library elements", () => {
  it.effect("a new element carries its type and description in the model and beside it", () =>
    Effect.gen(function* () {
      const grafana = yield* withFolders
      const model = { type: "timeseries", title: "Panel One", description: "d" }
      const { body } = grafana.post(path, { uid: "le", name: "Panel One", kind: 1, folderUid: "f", model })
      expect(body.result).toMatchObject({
        id: 1,
        folderId: 1,
        folderUid: "f",
        type: "timeseries",
        description: "d",
        version: 1,
        meta: {
          folderName: "Folder f",
          connectedDashboards: 0,
          createdBy: { id: 1, name: "admin", avatarUrl: "/avatar/46d229b033af06a191ff2267bca9ae56" }
        }
      })
      expect(JSON.stringify(body.result.model)).toBe(
        '{"description":"d","title":"Panel One","type":"timeseries"}'
      )
    })
  )

  it.effect("a name may come twice, a uid may not", () =>
    Effect.gen(function* () {
      const grafana = yield* withFolders
      create(grafana, "le-b", "Same", "f")
      expect(create(grafana, "le-a", "Same", "f").status).toBe(200)
      expect(create(grafana, "le-a", "Other", "f")).toMatchObject({
        status: 400,
        body: { message: "library element with that name or UID already exists" }
      })
      const { body } = grafana.get(`${path}/name/Same`)
      expect(body.result.map(({ uid }: { uid: string }) => uid)).toEqual(["le-a", "le-b"])
    })
  )

  it.effect("what is wrong with a new element is told as Grafana tells it", () =>
    Effect.gen(function* () {
      const grafana = yield* withFolders
      const problem = (fields: object) => {
        const { body, status } = grafana.post(path, {
          name: "N",
          kind: 1,
          model: { type: "text" },
          ...fields
        })
        return [status, body.message]
      }
      expect(problem({ uid: "bad uid!" })).toEqual([400, "uid contains illegal characters"])
      expect(problem({ uid: "x".repeat(41) })).toEqual([400, "uid too long, max 40 characters"])
      expect(problem({ folderUid: "nope" })).toEqual([400, "failed to get folder"])
      expect(problem({ model: null })).toEqual([500, "Failed to create library element"])
      expect(problem({ kind: 2 })).toEqual([500, "Failed to create library element"])
      expect(problem({ kind: 0 })).toEqual([400, "bad request data"])
    })
  )

  it.effect("a viewer's pages run short and empty, and the total counts what is hidden", () =>
    Effect.gen(function* () {
      const grafana = yield* withFolders
      const lena = grafana.user("lena", "Viewer")
      grafana.post("/api/folders/g/permissions", { items: [] })
      for (let i = 0; i < 6; i++) create(grafana, `le${i}`, `L ${i}`, i % 3 === 0 ? "f" : "g")
      const pages = [1, 2, 3, 4].map((page) => lena.get(`${path}?perPage=2&page=${page}`))
      expect(pages.map(uids)).toEqual([["le0"], ["le3"], [], []])
      expect(pages.map(({ body }) => body.result.totalCount)).toEqual([6, 6, 6, 6])
      expect(lena.get(`${path}/le1`)).toMatchObject({ status: 404, body: { message: "folder not found" } })
    })
  )

  it.effect("filters are lists with commas, and only perPage with a capital P is read", () =>
    Effect.gen(function* () {
      const grafana = yield* withFolders
      create(grafana, "a", "A", "f")
      create(grafana, "b", "B", "g")
      create(grafana, "c", "C")
      expect(uids(grafana.get(`${path}?folderFilterUIDs=f,g`))).toEqual(["a", "b"])
      expect(uids(grafana.get(`${path}?sortDirection=alpha-desc&perPage=2`))).toEqual(["c", "b"])
      expect(uids(grafana.get(`${path}?perpage=1`))).toHaveLength(3)
      expect(uids(grafana.get(`${path}?excludeUid=b`))).toEqual(["a", "c"])
      expect(uids(grafana.get(`${path}?typeFilter=stat,text`))).toHaveLength(3)
      expect(uids(grafana.get(`${path}?searchString=folder%20G`))).toEqual(["b"])
      expect(grafana.get(`${path}?folderFilter=x`).status).toBe(500)
    })
  )

  it.effect("asked for the root alone, the rows are those of all folders and the total is the root's", () =>
    Effect.gen(function* () {
      const grafana = yield* withFolders
      create(grafana, "a", "A", "f")
      create(grafana, "c", "C")
      const answer = grafana.get(`${path}?folderFilterUIDs=general`)
      expect(uids(answer)).toEqual(["a", "c"])
      expect(answer.body.result.totalCount).toBe(1)
    })
  )

  it.effect("a change needs the version that is stored", () =>
    Effect.gen(function* () {
      const grafana = yield* withFolders
      create(grafana, "le", "L", "f")
      const patch = (fields: object) => grafana.patch(`${path}/le`, { kind: 1, folderUid: "f", ...fields })
      expect(patch({ name: "M", version: 1 }).body.result).toMatchObject({
        name: "M",
        version: 2,
        type: "text"
      })
      expect(patch({ name: "N", version: 1 })).toMatchObject({
        status: 412,
        body: { message: "the library element has been changed by someone else" }
      })
      expect(patch({ name: "N" })).toMatchObject({ status: 400, body: { message: "bad request data" } })
      expect(patch({ version: 2, uid: "le2" }).body.result.uid).toBe("le2")
      expect(grafana.get(`${path}/le`).status).toBe(404)
    })
  )

  it.effect("a change without a folder says General, but the element stays where it is", () =>
    Effect.gen(function* () {
      const grafana = yield* withFolders
      create(grafana, "le", "L", "f")
      expect(grafana.patch(`${path}/le`, { kind: 1, version: 1, folderUid: "g" }).body.result.folderUid).toBe(
        "g"
      )
      expect(grafana.get(`${path}/le`).body.result.folderUid).toBe("g")
      expect(grafana.patch(`${path}/le`, { kind: 1, version: 2 }).body.result).toMatchObject({
        folderId: 0,
        folderUid: ""
      })
      expect(grafana.get(`${path}/le`).body.result.folderUid).toBe("g")
      // A list still names the folder of the beginning.
      expect(grafana.get(path).body.result.elements[0]).toMatchObject({ folderId: 2, folderUid: "f" })
    })
  )

  it.effect("a saved dashboard connects the elements that it holds, rows included, and lets them go", () =>
    Effect.gen(function* () {
      const grafana = yield* withFolders
      create(grafana, "le", "L", "f")
      const holder = (panels: ReadonlyArray<unknown>) =>
        grafana.post("/api/dashboards/db", { dashboard: { uid: "d", title: "D", panels }, overwrite: true })
      holder([{ id: 1, type: "row", panels: [{ id: 2, libraryPanel: { uid: "le", name: "L" } }] }])
      expect(grafana.get(`${path}/le/connections/`).body.result).toMatchObject([
        { kind: 1, elementId: 1, connectionId: 3, connectionUid: "d" }
      ])
      expect(grafana.get(`${path}/le`).body.result.meta.connectedDashboards).toBe(1)
      expect(grafana.del(`${path}/le`)).toMatchObject({
        status: 403,
        body: { message: "the library element has connections" }
      })
      holder([])
      expect(grafana.del(`${path}/le`).body).toEqual({ id: 1, message: "Library element deleted" })
    })
  )

  it.effect("one that never was is denied, one that was is not found", () =>
    Effect.gen(function* () {
      const grafana = yield* withFolders
      expect(grafana.del(`${path}/nope`)).toMatchObject(needed("library.panels:delete"))
      expect(grafana.get(`${path}/nope/connections`)).toMatchObject(needed("library.panels:read"))
      create(grafana, "le", "L", "f")
      grafana.del(`${path}/le`)
      expect(grafana.del(`${path}/le`)).toMatchObject({
        status: 404,
        body: { message: "library element could not be found" }
      })
    })
  )
})
