import * as Invites from "@effect-grafana/elements/Invites"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { scripted, settled } from "./support/scripted.js"

it.effect("an invite is never sent twice", () => {
  const grafana = scripted("lost")
  return Effect.gen(function* () {
    const inviting = settled(Invites.create({ loginOrEmail: "inv@example.com", role: "Viewer" }))
    expect((yield* Effect.flip(inviting))._tag).toBe("TransportError")
    expect(grafana.asked).toEqual(["POST /api/org/invites"])
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("an invite's code goes out in the path and is no plain text in the input", () => {
  const grafana = scripted([200, { message: "Invite revoked" }])
  return Effect.gen(function* () {
    const code = Redacted.make("CANARY-code")
    yield* Invites.revoke({ code })
    expect(grafana.asked).toEqual(["PATCH /api/org/invites/CANARY-code/revoke"])
    // @ts-expect-error a code is Redacted
    const failure = yield* Effect.flip(Invites.revoke({ code: "CANARY-code" }))
    expect(failure._tag).toBe("InvalidInput")
    expect(failure.message).not.toContain("CANARY")
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("an invite that was used is told from a login that is taken", () => {
  const grafana = scripted(
    [412, { message: "Invite cannot be used in status Completed" }],
    [412, { message: "User with email 'inv@example.com' or username 'inv' already exists" }]
  )
  return Effect.gen(function* () {
    const input = {
      inviteCode: Redacted.make("code"),
      email: "inv@example.com",
      password: Redacted.make("new")
    }
    const failures = yield* Effect.replicateEffect(Effect.flip(Invites.complete(input)), 2)
    expect(failures.map(({ _tag }) => _tag)).toEqual(["InviteNotPending", "LoginTaken"])
  }).pipe(Effect.provide(grafana.layer))
})
