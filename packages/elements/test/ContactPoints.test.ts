import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as ContactPoints from "../src/ContactPoints.js"
import { scripted, settled } from "./support/scripted.js"

const created = {
  uid: "cp-hook",
  name: "hook",
  type: "webhook",
  settings: { url: "http://127.0.0.1:9/hook", authorization_credentials: "CANARY" }
} as const

const contactPoint = (changes: Partial<ContactPoints.ContactPoint> = {}): ContactPoints.ContactPoint => ({
  ...created,
  settings: { ...created.settings, authorization_credentials: "[REDACTED]" },
  disableResolveMessage: false,
  provenance: "api",
  ...changes
})
const another = contactPoint({ uid: "cp-other", type: "email", settings: { addresses: "a@example.com" } })

describe("a create whose outcome is unknown", () => {
  it.effect("is done where it stands among those of its name, its secret hidden", () => {
    const grafana = scripted("lost", [200, [another, contactPoint()]])
    return Effect.gen(function* () {
      expect((yield* settled(ContactPoints.create(created))).uid).toBe("cp-hook")
      expect(grafana.asked[1]).toBe("GET /api/v1/provisioning/contact-points?name=hook")
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is sent again where only others have its name", () => {
    const grafana = scripted("lost", [200, [another]], [202, contactPoint()])
    return Effect.gen(function* () {
      yield* settled(ContactPoints.create(created))
      expect(grafana.asked).toHaveLength(3)
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect.each<{ what: string; changes: Partial<ContactPoints.ContactPoint> }>([
    { what: "is of another type", changes: { type: "slack" } },
    { what: "has other settings", changes: { settings: { url: "http://elsewhere.test" } } },
    { what: "has no provenance", changes: { provenance: "" } }
  ])("fails where what has its uid $what", ({ changes }) => {
    const grafana = scripted("lost", [200, [contactPoint(changes)]])
    return Effect.gen(function* () {
      const failure = yield* Effect.flip(settled(ContactPoints.create(created)))
      expect(failure._tag).toBe("TransportError")
    }).pipe(Effect.provide(grafana.layer))
  })
})

describe("an update that meets another write of the alerting configuration", () => {
  it.effect("is sent again, for nothing was written", () => {
    const grafana = scripted(
      [500, { message: "could not find object using provided id and hash" }],
      [202, { message: "contactpoint updated" }]
    )
    return Effect.gen(function* () {
      yield* settled(ContactPoints.update(created))
      expect(grafana.asked).toHaveLength(2)
    }).pipe(Effect.provide(grafana.layer))
  })
})
