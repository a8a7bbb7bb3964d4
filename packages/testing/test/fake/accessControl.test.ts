import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { needed, start, type Answer } from "./support.js"

const path = "/api/access-control/folders/f"

const levels = (answer: Answer) =>
  answer.body.map(
    (entry: { userLogin?: string; team?: string; builtInRole?: string; permission: string }) => [
      entry.userLogin ?? entry.team ?? entry.builtInRole,
      entry.permission
    ]
  )

const withFolder = Effect.map(start(), (grafana) => {
  grafana.post("/api/folders", { uid: "f", title: "F" })
  return grafana
})

describe("access control of folders and dashboards", () => {
  it.effect("people come first, then teams, then roles, and the administrators last", () =>
    Effect.gen(function* () {
      const grafana = yield* withFolder
      const vera = grafana.user("vera", "Viewer")
      grafana.post("/api/teams", { name: "Team A" })
      grafana.post(`${path}/teams/1`, { permission: "Edit" })
      expect(grafana.post(`${path}/users/${vera.id}`, { permission: "View" }).body).toEqual({
        message: "Permission updated"
      })
      expect(levels(grafana.get(path))).toEqual([
        ["admin", "Admin"],
        ["vera", "View"],
        ["Team A", "Edit"],
        ["Editor", "Edit"],
        ["Viewer", "View"],
        ["Admin", "Admin"]
      ])
      expect(grafana.get(path).body[1]).toMatchObject({
        roleName: `managed:users:${vera.id}:permissions`,
        isManaged: true,
        isInherited: false,
        actions: [
          "dashboards:read",
          "annotations:read",
          "folders:read",
          "alert.rules:read",
          "library.panels:read",
          "alert.silences:read"
        ]
      })
    })
  )

  it.effect("an empty level takes the grant away, and a list inside the body counts as none", () =>
    Effect.gen(function* () {
      const grafana = yield* withFolder
      const vera = grafana.user("vera", "Viewer")
      const set = (body: unknown) => grafana.post(`${path}/users/${vera.id}`, body).body.message
      expect(set({ permission: "Edit" })).toBe("Permission updated")
      expect(vera.get("/api/folders/f").body.canEdit).toBe(true)
      expect(set({ items: [{ permission: "Edit" }] })).toBe("Permission removed")
      expect(vera.get("/api/folders/f").body.canEdit).toBe(false)
      expect(set({ permission: "Emperor" })).toBe("Permission updated")
    })
  )

  it.effect("setting several leaves the others as they are", () =>
    Effect.gen(function* () {
      const grafana = yield* withFolder
      const permissions = [{ builtInRole: "Viewer", permission: "Admin" }]
      expect(grafana.post(path, { permissions }).body).toEqual({ message: "Permissions updated" })
      expect(levels(grafana.get(path))).toEqual([
        ["admin", "Admin"],
        ["Editor", "Edit"],
        ["Viewer", "Admin"],
        ["Admin", "Admin"]
      ])
      expect(grafana.post(path, { permissions: [{ permission: "View" }] }).body).toMatchObject({
        messageId: "accesscontrol.invalidBuiltInRole",
        message: "built-in role [] is not valid"
      })
    })
  )

  it.effect("what is missing is told in the order in which Grafana looks", () =>
    Effect.gen(function* () {
      const grafana = yield* withFolder
      const ids = (url: string) => {
        const { body, status } = grafana.post(url, { permission: "View" })
        return [status, body.messageId]
      }
      const nope = "/api/access-control/folders/nope"
      expect(ids(`${path}/users/99`)).toEqual([400, "accesscontrol.assignmentEntityNotFound"])
      expect(ids(`${nope}/users/99`)).toEqual([404, "folder.notFound"])
      expect(ids(`${nope}/teams/99`)).toEqual([400, "accesscontrol.assignmentEntityNotFound"])
      expect(grafana.get(nope)).toMatchObject({ status: 500, body: { messageId: "accesscontrol.internal" } })
      expect(grafana.user("vera", "Viewer").get(path)).toMatchObject(needed("folders.permissions:read"))
    })
  )

  it.effect("a dashboard shows the grants of its folder as inherited", () =>
    Effect.gen(function* () {
      const grafana = yield* withFolder
      grafana.post("/api/dashboards/db", { dashboard: { uid: "d", title: "D" }, folderUid: "f" })
      const entries = grafana.get("/api/access-control/dashboards/d").body
      expect(
        entries.map(({ isInherited, permission }: { isInherited: boolean; permission: string }) => [
          permission,
          isInherited
        ])
      ).toEqual([
        ["Admin", false],
        ["Admin", true],
        ["Edit", true],
        ["View", true],
        ["Admin", false]
      ])
    })
  )
})
