import { describe, expect, it } from "@effect/vitest"
import * as UserPermissions from "@effect-grafana/elements/UserPermissions"
import * as Effect from "effect/Effect"
import * as FakeGrafana from "../../src/FakeGrafana.js"
import { needed, start } from "./support.js"

const own = "/api/access-control/user/permissions"
const search = "/api/access-control/users/permissions/search"

describe("the permissions of people", () => {
  it.effect("the client reads its own: an administrator has all of the server and of the organization", () =>
    Effect.gen(function* () {
      const permissions = yield* UserPermissions.own()
      expect(permissions["users:read"]).toEqual(["global.users:*"])
      expect(permissions["dashboards:delete"]).toEqual(["dashboards:*", "folders:*"])
      const actions = yield* UserPermissions.ownActions()
      expect(Object.keys(actions)).toEqual(Object.keys(permissions))
    }).pipe(Effect.provide(FakeGrafana.layer()))
  )

  it.effect("they grow with the role, and with what was given on a folder, a team or a service account", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const vera = grafana.user("vera", "Viewer")
      expect(vera.get(own).body).not.toHaveProperty("datasources:explore")
      expect(grafana.user("ed", "Editor").get(own).body["datasources:explore"]).toEqual([""])
      grafana.post("/api/folders", { uid: "f", title: "F" })
      grafana.post("/api/folders", { uid: "g", title: "G" })
      grafana.post(`/api/access-control/folders/f/users/${vera.id}`, { permission: "Edit" })
      const { teamId } = grafana.post("/api/teams", { name: "T" }).body
      grafana.post(`/api/access-control/teams/${teamId}/users/${vera.id}`, { permission: "Admin" })
      const { id } = grafana.post("/api/serviceaccounts", { name: "robot", role: "Viewer" }).body
      grafana.post(`/api/access-control/serviceaccounts/${id}/users/${vera.id}`, { permission: "Edit" })
      expect(vera.get(own).body).toMatchObject({
        "dashboards:write": ["folders:uid:f"],
        "dashboards:read": ["folders:uid:f", "folders:uid:g"],
        "teams:write": [`teams:id:${teamId}`],
        "serviceaccounts:write": [`serviceaccounts:id:${id}`]
      })
    })
  )

  it.effect("what is listed is what is allowed: a grant on a service account opens that one only", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const vera = grafana.user("vera", "Viewer")
      const ids = ["one", "two"].map((name) => grafana.post("/api/serviceaccounts", { name }).body.id)
      expect(vera.get("/api/serviceaccounts/search").status).toBe(403)
      grafana.post(`/api/access-control/serviceaccounts/${ids[0]}/users/${vera.id}`, { permission: "Edit" })
      expect(vera.get("/api/serviceaccounts/search").body.totalCount).toBe(1)
      expect(vera.post(`/api/serviceaccounts/${ids[0]}/tokens`, { name: "t" }).status).toBe(200)
      expect(vera.post(`/api/serviceaccounts/${ids[1]}/tokens`, { name: "t" })).toMatchObject(
        needed("serviceaccounts:write")
      )
      expect(vera.del(`/api/serviceaccounts/${ids[0]}`)).toMatchObject(needed("serviceaccounts:delete"))
    })
  )

  it.effect("a search tells of everybody, and leaves out what a wildcard covers", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const ed = grafana.user("ed", "Editor")
      grafana.post("/api/folders", { uid: "f", title: "F" })
      expect(grafana.get(`${search}?action=folders:create`).body).toEqual({
        1: { "folders:create": ["folders:*"] },
        [ed.id]: { "folders:create": ["folders:uid:general", "folders:uid:f"] }
      })
      expect(grafana.get(`${search}?namespacedId=user:${ed.id}&actionPrefix=snapshots:d`).body).toEqual({
        [ed.id]: { "snapshots:delete": [""] }
      })
    })
  )

  it.effect("a search wants something to search for, and a permission", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      expect(grafana.get(search)).toMatchObject({
        status: 400,
        body: "at least one search option must be provided"
      })
      expect(grafana.get(`${search}?action=a&actionPrefix=b`).status).toBe(400)
      expect(grafana.user("ed", "Editor").get(`${search}?action=a`)).toMatchObject(
        needed("users.permissions:read")
      )
    })
  )
})

describe("who may do what with a team or a service account", () => {
  it.effect("a team's grants are its members", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const vera = grafana.user("vera", "Viewer")
      const { teamId } = grafana.post("/api/teams", { name: "T" }).body
      const path = `/api/access-control/teams/${teamId}`
      const members = () =>
        grafana
          .get(path)
          .body.map((row: { readonly userLogin: string; readonly permission: string }) => [
            row.userLogin,
            row.permission
          ])
      grafana.post(`${path}/users/${vera.id}`, { permission: "Member" })
      expect(members()).toEqual([
        ["admin", "Admin"],
        ["vera", "Member"]
      ])
      expect(grafana.get(`/api/teams/${teamId}/members`).body[1]).toMatchObject({
        login: "vera",
        permission: 0
      })
      grafana.post(path, { permissions: [{ userId: vera.id, permission: "Admin" }] })
      expect(members()[1]).toEqual(["vera", "Admin"])
      grafana.post(`${path}/users/${vera.id}`, { permission: "" })
      expect(members()).toEqual([["admin", "Admin"]])
    })
  )

  it.effect("whoever makes a service account administers it", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const { id } = grafana.post("/api/serviceaccounts", { name: "robot" }).body
      const path = `/api/access-control/serviceaccounts/${id}`
      expect(grafana.get(path).body).toMatchObject([{ userLogin: "admin", permission: "Admin" }])
      expect(grafana.get("/api/access-control/serviceaccounts/description").body).toEqual({
        assignments: { users: true, serviceAccounts: false, teams: true, builtInRoles: false },
        permissions: ["Edit", "Admin"]
      })
      expect(grafana.post(`${path}/builtInRoles/Viewer`, { permission: "Edit" }).status).toBe(404)
    })
  )

  it.effect("a permission that a kind does not know is refused, and so is a target that is missing", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const vera = grafana.user("vera", "Viewer")
      const { teamId } = grafana.post("/api/teams", { name: "T" }).body
      const set = (path: string, permission: string) =>
        grafana.post(`/api/access-control/${path}/users/${vera.id}`, { permission })
      expect(set(`teams/${teamId}`, "Edit")).toMatchObject({
        status: 400,
        body: { message: "Permission [Edit] is invalid for this resource type" }
      })
      expect(set("teams/999", "Member")).toMatchObject({ status: 404, body: { message: "Team not found" } })
      expect(grafana.post(`/api/access-control/teams/${teamId}`, "{not json").body.message).toBe(
        "Bad request data: invalid character 'n' looking for beginning of object key string"
      )
    })
  )
})
