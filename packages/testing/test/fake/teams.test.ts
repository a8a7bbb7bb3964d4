import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { needed, start, type Answer } from "./support.js"

const names = (answer: Answer): ReadonlyArray<string> =>
  answer.body.teams.map(({ name }: { name: string }) => name)

const withTeams = Effect.map(start(), (grafana) => {
  for (const name of ["Team B", "Team A", "Other"])
    grafana.post("/api/teams", { name, email: `${name[5]}@x.y` })
  return grafana
})

describe("teams", () => {
  it.effect("a new team has its creator as an administrator", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const created = grafana.post("/api/teams", { name: "Team A", email: "a@example.com" })
      expect(created.body).toEqual({ message: "Team created", teamId: 1, uid: expect.any(String) })
      expect(grafana.get("/api/teams/1").body).toEqual({
        id: 1,
        uid: created.body.uid,
        orgId: 1,
        name: "Team A",
        email: "a@example.com",
        externalUID: "",
        isProvisioned: false,
        avatarUrl: "/avatar/b418773a2c51fb9777a1648346fa7394",
        memberCount: 1,
        permission: 0,
        accessControl: null
      })
      expect(grafana.get(`/api/teams/${created.body.uid}`).body.id).toBe(1)
      expect(grafana.get("/api/teams/1/members").body).toMatchObject([{ login: "admin", permission: 4 }])
    })
  )

  it.effect("a search is by name and counts what fits", () =>
    Effect.gen(function* () {
      const grafana = yield* withTeams
      expect(names(grafana.get("/api/teams/search"))).toEqual(["Other", "Team A", "Team B"])
      expect(grafana.get("/api/teams/search?query=team&perpage=1&page=2").body).toMatchObject({
        totalCount: 2,
        teams: [{ name: "Team B" }],
        page: 2,
        perPage: 1
      })
      expect(names(grafana.get("/api/teams/search?name=Team%20A"))).toEqual(["Team A"])
      expect(names(grafana.get("/api/teams/search?sort=name-desc"))).toEqual(["Team B", "Team A", "Other"])
      expect(grafana.get("/api/teams/search?sort=nope").status).toBe(400)
      expect(grafana.get("/api/teams/search?teamId=1").body).toMatchObject({
        totalCount: 3,
        teams: [{ id: 1 }]
      })
      expect(grafana.get("/api/teams/search?accesscontrol=true").body.teams[0].accessControl).toEqual({
        "teams.permissions:read": true,
        "teams.permissions:write": true,
        "teams:delete": true,
        "teams:read": true,
        "teams:write": true
      })
    })
  )

  it.effect("a taken name is a conflict on creation and a bad request on change", () =>
    Effect.gen(function* () {
      const grafana = yield* withTeams
      expect(grafana.post("/api/teams", { name: "Other" })).toMatchObject({
        status: 409,
        body: { message: "Team name taken" }
      })
      expect(grafana.put("/api/teams/1", { name: "Other" })).toMatchObject({
        status: 400,
        body: { message: "Team name taken" }
      })
      expect(grafana.put("/api/teams/1", {}).body.message).toBe("Team updated")
      expect(grafana.post("/api/teams", {}).body.message).toBe("bad request data")
    })
  )

  it.effect("a team that is missing: a number has no team, a word no route, a list nothing", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      expect(grafana.get("/api/teams/9")).toMatchObject({ status: 404, body: { message: "Team not found" } })
      expect(grafana.get("/api/teams/abc")).toMatchObject({ status: 404, body: { message: "Not found" } })
      expect(grafana.get("/api/teams/9/members").body).toEqual([])
      expect(grafana.get("/api/teams/9/preferences").body).toEqual({})
      expect(grafana.del("/api/teams/9").status).toBe(404)
    })
  )

  it.effect("members join, change and leave", () =>
    Effect.gen(function* () {
      const grafana = yield* withTeams
      const vera = grafana.user("vera", "Viewer")
      const members = "/api/teams/1/members"
      const said = (answer: Answer) => [answer.status, answer.body.message]
      expect(said(grafana.post(members, { userId: vera.id }))).toEqual([200, "Member added to Team"])
      expect(said(grafana.post(members, { userId: vera.id }))).toEqual([
        400,
        "User is already added to this team"
      ])
      expect(said(grafana.post(members, { userId: 99 }))).toEqual([500, "Failed to add Member to Team"])
      expect(said(grafana.put(`${members}/${vera.id}`, { permission: 3 }))).toEqual([
        200,
        "Team member updated"
      ])
      expect(grafana.get(members).body.at(-1)).toMatchObject({ login: "vera", permission: 0 })
      expect(said(grafana.del(`${members}/${vera.id}`))).toEqual([200, "Team Member removed"])
      expect(said(grafana.del(`${members}/${vera.id}`))).toEqual([404, "Team member not found"])
      expect(said(grafana.put(`${members}/${vera.id}`, { permission: 4 }))).toEqual([
        404,
        "Team member not found."
      ])
      const all = { members: ["vera@example.com"], admins: [] }
      expect(said(grafana.put(members, all))).toEqual([200, "Team memberships have been updated"])
      expect(grafana.get(members).body).toMatchObject([{ login: "vera", permission: 0 }])
      expect(said(grafana.put(members, { members: ["ghost@x.y"], admins: [] }))).toEqual([
        404,
        "user not found"
      ])
    })
  )

  it.effect("a viewer sees the teams that he is in", () =>
    Effect.gen(function* () {
      const grafana = yield* withTeams
      const vera = grafana.user("vera", "Viewer")
      expect(vera.get("/api/teams/search")).toMatchObject(needed("teams:read"))
      grafana.post("/api/teams/2/members", { userId: vera.id })
      expect(vera.get("/api/teams/search").body).toMatchObject({ totalCount: 1, teams: [{ id: 2 }] })
      expect(vera.get("/api/teams/1")).toMatchObject(needed("teams:read"))
      expect(vera.put("/api/teams/2/preferences", { theme: "dark" })).toMatchObject(needed("teams:write"))
      grafana.put(`/api/teams/2/members/${vera.id}`, { permission: 4 })
      expect(vera.put("/api/teams/2/preferences", { theme: "dark" }).status).toBe(200)
    })
  )
})
