import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as Snapshots from "@effect-grafana/elements/Snapshots"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Remap from "@effect-grafana/migration/Remap"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { expect, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/TestClock"
import { as } from "../support/callers.js"
import { on } from "../support/instances.js"
import { changes, contents, kindOf, kindsOf, move, plan, readings } from "../support/moving.js"
import { join } from "../support/people.js"

const kinds = kindsOf(["dashboards", "snapshots"])
const snapshots = kindOf("snapshots")

const shown = {
  uid: "d-one",
  title: "Sales",
  panels: [{ id: 1, type: "timeseries", datasource: null, snapshotData: [{ fields: [{ values: [1, 2] }] }] }]
}

const take = (key: string, expires?: Duration.DurationInput) =>
  Snapshots.create({
    key: Redacted.make(key),
    deleteKey: Redacted.make(`CANARY-${key}`),
    name: `snapshot ${key}`,
    dashboard: { ...shown, id: 77, version: 3, snapshot: { timestamp: "2026-11-22T05:53:15Z" } },
    ...(expires === undefined ? {} : { expires: Duration.toSeconds(expires) })
  })

const document = { ...shown, snapshot: { timestamp: "2026-11-22T05:53:15Z" } }

const source = Effect.gen(function* () {
  const fake = yield* FakeGrafana.make()
  yield* on(fake)(
    Effect.all([
      Dashboards.save({ dashboard: { uid: "d-one", title: "Sales" } }),
      take("forever"),
      take("a-week", "7 days")
    ])
  )
  return fake
})

it.effect("a snapshot is its name, its dashboard with the data, and when it expires", () =>
  Effect.gen(function* () {
    yield* TestClock.setTime(Date.parse("2026-11-22T10:00:00Z"))
    const all = yield* readings(yield* source, snapshots)
    expect(all["forever"]?.content).toEqual({ name: "snapshot forever", dashboard: document })
    expect(all["a-week"]?.content).toEqual({
      name: "snapshot a-week",
      dashboard: document,
      expires: "2026-11-29T10:00:00Z"
    })
    expect(JSON.stringify(all)).not.toContain("CANARY")
  })
)

it.effect("a snapshot refers to the dashboard that it was taken of, without which it cannot be made", () =>
  Effect.gen(function* () {
    const content = { name: "s", dashboard: document }
    expect(Remap.references(snapshots, content)).toEqual([
      { kind: "dashboards", key: "d-one", at: "dashboard.uid" }
    ])
    expect(Remap.apply(snapshots, content, { dashboards: { "d-one": "d-two" } })).toEqual({
      name: "s",
      dashboard: { ...document, uid: "d-two" }
    })
    const target = yield* FakeGrafana.make({ seed: 2 })
    const made = yield* plan(yield* source, target, kinds, { filter: { kinds: ["snapshots"] } })
    expect(made.plan.organizations[0]?.actions.map(({ change, reason }) => [change, reason])).toEqual(
      Array(2).fill(["conflict", "its dashboard.uid d-one is not in the target"])
    )
  })
)

it.effect("a snapshot stands behind the same key in the target, and expires when the source's does", () =>
  Effect.gen(function* () {
    yield* TestClock.setTime(Date.parse("2026-11-22T10:00:00Z"))
    const from = yield* source
    const target = yield* FakeGrafana.make({ seed: 2 })
    yield* TestClock.adjust("90 minutes")
    const { back, trouble } = yield* move(from, target, kinds)
    expect(trouble).toEqual([])
    expect(yield* contents(target, snapshots)).toEqual(yield* contents(from, snapshots))
    expect(yield* back).toMatchObject({ failed: 0 })
    expect(yield* contents(target, snapshots)).toEqual({})
  })
)

it.effect("an end that another clock has moved a little is the same", () =>
  Effect.gen(function* () {
    yield* TestClock.setTime(Date.parse("2026-11-22T10:00:00Z"))
    const from = yield* source
    yield* TestClock.adjust("20 seconds")
    const target = yield* source
    expect(changes((yield* plan(from, target, kinds)).plan)).toEqual([])
  })
)

it.effect("a snapshot that differs from the target's is a conflict, since Grafana changes none", () =>
  Effect.gen(function* () {
    yield* TestClock.setTime(Date.parse("2026-11-22T10:00:00Z"))
    const from = yield* source
    yield* TestClock.adjust("1 hour")
    const target = yield* source
    const made = (yield* plan(from, target, kinds)).plan
    expect(changes(made)).toEqual(["snapshots a-week: conflict"])
    expect(made.organizations[0]?.actions.at(-1)?.reason).toBe(
      "the target's is a snapshot, which Grafana lets nobody change"
    )
  })
)

it.effect("a snapshot that has expired is not there, and one that expires before it is made is named", () =>
  Effect.gen(function* () {
    const from = yield* source
    const target = yield* FakeGrafana.make({ seed: 2 })
    const { origin, plan: made } = yield* plan(from, target, kinds)
    expect(changes(made)).toContain("snapshots a-week: create")
    const [found] = (yield* on(from)(
      Inventory.collect(Inventory.pages(origin, { kinds: ["snapshots"], keys: ["a-week"] }))
    )).items
    const { content } = yield* found === undefined ? Effect.dieMessage("it is listed") : origin.read(found)
    yield* TestClock.adjust("8 days")
    expect(Object.keys(yield* contents(from, snapshots))).toEqual(["forever"])
    const writing = {
      idOf: () => Effect.dieMessage("no id is asked for"),
      secret: () => Option.none(),
      message: ""
    }
    const create = snapshots.write?.create("a-week", content, writing) ?? Effect.void
    expect(yield* Effect.flip(on(target)(create))).toMatchObject({ _tag: "Expired" })
    expect(target.writes).toEqual([])
  })
)

it.effect("who is no administrator is told that there may be more snapshots than are shown", () =>
  Effect.gen(function* () {
    const fake = yield* source
    yield* on(fake)(join("ed", "Editor"))
    const origin = yield* as(fake, "ed")(Inventory.origin({ kinds: [snapshots] }))
    const { findings, items } = yield* Inventory.collect(Inventory.pages(origin))
    expect(items).toEqual([])
    expect(findings.map(({ problem }) => problem)).toEqual([
      "only to an administrator does Grafana show the snapshots of others"
    ])
  })
)
