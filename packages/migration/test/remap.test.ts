import * as Inventory from "@effect-grafana/migration/Inventory"
import type { Content, Kind } from "@effect-grafana/migration/Kind"
import * as Kinds from "@effect-grafana/migration/Kinds"
import * as Plan from "@effect-grafana/migration/Plan"
import * as Remap from "@effect-grafana/migration/Remap"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { gone } from "./support/boards.js"
import { breath } from "./support/breath.js"
import { build } from "./support/build.js"
import { full } from "./support/full.js"
import { instance } from "./support/instance.js"
import { on } from "./support/instances.js"
import { places } from "./support/places.js"

const kindOf = (name: string): Kind => {
  const kind = Kinds.all.find((it) => it.name === name)
  if (kind === undefined) throw new Error(`there are no ${name}`)
  return kind
}

/** The texts of a content by their places. */
const texts = (value: unknown, at = ""): ReadonlyMap<string, string> => {
  if (typeof value === "string") return new Map([[at, value]])
  const entries: ReadonlyArray<readonly [string, unknown]> = Array.isArray(value)
    ? value.map((item: unknown, i) => [`${at}[${i}]`, item] as const)
    : typeof value === "object" && value !== null
      ? Object.entries(value).map(([field, it]) => [at === "" ? field : `${at}.${field}`, it] as const)
      : []
  return new Map(entries.flatMap(([at, it]) => [...texts(it, at)]))
}

const mark = "moved-"

/** Gives every key that is referred to a mark before it. */
const marked = (kind: Kind, content: Content): Content => kind.references(content, (_, key) => mark + key)
const unmarked = (kind: Kind, content: Content): Content =>
  kind.references(content, (_, key) => (key.startsWith(mark) ? key.slice(mark.length) : key))

describe("every place of a reference is rewritten, and nothing else:", () => {
  it.each(places)("$name", ({ content, kind: name, refer }) => {
    const kind = kindOf(name)
    const before = texts(content)
    const after = texts(marked(kind, content))
    const changed = [...before].filter(([at, text]) => after.get(at) !== text).map(([at]) => at)
    expect(changed.sort()).toEqual([...refer].sort())
    for (const at of refer) expect(after.get(at)).toBe(mark + before.get(at))
    expect([...after.keys()].sort()).toEqual([...before.keys()].sort())
    const found = Remap.references(kind, content)
    for (const at of refer)
      expect(found.filter((it) => at === it.at || at.startsWith(`${it.at}.`)).length).toBe(1)
    expect(found.length).toBe(refer.length)
  })

  it("kinds that refer to something are among the examples, or are only known by another object's key", () => {
    const shown = new Set(places.map(({ kind }) => kind))
    const without = Kinds.all.filter(({ name }) => !shown.has(name)).map(({ name }) => name)
    expect(without.sort()).toEqual([
      "contact-points",
      "mute-timings",
      "organizations",
      "plugins",
      "public-dashboards",
      "service-accounts",
      "templates",
      "users"
    ])
  })
})

const readAll = (fake: FakeGrafana.Service) =>
  Effect.gen(function* () {
    const origin = yield* on(fake)(Inventory.origin({ kinds: Kinds.all }))
    const { items } = yield* Inventory.collect(Inventory.pages(origin))
    return yield* Effect.forEach(items, (item) =>
      Effect.map(origin.read(item), ({ content }) => ({ kind: kindOf(item.kind), content }))
    )
  })

it("a remap and its inverse give every content back, and what it does not name stays", async () => {
  await fc.assert(
    fc.asyncProperty(instance, (described) =>
      Effect.runPromise(
        Effect.gen(function* () {
          yield* breath
          const all = yield* readAll(yield* build(described))
          for (const { content, kind } of all) {
            const after = marked(kind, content)
            expect(unmarked(kind, after)).toEqual(content)
            expect(Remap.references(kind, after).map(({ key }) => key)).toEqual(
              Remap.references(kind, content).map(({ key }) => mark + key)
            )
            expect(kind.references(content, (_, key) => key)).toEqual(content)
            expect(Remap.apply(kind, content, {})).toEqual(content)
          }
        })
      )
    ),
    { numRuns: 15, seed: 1 }
  )
}, 60_000)

it.effect("a remap changes what it names, in the kind that it names", () =>
  Effect.gen(function* () {
    const all = yield* readAll(yield* build(full))
    const uid = full.sources[0]?.uid ?? ""
    for (const { content, kind } of all) {
      const after = Remap.apply(kind, content, { "data-sources": { [uid]: "thanos" } })
      expect(Remap.references(kind, after)).toEqual(
        Remap.references(kind, content).map((it) =>
          it.kind === "data-sources" && it.key === uid ? { ...it, key: "thanos" } : it
        )
      )
    }
  })
)

it.effect("references to what is nowhere are listed, each with its place, and no other", () =>
  Effect.gen(function* () {
    const source = yield* build(full)
    const all = yield* readAll(source)
    const dangling = all.flatMap(({ content, kind }) =>
      Remap.references(kind, content).filter(({ key }) => key === gone)
    )
    expect(dangling.length).toBeGreaterThan(0)
    const origin = yield* on(source)(Inventory.origin({ kinds: Kinds.all }))
    const target = yield* FakeGrafana.make({ seed: 2 })
    const plan = yield* on(target)(Plan.make({ source: origin, kinds: Kinds.all }))
    const listed = plan.organizations.flatMap(({ unresolved }) => unresolved)
    // Nobody makes users.
    const others = listed.filter(({ missing }) => missing.kind !== "users")
    expect(others.map(({ at, missing }) => ({ ...missing, at })).sort(byPlace)).toEqual(
      [...dangling].sort(byPlace)
    )
  })
)

const byPlace = (a: Remap.Reference, b: Remap.Reference): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)
