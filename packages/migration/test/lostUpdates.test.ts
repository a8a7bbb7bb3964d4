import * as Apply from "@effect-grafana/migration/Apply"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Journal from "@effect-grafana/migration/Journal"
import * as Kinds from "@effect-grafana/migration/Kinds"
import type { Origin } from "@effect-grafana/migration/Origin"
import * as Plan from "@effect-grafana/migration/Plan"
import * as Verify from "@effect-grafana/migration/Verify"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { Transport } from "@effect-grafana/core/Transport"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { build } from "./support/build.js"
import { edits } from "./support/edits.js"
import { full } from "./support/full.js"
import * as HurriedClock from "./support/hurriedClock.js"
import { on, onTransport } from "./support/instances.js"
import { meddle, secret, there, writing } from "./support/meddling.js"
import { empty } from "./support/thinned.js"

const kinds = Kinds.all

const hurried = <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.withClock(effect, HurriedClock.make())

/** Kinds of whose objects one can be edited so that a plan updates it. */
const updatable = kinds.filter(({ name, write }) => edits[name]?.change === "update" && write !== undefined)

/** Those of whose changes Grafana keeps count. */
const versioned = updatable.filter(({ name }) =>
  ["dashboards", "folders", "data-sources", "library-elements", "mute-timings", "templates"].includes(name)
)

/** Those that a migration makes, one by one, under a key that others can take. */
const creatable = updatable.filter(
  ({ missing, write }) =>
    missing === undefined && write?.broughtBy === undefined && write?.doubles === undefined
)

/** A plan that updates one object. */
const prepared = (name: string) =>
  Effect.gen(function* () {
    const edit = edits[name]
    if (edit === undefined) return yield* Effect.dieMessage(`nothing is known of how ${name} are edited`)
    const source = yield* build(full)
    const target = yield* build(full)
    edit.make(source)
    const origin = yield* on(source)(Inventory.origin({ kinds }))
    const kind = yield* Effect.fromNullable(kinds.find((it) => it.name === name))
    const plan = yield* on(target)(Plan.make({ source: origin, kinds: [kind] }))
    const action = plan.organizations[0]?.actions.find(({ change }) => change === "update")
    if (action === undefined) return yield* Effect.dieMessage(`no update of ${name} is planned`)
    const key = action.targetKey ?? action.key
    const wanted = yield* on(source)(there(kind, action.key))
    return { kind, target, origin, plan, key, wanted: wanted?.content ?? {} }
  })

/** Applies, and tells how the updates came out. */
const applied = (plan: Plan.Plan, origin: Origin, transport: Layer.Layer<Transport>) =>
  Effect.gen(function* () {
    const journal = yield* Journal.memory(plan)
    const outcomes: Array<string> = []
    const onEvent = ({ outcome }: Apply.Event) => Effect.sync(() => void outcomes.push(outcome))
    yield* Apply.run({ journal, source: origin, kinds, onEvent, secret }).pipe(onTransport(transport))
    return outcomes
  })

/** Lets something else happen just before the first request that writes. */
const interposed = (target: FakeGrafana.Service, meddling: Effect.Effect<unknown>) =>
  Layer.effect(
    Transport,
    Effect.map(Transport, (whole) => {
      let isFirst = true
      const send: typeof whole.send = (request) => {
        if (request.method === "GET" || !isFirst) return whole.send(request)
        isFirst = false
        return Effect.zipRight(meddling, whole.send(request))
      }
      return { ...whole, send }
    })
  ).pipe(Layer.provide(FakeGrafana.transport(target)))

describe("what somebody has changed since the plan was made is a conflict, and stays as it is:", () => {
  it.live.each(updatable)("$name", ({ name }) =>
    Effect.gen(function* () {
      const { key, kind, origin, plan, target, wanted } = yield* prepared(name)
      const meddled = yield* on(target)(meddle(kind, key, [wanted]))
      expect(meddled).toBeDefined()
      const writes = target.writes.length
      expect(yield* applied(plan, origin, FakeGrafana.transport(target))).toEqual(["conflict"])
      expect(target.writes.length).toBe(writes)
      expect((yield* on(target)(there(kind, key)))?.content).toEqual(meddled)
    }).pipe(hurried)
  )
})

describe("what somebody changes between a look and the write is a conflict where Grafana counts changes:", () => {
  it.live.each(versioned)("$name", ({ name }) =>
    Effect.gen(function* () {
      const { key, kind, origin, plan, target, wanted } = yield* prepared(name)
      let meddled: unknown
      const meddling = on(target)(Effect.map(meddle(kind, key, [wanted]), (it) => (meddled = it)))
      const outcomes = yield* applied(plan, origin, interposed(target, Effect.orDie(meddling)))
      expect(meddled).toBeDefined()
      expect(outcomes).toEqual(["conflict"])
      expect((yield* on(target)(there(kind, key)))?.content).toEqual(meddled)
    }).pipe(hurried)
  )
})

describe("what somebody has made since under the key of a create is a conflict, and stays as it is:", () => {
  it.live.each(creatable)("$name", ({ name }) =>
    Effect.gen(function* () {
      const source = yield* build(full)
      const target = yield* build(empty(full), 2)
      const twin = yield* build(full)
      const origin = yield* on(source)(Inventory.origin({ kinds }))
      const kind = yield* Effect.fromNullable(kinds.find((it) => it.name === name))
      const needed = Kinds.withNeeded([kind]).filter((it) => it.name !== name)
      yield* applied(
        yield* on(target)(Plan.make({ source: origin, kinds: needed })),
        origin,
        FakeGrafana.transport(target)
      )
      const plan = yield* on(target)(Plan.make({ source: origin, kinds: [kind] }))
      const [action] = plan.organizations[0]?.actions.filter(({ change }) => change === "create") ?? []
      if (action === undefined) return yield* Effect.dieMessage(`no create of ${name} is planned`)
      const others = yield* Effect.fromNullable(yield* on(twin)(meddle(kind, action.key, [])))
      yield* on(target)(kind.write?.create(action.key, others, writing) ?? Effect.void)
      const made = (yield* on(target)(there(kind, action.key)))?.content
      expect(made).toBeDefined()
      const only = {
        ...plan,
        organizations: plan.organizations.map((it) => ({ ...it, actions: [action] }))
      }
      expect(yield* applied(only, origin, FakeGrafana.transport(target))).toEqual(["conflict"])
      expect((yield* on(target)(there(kind, action.key)))?.content).toEqual(made)
    }).pipe(hurried)
  )
})

describe("what somebody has changed since it was migrated is named by the verification, and nothing else:", () => {
  it.live.each(updatable)("$name", ({ name }) =>
    Effect.gen(function* () {
      const { key, kind, origin, plan, target, wanted } = yield* prepared(name)
      expect(yield* applied(plan, origin, FakeGrafana.transport(target))).toEqual(["done"])
      expect(Verify.isEqual(yield* on(target)(Verify.run({ plan, source: origin, kinds })))).toBe(true)
      expect(yield* on(target)(meddle(kind, key, [wanted]))).toBeDefined()
      const verdicts = yield* on(target)(Verify.run({ plan, source: origin, kinds }))
      expect(verdicts.flatMap(({ mismatches }) => mismatches)).toMatchObject([
        { kind: name, key, problem: "differs" }
      ])
    }).pipe(hurried)
  )
})
