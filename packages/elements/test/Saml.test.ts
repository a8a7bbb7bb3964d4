import * as Saml from "@effect-grafana/elements/Saml"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { clientOf } from "./support/lossy.js"

it.effect("a sign-out by SAML is done with its redirect, which is not followed", () => {
  let asked = 0
  const layer = clientOf(() => {
    asked += 1
    return { status: 302 }
  })
  return Effect.gen(function* () {
    yield* Saml.logout()
    expect(asked).toBe(1)
  }).pipe(Effect.provide(layer))
})
