import * as Annotations from "@effect-grafana/elements/Annotations"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import type * as Kind from "@effect-grafana/migration/Kind"
import * as Remap from "@effect-grafana/migration/Remap"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { on } from "../support/instances.js"
import { changes, contents, kindOf, kindsOf, move, plan } from "../support/moving.js"

const kinds = kindsOf(["dashboards", "annotations"])
const annotations = kindOf("annotations")
const writer = Option.getOrThrow(Option.fromNullable(annotations.write))

const time = 1_700_000_000_000

const dashboard = (uid: string) => Dashboards.save({ dashboard: { uid, title: uid } })

const deploy = { text: "deploy", tags: ["prod", "api:v2"], time }

/** On a panel, a dashboard and the organization, and the same one three times. */
const source = Effect.gen(function* () {
  const fake = yield* FakeGrafana.make()
  yield* on(fake)(
    Effect.gen(function* () {
      yield* dashboard("d-one")
      yield* Annotations.create({ ...deploy, dashboardUID: "d-one", panelId: 4, timeEnd: time + 60_000 })
      yield* Annotations.create({ ...deploy, dashboardUID: "d-one", data: { run: 7 } })
      for (const _ of [1, 2, 3]) yield* Annotations.create({ text: "outage\nof an hour", time: time + 1 })
    })
  )
  return fake
})

const onPanel = {
  dashboardUID: "d-one",
  panelId: 4,
  time,
  timeEnd: time + 60_000,
  text: "deploy",
  tags: ["api:v2", "prod"]
}
const outage = { time: time + 1, text: "outage\nof an hour", tags: [] }

it.effect("an annotation is what was noted where, and equal ones are told apart by number", () =>
  Effect.gen(function* () {
    const all = yield* contents(yield* source, annotations)
    expect(Object.values(all)).toHaveLength(5)
    expect(Object.values(all)).toContainEqual(onPanel)
    expect(Object.values(all)).toContainEqual({
      dashboardUID: "d-one",
      time,
      text: "deploy",
      tags: ["api:v2", "prod"],
      data: { run: 7 }
    })
    const outages = Object.keys(all).filter((key) => key.startsWith("/"))
    expect(outages).toHaveLength(3)
    const [first = ""] = outages.sort()
    expect(outages).toEqual([first, `${first}-2`, `${first}-3`])
    expect(all[first]).toEqual(outage)
  })
)

it.effect("tags that an update has stored as they came are those that a create stores", () =>
  Effect.gen(function* () {
    const fake = yield* FakeGrafana.make()
    const tags = [" b : c ", "a", "a ", "url:http://x", ""]
    yield* on(fake)(
      Effect.gen(function* () {
        const { id } = yield* Annotations.create({ text: "by update", time })
        yield* Annotations.update({ id, text: "by update", tags })
        yield* Annotations.create({ text: "by create", time, tags })
      })
    )
    const all = yield* contents(fake, annotations)
    expect(Object.values(all).map(({ tags }) => tags)).toEqual([
      ["a", "b:c", "url:http"],
      ["a", "b:c", "url:http"]
    ])
  })
)

/** As Grafana 12.3.0 shows them: one of its database, and one of a Loki. */
const states = [
  {
    id: 10,
    alertId: 8,
    alertName: "GX",
    dashboardUID: "",
    newState: "Error",
    prevState: "Normal",
    time,
    timeEnd: time
  },
  { alertId: 8, alertName: "GX", newState: "Normal", prevState: "Error", time }
]

it.effect("what alert rules note of their states is left out", () =>
  Effect.gen(function* () {
    const fake = yield* source
    const handle = (request: FakeGrafana.FakeRequest): FakeGrafana.FakeResponse => {
      const response = fake.handle(request)
      if (!request.url.startsWith("/api/annotations?")) return response
      const items: ReadonlyArray<unknown> = JSON.parse(response.body)
      return { ...response, body: JSON.stringify([...states, ...items]) }
    }
    expect(yield* contents({ ...fake, handle }, annotations)).toEqual(yield* contents(fake, annotations))
  })
)

it.effect("an annotation refers to its dashboard, in its key as well", () =>
  Effect.sync(() => {
    expect(Remap.references(annotations, onPanel)).toEqual([
      { kind: "dashboards", key: "d-one", at: "dashboardUID" }
    ])
    expect(Remap.references(annotations, outage)).toEqual([])
    const rewrite = () => "d-two"
    expect(annotations.references(onPanel, rewrite)).toEqual({ ...onPanel, dashboardUID: "d-two" })
    expect(annotations.rekey?.("d-one/0a1b-2", rewrite)).toBe("d-two/0a1b-2")
    expect(annotations.rekey?.("/0a1b", rewrite)).toBe("/0a1b")
  })
)

it.effect("annotations that are moved are the same, as many of them, and moving them again makes none", () =>
  Effect.gen(function* () {
    const from = yield* source
    const target = yield* FakeGrafana.make({ seed: 2 })
    yield* on(target)(Annotations.create({ text: "of the target", time }))
    const { back, trouble } = yield* move(from, target, kinds)
    expect(trouble).toEqual([])
    const there = yield* contents(target, annotations)
    expect(there).toMatchObject(yield* contents(from, annotations))
    expect(Object.keys(there)).toHaveLength(6)
    const again = changes((yield* plan(from, target, kinds)).plan)
    expect(again).toEqual([expect.stringMatching(/^annotations .*: extra$/)])
    expect(yield* back).toMatchObject({ failed: 0 })
    expect(Object.values(yield* contents(target, annotations))).toMatchObject([{ text: "of the target" }])
  })
)

it.effect("of three equal annotations those are made that are missing", () =>
  Effect.gen(function* () {
    const from = yield* source
    const target = yield* FakeGrafana.make({ seed: 2 })
    yield* on(target)(Annotations.create(outage))
    const { summary, trouble } = yield* move(from, target, kinds)
    expect(trouble).toEqual([])
    expect(summary.done).toBe(1 + 4)
    expect(Object.keys(yield* contents(target, annotations))).toHaveLength(5)
  })
)

it.effect("annotations of a dashboard that has another uid in the target are not made twice", () =>
  Effect.gen(function* () {
    const from = yield* source
    const target = yield* FakeGrafana.make({ seed: 2 })
    yield* on(target)(dashboard("d-two"))
    const options = {
      remap: { dashboards: { "d-one": "d-two" } },
      filter: { kinds: ["annotations"] }
    }
    expect((yield* move(from, target, kinds, options)).trouble).toEqual([])
    const there = Object.values(yield* contents(target, annotations))
    expect(there).toHaveLength(5)
    expect(there).toContainEqual({ ...onPanel, dashboardUID: "d-two" })
    expect((yield* move(from, target, kinds, options)).trouble).toEqual([])
    expect(Object.keys(yield* contents(target, annotations))).toHaveLength(5)
  })
)

it.effect("an annotation whose dashboard is not in the target is named and not made", () =>
  Effect.gen(function* () {
    const from = yield* source
    const target = yield* FakeGrafana.make({ seed: 2 })
    const { plan: made } = yield* plan(from, target, kinds, { filter: { kinds: ["annotations"] } })
    const reasons = made.organizations[0]?.actions.filter(({ change }) => change === "conflict")
    expect(reasons?.map(({ reason }) => reason)).toEqual(
      Array(2).fill("its dashboardUID d-one is not in the target")
    )
  })
)

const writing: Kind.Writing = {
  idOf: () => Effect.dieMessage("no id is asked for"),
  secret: () => Option.none(),
  message: ""
}

it.effect("an annotation that has come since the plan is not made a second time", () =>
  Effect.gen(function* () {
    const target = yield* FakeGrafana.make({ seed: 2 })
    const create = on(target)(writer.create("/0a1b", outage, writing))
    yield* create
    expect(yield* Effect.flip(create)).toMatchObject({ _tag: "AlreadyThere" })
    expect(target.writes).toHaveLength(1)
  })
)

it.effect("an annotation that is updated has the content that is wanted, and nothing of what it had", () =>
  Effect.gen(function* () {
    const fake = yield* FakeGrafana.make()
    const { id } = yield* on(fake)(Annotations.create({ ...deploy, timeEnd: time + 9, data: { run: 7 } }))
    const there = { key: "", id: String(id), content: {} }
    yield* on(fake)(writer.update(there, outage, writing))
    expect(Object.values(yield* contents(fake, annotations))).toEqual([outage])
  })
)
