import * as SsoSettings from "@effect-grafana/elements/SsoSettings"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { clientOf } from "./support/lossy.js"
import { scripted, settled } from "./support/scripted.js"

const provider = (source: string) => ({ id: "", provider: "github", settings: { enabled: false }, source })

it.effect("a setting that is Redacted reaches Grafana in clear beside those that are not", () => {
  let sent: unknown
  const layer = clientOf((request) => {
    sent = request.body
    return { status: 204 }
  })
  return Effect.gen(function* () {
    const settings = { clientId: "app", clientSecret: Redacted.make("CANARY-word"), enabled: true }
    yield* SsoSettings.update({ provider: "github", settings })
    expect(sent).toBe(`{"settings":{"clientId":"app","clientSecret":"CANARY-word","enabled":true}}`)
  }).pipe(Effect.provide(layer))
})

describe("a removal whose outcome is unknown", () => {
  const remove = settled(SsoSettings.remove({ provider: "github" }))

  it.effect("is done where the configuration's settings hold again", () => {
    const grafana = scripted("lost", [200, provider("system")])
    return Effect.gen(function* () {
      yield* remove
      expect(grafana.asked).toHaveLength(2)
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is sent again where the database's still hold", () => {
    const grafana = scripted("lost", [200, provider("database")], [204, ""])
    return Effect.gen(function* () {
      yield* remove
      expect(grafana.asked).toHaveLength(3)
    }).pipe(Effect.provide(grafana.layer))
  })
})
