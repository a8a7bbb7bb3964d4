import * as Playlists from "@effect-grafana/elements/Playlists"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { scripted, settled } from "./support/scripted.js"

const playlist = { uid: "p", name: "pl", interval: "5m", items: [] }

it.effect("a deletion whose answer was lost is done where the playlist is gone", () => {
  const grafana = scripted("lost", [404, { message: 'playlists.playlist.grafana.app "p" not found' }])
  return Effect.gen(function* () {
    expect(yield* settled(Playlists.remove({ uid: "p" }))).toBeUndefined()
    expect(grafana.asked).toEqual(["DELETE /api/playlists/p", "GET /api/playlists/p"])
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("a deletion whose answer was lost is sent again where the playlist is there", () => {
  const grafana = scripted("lost", [200, playlist], [200, '""'])
  return Effect.gen(function* () {
    expect(yield* settled(Playlists.remove({ uid: "p" }))).toBeUndefined()
    expect(grafana.asked.length).toBe(3)
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("a playlist of nothing is refused", () => {
  const grafana = scripted()
  return Effect.gen(function* () {
    // @ts-expect-error there has to be an item
    const failure = yield* Effect.flip(Playlists.create({ name: "none", interval: "5m", items: [] }))
    expect(failure._tag).toBe("InvalidInput")
    expect(grafana.asked).toEqual([])
  }).pipe(Effect.provide(grafana.layer))
})
