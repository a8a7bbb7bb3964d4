import * as Apply from "@effect-grafana/migration/Apply"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Journal from "@effect-grafana/migration/Journal"
import * as Plan from "@effect-grafana/migration/Plan"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { on, seeded } from "./support/instances.js"

const content = { folders: 9, dashboards: 20, libraryElements: 6, dataSources: 4 }

const migrate = (source: FakeGrafana.Service, target: FakeGrafana.Service) =>
  Effect.gen(function* () {
    const origin = yield* on(source)(Inventory.origin())
    const plan = yield* on(target)(Plan.make({ source: origin }))
    const journal = yield* Journal.memory(plan)
    const summary = yield* on(target)(Apply.run({ journal, source: origin }))
    return { plan, journal, summary }
  })

it.effect("a plan carried out leaves nothing to do, and migrating again writes nothing", () =>
  Effect.gen(function* () {
    const source = yield* seeded(content)
    const target = yield* FakeGrafana.make({ seed: 2 })
    const { summary } = yield* migrate(source, target)
    expect(summary).toEqual({ done: 39, already: 0, conflict: 0, failed: 0, unknown: 0 })
    const writes = target.writes.length
    expect(writes).toBe(39)
    const again = yield* migrate(source, target)
    expect(Plan.isEmpty(again.plan)).toBe(true)
    expect(target.writes.length).toBe(writes)
  })
)

it.effect("a journal that says all is done has nothing sent again", () =>
  Effect.gen(function* () {
    const source = yield* seeded(content)
    const target = yield* FakeGrafana.make({ seed: 2 })
    const { journal } = yield* migrate(source, target)
    const writes = target.writes.length
    const origin = yield* on(source)(Inventory.origin())
    const summary = yield* on(target)(Apply.run({ journal, source: origin }))
    expect(summary.done).toBe(0)
    expect(target.writes.length).toBe(writes)
  })
)
