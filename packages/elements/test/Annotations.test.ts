import * as Annotations from "@effect-grafana/elements/Annotations"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { scripted, settled } from "./support/scripted.js"

it.effect("a mass delete that names nothing, or half of a panel, is refused", () => {
  const grafana = scripted()
  return Effect.gen(function* () {
    const inputs = [
      {},
      { annotationId: 0 },
      { dashboardUID: "d-main" },
      { panelId: 1 },
      { dashboardUID: "d-main", panelId: 0 },
      { dashboardId: 0, panelId: 0 },
      { dashboardUID: "", panelId: 1 }
    ]
    for (const payload of inputs) {
      // @ts-expect-error the types refuse most of them too
      const failure = yield* Effect.flip(Annotations.massDelete({ payload }))
      expect(failure._tag).toBe("InvalidInput")
    }
    expect(grafana.asked).toEqual([])
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("a mass delete of one annotation that is repeated finds it gone", () => {
  const grafana = scripted("lost", [404, { message: "Annotation not found" }])
  return Effect.gen(function* () {
    const answer = yield* settled(Annotations.massDelete({ payload: { annotationId: 5 } }))
    expect(answer).toEqual({ message: "Annotations deleted" })
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("an update has to give the tags, which Grafana would empty", () => {
  const grafana = scripted()
  return Effect.gen(function* () {
    // @ts-expect-error tags are required
    const failure = yield* Effect.flip(Annotations.update({ id: 1, text: "deploy" }))
    expect(failure._tag).toBe("InvalidInput")
    expect(grafana.asked).toEqual([])
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("a walk passes over changes of state from Loki, which have neither id nor end", () => {
  const states = [3, 2, 1].map((time) => ({ time, alertId: 1, newState: "Alerting", dashboardUID: "d-one" }))
  const grafana = scripted([200, states.slice(0, 2)], [200, states.slice(2)])
  return Effect.gen(function* () {
    const found = yield* Stream.runCollect(Annotations.list.stream({ to: 3 }, { pageSize: 2, prefetch: 0 }))
    expect([...found].map(({ time }) => time)).toEqual([3, 2, 1])
    expect(grafana.asked).toEqual([
      "GET /api/annotations?from=1&to=3&limit=2",
      "GET /api/annotations?from=1&to=2&limit=2"
    ])
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("an annotation is never created twice", () => {
  const grafana = scripted("lost")
  return Effect.gen(function* () {
    const failure = yield* Effect.flip(settled(Annotations.create({ text: "deploy" })))
    expect(failure._tag).toBe("TransportError")
    expect(grafana.asked).toEqual(["POST /api/annotations"])
  }).pipe(Effect.provide(grafana.layer))
})
