import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Plan from "@effect-grafana/migration/Plan"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { on, seeded } from "./support/instances.js"
import { kindsOf } from "./support/moving.js"

const kinds = kindsOf(["folders", "data-sources", "library-elements", "dashboards"])

const content = { folders: 9, dashboards: 20, libraryElements: 6, dataSources: 4, users: 5, teams: 3 }

const count = (plan: Plan.Plan, change: Plan.Change): number =>
  plan.organizations.flatMap(({ actions }) => actions).filter((action) => action.change === change).length

it.live("a plan against an empty Grafana creates all that there is, and writes nothing", () =>
  Effect.gen(function* () {
    const source = yield* seeded(content)
    const target = yield* FakeGrafana.make()
    const origin = yield* on(source)(Inventory.origin({ kinds }))
    const before = source.writes.length
    const plan = yield* on(target)(Plan.make({ source: origin }))
    expect(plan.organizations[0]?.findings).toEqual([])
    expect(plan.organizations[0]?.unresolved).toEqual([])
    expect(count(plan, "create")).toBe(9 + 20 + 6 + 4)
    expect(target.writes).toEqual([])
    expect(source.writes.length).toBe(before)
  })
)

it.live("a plan against the same Grafana is empty", () =>
  Effect.gen(function* () {
    const source = yield* seeded(content)
    const origin = yield* on(source)(Inventory.origin())
    const plan = yield* on(source)(Plan.make({ source: origin }))
    expect(plan.organizations[0]?.findings).toEqual([])
    expect(plan.organizations[0]?.actions.filter(({ change }) => change !== "skip")).toEqual([])
    expect(Plan.isEmpty(plan)).toBe(true)
  })
)
