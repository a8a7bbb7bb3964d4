import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as Remap from "@effect-grafana/migration/Remap"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { group, groupThere, held, rule, surroundings } from "../support/alerting.js"
import { on } from "../support/instances.js"
import { changes, contents, kindOf, kindsOf, move, plan, readings } from "../support/moving.js"
import { provisionedBy } from "../support/provisioned.js"

const kind = kindOf("alert-rules")
const around = ["folders", "data-sources", "contact-points", "mute-timings", "dashboards"]
const kinds = kindsOf([...around, "alert-rules"])

const notified = {
  notification_settings: { receiver: "ops team", mute_time_intervals: ["weekends"] },
  annotations: { __dashboardUid__: "board", __panelId__: "1", summary: "s" },
  labels: { team: "a" },
  keep_firing_for: "2m"
}

const recorded = { record: { metric: "m", from: "A", target_datasource_uid: "ds" } }

const stateless = { condition: "", noDataState: "", execErrState: "", for: "0s" }

const filled = Effect.all([
  surroundings,
  Dashboards.save({ dashboard: { uid: "board", title: "Board" } }),
  rule("one", notified),
  rule("two", { ruleGroup: "other", disableProvenance: false }),
  rule("three", { folderUID: "f-two", ...recorded })
])

const source = Effect.tap(FakeGrafana.make(), (fake) => on(fake)(filled))

const all = {
  one: held("one", notified),
  two: held("two", { ruleGroup: "other", provenance: "api" }),
  three: held("three", { folderUID: "f-two", ...recorded, ...stateless })
}

const paused = { isPaused: true }

it.effect("a rule is what a person has set, without numbers and times of its server", () =>
  Effect.gen(function* () {
    expect(yield* contents(yield* source, kind)).toEqual(all)
  })
)

it.effect("a rule refers to its folder, its data sources, its dashboard and whom it notifies", () =>
  Effect.sync(() => {
    const content = { ...all.one, ...recorded }
    expect(Remap.references(kind, content)).toEqual([
      { kind: "folders", key: "f-one", at: "folderUID" },
      { kind: "data-sources", key: "ds", at: "data[0].datasourceUid" },
      { kind: "data-sources", key: "ds", at: "data[0].model.datasource" },
      { kind: "dashboards", key: "board", at: "annotations.__dashboardUid__" },
      { kind: "contact-points", key: "ops team", at: "notification_settings.receiver" },
      { kind: "mute-timings", key: "weekends", at: "notification_settings.mute_time_intervals[0]" },
      { kind: "data-sources", key: "ds", at: "record.target_datasource_uid" }
    ])
    expect(kind.references(content, () => undefined)).toEqual(content)
    expect(kind.references(all.two, () => undefined)).toEqual(all.two)
    const moved = kind.references(content, (kind, key) => `${kind}/${key}`)
    expect(moved).toMatchObject({
      folderUID: "folders/f-one",
      data: [{ datasourceUid: "data-sources/ds" }, { datasourceUid: "__expr__" }],
      annotations: { __dashboardUid__: "dashboards/board", summary: "s" },
      notification_settings: {
        receiver: "contact-points/ops team",
        mute_time_intervals: ["mute-timings/weekends"]
      },
      record: { metric: "m", target_datasource_uid: "data-sources/ds" }
    })
  })
)

it.effect("rules that are made come paused, else they are the same, and go when they are taken back", () =>
  Effect.gen(function* () {
    const from = yield* source
    const target = yield* FakeGrafana.make({ seed: 2 })
    const { back, plan: made, trouble } = yield* move(from, target, kinds)
    expect(trouble).toEqual([])
    expect(made.organizations[0]?.unresolved).toEqual([])
    expect(yield* contents(target, kind)).toEqual({
      one: { ...all.one, ...paused },
      two: { ...all.two, ...paused },
      three: { ...all.three, ...paused }
    })
    expect(changes((yield* plan(from, target, kinds)).plan)).toEqual([])
    expect(yield* back).toMatchObject({ failed: 0 })
    expect(yield* contents(target, kind)).toEqual({})
  })
)

it.effect("rules that are to come as they are do not pause", () =>
  Effect.gen(function* () {
    const target = yield* FakeGrafana.make({ seed: 2 })
    const { trouble } = yield* move(yield* source, target, kinds, { alertRules: "as they are" })
    expect(trouble).toEqual([])
    expect(yield* contents(target, kind)).toEqual(all)
  })
)

const pair = Effect.all([FakeGrafana.make(), FakeGrafana.make({ seed: 2 })])

it.effect("a rule that differs becomes the source's where it stands, paused or not as it was there", () =>
  Effect.gen(function* () {
    const [from, target] = yield* pair
    yield* on(from)(Effect.zipRight(surroundings, group(30, "a", "b", "c")))
    const old = { uid: "b", title: "old", isPaused: true, labels: { team: "x" } }
    yield* on(target)(Effect.zipRight(surroundings, group(120, "a", old, "c")))
    const { back, plan: made, trouble } = yield* move(from, target, kinds)
    expect(trouble).toEqual([])
    expect(changes(made)).toEqual(["alert-rules b: update"])
    expect(yield* contents(target, kind)).toEqual({ a: held("a"), b: held("b", paused), c: held("c") })
    // A write of one rule alone would bring it to the front (12.3.0).
    expect(yield* on(target)(groupThere)).toEqual({ interval: 120, rules: ["a", "b", "c"] })
    expect(yield* back).toMatchObject({ restored: 1, failed: 0 })
    expect(yield* contents(target, kind)).toMatchObject({ b: { title: "old", labels: { team: "x" } } })
  })
)

it.effect("a rule moves to the folder and the group of the source's", () =>
  Effect.gen(function* () {
    const [from, target] = yield* pair
    yield* on(from)(Effect.all([surroundings, rule("a"), rule("b", { folderUID: "f-two" })]))
    yield* on(target)(Effect.all([surroundings, rule("a", { ruleGroup: "x" }), rule("b")]))
    const { trouble } = yield* move(from, target, kinds)
    expect(trouble).toEqual([])
    expect(yield* contents(target, kind)).toEqual({ a: held("a"), b: held("b", { folderUID: "f-two" }) })
  })
)

it.effect("what the API has written passes into the hands of the pages, and the other way round", () =>
  Effect.gen(function* () {
    const [from, target] = yield* pair
    const api = { disableProvenance: false }
    const old = { ...api, title: "old" }
    yield* on(from)(Effect.all([surroundings, rule("a"), rule("b", { ...api, ruleGroup: "h" }), rule("c")]))
    yield* on(target)(Effect.all([surroundings, rule("a", old), rule("b", { ruleGroup: "h", title: "old" })]))
    yield* on(target)(rule("c", { ...old, ruleGroup: "x" }))
    const { trouble } = yield* move(from, target, kinds)
    expect(trouble).toEqual([])
    expect(yield* contents(target, kind)).toEqual({
      a: held("a"),
      b: held("b", { ruleGroup: "h", provenance: "api" }),
      c: held("c")
    })
  })
)

it.effect("a neighbour keeps who may change it", () =>
  Effect.gen(function* () {
    const [from, target] = yield* pair
    yield* on(from)(Effect.all([surroundings, rule("a", { title: "new" })]))
    yield* on(target)(Effect.all([surroundings, rule("a"), rule("locked", { disableProvenance: false })]))
    yield* move(from, target, kinds)
    expect(yield* contents(target, kind)).toEqual({
      a: held("a", { title: "new" }),
      locked: held("locked", { provenance: "api" })
    })
  })
)

it.effect("a rule without its folder or its contact point is not written", () =>
  Effect.gen(function* () {
    const from = yield* source
    const made = yield* plan(from, yield* FakeGrafana.make({ seed: 2 }), [kind])
    expect(changes(made.plan)).toEqual([
      "alert-rules one: conflict",
      "alert-rules two: conflict",
      "alert-rules three: conflict"
    ])
    const some = kindsOf(["folders", "data-sources", "alert-rules"])
    const { plan: next } = yield* plan(from, yield* FakeGrafana.make({ seed: 2 }), some)
    expect(next.organizations[0]?.actions.find(({ key }) => key === "one")).toMatchObject({
      change: "conflict",
      reason: "its notification_settings.receiver ops team is not in the target"
    })
  })
)

it.effect("a rule from a file is not changed in the target, and moves as if made in the pages", () =>
  Effect.gen(function* () {
    const from = provisionedBy("file", yield* source)
    expect((yield* readings(from, kind))["two"]).toEqual({
      content: held("two", { ruleGroup: "other" }),
      fixed: "provisioned from a file",
      aside: { provenance: "file" }
    })
    const target = yield* FakeGrafana.make({ seed: 2 })
    expect((yield* move(from, target, kinds)).trouble).toEqual([])
    expect((yield* contents(target, kind))["two"]).toEqual(held("two", { ruleGroup: "other", ...paused }))

    const old = yield* FakeGrafana.make({ seed: 2 })
    yield* on(old)(Effect.zipRight(surroundings, rule("two", { disableProvenance: false })))
    const { plan: made } = yield* plan(yield* source, provisionedBy("converted_prometheus", old), kinds)
    expect(made.organizations[0]?.actions.find(({ key }) => key === "two")).toMatchObject({
      change: "conflict",
      reason: "the target's is provisioned (converted_prometheus)"
    })
  })
)

it.effect("a rule is not written through a group that something else has provisioned", () =>
  Effect.gen(function* () {
    const [from, old] = yield* pair
    yield* on(from)(Effect.all([surroundings, rule("a", { title: "new" })]))
    yield* on(old)(Effect.all([surroundings, rule("a"), rule("b", { disableProvenance: false })]))
    const { trouble } = yield* move(from, provisionedBy("converted_prometheus", old), kinds)
    expect(trouble).toEqual([
      "alert-rules a: failed: the rule b of the group is provisioned (converted_prometheus) (Provisioned)"
    ])
  })
)
