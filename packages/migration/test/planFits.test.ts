import * as Organizations from "@effect-grafana/elements/Organizations"
import * as Inventory from "@effect-grafana/migration/Inventory"
import type { Origin } from "@effect-grafana/migration/Origin"
import * as Plan from "@effect-grafana/migration/Plan"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { on } from "./support/instances.js"

const [old, fresh] = ["http://old.test", "http://new.test"]

/** A plan between two fakes of two organizations each, and its source. */
const planned = Effect.gen(function* () {
  const source = yield* FakeGrafana.make()
  const target = yield* FakeGrafana.make({ seed: 2 })
  for (const fake of [source, target]) yield* on(fake)(Organizations.create({ name: "Second" }))
  const origin = yield* on(source)(Inventory.origin({ kinds: [], organizations: "all", url: old }))
  const plan = yield* on(target)(Plan.make({ source: origin, kinds: [], url: fresh }))
  return { origin, plan, target }
})

const problems = (plan: Plan.Plan, source: Origin, target: FakeGrafana.Service, url = fresh) =>
  on(target)(
    Plan.fits(plan, { source, url }).pipe(
      Effect.as([]),
      Effect.catchTag("PlanUnfit", ({ problems }) => Effect.succeed(problems))
    )
  )

describe("a plan", () => {
  it.effect("fits the instances that it was made for", () =>
    Effect.gen(function* () {
      const { origin, plan, target } = yield* planned
      expect(plan.organizations.length).toBe(2)
      expect(yield* problems(plan, origin, target)).toEqual([])
      expect(target.writes.length).toBe(1)
    })
  )

  it.effect("does not fit other addresses", () =>
    Effect.gen(function* () {
      const { origin, plan, target } = yield* planned
      const elsewhere = { ...origin, about: { ...origin.about, url: "http://c.test" } }
      expect(yield* problems(plan, elsewhere, target, "http://d.test")).toEqual([
        `its source is ${old}, and this is http://c.test`,
        `its target is ${fresh}, and this is http://d.test`
      ])
    })
  )

  it.effect("does not fit another major version; a minor one and a hidden one are no other", () =>
    Effect.gen(function* () {
      const { origin, plan, target } = yield* planned
      const of = (version: string | null) =>
        problems(plan, { ...origin, about: { ...origin.about, version } }, target)
      expect(yield* of("12.4.9")).toEqual([])
      expect(yield* of(null)).toEqual([])
      expect(yield* of("11.3.0")).toEqual(["its source is Grafana 12.3.0, and this is 11.3.0"])
      const forOlder = { ...plan, target: { ...plan.target, version: "9.5.1" } }
      expect(yield* problems(forOlder, origin, target)).toEqual([
        "its target is Grafana 9.5.1, and this is 12.3.0"
      ])
    })
  )

  it.effect("does not fit organizations of other names or ids", () =>
    Effect.gen(function* () {
      const { origin, plan, target } = yield* planned
      yield* on(target)(Organizations.update({ id: 2, name: "Third" }))
      const [first] = origin.organizations
      const fewer = { ...origin, organizations: first === undefined ? [] : [first] }
      expect(yield* problems(plan, fewer, target)).toEqual([
        `the source's organization 2 "Second" is not there`,
        `the target's organization 2 "Second" is now "Third"`
      ])
      yield* on(target)(Organizations.remove({ id: 2 }))
      expect(yield* problems(plan, origin, target)).toEqual([
        `the target's organization 2 "Second" is not there`
      ])
    })
  )

  it.effect("that is to make an organization fits whether it is there by now or not", () =>
    Effect.gen(function* () {
      const { origin, target } = yield* planned
      const lone = yield* FakeGrafana.make({ seed: 3 })
      const plan = yield* on(lone)(Plan.make({ source: origin, kinds: [], url: fresh }))
      expect(plan.organizations.map((it) => it.target.id)).toEqual([1, null])
      expect(yield* problems(plan, origin, lone)).toEqual([])
      expect(yield* problems(plan, origin, target)).toEqual([])
    })
  )
})
