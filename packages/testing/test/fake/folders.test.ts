import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { needed, start, type Grafana } from "./support.js"

const nest = (grafana: Grafana, ...uids: ReadonlyArray<string>): void => {
  uids.forEach((uid, i) => grafana.post("/api/folders", { uid, title: uid, parentUid: uids[i - 1] ?? "" }))
}

const uidsOf = (answer: { readonly body: ReadonlyArray<{ readonly uid: string }> }) =>
  answer.body.map(({ uid }) => uid)

describe("folders", () => {
  it.effect("a new folder has the fields of Grafana's, in its order", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const { body } = grafana.post("/api/folders", { uid: "f-one", title: "Folder One" })
      expect(JSON.stringify(body)).toBe(
        JSON.stringify({
          id: 1,
          uid: "f-one",
          orgId: 1,
          title: "Folder One",
          url: "/dashboards/f/f-one/folder-one",
          hasAcl: false,
          canSave: true,
          canEdit: true,
          canAdmin: true,
          canDelete: true,
          createdBy: "admin",
          created: "1970-01-01T00:00:00Z",
          updatedBy: "admin",
          updated: "1970-01-01T00:00:00Z",
          version: 1
        })
      )
      expect(grafana.get("/api/folders/f-one").body).toEqual(body)
      expect(grafana.get("/api/folders/id/1").body).toEqual(body)
    })
  )

  it.effect("what is wrong with a new folder is told as Grafana tells it", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const problem = (body: unknown) => {
        const answer = grafana.post("/api/folders", body)
        return [answer.status, answer.body.message]
      }
      nest(grafana, "1", "2", "3", "4", "5")
      expect(problem({ uid: "1", title: "Again" })).toEqual([
        412,
        "the folder has been changed by someone else"
      ])
      expect(problem({ uid: "x" })).toEqual([400, "folder title cannot be empty"])
      expect(problem({ uid: "a b", title: "T" })).toEqual([400, "uid contains illegal characters"])
      expect(problem({ uid: "x".repeat(41), title: "T" })).toEqual([400, "uid too long, max 40 characters"])
      expect(problem({ title: "T", parentUid: "nope" })).toEqual([404, "folder not found"])
      expect(problem({ title: "T", parentUid: "5" })).toEqual([400, "Maximum nested folder depth reached"])
    })
  )

  it.effect("a folder that is missing is not found", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const missing = { status: 404, body: { message: "folder not found", status: "not-found" } }
      expect(grafana.get("/api/folders/nope")).toMatchObject(missing)
      expect(grafana.get("/api/folders?parentUid=nope")).toMatchObject(missing)
      expect(grafana.put("/api/folders/nope", { title: "x", overwrite: true })).toMatchObject(missing)
      expect(grafana.get("/api/folders/nope/counts")).toMatchObject({ status: 200, body: { folder: 0 } })
      expect(grafana.get("/api/folders/id/abc")).toMatchObject({
        status: 400,
        body: { message: "id is invalid" }
      })
    })
  )

  it.effect("a change needs the version that is stored, or overwrite", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      nest(grafana, "f")
      const stale = { status: 412, body: { message: "The dashboard has been changed by someone else" } }
      expect(grafana.put("/api/folders/f", { title: "A" })).toMatchObject(stale)
      expect(grafana.put("/api/folders/f", { title: "A", version: 0 })).toMatchObject(stale)
      expect(grafana.put("/api/folders/f", { title: "A", version: 1 }).body).toMatchObject({
        title: "A",
        version: 2
      })
      expect(grafana.put("/api/folders/f", { title: "B", overwrite: true }).body.version).toBe(3)
    })
  )

  it.effect("a move counts as two versions and cannot close a circle or go too deep", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      nest(grafana, "1", "2", "3", "4", "5")
      nest(grafana, "top")
      const move = (uid: string, parentUid: string) => grafana.post(`/api/folders/${uid}/move`, { parentUid })
      expect(move("top", "1").body).toMatchObject({ version: 3, parentUid: "1", parents: [{ uid: "1" }] })
      expect(move("top", "").body).not.toHaveProperty("parentUid")
      expect(move("1", "3").body.messageId).toBe("folder.circular-reference")
      expect(move("top", "5").body.messageId).toBe("folder.maximum-depth-reached")
      expect(move("nope", "1")).toMatchObject({ status: 500, body: { message: "move folder failed" } })
    })
  )

  it.effect("a list has one level, by title, in pages that count from 1", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      nest(grafana, "c", "inner")
      nest(grafana, "a")
      nest(grafana, "B")
      expect(uidsOf(grafana.get("/api/folders"))).toEqual(["B", "a", "c"])
      expect(uidsOf(grafana.get("/api/folders?limit=2&page=2"))).toEqual(["c"])
      expect(uidsOf(grafana.get("/api/folders?limit=-1&page=0"))).toEqual(["B", "a", "c"])
      expect(grafana.get("/api/folders?parentUid=c").body).toEqual([
        { id: 2, uid: "inner", title: "inner", parentUid: "c" }
      ])
    })
  )

  it.effect("a viewer's first page has a folder more, which stands for what was shared", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const viewer = grafana.user("lena", "Viewer")
      nest(grafana, "hidden", "shared")
      nest(grafana, "open")
      grafana.post("/api/folders/hidden/permissions", { items: [{ role: "Editor", permission: 2 }] })
      grafana.post("/api/folders/shared/permissions", { items: [{ userId: viewer.id, permission: 1 }] })
      expect(uidsOf(viewer.get("/api/folders?limit=1"))).toEqual(["sharedwithme", "open"])
      expect(uidsOf(viewer.get("/api/folders?parentUid=sharedwithme"))).toEqual(["shared"])
      expect(viewer.get("/api/folders/hidden")).toMatchObject(needed("folders:read"))
      expect(viewer.get("/api/folders/shared").body).not.toHaveProperty("parents")
      expect(viewer.get("/api/folders?permission=Edit").body).toEqual([])
    })
  )

  it.effect("permissions are those that were set last, an unknown level is none", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const vera = grafana.user("vera", "Viewer")
      nest(grafana, "f")
      const levels = () =>
        grafana
          .get("/api/folders/f/permissions")
          .body.map((grant: { permissionName: string; role?: string; userLogin: string }) => [
            grant.role ?? grant.userLogin,
            grant.permissionName
          ])
      expect(levels()).toEqual([
        ["admin", "Admin"],
        ["Viewer", "View"],
        ["Editor", "Edit"]
      ])
      const set = (...items: ReadonlyArray<unknown>) => grafana.post("/api/folders/f/permissions", { items })
      set(
        { role: "Viewer", permission: 1 },
        { role: "Viewer", permission: 2 },
        { userId: vera.id, permission: 4 }
      )
      expect(levels()).toEqual([
        ["vera", "Admin"],
        ["Viewer", "Edit"]
      ])
      expect(set({ role: "Viewer", permission: 3 }).status).toBe(200)
      expect(levels()).toEqual([])
      expect(set({ role: "Emperor", permission: 1 }).body.message).toBe("bad request data")
      expect(set({ userId: 1, teamId: 1, permission: 1 }).body.message).toBe(
        "team and user permissions cannot have an associated role"
      )
    })
  )

  it.effect("the rights on a folder reach into the folders below", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const vera = grafana.user("vera", "Viewer")
      nest(grafana, "a", "b")
      expect(vera.put("/api/folders/b", { title: "x", overwrite: true })).toMatchObject(
        needed("folders:write")
      )
      grafana.post("/api/folders/a/permissions", { items: [{ userId: vera.id, permission: 2 }] })
      expect(vera.put("/api/folders/b", { title: "x", overwrite: true }).status).toBe(200)
      expect(vera.post("/api/folders/b/permissions", { items: [] })).toMatchObject(
        needed("folders.permissions:write")
      )
    })
  )

  it.effect("a deleted folder takes its dashboards and library elements along, unless one is in use", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      nest(grafana, "f")
      const model = { type: "text" }
      grafana.post("/api/library-elements", { uid: "le", name: "L", kind: 1, folderUid: "f", model })
      const dashboard = { uid: "d", title: "D", panels: [{ id: 1, libraryPanel: { uid: "le", name: "L" } }] }
      grafana.post("/api/dashboards/db", { dashboard, folderUid: "f" })
      expect(grafana.del("/api/folders/f")).toMatchObject({
        status: 403,
        body: { message: "Folder could not be deleted because it contains library elements in use" }
      })
      grafana.del("/api/dashboards/uid/d")
      expect(grafana.del("/api/folders/f").body).toEqual({ message: "Folder deleted" })
      expect(grafana.get("/api/library-elements").body.result.totalCount).toBe(0)
    })
  )

  it.effect("a deep tree needs two deletions: the first says not found and leaves the folder", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      nest(grafana, "1", "2", "3", "4")
      expect(grafana.del("/api/folders/1")).toMatchObject({
        status: 404,
        body: { message: "folder not found" }
      })
      expect(grafana.get("/api/folders/4").status).toBe(404)
      expect(grafana.get("/api/folders/1").status).toBe(200)
      expect(grafana.del("/api/folders/1").status).toBe(200)
      expect(grafana.get("/api/folders/1").status).toBe(404)
    })
  )

  it.effect("deleting the root says not found and empties this organization alone", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const { orgId } = grafana.post("/api/orgs", { name: "Other" }).body
      const other = { "x-grafana-org-id": String(orgId) }
      for (const headers of [{}, other]) {
        grafana.post("/api/folders", { uid: "f", title: "F" }, headers)
        grafana.post("/api/dashboards/db", { dashboard: { uid: "d", title: "D" }, folderUid: "f" }, headers)
        grafana.post("/api/dashboards/db", { dashboard: { uid: "top", title: "T" } }, headers)
      }
      expect(grafana.del("/api/folders/general", other)).toMatchObject({
        status: 404,
        body: { message: "NotFound" }
      })
      expect(grafana.get("/api/search", other).body).toEqual([])
      expect(grafana.get("/api/search").body).toHaveLength(3)
    })
  )
})
