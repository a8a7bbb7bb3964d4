import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as NotificationTemplates from "../src/NotificationTemplates.js"
import { scripted, settled } from "./support/scripted.js"

const text = '{{ define "x" }}hello{{ end }}'
const template = (changes: Partial<NotificationTemplates.NotificationTemplate> = {}) =>
  [200, { name: "my tpl", template: text, version: "2", provenance: "api", ...changes }] as const
const missing = [
  404,
  { statusCode: 404, messageId: "alerting.notifications.templates.notFound", message: "NotFound" }
] as const

describe("a save whose outcome is unknown", () => {
  const blind = NotificationTemplates.save({ name: "my tpl", template: text })
  const careful = NotificationTemplates.save({ name: "my tpl", template: text, version: "1" })

  it.effect("is done where the template stands there as sent", () => {
    const grafana = scripted("lost", template())
    return Effect.gen(function* () {
      expect((yield* settled(careful)).version).toBe("2")
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect.each([
    { what: "without a version, where it is missing", save: blind, step: missing },
    { what: "without a version, where it reads otherwise", save: blind, step: template({ template: "x" }) },
    {
      what: "where the version has not moved",
      save: careful,
      step: template({ template: "x", version: "1" })
    }
  ])("is sent again $what", ({ save, step }) => {
    const grafana = scripted("lost", step, template())
    return Effect.gen(function* () {
      yield* settled(save)
      expect(grafana.asked).toHaveLength(3)
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect.each([
    { what: "changed it", step: template({ template: "x" }) },
    { what: "deleted it", step: missing }
  ])("fails where somebody else has $what since the version that was read", ({ step }) => {
    const grafana = scripted("lost", step)
    return Effect.gen(function* () {
      expect((yield* Effect.flip(settled(careful)))._tag).toBe("TransportError")
    }).pipe(Effect.provide(grafana.layer))
  })
})
