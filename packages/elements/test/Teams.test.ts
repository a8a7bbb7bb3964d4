import * as TeamGroups from "@effect-grafana/elements/TeamGroups"
import * as Teams from "@effect-grafana/elements/Teams"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { scripted, settled } from "./support/scripted.js"

const team: Teams.Team = {
  id: 1,
  uid: "eg51i3f5paadcb",
  orgId: 1,
  name: "Team A",
  email: "a@example.com",
  avatarUrl: "",
  memberCount: 1,
  permission: 0,
  accessControl: null
}

const page = (...teams: ReadonlyArray<Teams.Team>) =>
  [200, { totalCount: teams.length, teams, page: 1, perPage: 1000 }] as const

const member = (userId: number): Teams.TeamMember => ({
  orgId: 1,
  teamId: 1,
  userId,
  auth_module: "",
  email: "alice@example.com",
  name: "Alice",
  login: "alice",
  avatarUrl: "",
  labels: [],
  permission: 0
})

describe("find", () => {
  it.effect("gives the team of exactly that name", () => {
    const grafana = scripted(page({ ...team, id: 2, name: "TEAM A" }, team))
    return Effect.gen(function* () {
      expect(yield* Teams.find("Team A")).toEqual(Option.some(team))
      expect(grafana.asked).toEqual(["GET /api/teams/search?name=Team%20A"])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("gives none where no team has the name", () =>
    Teams.find("Team B").pipe(
      Effect.map((found) => expect(found).toEqual(Option.none())),
      Effect.provide(scripted(page()).layer)
    )
  )
})

describe("a team's creation whose outcome is unknown", () => {
  it.effect("is sent again where no team has the name", () => {
    const created = { message: "Team created", teamId: 1, uid: "eg51i3f5paadcb" }
    const grafana = scripted("lost", page(), [200, created])
    return Effect.gen(function* () {
      expect(yield* settled(Teams.create({ name: "Team A" }))).toEqual(created)
      expect(grafana.asked).toEqual([
        "POST /api/teams",
        "GET /api/teams/search?name=Team%20A",
        "POST /api/teams"
      ])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is never taken for done: the team of the name may have been there before", () => {
    const grafana = scripted("lost", page(team))
    return Effect.gen(function* () {
      const failure = yield* Effect.flip(settled(Teams.create({ name: "Team A" })))
      expect(failure._tag).toBe("TransportError")
    }).pipe(Effect.provide(grafana.layer))
  })
})

describe("an addition of a member whose outcome is unknown", () => {
  it.effect("is done where the user is a member", () => {
    const grafana = scripted("lost", [200, [member(1), member(2)]])
    return Effect.gen(function* () {
      const answer = yield* settled(Teams.addMember({ id: 1, userId: 2 }))
      expect(answer).toEqual({ message: "Member added to Team" })
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is sent again where the user is no member", () => {
    const grafana = scripted("lost", [200, [member(1)]], [200, { message: "Member added to Team" }])
    return Effect.gen(function* () {
      yield* settled(Teams.addMember({ id: 1, userId: 2 }))
      expect(grafana.asked).toEqual([
        "POST /api/teams/1/members",
        "GET /api/teams/1/members",
        "POST /api/teams/1/members"
      ])
    }).pipe(Effect.provide(grafana.layer))
  })
})

it.effect("an update without an e-mail is refused, because Grafana would empty it", () => {
  const grafana = scripted()
  return Effect.gen(function* () {
    // @ts-expect-error the e-mail is required
    const failure = yield* Effect.flip(Teams.update({ id: 1, name: "Team A" }))
    expect(failure._tag).toBe("InvalidInput")
    expect(grafana.asked).toEqual([])
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("a permission that Grafana would take for another one is refused", () => {
  const grafana = scripted()
  return Effect.gen(function* () {
    // @ts-expect-error a member has 0, an admin 4
    const failure = yield* Effect.flip(Teams.updateMember({ id: 1, userId: 2, permission: 3 }))
    expect(failure._tag).toBe("InvalidInput")
    expect(grafana.asked).toEqual([])
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("an unknown uid is NotFound in the words of a missing route, and says so", () => {
  const grafana = scripted([404, { message: "Not found" }], [404, { message: "Team not found" }])
  return Effect.gen(function* () {
    expect(yield* Effect.flip(Teams.get({ id: "nope" }))).toMatchObject({
      _tag: "NotFound",
      possiblyRoute: true
    })
    expect(yield* Effect.flip(Teams.get({ id: 9 }))).toMatchObject({ _tag: "NotFound", possiblyRoute: false })
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("external groups without the licence are a missing route", () => {
  const grafana = scripted([404, { message: "Not found" }])
  return Effect.gen(function* () {
    expect((yield* Effect.flip(TeamGroups.list({ id: 1 })))._tag).toBe("RouteNotFound")
  }).pipe(Effect.provide(grafana.layer))
})
