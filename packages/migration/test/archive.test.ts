import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as Archive from "@effect-grafana/migration/Archive"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Plan from "@effect-grafana/migration/Plan"
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as FileSystem from "@effect/platform/FileSystem"
import { expect, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { on, seeded } from "./support/instances.js"
import { kindsOf } from "./support/moving.js"

const kinds = kindsOf(["folders", "data-sources", "library-elements", "dashboards"])

const content = { folders: 9, dashboards: 20, libraryElements: 6, dataSources: 4 }

const directory = Effect.flatMap(FileSystem.FileSystem, (files) => files.makeTempDirectoryScoped())

const filesIn = (directory: string) =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const names = yield* files.readDirectory(directory, { recursive: true })
    const texts = yield* Effect.forEach(names.filter((name) => name.endsWith(".json")).sort(), (name) =>
      Effect.map(files.readFileString(`${directory}/${name}`), (text) => [name, text] as const)
    )
    return new Map(texts)
  })

layer(NodeContext.layer)((it) => {
  it.scoped("an archive, planned against its own Grafana, has nothing to do", () =>
    Effect.gen(function* () {
      const source = yield* seeded(content)
      const where = yield* directory
      const origin = yield* on(source)(Inventory.origin({ url: "http://a.test", kinds }))
      yield* Archive.write({ origin, directory: where })
      const archive = yield* Archive.open(where)
      expect(archive.manifest.kinds).toEqual({
        folders: 9,
        "data-sources": 4,
        "library-elements": 6,
        dashboards: 20
      })
      const plan = yield* on(source)(Plan.make({ source: archive }))
      expect(plan.organizations[0]?.actions.filter(({ change }) => change !== "skip")).toEqual([])
      expect(Plan.isEmpty(plan)).toBe(true)
      const empty = yield* FakeGrafana.make()
      const all = yield* on(empty)(Plan.make({ source: archive }))
      expect(all.organizations[0]?.actions.map(({ change }) => change)).toEqual(Array(39).fill("create"))
      expect(all.organizations[0]?.unresolved).toEqual([])
    })
  )

  it.scoped("the archive of an archive is identical", () =>
    Effect.gen(function* () {
      const source = yield* seeded(content)
      const [one, two] = [yield* directory, yield* directory]
      yield* Archive.write({ origin: yield* on(source)(Inventory.origin()), directory: one })
      yield* Archive.write({ origin: yield* Archive.open(one), directory: two })
      expect(yield* filesIn(two)).toEqual(yield* filesIn(one))
    })
  )
})
