import * as Admin from "@effect-grafana/elements/Admin"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { scripted, settled } from "./support/scripted.js"

const password = Redacted.make("CANARY-password")
const created = { id: 2, uid: "dg51i3dgirthcd", message: "User created" }
const missing = [404, { message: "user not found" }] as const
const alice = {
  id: 2,
  email: "alice@example.com",
  name: "Alice",
  login: "alice",
  theme: "",
  isGrafanaAdmin: false,
  isDisabled: false,
  isExternal: false,
  authLabels: null,
  updatedAt: "2026-11-22T05:53:12Z",
  createdAt: "2026-11-22T05:53:12Z",
  avatarUrl: ""
}

describe("a user's creation whose outcome is unknown", () => {
  it.effect("is sent again where nobody has the login", () => {
    const grafana = scripted("lost", missing, [200, created])
    return Effect.gen(function* () {
      expect(yield* settled(Admin.createUser({ login: "alice", password }))).toEqual(created)
      expect(grafana.asked).toEqual([
        "POST /api/admin/users",
        "GET /api/users/lookup?loginOrEmail=alice",
        "POST /api/admin/users"
      ])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is never taken for done: whoever has the login may have another password", () => {
    const grafana = scripted("lost", [200, alice])
    return Effect.gen(function* () {
      const failure = yield* Effect.flip(settled(Admin.createUser({ email: "alice@example.com", password })))
      expect(failure._tag).toBe("TransportError")
      expect(grafana.asked[1]).toBe("GET /api/users/lookup?loginOrEmail=alice%40example.com")
    }).pipe(Effect.provide(grafana.layer))
  })
})

it.effect("a changed password with sessions that live on is not taken for a failure to change it", () => {
  const message = "User password updated but unable to revoke user sessions"
  const grafana = scripted([417, { message }])
  return Effect.gen(function* () {
    const failure = yield* Effect.flip(Admin.setPassword({ id: 2, password }))
    expect(failure._tag).toBe("SessionsNotRevoked")
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("a user of an outside login is told apart from a server that fails", () => {
  const grafana = scripted(
    [500, { message: "Could not disable external user" }],
    [500, { message: "Failed to disable user" }],
    [403, { message: "Cannot update external User" }]
  )
  return Effect.gen(function* () {
    expect((yield* Effect.flip(Admin.disableUser({ id: 2 })))._tag).toBe("ExternalUser")
    expect((yield* Effect.flip(Admin.disableUser({ id: 2 })))._tag).toBe("ServerError")
    expect((yield* Effect.flip(Admin.setPassword({ id: 2, password })))._tag).toBe("ExternalUser")
  }).pipe(Effect.provide(grafana.layer))
})
