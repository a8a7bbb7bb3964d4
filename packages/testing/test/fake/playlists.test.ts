import { describe, expect, it } from "@effect/vitest"
import * as Playlists from "@effect-grafana/elements/Playlists"
import * as Effect from "effect/Effect"
import * as FakeGrafana from "../../src/FakeGrafana.js"
import { start } from "./support.js"

const items = [{ type: "dashboard_by_tag", value: "prod" }] as const

describe("playlists", () => {
  it.effect("the client makes, reads, changes, lists and deletes one", () =>
    Effect.gen(function* () {
      const { uid } = yield* Playlists.create({ name: "Tour", interval: "5m", items })
      yield* Playlists.update({ uid, name: "Grand tour", interval: "1m", items })
      expect(yield* Playlists.get({ uid })).toEqual({ uid, name: "Grand tour", interval: "1m", items })
      expect(yield* Playlists.getItems({ uid })).toEqual(items)
      expect(yield* Playlists.list({ query: "TOUR" })).toEqual([
        { id: 1, uid, name: "Grand tour", interval: "1m" }
      ])
      expect(yield* Playlists.list({ query: "nope" })).toEqual([])
      yield* Playlists.remove({ uid })
      expect((yield* Effect.flip(Playlists.get({ uid })))._tag).toBe("NotFound")
    }).pipe(Effect.provide(FakeGrafana.layer()))
  )

  it.effect("both kinds of routes have the same playlists", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const { uid } = grafana.post("/api/playlists", { name: "Tour", interval: "5m", items }).body
      const kubernetes = `/apis/playlist.grafana.app/v0alpha1/namespaces/default/playlists/${uid}`
      expect(grafana.get(kubernetes).body.spec).toEqual({ title: "Tour", interval: "5m", items })
      grafana.del(kubernetes)
      expect(grafana.get("/api/playlists").body).toEqual([])
    })
  )

  it.effect("one without items is a failure of the server, one without a name the caller's", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      expect(grafana.post("/api/playlists", { name: "Empty", interval: "5m" })).toMatchObject({
        status: 500,
        body: { message: "no element on slice when insert", traceID: "" }
      })
      expect(grafana.post("/api/playlists", { interval: "5m", items })).toMatchObject({
        status: 400,
        body: { message: "bad request data", traceID: "" }
      })
      expect(grafana.get("/api/playlists/nope")).toMatchObject({
        status: 404,
        body: { message: 'playlists.playlist.grafana.app "nope" not found' }
      })
    })
  )

  it.effect("a viewer reads them, and is told whose permission is missing", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const { uid } = grafana.post("/api/playlists", { name: "Tour", interval: "5m", items }).body
      const vera = grafana.user("vera", "Viewer")
      expect(vera.get(`/api/playlists/${uid}`).status).toBe(200)
      const denied = vera.del(`/api/playlists/${uid}`)
      expect(denied.status).toBe(403)
      expect(denied.body.message).toContain(`"${uid}" is forbidden: User "vera" cannot delete`)
      expect(grafana.user("ed", "Editor").del(`/api/playlists/${uid}`).status).toBe(200)
    })
  )
})
