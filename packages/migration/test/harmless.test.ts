import type { Contract } from "@effect-grafana/core/Endpoint"
import { endpoints } from "@effect-grafana/elements/All"
import * as Health from "@effect-grafana/elements/Health"
import * as CurrentOrganization from "@effect-grafana/elements/Organization"
import * as Organizations from "@effect-grafana/elements/Organizations"
import * as Archive from "@effect-grafana/migration/Archive"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Kinds from "@effect-grafana/migration/Kinds"
import * as Plan from "@effect-grafana/migration/Plan"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as FileSystem from "@effect/platform/FileSystem"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { build } from "./support/build.js"
import { dumped } from "./support/dumped.js"
import { full } from "./support/full.js"
import { on } from "./support/instances.js"
import * as MemoryFiles from "./support/memoryFiles.js"
import { contractsOf, type Request, watched } from "./support/seen.js"

/** What every inventory asks besides its kinds. */
const own: ReadonlyArray<Contract> = [
  Health.get,
  Health.getFrontendSettings,
  CurrentOrganization.get,
  Organizations.list,
  Organizations.getByName
]

const operations = (contracts: ReadonlyArray<Contract>) =>
  new Set(contracts.map(({ operation }) => operation))

/** The requests that are none of the contracts, or that are one that can change something. */
const strangers = (
  seen: ReadonlyArray<Request>,
  contracts: ReadonlyArray<Contract>
): ReadonlyArray<Request> => {
  const allowed = operations(contracts)
  return seen.filter((request) => {
    const candidates = contractsOf(request)
    return !candidates.some(({ kind, operation }) => allowed.has(operation) && kind === "safe")
  })
}

describe.each(Kinds.all.map((kind) => [kind.name, kind] as const))("%s", (_, kind) => {
  it("says that it reads by safe contracts only, which this client has", () => {
    expect(kind.reads.length).toBeGreaterThan(0)
    for (const contract of kind.reads) {
      expect([contract.operation, contract.kind]).toEqual([contract.operation, "safe"])
      expect(endpoints.map(({ operation }) => operation)).toContain(contract.operation)
    }
  })

  it.effect("is listed, checked and read by what it says that it reads by, and nothing else", () =>
    Effect.gen(function* () {
      const { fake, seen } = watched(yield* build(full))
      const written = fake.writes.length
      const origin = yield* on(fake)(Inventory.origin({ kinds: [kind] }))
      const { findings, items } = yield* Inventory.collect(Inventory.pages(origin))
      yield* Effect.forEach(items, origin.read)
      const [organization] = origin.organizations
      if (organization !== undefined) yield* origin.reveal?.(organization, kind.name) ?? Effect.void
      expect(findings).toEqual([])
      expect(items.length).toBe(dumped(fake)(kind.name).length)
      expect(strangers(seen, [...own, ...kind.reads])).toEqual([])
      expect(fake.writes.length).toBe(written)
    })
  )
})

it("a request that no kind says it makes would be noticed", () => {
  const get = { method: "GET", path: "/api/folders/abc" }
  const post = { method: "POST", path: "/api/folders" }
  const nowhere = { method: "GET", path: "/api/no/such/thing" }
  expect(strangers([get, post, nowhere], own)).toEqual([get, post, nowhere])
  expect(strangers([get, post, nowhere], endpoints)).toEqual([post, nowhere])
})

it.scoped(
  "an inventory, an archive and a plan of everything write nothing, and send nothing that could",
  () =>
    Effect.gen(function* () {
      const source = watched(yield* build(full))
      const target = watched(yield* FakeGrafana.make({ seed: 2 }))
      const written = source.fake.writes.length
      // Grafana notes who was there.
      for (const { fake } of [source, target]) yield* on(fake)(CurrentOrganization.get())
      const dump = source.fake.dump()
      const empty = target.fake.dump()
      const directory = yield* Effect.flatMap(FileSystem.FileSystem, (files) =>
        files.makeTempDirectoryScoped()
      )
      const origin = yield* on(source.fake)(
        Inventory.origin({ kinds: Kinds.all, organizations: "all", url: "http://a.test" })
      )
      yield* Archive.write({ origin, directory })
      const archive = yield* Archive.open(directory)
      for (const from of [origin, archive])
        for (const organizations of ["current", "by name"] as const)
          for (const to of [source.fake, target.fake])
            yield* on(to)(Plan.make({ source: from, kinds: Kinds.all, organizations }))

      const reads = [...own, ...Kinds.all.flatMap((kind) => kind.reads)]
      expect(source.seen.length).toBeGreaterThan(100)
      expect(strangers([...source.seen, ...target.seen], reads)).toEqual([])
      expect(target.fake.writes).toEqual([])
      expect(source.fake.writes.length).toBe(written)
      expect(target.fake.dump()).toEqual(empty)
      expect(source.fake.dump()).toEqual(dump)
    }).pipe(Effect.provide(MemoryFiles.layer))
)
