import { expect } from "@effect/vitest"
import * as Annotations from "@effect-grafana/elements/Annotations"
import * as Playlists from "@effect-grafana/elements/Playlists"
import * as PublicDashboards from "@effect-grafana/elements/PublicDashboards"
import * as Snapshots from "@effect-grafana/elements/Snapshots"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import * as Live from "../../src/Live.js"
import { dashboard, folder, suite } from "./support.js"

const board = Effect.flatMap(folder(), ({ uid }) => dashboard(uid))

suite("annotations", (test) => {
  test(
    "stand on a dashboard in time, are changed and removed",
    Effect.gen(function* () {
      const { uid } = yield* board
      const note = (time: number) =>
        Live.making(
          Annotations.create({ dashboardUID: uid, text: uid, time, tags: [uid] }),
          Annotations.remove
        )
      const made = yield* Effect.forEach([1000, 2000, 3000], note)
      const found = yield* Annotations.list
        .stream({ dashboardUID: uid }, { pageSize: 1 })
        .pipe(Stream.runCollect)
      expect([...found].map(({ time }) => time)).toEqual([3000, 2000, 1000])
      const [first] = made
      if (first !== undefined) {
        yield* Annotations.patch({ id: first.id, text: "changed" })
        expect(yield* Annotations.get({ id: first.id })).toMatchObject({
          text: "changed",
          tags: [uid],
          time: 1000
        })
        yield* Annotations.remove({ id: first.id })
        expect((yield* Effect.flip(Annotations.get({ id: first.id })))._tag).toBe("NotFound")
      }
    })
  )
})

suite("snapshots", (test) => {
  test(
    "are taken, seen by their key, and removed",
    Effect.gen(function* () {
      const { uid: name } = yield* board
      const made = yield* Live.making(
        Snapshots.create({ dashboard: { uid: name, title: name, panels: [] }, name, expires: 3600 }),
        (it) => Snapshots.remove({ key: Redacted.make(it.key) })
      )
      const key = Redacted.make(made.key)
      expect((yield* Snapshots.get({ key })).dashboard["title"]).toBe(name)
      const listed = yield* Snapshots.list.stream({ query: name }).pipe(Stream.runCollect)
      expect([...listed].map((it) => it.key)).toEqual([made.key])
      yield* Snapshots.removeByDeleteKey({ deleteKey: Redacted.make(made.deleteKey) })
      expect((yield* Effect.flip(Snapshots.get({ key })))._tag).toBe("NotFound")
    })
  )
})

suite("playlists", (test) => {
  test(
    "are created, read, replaced and removed",
    Effect.gen(function* () {
      const name = yield* Live.name
      const { uid } = yield* Live.making(
        Playlists.create({ name, interval: "5m", items: [{ type: "dashboard_by_tag", value: name }] }),
        Playlists.remove
      )
      expect(yield* Playlists.get({ uid })).toMatchObject({ name, interval: "5m" })
      yield* Playlists.update({
        uid,
        name,
        interval: "1m",
        items: [{ type: "dashboard_by_tag", value: "other" }]
      })
      expect((yield* Playlists.getItems({ uid })).map(({ value }) => value)).toEqual(["other"])
      yield* Playlists.remove({ uid })
      expect((yield* Effect.flip(Playlists.get({ uid })))._tag).toBe("NotFound")
    })
  )
})

suite("public dashboards", (test) => {
  test(
    "are made public, viewed by their token, paused and removed",
    Effect.gen(function* () {
      yield* Live.needs("11.0.0")
      const { uid: dashboardUid } = yield* board
      const made = yield* Live.making(PublicDashboards.create({ dashboardUid, isEnabled: true }), ({ uid }) =>
        PublicDashboards.remove({ dashboardUid, uid })
      )
      const accessToken = Redacted.make(made.accessToken)
      expect((yield* PublicDashboards.view({ accessToken })).dashboard["title"]).toBe(dashboardUid)
      yield* PublicDashboards.update({ dashboardUid, uid: made.uid, isEnabled: false })
      expect((yield* Effect.flip(PublicDashboards.view({ accessToken })))._tag).toBe("PublicDashboardPaused")
      const listed = yield* PublicDashboards.list.stream().pipe(Stream.runCollect)
      expect([...listed].filter((it) => it.uid === made.uid)).toMatchObject([
        { dashboardUid, isEnabled: false }
      ])
      yield* PublicDashboards.remove({ dashboardUid, uid: made.uid })
      expect((yield* Effect.flip(PublicDashboards.get({ dashboardUid })))._tag).toBe("NotFound")
    })
  )
})
