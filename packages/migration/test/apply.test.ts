import * as Apply from "@effect-grafana/migration/Apply"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Journal from "@effect-grafana/migration/Journal"
import * as Plan from "@effect-grafana/migration/Plan"
import * as Rollback from "@effect-grafana/migration/Rollback"
import * as Verify from "@effect-grafana/migration/Verify"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as DataSources from "@effect-grafana/elements/DataSources"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { on, seeded } from "./support/instances.js"
import { kindsOf } from "./support/moving.js"

const kinds = kindsOf(["folders", "data-sources", "library-elements", "dashboards"])

const content = { folders: 9, dashboards: 20, libraryElements: 6, dataSources: 4 }

const migrate = (source: FakeGrafana.Service, target: FakeGrafana.Service) =>
  Effect.gen(function* () {
    const origin = yield* on(source)(Inventory.origin({ kinds }))
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
    const origin = yield* on(source)(Inventory.origin({ kinds }))
    const summary = yield* on(target)(Apply.run({ journal, source: origin }))
    expect(summary.done).toBe(0)
    expect(target.writes.length).toBe(writes)
  })
)

it.effect("what was migrated is verified, and a change since is named to the field", () =>
  Effect.gen(function* () {
    const source = yield* seeded(content)
    const target = yield* FakeGrafana.make({ seed: 2 })
    const { plan } = yield* migrate(source, target)
    const origin = yield* on(source)(Inventory.origin({ kinds }))
    const verdicts = yield* on(target)(Verify.run({ plan, source: origin }))
    expect(verdicts).toMatchObject([{ equal: 39, mismatches: [], findings: [] }])
    expect(Verify.isEqual(verdicts)).toBe(true)
    const uid = plan.organizations[0]?.actions.find(({ kind }) => kind === "dashboards")?.key ?? ""
    const found = yield* on(target)(Dashboards.get({ uid }))
    yield* on(target)(
      Dashboards.save({ dashboard: { ...found.dashboard, title: "Other" }, folderUid: found.meta.folderUid })
    )
    expect(yield* on(target)(Verify.run({ plan, source: origin }))).toMatchObject([
      {
        equal: 38,
        mismatches: [
          { kind: "dashboards", key: uid, differences: [{ at: "dashboard.title", right: "Other" }] }
        ]
      }
    ])
  })
)

it.effect("a rollback gives the target's first state back", () =>
  Effect.gen(function* () {
    const source = yield* seeded(content)
    const target = yield* FakeGrafana.make({ seed: 2 })
    const { journal } = yield* migrate(source, target)
    const summary = yield* on(target)(Rollback.run({ journal }))
    expect(summary).toEqual({ removed: 39, restored: 0, kept: 0, failed: 0 })
    const origin = yield* on(target)(Inventory.origin({ kinds }))
    expect([...(yield* Stream.runCollect(Inventory.stream(origin)))]).toEqual([])
  })
)

it.effect("a rollback keeps what somebody has changed since", () =>
  Effect.gen(function* () {
    const source = yield* seeded(content)
    const target = yield* FakeGrafana.make({ seed: 2 })
    const { journal, plan } = yield* migrate(source, target)
    const uid = plan.organizations[0]?.actions.find(({ kind }) => kind === "data-sources")?.key ?? ""
    const { accessControl: _, readOnly: __, ...found } = yield* on(target)(DataSources.get({ uid }))
    yield* on(target)(
      DataSources.update({
        currentUid: uid,
        name: found.name,
        type: found.type,
        access: "proxy",
        url: "http://x"
      })
    )
    const summary = yield* on(target)(Rollback.run({ journal }))
    expect(summary).toEqual({ removed: 38, restored: 0, kept: 1, failed: 0 })
  })
)
