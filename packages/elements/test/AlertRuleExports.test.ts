import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as AlertRuleExports from "../src/AlertRuleExports.js"
import { scripted } from "./support/scripted.js"

it.effect("An export comes as text in the format that is asked for", () => {
  const grafana = scripted([200, "apiVersion: 1\n"])
  return Effect.gen(function* () {
    const text = yield* AlertRuleExports.rulesText({ format: "yaml", folderUid: ["f-one", "f-two"] })
    expect(text).toBe("apiVersion: 1\n")
    const url = new URL(grafana.asked[0]?.slice("GET ".length) ?? "", "http://grafana.test")
    expect([...url.searchParams]).toEqual([
      ["format", "yaml"],
      ["folderUid", "f-one"],
      ["folderUid", "f-two"]
    ])
  }).pipe(Effect.provide(grafana.layer))
})
