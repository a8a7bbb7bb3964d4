import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as NotificationPolicies from "../src/NotificationPolicies.js"
import { scripted } from "./support/scripted.js"

it.effect("A policy at any depth is checked before the tree is sent", () => {
  const grafana = scripted([202, { message: "policies updated" }])
  const tree = (group_wait: string): Parameters<typeof NotificationPolicies.replace>[0] => ({
    receiver: "hook",
    routes: [{ routes: [{ object_matchers: [["team", "=~", "a|b"]], group_wait }] }]
  })
  return Effect.gen(function* () {
    const failure = yield* Effect.flip(NotificationPolicies.replace(tree("soon")))
    expect(failure._tag).toBe("InvalidInput")
    yield* NotificationPolicies.replace(tree("1m30s"))
    expect(grafana.asked).toEqual(["PUT /api/v1/provisioning/policies"])
  }).pipe(Effect.provide(grafana.layer))
})
