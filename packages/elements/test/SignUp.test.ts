import * as SignUp from "@effect-grafana/elements/SignUp"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { scripted, settled } from "./support/scripted.js"

const password = Redacted.make("password")

it.effect("who cannot sign up hears why: none may, the login is taken, the code is wrong", () => {
  const grafana = scripted(
    [401, { message: "User signup is disabled" }],
    [401, { message: "User with same email address already exists" }],
    [404, { message: "Invalid email verification code" }]
  )
  return Effect.gen(function* () {
    const signUp = Effect.flip(SignUp.complete({ email: "new@example.com", password }))
    const failures = yield* Effect.replicateEffect(signUp, 3)
    expect(failures.map(({ _tag }) => _tag)).toEqual(["SignUpDisabled", "LoginTaken", "NotFound"])
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("nothing of it is sent twice, for a code holds once", () => {
  const grafana = scripted("lost")
  return Effect.gen(function* () {
    const code = Redacted.make("code")
    const reset = SignUp.resetPassword({ code, newPassword: password, confirmPassword: password })
    expect((yield* Effect.flip(settled(reset)))._tag).toBe("TransportError")
    expect(grafana.asked).toEqual(["POST /api/user/password/reset"])
  }).pipe(Effect.provide(grafana.layer))
})
