import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as MuteTimings from "../src/MuteTimings.js"
import { scripted, settled } from "./support/scripted.js"

const sunday = [{ weekdays: ["sunday"] }]
const saturday = [{ weekdays: ["saturday"] }]
const timing = (changes: Partial<MuteTimings.MuteTiming> = {}) =>
  [200, { name: "free", time_intervals: saturday, version: "1", provenance: "api", ...changes }] as const
const missing = [
  404,
  { statusCode: 404, messageId: "alerting.notifications.time-intervals.notFound", message: "NotFound" }
] as const

describe("a create whose outcome is unknown", () => {
  const create = MuteTimings.create({ name: "free", time_intervals: saturday })

  it.effect("is done where the timing stands there as sent", () => {
    const grafana = scripted("lost", timing())
    return Effect.provide(settled(create), grafana.layer)
  })

  it.effect("is sent again where nothing stands there", () => {
    const grafana = scripted("lost", missing, timing())
    return Effect.gen(function* () {
      yield* settled(create)
      expect(grafana.asked).toHaveLength(3)
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect.each<{ what: string; changes: Partial<MuteTimings.MuteTiming> }>([
    { what: "other times", changes: { time_intervals: sunday } },
    { what: "another provenance", changes: { provenance: "file" } }
  ])("fails where the name has $what", ({ changes }) => {
    const grafana = scripted("lost", timing(changes))
    return Effect.gen(function* () {
      expect((yield* Effect.flip(settled(create)))._tag).toBe("TransportError")
    }).pipe(Effect.provide(grafana.layer))
  })
})

describe("an update whose outcome is unknown", () => {
  const update = MuteTimings.update({
    currentName: "free",
    name: "free",
    time_intervals: sunday,
    version: "1"
  })

  it.effect("is done where the timing stands there as sent", () => {
    const grafana = scripted("lost", timing({ time_intervals: sunday, version: "2" }))
    return Effect.gen(function* () {
      expect((yield* settled(update)).version).toBe("2")
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is sent again where the version is the one that was read", () => {
    const grafana = scripted("lost", timing(), timing({ time_intervals: sunday, version: "2" }))
    return Effect.gen(function* () {
      yield* settled(update)
      expect(grafana.asked).toHaveLength(3)
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect.each([
    { what: "has changed it otherwise", step: timing({ version: "3" }) },
    { what: "has deleted it", step: missing }
  ])("fails where somebody else $what", ({ step }) => {
    const grafana = scripted("lost", step)
    return Effect.gen(function* () {
      expect((yield* Effect.flip(settled(update)))._tag).toBe("TransportError")
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("of a stale version is not tried again, for it would be stale again", () => {
    const grafana = scripted([
      409,
      { statusCode: 409, messageId: "alerting.notifications.conflict", message: "Conflict" }
    ])
    return Effect.gen(function* () {
      expect((yield* Effect.flip(settled(update)))._tag).toBe("VersionMismatch")
    }).pipe(Effect.provide(grafana.layer))
  })
})
