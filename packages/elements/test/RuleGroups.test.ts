import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as RuleGroups from "../src/RuleGroups.js"
import { scripted, settled } from "./support/scripted.js"

const where = { folderUid: "f-one", group: "a/b" }
const group = [200, { title: "a/b", folderUid: "f-one", interval: 60, rules: null }] as const
const missing = [
  404,
  { statusCode: 404, messageId: "alerting.alert-rule.notFound", message: "NotFound" }
] as const

describe("a rule group", () => {
  it.effect("is not replaced by an empty list, which would keep its rules", () => {
    const grafana = scripted()
    return Effect.gen(function* () {
      // The compiler refuses the list as well.
      const rules = [] as unknown as NonNullable<Parameters<typeof RuleGroups.replace>[0]["rules"]>
      const failure = yield* Effect.flip(RuleGroups.replace({ ...where, interval: 60, rules }))
      expect(failure._tag).toBe("InvalidInput")
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("without rules comes with an empty list", () => {
    const grafana = scripted(group)
    return Effect.gen(function* () {
      expect((yield* RuleGroups.replace({ ...where, interval: 60 })).rules).toEqual([])
    }).pipe(Effect.provide(grafana.layer))
  })
})

describe("a removal whose outcome is unknown", () => {
  it.effect("is done where the group is gone", () => {
    const grafana = scripted("lost", missing)
    return Effect.gen(function* () {
      yield* settled(RuleGroups.remove(where))
      expect(grafana.asked).toEqual([
        "DELETE /api/v1/provisioning/folder/f-one/rule-groups/a%2Fb",
        "GET /api/v1/provisioning/folder/f-one/rule-groups/a%2Fb"
      ])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is sent again where the group is there still", () => {
    const grafana = scripted("lost", group, [204, ""])
    return Effect.gen(function* () {
      yield* settled(RuleGroups.remove(where))
      expect(grafana.asked).toHaveLength(3)
    }).pipe(Effect.provide(grafana.layer))
  })
})
