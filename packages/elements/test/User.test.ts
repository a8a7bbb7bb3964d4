import * as User from "@effect-grafana/elements/User"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { scripted, settled } from "./support/scripted.js"

it.effect("a service account hears that only users have organizations", () => {
  const grafana = scripted([304, ""])
  return Effect.gen(function* () {
    const failure = yield* Effect.flip(User.listOrganizations())
    expect(failure._tag).toBe("NotForServiceAccounts")
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("a session whose end was not confirmed and that is gone counts as ended", () => {
  const grafana = scripted("lost", [404, { message: "User auth token not found" }])
  return Effect.gen(function* () {
    const answer = yield* settled(User.revokeAuthToken({ authTokenId: 2 }))
    expect(answer).toEqual({ message: "User auth token revoked" })
    expect(grafana.asked.length).toBe(2)
  }).pipe(Effect.provide(grafana.layer))
})

describe("passwords", () => {
  const passwords = { oldPassword: Redacted.make("CANARY-old"), newPassword: Redacted.make("CANARY-new") }

  it.effect("a change whose outcome is unknown is not sent again: the old password would be wrong", () => {
    const grafana = scripted("lost")
    return Effect.gen(function* () {
      const failure = yield* Effect.flip(User.changePassword(passwords))
      expect(failure._tag).toBe("TransportError")
      expect(grafana.asked).toEqual(["PUT /api/user/password"])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("a wrong old password is told by Grafana 10 and by Grafana 12 in their own ways", () => {
    const grafana = scripted(
      [401, { message: "Invalid old password" }],
      [400, { statusCode: 400, messageId: "user.password-missmatch", message: "Invalid old password" }]
    )
    return Effect.gen(function* () {
      expect((yield* Effect.flip(User.changePassword(passwords)))._tag).toBe("WrongPassword")
      expect((yield* Effect.flip(User.changePassword(passwords)))._tag).toBe("WrongPassword")
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("no failure tells a password", () => {
    const grafana = scripted("lost")
    return Effect.gen(function* () {
      const lost = yield* Effect.flip(User.changePassword(passwords))
      const refused = yield* Effect.flip(
        // @ts-expect-error passwords are Redacted
        User.changePassword({ ...passwords, newPassword: "CANARY-plain" })
      )
      expect(refused._tag).toBe("InvalidInput")
      expect(
        `${String(lost)}${JSON.stringify(lost)}${String(refused)}${JSON.stringify(refused)}`
      ).not.toContain("CANARY")
    }).pipe(Effect.provide(grafana.layer))
  })
})

describe("the code of a verification mail", () => {
  const redirect = (location: string) => `<a href="${location}">Found</a>.\n\n`
  const code = Redacted.make("CANARY-code")

  it.effect("is taken where Grafana leads to the profile", () => {
    const grafana = scripted([302, redirect("/grafana/profile")])
    return Effect.gen(function* () {
      yield* User.updateEmail({ code })
      expect(grafana.asked[0]).toMatch(/^GET \/user\/email\/update\?code=/)
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is not taken where Grafana leads to the login page", () => {
    const grafana = scripted([302, redirect("/login")])
    return Effect.gen(function* () {
      expect((yield* Effect.flip(User.updateEmail({ code })))._tag).toBe("UnexpectedResponse")
    }).pipe(Effect.provide(grafana.layer))
  })
})
