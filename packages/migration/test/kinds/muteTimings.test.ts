import * as MuteTimings from "@effect-grafana/elements/MuteTimings"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { on } from "../support/instances.js"
import { changes, contents, kindOf, move, plan } from "../support/moving.js"

const kind = kindOf("mute-timings")

const weekends = [{ weekdays: ["saturday", "sunday"], location: "Europe/Paris" }]
const nights = [{ times: [{ start_time: "22:00", end_time: "24:00" }], months: ["1:3"] }]

const make = (name: string, time_intervals: typeof weekends | typeof nights, disableProvenance: boolean) =>
  MuteTimings.create({ name, time_intervals, disableProvenance })

const source = Effect.tap(FakeGrafana.make(), (fake) =>
  on(fake)(Effect.all([make("week/ends ä", weekends, true), make("nights", nights, false)]))
)

const held = {
  "week/ends ä": { time_intervals: weekends },
  nights: { time_intervals: nights, provenance: "api" }
}

it.effect("a mute timing is its times, and that the API has written it", () =>
  Effect.gen(function* () {
    expect(yield* contents(yield* source, kind)).toEqual(held)
  })
)

it.effect("a mute timing that is made is the same, and goes when it is taken back", () =>
  Effect.gen(function* () {
    const from = yield* source
    const target = yield* FakeGrafana.make({ seed: 2 })
    const { back, trouble } = yield* move(from, target, [kind])
    expect(trouble).toEqual([])
    expect(yield* contents(target, kind)).toEqual(held)
    expect(changes((yield* plan(from, target, [kind])).plan)).toEqual([])
    expect(yield* back).toMatchObject({ removed: 2, failed: 0 })
    expect(yield* contents(target, kind)).toEqual({})
  })
)

it.effect("a mute timing that differs becomes the source's, and is restored", () =>
  Effect.gen(function* () {
    const from = yield* source
    const target = yield* FakeGrafana.make({ seed: 2 })
    yield* on(target)(Effect.all([make("nights", weekends, true), make("week/ends ä", nights, true)]))
    const before = yield* contents(target, kind)
    const { back, trouble } = yield* move(from, target, [kind])
    expect(trouble).toEqual([])
    expect(yield* contents(target, kind)).toEqual(held)
    expect(yield* back).toMatchObject({ restored: 1, failed: 1 })
    // What the API has taken over it keeps (12.3.0).
    expect(yield* contents(target, kind)).toEqual({ ...before, nights: held.nights })
  })
)

it.effect("what the API has written in the target does not pass into the hands of its pages", () =>
  Effect.gen(function* () {
    const from = yield* source
    const target = yield* FakeGrafana.make({ seed: 2 })
    yield* on(target)(make("week/ends ä", weekends, false))
    const { trouble } = yield* move(from, target, [kind])
    expect(trouble).toEqual([expect.stringMatching(/week\/ends ä: failed: .*ProvenanceMismatch, 403/)])
  })
)
