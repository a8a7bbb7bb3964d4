import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as AlertRuleTests from "../src/AlertRuleTests.js"
import { scripted } from "./support/scripted.js"

const none = [200, { schema: { fields: [] }, data: { values: [] } }] as const

it.effect("Labels to look for travel under their own names", () => {
  const grafana = scripted(none)
  return Effect.gen(function* () {
    yield* AlertRuleTests.history({ ruleUID: "r", filter: { labels_team: "a b" } })
    expect(grafana.asked).toEqual(["GET /api/v1/rules/history?ruleUID=r&labels_team=a%20b"])
  }).pipe(Effect.provide(grafana.layer))
})
