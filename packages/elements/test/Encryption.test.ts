import * as Encryption from "@effect-grafana/elements/Encryption"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { scripted } from "./support/scripted.js"

it.effect("an encryption that left secrets out is no success, though its status is a 2xx", () => {
  const grafana = scripted([206, { message: "Something unexpected happened" }])
  return Effect.gen(function* () {
    const failure = yield* Effect.flip(Encryption.reencryptSecrets())
    expect(failure).toMatchObject({ _tag: "SecretsLeft", status: 206 })
  }).pipe(Effect.provide(grafana.layer))
})
