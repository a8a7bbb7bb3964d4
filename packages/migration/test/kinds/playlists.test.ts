import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as Playlists from "@effect-grafana/elements/Playlists"
import * as Remap from "@effect-grafana/migration/Remap"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { on } from "../support/instances.js"
import { changes, contents, kindOf, kindsOf, move, plan } from "../support/moving.js"

const kinds = kindsOf(["dashboards", "playlists"])
const playlists = kindOf("playlists")

const wall = {
  name: "Wall",
  interval: "5m",
  items: [
    { type: "dashboard_by_uid", value: "d-two" },
    { type: "dashboard_by_tag", value: "prod" },
    { type: "dashboard_by_uid", value: "d-one" }
  ]
} as const

const boards = Effect.forEach(["d-one", "d-two"], (uid) =>
  Dashboards.save({ dashboard: { uid, title: uid } })
)

/** A fake with the dashboards and this playlist, and the playlist's uid. */
const showing = (seed: number, playlist: Parameters<typeof Playlists.create>[0]) =>
  Effect.gen(function* () {
    const fake = yield* FakeGrafana.make({ seed })
    const { uid } = yield* on(fake)(Effect.zipRight(boards, Playlists.create(playlist)))
    return { fake, uid }
  })

it.effect("a playlist is its name, its interval and what it shows, in order", () =>
  Effect.gen(function* () {
    const { fake, uid } = yield* showing(1, wall)
    expect(yield* contents(fake, playlists)).toEqual({ [uid]: wall })
  })
)

it.effect("a dashboard that an old playlist names by its id is named by its uid", () =>
  Effect.gen(function* () {
    const { fake, uid } = yield* showing(1, wall)
    const old = {
      ...wall,
      uid,
      items: [
        { type: "dashboard_by_id", value: "2", title: "d-two" },
        { type: "dashboard_by_tag", value: "prod", title: "prod" },
        { type: "dashboard_by_id", value: "99", title: "gone" }
      ]
    }
    const handle = (request: FakeGrafana.FakeRequest): FakeGrafana.FakeResponse => {
      const response = fake.handle(request)
      return request.url === `/api/playlists/${uid}` ? { ...response, body: JSON.stringify(old) } : response
    }
    expect(yield* contents({ ...fake, handle }, playlists)).toEqual({
      [uid]: {
        ...wall,
        items: [wall.items[0], wall.items[1], { type: "dashboard_by_id", value: "99" }]
      }
    })
  })
)

it.effect("a playlist refers to its dashboards, and to nothing by its tags", () =>
  Effect.sync(() => {
    expect(Remap.references(playlists, wall)).toEqual([
      { kind: "dashboards", key: "d-two", at: "items[0].value" },
      { kind: "dashboards", key: "d-one", at: "items[2].value" }
    ])
    expect(Remap.apply(playlists, wall, { dashboards: { "d-one": "d-new" } })).toEqual({
      ...wall,
      items: [wall.items[0], wall.items[1], { type: "dashboard_by_uid", value: "d-new" }]
    })
    expect(playlists.references(wall, () => undefined)).toEqual(wall)
  })
)

it.effect("a playlist that is made in the target has its uid and its content", () =>
  Effect.gen(function* () {
    const { fake: from, uid } = yield* showing(1, wall)
    const target = yield* FakeGrafana.make({ seed: 2 })
    const { back, trouble } = yield* move(from, target, kinds)
    expect(trouble).toEqual([])
    expect(yield* contents(target, playlists)).toEqual({ [uid]: wall })
    expect(changes((yield* plan(from, target, kinds)).plan)).toEqual([])
    expect(yield* back).toMatchObject({ failed: 0 })
    expect(yield* contents(target, playlists)).toEqual({})
  })
)

it.effect("a playlist of the same name gets the source's content, under its own uid", () =>
  Effect.gen(function* () {
    const { fake: from } = yield* showing(1, wall)
    const other = { ...wall, interval: "1h", items: [wall.items[1]] } as const
    const { fake: target, uid } = yield* showing(2, other)
    const { back, trouble } = yield* move(from, target, kinds)
    expect(trouble).toEqual([])
    expect(yield* contents(target, playlists)).toEqual({ [uid]: wall })
    yield* back
    expect(yield* contents(target, playlists)).toEqual({ [uid]: other })
  })
)

it.effect("two playlists of one name stay two", () =>
  Effect.gen(function* () {
    const { fake: from } = yield* showing(1, wall)
    yield* on(from)(Playlists.create({ ...wall, interval: "1h" }))
    const { fake: target, uid } = yield* showing(2, { ...wall, interval: "2h" })
    expect((yield* move(from, target, kinds)).trouble).toEqual([])
    expect(yield* contents(target, playlists)).toEqual({
      ...(yield* contents(from, playlists)),
      [uid]: { ...wall, interval: "2h" }
    })
  })
)

/** A Grafana from before playlists stood under `/apis`. */
const older = (fake: FakeGrafana.Service): FakeGrafana.Service => ({
  ...fake,
  handle: (request) =>
    request.url.startsWith("/apis/")
      ? { status: 404, headers: { "content-type": "application/json" }, body: '{"message":"Not found"}' }
      : fake.handle(request)
})

it.effect("where Grafana draws the uids itself, a playlist is found again by its name", () =>
  Effect.gen(function* () {
    const { fake: from } = yield* showing(1, wall)
    const target = older(yield* FakeGrafana.make({ seed: 2 }))
    const { back, trouble } = yield* move(from, target, kinds)
    expect(trouble).toEqual([])
    expect(Object.values(yield* contents(target, playlists))).toEqual([wall])
    expect(changes((yield* plan(from, target, kinds)).plan)).toEqual([])
    expect(yield* back).toMatchObject({ failed: 0 })
    expect(yield* contents(target, playlists)).toEqual({})
  })
)
