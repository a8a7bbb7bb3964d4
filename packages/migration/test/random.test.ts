import * as Archive from "@effect-grafana/migration/Archive"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Kinds from "@effect-grafana/migration/Kinds"
import * as Plan from "@effect-grafana/migration/Plan"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as FileSystem from "@effect/platform/FileSystem"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { breath } from "./support/breath.js"
import { build } from "./support/build.js"
import { dumped, nameIn } from "./support/dumped.js"
import { instance, type Instance } from "./support/instance.js"
import { on } from "./support/instances.js"
import * as MemoryFiles from "./support/memoryFiles.js"

const kinds = Kinds.inOrder(Kinds.all)

const directory = Effect.flatMap(FileSystem.FileSystem, (files) => files.makeTempDirectoryScoped())

const filesIn = (directory: string) =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const names = (yield* files.readDirectory(directory, { recursive: true })).filter((it) =>
      it.endsWith(".json")
    )
    const texts = yield* Effect.forEach(names.sort(), (name) => files.readFileString(`${directory}/${name}`))
    return names.map((name, i) => `${name}\n${texts[i]}`)
  })

const planned = (plan: Plan.Plan) => plan.organizations.flatMap(({ actions }) => actions)

/** Each object of the source once, made where the target has it not; what has to be done by people is a conflict. */
const isAllOfIt = (plan: Plan.Plan, source: FakeGrafana.Service, target: FakeGrafana.Service): void => {
  const [inSource, inTarget] = [dumped(source), dumped(target)]
  for (const { missing, name } of kinds) {
    const actions = planned(plan).filter(({ kind }) => kind === name)
    const there = inTarget(name)
    const met = actions.filter(({ change }) => change !== "extra")
    expect([name, met.map(nameIn).sort()]).toEqual([name, inSource(name)])
    for (const action of met) {
      const isThere = there.includes(nameIn(action))
      const expected = isThere
        ? ["update", "skip", "conflict"]
        : missing === undefined
          ? ["create"]
          : ["conflict"]
      expect(expected, `${name} ${action.key}: ${action.reason}`).toContain(action.change)
    }
  }
}

const check = (described: Instance) =>
  Effect.gen(function* () {
    yield* breath
    const source = yield* build(described)
    const target = yield* FakeGrafana.make({ seed: 2 })
    const written = source.writes.length
    const [one, two] = [yield* directory, yield* directory]

    const origin = yield* on(source)(Inventory.origin({ kinds }))
    yield* Archive.write({ origin, directory: one })
    const archive = yield* Archive.open(one)
    yield* Archive.write({ origin: archive, directory: two })
    expect(yield* filesIn(two)).toEqual(yield* filesIn(one))

    const plan = yield* on(target)(Plan.make({ source: archive, kinds }))
    expect(plan.organizations.flatMap(({ findings }) => findings)).toEqual([])
    isAllOfIt(plan, source, target)

    const none = yield* on(source)(Plan.make({ source: archive, kinds }))
    expect(planned(none).filter(({ change }) => change !== "skip")).toEqual([])
    expect(Plan.isEmpty(none)).toBe(true)

    expect(target.writes).toEqual([])
    expect(source.writes.length).toBe(written)
  }).pipe(Effect.scoped, Effect.provide(MemoryFiles.layer))

// More by `MIGRATION_RUNS`, others by `MIGRATION_SEED`; what fails is shrunk, and named with its seed and path.
const runs = Number(process.env["MIGRATION_RUNS"] ?? 200)
const seed = Number(process.env["MIGRATION_SEED"] ?? 1)

it(
  `of ${runs} random instances (seed ${seed}) each is planned whole, archived alike, and leaves itself nothing to do`,
  () =>
    fc.assert(
      fc.asyncProperty(instance, (described) => Effect.runPromise(check(described))),
      { numRuns: runs, seed }
    ),
  60_000 + runs * 5_000
)
