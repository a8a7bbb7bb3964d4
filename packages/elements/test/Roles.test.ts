import * as Roles from "@effect-grafana/elements/Roles"
import * as TeamRoles from "@effect-grafana/elements/TeamRoles"
import * as UserRoles from "@effect-grafana/elements/UserRoles"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { scripted, settled } from "./support/scripted.js"

const role = {
  uid: "r1",
  name: "custom:reader",
  version: 1,
  permissions: [
    { action: "folders:read", scope: "folders:*", created: "2026-01-01T00:00:00Z" },
    { action: "orgs:read", scope: "" }
  ]
}
const asked = {
  uid: "r1",
  name: "custom:reader",
  permissions: [{ action: "orgs:read" }, { action: "folders:read", scope: "folders:*" }]
}
const missing = [404, { message: "Role not found" }] as const

describe("a role's creation whose outcome is unknown", () => {
  it.effect("is done where the role under its uid allows the same, in any order", () => {
    const grafana = scripted("lost", [200, role])
    return Effect.gen(function* () {
      expect(yield* settled(Roles.create(asked))).toEqual(role)
      expect(grafana.asked).toEqual(["POST /api/access-control/roles", "GET /api/access-control/roles/r1"])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is not taken for done where that role allows something else", () => {
    const grafana = scripted("lost", [200, { ...role, permissions: role.permissions.slice(1) }])
    return Effect.gen(function* () {
      const failure = yield* Effect.flip(settled(Roles.create(asked)))
      expect(failure._tag).toBe("TransportError")
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is sent again where there is none of its uid", () => {
    const grafana = scripted("lost", missing, [201, role])
    return Effect.gen(function* () {
      expect(yield* settled(Roles.create(asked))).toEqual(role)
      expect(grafana.asked).toHaveLength(3)
    }).pipe(Effect.provide(grafana.layer))
  })
})

describe("a role's update whose outcome is unknown", () => {
  const update = settled(
    Roles.update({ ...asked, displayName: "Reader", description: "", group: "", version: 2 })
  )

  it.effect("is done where the version that was sent stands there", () => {
    const grafana = scripted("lost", [200, { ...role, version: 2 }])
    return Effect.gen(function* () {
      expect(yield* update).toMatchObject({ version: 2 })
      expect(grafana.asked).toHaveLength(2)
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is sent again where the version before stands there", () => {
    const grafana = scripted("lost", [200, role], [200, { ...role, version: 2 }])
    return Effect.gen(function* () {
      yield* update
      expect(grafana.asked[2]).toBe("PUT /api/access-control/roles/r1")
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is not sent over somebody else's version", () => {
    const grafana = scripted("lost", [200, { ...role, name: "custom:other", version: 2 }])
    return Effect.gen(function* () {
      expect((yield* Effect.flip(update))._tag).toBe("TransportError")
      expect(grafana.asked).toHaveLength(2)
    }).pipe(Effect.provide(grafana.layer))
  })
})

describe("an assignment whose outcome is unknown", () => {
  it.effect("to a team is done where the team has the role", () => {
    const grafana = scripted("lost", [200, [role]])
    return Effect.gen(function* () {
      yield* settled(TeamRoles.add({ teamId: 1, roleUid: "r1" }))
      expect(grafana.asked[1]).toBe("GET /api/access-control/teams/1/roles?includeHidden=true")
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("to a user is sent again where the user has only others", () => {
    const grafana = scripted(
      "lost",
      [200, [{ ...role, uid: "r2" }]],
      [200, { message: "Role added to the user." }]
    )
    return Effect.gen(function* () {
      yield* settled(UserRoles.add({ userId: 3, roleUid: "r1" }))
      expect(grafana.asked).toHaveLength(3)
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("in all organizations is left open, since the list tells only of one", () => {
    const grafana = scripted("lost")
    return Effect.gen(function* () {
      const failure = yield* Effect.flip(settled(UserRoles.add({ userId: 3, roleUid: "r1", global: true })))
      expect(failure).toMatchObject({ _tag: "TransportError", outcome: "unknown" })
      expect(grafana.asked).toHaveLength(1)
    }).pipe(Effect.provide(grafana.layer))
  })
})
