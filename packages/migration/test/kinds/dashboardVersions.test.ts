import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as DashboardVersions from "@effect-grafana/elements/DashboardVersions"
import * as Folders from "@effect-grafana/elements/Folders"
import * as Apply from "@effect-grafana/migration/Apply"
import * as Journal from "@effect-grafana/migration/Journal"
import * as Remap from "@effect-grafana/migration/Remap"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { on } from "../support/instances.js"
import { changes, contents, kindOf, kindsOf, move, plan, readings } from "../support/moving.js"

const kinds = kindsOf(["folders", "dashboards", "dashboard-versions"])
const histories = kindOf("dashboard-versions")
const dashboards = kindOf("dashboards")

const uid = "d-one"

const board = (title: string) => ({ title, panels: [{ id: 1, datasource: { uid: `of ${title}` } }] })

/** Saves these one upon the other, each with its title as the message, in a folder. */
const save = (titles: ReadonlyArray<string>) =>
  Effect.forEach(titles, (title) =>
    Dashboards.save({
      dashboard: { ...board(title), uid },
      folderUid: "f-one",
      message: `saved ${title}`,
      overwrite: true
    })
  )

const saved = (titles: ReadonlyArray<string>, seed = 1) =>
  Effect.tap(FakeGrafana.make({ seed }), (fake) =>
    on(fake)(Effect.zipRight(Folders.create({ uid: "f-one", title: "Team" }), save(titles)))
  )

const version = (title: string) => ({ message: `saved ${title}`, dashboard: board(title) })

const messages = Effect.map(DashboardVersions.list({ uid }), ({ versions }) =>
  versions.map(({ message }) => message).reverse()
)

it.effect("a history is every version with its message, oldest first; times and authors stand aside", () =>
  Effect.gen(function* () {
    const all = yield* readings(yield* saved(["A", "B", "C"]), histories)
    expect(all[uid]?.content).toEqual({ versions: [version("A"), version("B"), version("C")] })
    expect(all[uid]?.aside).toEqual({
      versions: [1, 2, 3].map((version) => ({
        version,
        created: "1970-01-01T00:00:00Z",
        createdBy: "admin"
      }))
    })
  })
)

it.effect("a dashboard that was saved once has no history", () =>
  Effect.gen(function* () {
    expect(yield* contents(yield* saved(["A"]), histories)).toEqual({ [uid]: { versions: [] } })
  })
)

it.effect("a history of more versions than a page holds is whole", () =>
  Effect.gen(function* () {
    const titles = Array.from({ length: 45 }, (_, i) => `T${i}`)
    const all = yield* contents(yield* saved(titles), histories)
    expect(all[uid]).toEqual({ versions: titles.map(version) })
  })
)

it.effect("the versions of a Grafana that lists them without their dashboards are whole as well", () =>
  Effect.gen(function* () {
    const titles = Array.from({ length: 25 }, (_, i) => `T${i}`)
    const fake = yield* saved(titles)
    expect(yield* contents(ten(fake), histories)).toEqual(yield* contents(fake, histories))
  })
)

/** Lists versions as Grafana 10 does: an array, without dashboards, from `start` on. */
const ten = (fake: FakeGrafana.Service): FakeGrafana.Service => ({
  ...fake,
  handle: (request) => {
    const [path = "", query] = request.url.split("?")
    if (!path.endsWith("/versions")) return fake.handle(request)
    const asked = new URLSearchParams(query)
    const start = Number(asked.get("start") ?? 0)
    const response = fake.handle({ ...request, url: `${path}?limit=1000` })
    const { versions } = JSON.parse(response.body)
    const page = versions.slice(start, start + Number(asked.get("limit")))
    return { ...response, body: JSON.stringify(page.map(({ data: _, ...hit }: { data: unknown }) => hit)) }
  }
})

it.effect("a history that is too large fails by name", () =>
  Effect.gen(function* () {
    const fake = yield* saved(["A", "B"])
    const text = "x".repeat(11 * 2 ** 20)
    yield* on(fake)(Dashboards.save({ dashboard: { uid, title: "C", text }, overwrite: true }))
    yield* on(fake)(Dashboards.save({ dashboard: { uid, title: "D", text }, overwrite: true }))
    const read = on(fake)(histories.read({ key: uid, title: uid }))
    expect((yield* Effect.flip(read)).message).toBe(
      "the history of the dashboard d-one is larger than 20 MiB"
    )
  })
)

it.effect("a history with a version of the v2 schema is not replayed", () =>
  Effect.gen(function* () {
    const from = yield* saved(["A", "B"])
    const dashboard = { uid, title: "New", elements: {}, layout: { kind: "GridLayout" } }
    yield* on(from)(Dashboards.save({ dashboard, folderUid: "f-one", overwrite: true }))
    yield* on(from)(save(["C"]))
    const target = yield* FakeGrafana.make({ seed: 2 })
    expect((yield* move(from, target, kinds)).trouble).toEqual([
      "dashboard-versions d-one: failed: a version of the dashboard d-one is in the v2 schema, and cannot be saved again (NewerSchema)"
    ])
    expect(yield* on(target)(messages)).toEqual(["Initial save"])
  })
)

it.effect("every version refers to what it shows", () =>
  Effect.sync(() => {
    const content = { versions: [version("A"), version("B")] }
    expect(Remap.references(histories, content)).toEqual([
      { kind: "data-sources", key: "of A", at: "versions[0].dashboard.panels[0].datasource" },
      { kind: "data-sources", key: "of B", at: "versions[1].dashboard.panels[0].datasource" }
    ])
    expect(histories.rekey?.(uid, () => "d-two")).toBe("d-two")
  })
)

it.effect(
  "a history is replayed into a dashboard that the migration makes, and the newest version stands",
  () =>
    Effect.gen(function* () {
      const from = yield* saved(["A", "B", "C"])
      const target = yield* FakeGrafana.make({ seed: 2 })
      const { back, trouble } = yield* move(from, target, kinds)
      expect(trouble).toEqual([])
      expect(yield* contents(target, histories)).toEqual(yield* contents(from, histories))
      expect(yield* contents(target, dashboards)).toEqual(yield* contents(from, dashboards))
      expect(yield* on(target)(messages)).toEqual(["Initial save", "saved A", "saved B", "saved C"])
      expect(changes((yield* plan(from, target, kinds)).plan)).toEqual([])
      expect(yield* back).toMatchObject({ failed: 0 })
      expect(yield* contents(target, dashboards)).toEqual({})
    })
)

it.effect("a dashboard with a history of its own keeps it, and that is told", () =>
  Effect.gen(function* () {
    const from = yield* saved(["A", "B", "C"])
    const target = yield* saved(["X", "C"], 2)
    const { plan: made } = yield* move(from, target, kinds)
    expect(changes(made)).toEqual(["dashboard-versions d-one: conflict"])
    expect(yield* on(target)(messages)).toEqual(["Initial save", "saved C"])
  })
)

// In real time: what is done where nothing may interrupt it would wait for a clock that nobody turns.
it.live("a replay that fails leaves the newest version, and the next run goes on where it stopped", () =>
  Effect.gen(function* () {
    const from = yield* saved(["A", "B", "C", "D"])
    const target = yield* FakeGrafana.make({ seed: 2 })
    let saves = 0
    const failing = {
      ...target,
      // The dashboard itself and A pass, B does not.
      handle: (request: FakeGrafana.FakeRequest): FakeGrafana.FakeResponse =>
        request.url === "/api/dashboards/db" && ++saves === 3
          ? { status: 403, headers: { "content-type": "application/json" }, body: '{"message":"no"}' }
          : target.handle(request)
    }
    const { origin, plan: made } = yield* plan(from, failing, kinds)
    const journal = yield* Journal.memory(made)
    const run = on(failing)(Apply.run({ journal, source: origin }))
    expect(yield* run).toMatchObject({ done: 2, failed: 1 })
    expect(yield* contents(target, dashboards)).toEqual(yield* contents(from, dashboards))
    expect(yield* on(target)(messages)).toEqual(["Initial save", "saved A", "saved D"])
    expect(yield* run).toMatchObject({ done: 1, failed: 0 })
    expect(yield* contents(target, dashboards)).toEqual(yield* contents(from, dashboards))
    expect(yield* on(target)(messages)).toEqual([
      "Initial save",
      ...["A", "D", "B", "C", "D"].map((title) => `saved ${title}`)
    ])
  })
)
