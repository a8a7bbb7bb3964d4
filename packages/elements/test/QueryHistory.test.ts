import * as QueryHistory from "@effect-grafana/elements/QueryHistory"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { scripted, settled } from "./support/scripted.js"

it.effect("a viewer's 401 is no wrong credential, and a wrong one is no viewer's", () => {
  const grafana = scripted(
    [401, { message: "Failed to get query history" }],
    [401, { message: "Unauthorized", messageId: "auth.unauthorized" }]
  )
  return Effect.gen(function* () {
    const viewer = yield* Effect.flip(QueryHistory.search({}))
    const wrong = yield* Effect.flip(QueryHistory.search({}))
    expect([viewer._tag, wrong._tag]).toEqual(["Forbidden", "Unauthorized"])
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("a star is neither set nor taken twice, because the second would fail on the first", () => {
  const grafana = scripted("lost", "lost")
  return Effect.gen(function* () {
    yield* Effect.flip(settled(QueryHistory.star({ uid: "q" })))
    yield* Effect.flip(settled(QueryHistory.unstar({ uid: "q" })))
    expect(grafana.asked).toEqual(["POST /api/query-history/star/q", "DELETE /api/query-history/star/q"])
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("a deletion that fails when it is repeated is no success, for the words tell nothing", () => {
  const grafana = scripted("lost", [500, { message: "Failed to delete query from query history" }])
  return Effect.gen(function* () {
    const failure = yield* Effect.flip(settled(QueryHistory.remove({ uid: "q" })))
    expect(failure._tag).toBe("ServerError")
  }).pipe(Effect.provide(grafana.layer))
})
