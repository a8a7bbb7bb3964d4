import * as Folders from "@effect-grafana/elements/Folders"
import * as Apply from "@effect-grafana/migration/Apply"
import * as Archive from "@effect-grafana/migration/Archive"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Journal from "@effect-grafana/migration/Journal"
import * as Plan from "@effect-grafana/migration/Plan"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as FileSystem from "@effect/platform/FileSystem"
import { describe, expect, it, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { as } from "./support/callers.js"
import { forge } from "./support/forge.js"
import * as Grafana93 from "./support/grafana93.js"
import { on, seeded } from "./support/instances.js"
import { changes } from "./support/moving.js"
import { onOlder } from "./support/older.js"
import { join } from "./support/people.js"

const archive93 = Effect.gen(function* () {
  const directory = yield* (yield* FileSystem.FileSystem).makeTempDirectoryScoped()
  yield* forge(directory, Grafana93.pieces, { source: Grafana93.source })
  return yield* Archive.open(directory)
})

layer(NodeContext.layer)("an archive of the shape of Grafana 9.3 (synthetic)", (it) => {
  it.scoped("is planned against 12.3: all of it comes, and every reference finds its object", () =>
    Effect.gen(function* () {
      const source = yield* archive93
      const target = yield* FakeGrafana.make()
      const plan = yield* on(target)(Plan.make({ source }))
      expect(plan.source.version).toBe("9.3.6")
      expect(plan.organizations[0]?.findings).toEqual([])
      expect(plan.organizations[0]?.unresolved).toEqual([])
      expect(changes(plan).filter((it) => it.endsWith(": create"))).toEqual([
        "teams SRE: create",
        "folders ops: create",
        "folders l8EwSwU4z: create",
        "data-sources PBFA97CFB590B2093: create",
        "data-sources graphite-1: create",
        "dashboards by-name: create",
        "dashboards by-uid: create",
        "contact-points mail: create",
        "alert-rules rule-1: create"
      ])
      expect(changes(plan).filter((it) => it.endsWith(": conflict"))).toEqual([])
    })
  )

  it.scoped("is in the target when the plan has been carried out", () =>
    Effect.gen(function* () {
      const source = yield* archive93
      const target = yield* FakeGrafana.make()
      const journal = yield* Journal.memory(yield* on(target)(Plan.make({ source })))
      const summary = yield* on(target)(
        Apply.run({ journal, source, secret: () => Option.some(Redacted.make("p")) })
      )
      expect(summary).toMatchObject({ conflict: 0, failed: 0, unknown: 0 })
      const again = yield* on(target)(Plan.make({ source }))
      expect(again.organizations[0]?.actions.flatMap(({ differences = [] }) => differences)).toEqual([])
      expect(changes(again).filter((it) => !it.endsWith(": extra"))).toEqual([])
    })
  )
})

const flat = { dashboards: 12, dataSources: 3, teams: 2, users: 3 }

describe("Grafana 9.3 (synthetic)", () => {
  it.effect("as a source shows all that it has, once", () =>
    Effect.gen(function* () {
      const source = yield* seeded(flat)
      yield* on(source)(
        Effect.orDie(Effect.forEach(["a", "b", "c"], (uid) => Folders.create({ uid, title: uid })))
      )
      const { findings, items } = yield* onOlder(source)(
        Effect.flatMap(Inventory.origin(), (origin) => Inventory.collect(Inventory.pages(origin)))
      )
      expect(findings).toEqual([])
      expect(items.filter(({ kind }) => kind === "folders")).toHaveLength(3)
      expect(items.filter(({ kind }) => kind === "dashboards")).toHaveLength(12)
    })
  )

  it.effect("as a target is planned for", () =>
    Effect.gen(function* () {
      const source = yield* seeded({ ...flat, folders: 9 })
      const target = yield* FakeGrafana.make({ seed: 2 })
      const origin = yield* on(source)(Inventory.origin())
      const plan = yield* onOlder(target)(Plan.make({ source: origin }))
      expect(plan.target.version).toBe("9.3.6")
      expect(plan.organizations[0]?.findings).toEqual([])
      expect(changes(plan).filter((it) => it.startsWith("folders "))).toHaveLength(9)
      expect(target.writes).toEqual([])
    })
  )
})

describe("a target whose credential may do little", () => {
  it.effect("gets a plan whose findings say what could not be seen, and nothing is thrown", () =>
    Effect.gen(function* () {
      const source = yield* seeded({ ...flat, folders: 3 })
      const target = yield* seeded({ ...flat, folders: 3, seed: 2 })
      yield* on(target)(Effect.orDie(join("viewer", "Viewer")))
      const origin = yield* on(source)(Inventory.origin())
      const before = target.writes.length
      const plan = yield* as(target, "viewer")(Plan.make({ source: origin }))
      const findings = plan.organizations[0]?.findings ?? []
      expect(findings.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["users", "service-accounts"]))
      expect(findings.every(({ side }) => side === "target")).toBe(true)
      expect(findings.map(({ problem }) => problem).join()).toContain("403")
      expect(Plan.isEmpty(plan)).toBe(false)
      expect(target.writes.length).toBe(before)
    })
  )
})
