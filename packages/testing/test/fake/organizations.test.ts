import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { needed, start, type Answer } from "./support.js"

const said = (answer: Answer) => [answer.status, answer.body.message]

const withOther = Effect.map(start(), (grafana) => {
  grafana.post("/api/orgs", { name: "Other" })
  return grafana
})

describe("organizations", () => {
  it.effect("a list counts its pages from 0 and fits names from their beginning", () =>
    Effect.gen(function* () {
      const grafana = yield* withOther
      for (const name of ["Pg 0", "Pg 1"]) grafana.post("/api/orgs", { name })
      const ids = (query: string) => grafana.get(`/api/orgs${query}`).body.map(({ id }: { id: number }) => id)
      expect(ids("?perpage=2")).toEqual([1, 2])
      expect(ids("?perpage=2&page=0")).toEqual([1, 2])
      expect(ids("?perpage=2&page=1")).toEqual([3, 4])
      expect(ids("?perpage=2&page=2")).toEqual([])
      expect(ids("?query=pg")).toEqual([3, 4])
      expect(ids("?query=0")).toEqual([])
      expect(ids("?name=Pg%201")).toEqual([4])
    })
  )

  it.effect("what is wrong is told as Grafana tells it, on each route in its own way", () =>
    Effect.gen(function* () {
      const grafana = yield* withOther
      expect(said(grafana.post("/api/orgs", { name: "Other" }))).toEqual([409, "Organization name taken"])
      expect(said(grafana.put("/api/orgs/2", { name: "Main Org." }))).toEqual([
        400,
        "Organization name taken"
      ])
      expect(said(grafana.put("/api/orgs/99", { name: "x" }))).toEqual([500, "Failed to update organization"])
      expect(said(grafana.put("/api/orgs/99/address", { city: "x" }))).toEqual([200, "Address updated"])
      expect(said(grafana.get("/api/orgs/99"))).toEqual([404, "Organization not found"])
      expect(said(grafana.del("/api/orgs/99"))).toEqual([404, "Failed to delete organization. ID not found"])
      expect(said(grafana.get("/api/orgs/2/quotas"))).toEqual([500, "failed to get quota"])
      expect(grafana.get("/api/orgs/abc")).toMatchObject(needed(""))
      expect(grafana.del("/api/orgs/1").body.message).toMatch(/^Cannot delete your active organization/)
      expect(grafana.get("/api/orgs/name/Other").body.id).toBe(2)
    })
  )

  it.effect("each organization has objects of its own", () =>
    Effect.gen(function* () {
      const grafana = yield* withOther
      const other = { "x-grafana-org-id": "2" }
      grafana.post("/api/folders", { uid: "f", title: "Here" })
      expect(grafana.post("/api/folders", { uid: "f", title: "There" }, other).body.orgId).toBe(2)
      expect(grafana.get("/api/folders/f").body.title).toBe("Here")
      expect(grafana.get("/api/folders/f", other).body.title).toBe("There")
    })
  )

  it.effect("a member joins once, with a role that exists", () =>
    Effect.gen(function* () {
      const grafana = yield* withOther
      const vera = grafana.user("vera", "Viewer")
      const add = (loginOrEmail: string, role: string, org = 2) =>
        grafana.post(`/api/orgs/${org}/users`, { loginOrEmail, role })
      expect(add("vera", "Editor").body).toEqual({ message: "User added to organization", userId: vera.id })
      expect(add("vera", "Editor")).toMatchObject({ status: 409, body: { userId: vera.id } })
      expect(said(add("ghost", "Editor"))).toEqual([404, "User not found"])
      expect(said(add("vera", "Emperor"))).toEqual([400, "bad request data"])
      expect(said(add("vera", "Editor", 99))).toEqual([500, "Could not add user to organization"])
      expect(grafana.get("/api/orgs/2/users/search?perpage=1&page=2").body).toMatchObject({
        totalCount: 2,
        orgUsers: [{ login: "vera", role: "Editor", authLabels: null }]
      })
      expect(grafana.get("/api/orgs/99/users").body).toEqual([])
    })
  )

  it.effect("the last administrator stays, but a service account counts as one", () =>
    Effect.gen(function* () {
      const grafana = yield* withOther
      const other = { "x-grafana-org-id": "2" }
      expect(said(grafana.del("/api/org/users/1", other))).toEqual([
        400,
        "Cannot remove last organization admin"
      ])
      expect(said(grafana.patch("/api/orgs/2/users/1", { role: "Viewer" }))).toEqual([
        400,
        "Cannot change role so that there is no organization admin left"
      ])
      grafana.post("/api/serviceaccounts", { name: "robot", role: "Admin" }, other)
      expect(said(grafana.del("/api/org/users/1", other))).toEqual([200, "User removed from organization"])
      expect(grafana.get("/api/orgs/2/users").body).toEqual([])
    })
  )

  it.effect("leaving the last organization deletes the user on one route and not on the other", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const xan = grafana.user("xan", "Viewer")
      const yan = grafana.user("yan", "Viewer")
      expect(said(grafana.del(`/api/org/users/${xan.id}`))).toEqual([200, "User deleted"])
      expect(grafana.get(`/api/users/${xan.id}`).status).toBe(404)
      expect(said(grafana.del(`/api/orgs/1/users/${yan.id}`))).toEqual([
        200,
        "User removed from organization"
      ])
      expect(grafana.get(`/api/users/${yan.id}`).body).not.toHaveProperty("orgId")
      expect(yan.get("/api/org")).toMatchObject(needed("orgs:read"))
    })
  )

  it.effect("an invitation is completed once", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const nobody = grafana.as(undefined)
      const invite = (fields: object) => grafana.post("/api/org/invites", { role: "Viewer", ...fields })
      expect(said(invite({ loginOrEmail: "admin" }))).toEqual([
        412,
        "User admin is already added to organization"
      ])
      expect(said(invite({ loginOrEmail: "new@x.y", name: "New" }))).toEqual([
        200,
        "Created invite for new@x.y"
      ])
      const [{ code }] = grafana.get("/api/org/invites").body
      expect(nobody.get(`/api/user/invite/${code}`).body).toMatchObject({
        email: "new@x.y",
        orgName: "Main Org."
      })
      const complete = () =>
        nobody.post("/api/user/invite/complete", {
          inviteCode: code,
          username: "new",
          email: "new@x.y",
          password: "pass"
        })
      expect(complete().body).toMatchObject({ message: "User created and logged in" })
      expect(said(complete())).toEqual([412, "Invite cannot be used in status Completed"])
      expect(said(grafana.patch("/api/org/invites/nope/revoke"))).toEqual([404, "Invite not found"])
    })
  )
})
