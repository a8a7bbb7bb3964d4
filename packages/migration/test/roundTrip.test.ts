import * as Apply from "@effect-grafana/migration/Apply"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Journal from "@effect-grafana/migration/Journal"
import * as Kinds from "@effect-grafana/migration/Kinds"
import * as Plan from "@effect-grafana/migration/Plan"
import * as Rollback from "@effect-grafana/migration/Rollback"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { breath } from "./support/breath.js"
import { build } from "./support/build.js"
import * as HurriedClock from "./support/hurriedClock.js"
import { instance } from "./support/instance.js"
import { on } from "./support/instances.js"
import { secret } from "./support/meddling.js"
import { differing, lacking, strange, type Thing, things } from "./support/portable.js"
import { type Pair, pairs } from "./support/thinned.js"

const kinds = Kinds.all

/** What goes with another thing. */
const parts: Readonly<Record<string, string>> = {
  "folder-permissions": "folders",
  "dashboard-permissions": "dashboards",
  connections: "library-elements"
}

const check = (described: Pair) =>
  Effect.gen(function* () {
    yield* breath
    const source = yield* build(described.source)
    const target = yield* build(described.target, 2)
    const before = things(target)
    const migrate = Effect.gen(function* () {
      const origin = yield* on(source)(Inventory.origin({ kinds }))
      const plan = yield* on(target)(Plan.make({ source: origin, kinds, alertRules: "as they are" }))
      const journal = yield* Journal.memory(plan)
      return {
        plan,
        journal,
        summary: yield* on(target)(Apply.run({ journal, source: origin, kinds, secret }))
      }
    })
    const { journal, plan, summary } = yield* migrate
    expect(summary).toMatchObject({ conflict: 0, failed: 0, unknown: 0 })
    const after = things(target)

    const writes = target.writes.length
    yield* migrate
    expect(target.writes.slice(writes)).toEqual([])
    expect(differing(after, things(target))).toEqual([])

    const told = new Set<string>()
    const onEvent = ({ action: { key, kind }, outcome }: Rollback.Event) =>
      Effect.sync(() => {
        if (outcome === "kept" || outcome === "failed") told.add(`${kind} ${key}`)
      })
    yield* on(target)(Rollback.run({ journal, kinds, onEvent }))
    const there = things(target)
    const isTold = ({ kind, name }: Thing): boolean =>
      told.has(`${kind} ${name}`) || told.has(`${parts[kind] ?? kind} ${name}`)
    // A group that only the target had ends with its last rule; the rule brings an interval of its own back with it.
    const isOwnGroup = ({ kind, name }: Thing): boolean =>
      kind === "rule-groups" &&
      !plan.organizations.some(({ actions }) =>
        actions.some((it) => it.change !== "extra" && it.kind === kind && (it.targetKey ?? it.key) === name)
      )
    expect(lacking(before, there).filter((it) => !isTold(it) && !isOwnGroup(it))).toEqual([])
    expect(strange(there, before).filter((it) => !isTold(it))).toEqual([])
  }).pipe(Effect.withClock(HurriedClock.make()))

const runs = Number(process.env["MIGRATION_RUNS"] ?? 40)
const seed = Number(process.env["MIGRATION_SEED"] ?? 1)

it(
  `of ${runs} random migrations (seed ${seed}) each writes nothing when it comes again, and is taken back to what was there, but for what it names`,
  () =>
    fc.assert(
      fc.asyncProperty(pairs(instance), (pair) => Effect.runPromise(check(pair))),
      { numRuns: runs, seed, endOnFailure: true }
    ),
  60_000 + runs * 5_000
)
