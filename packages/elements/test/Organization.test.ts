import * as Organization from "@effect-grafana/elements/Organization"
import * as Organizations from "@effect-grafana/elements/Organizations"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { scripted, settled } from "./support/scripted.js"

const alice: Organization.OrganizationUser = {
  orgId: 1,
  userId: 2,
  email: "Alice@Example.com",
  name: "Alice",
  login: "alice",
  avatarUrl: "",
  role: "Viewer",
  lastSeenAt: "2026-11-22T05:53:12Z",
  lastSeenAtAge: "< 1 minute"
}

const added = { message: "User added to organization", userId: 2 }

describe("an addition of a user whose outcome is unknown", () => {
  it.effect("is done where the user stands there in the role, under login or e-mail", () => {
    const grafana = scripted("lost", [200, [alice]], "lost", [200, [{ ...alice, userId: 3 }, alice]])
    return Effect.gen(function* () {
      const byEmail = Organization.addUser({ loginOrEmail: "alice@example.com", role: "Viewer" })
      expect(yield* settled(byEmail)).toEqual(added)
      expect(grafana.asked).toEqual(["POST /api/org/users", "GET /api/org/users?query=alice%40example.com"])
      const byLogin = Organizations.addUser({ id: 1, loginOrEmail: "ALICE", role: "Viewer" })
      expect((yield* settled(byLogin)).userId).toBe(3)
      expect(grafana.asked.slice(2)).toEqual(["POST /api/orgs/1/users", "GET /api/orgs/1/users"])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is sent again where the user is none there, whoever has a name like it", () => {
    const grafana = scripted(
      "lost",
      [200, [{ ...alice, login: "alice2", email: "alice2@example.com" }]],
      [200, added]
    )
    return Effect.gen(function* () {
      expect(yield* settled(Organization.addUser({ loginOrEmail: "alice", role: "Viewer" }))).toEqual(added)
      expect(grafana.asked.length).toBe(3)
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is not taken for done where the user has another role", () => {
    const grafana = scripted("lost", [200, [alice]])
    return Effect.gen(function* () {
      const adding = settled(Organizations.addUser({ id: 1, loginOrEmail: "alice", role: "Admin" }))
      expect((yield* Effect.flip(adding))._tag).toBe("TransportError")
    }).pipe(Effect.provide(grafana.layer))
  })
})

describe("a removal of a user whose answer was lost", () => {
  it.effect("is done where the user stands there no more", () => {
    const grafana = scripted("lost", [200, []], "lost", [200, [{ ...alice, userId: 3 }]])
    return Effect.gen(function* () {
      const answer = yield* settled(Organization.removeUser({ userId: 2 }))
      expect(answer).toEqual({ message: "User removed from organization" })
      expect(yield* settled(Organizations.removeUser({ id: 1, userId: 2 }))).toEqual(answer)
      expect(grafana.asked).toEqual([
        "DELETE /api/org/users/2",
        "GET /api/org/users",
        "DELETE /api/orgs/1/users/2",
        "GET /api/orgs/1/users"
      ])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is sent again where the user stands there still, and its failure is no success", () => {
    const words = "Failed to remove user from organization"
    const grafana = scripted("lost", [200, [alice]], [500, { message: words }])
    return Effect.gen(function* () {
      const failure = yield* Effect.flip(settled(Organization.removeUser({ userId: 2 })))
      expect(failure).toMatchObject({ _tag: "ServerError", message: words })
    }).pipe(Effect.provide(grafana.layer))
  })
})

it.effect("the last admin's removal and change of role fail alike, other refusals do not", () => {
  const grafana = scripted(
    [400, { message: "Cannot remove last organization admin" }],
    [400, { message: "Cannot change role so that there is no organization admin left" }],
    [400, { message: "bad request data" }]
  )
  return Effect.gen(function* () {
    const removal = yield* Effect.flip(Organization.removeUser({ userId: 1 }))
    const change = yield* Effect.flip(Organization.updateUser({ userId: 1, role: "Viewer" }))
    const other = yield* Effect.flip(Organization.updateUser({ userId: 1, role: "Viewer" }))
    expect([removal._tag, change._tag, other._tag]).toEqual(["LastAdmin", "LastAdmin", "BadRequest"])
  }).pipe(Effect.provide(grafana.layer))
})
