import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Silences from "../src/Silences.js"
import { scripted, settled } from "./support/scripted.js"

const silence = (state: string) =>
  [
    200,
    {
      id: "s-one",
      status: { state },
      updatedAt: "2026-11-22T07:10:24.736Z",
      startsAt: "2030-01-01T00:00:00.000Z",
      endsAt: "2030-01-02T00:00:00.000Z",
      createdBy: "admin",
      comment: "c",
      matchers: []
    }
  ] as const

describe("a removal whose outcome is unknown", () => {
  it.effect.each([
    { what: "has expired", step: silence("expired") },
    { what: "is not kept any more", step: [404, { message: "silence s-one not found" }] as const }
  ])("is done where the silence $what", ({ step }) => {
    const grafana = scripted("lost", step)
    return Effect.gen(function* () {
      yield* settled(Silences.remove({ id: "s-one" }))
      expect(grafana.asked).toHaveLength(2)
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is sent again where the silence is in force", () => {
    const grafana = scripted("lost", silence("active"), [200, { message: "silence deleted" }])
    return Effect.gen(function* () {
      yield* settled(Silences.remove({ id: "s-one" }))
      expect(grafana.asked).toHaveLength(3)
    }).pipe(Effect.provide(grafana.layer))
  })
})

it.effect("A list of silences is tried again while the Alertmanager starts", () => {
  const grafana = scripted([409, { message: "Alertmanager is not ready yet" }], [200, []])
  return Effect.gen(function* () {
    expect(yield* settled(Silences.list())).toEqual([])
  }).pipe(Effect.provide(grafana.layer))
})
