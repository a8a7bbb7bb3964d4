import * as Compare from "@effect-grafana/migration/Compare"
import * as Inventory from "@effect-grafana/migration/Inventory"
import type { Content, Kind } from "@effect-grafana/migration/Kind"
import * as Kinds from "@effect-grafana/migration/Kinds"
import type { Found, Origin } from "@effect-grafana/migration/Origin"
import * as Plan from "@effect-grafana/migration/Plan"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { breath } from "./support/breath.js"
import { build } from "./support/build.js"
import { type Corruption, corruptions } from "./support/corrupt.js"
import { dumped } from "./support/dumped.js"
import { edits } from "./support/edits.js"
import { full } from "./support/full.js"
import { on } from "./support/instances.js"

const kinds = Kinds.all

/** The fake has no plugins but its own. */
const edited = kinds.filter(({ name }) => name !== "plugins")

const planned = (plan: Plan.Plan) => plan.organizations.flatMap(({ actions }) => actions)

/** What is not equal, but for what only the target has. */
const changes = (plan: Plan.Plan) =>
  planned(plan)
    .filter(({ change }) => change !== "skip" && change !== "extra")
    .map(({ change, differences, key, kind }) => ({ change, kind, key, at: differences }))

const twins = Effect.gen(function* () {
  const source = yield* build(full)
  const target = yield* build(full)
  return { source, target, origin: yield* on(source)(Inventory.origin({ kinds })) }
})

it.effect("a plan of a target that is the same in all is empty, kind by kind", () =>
  Effect.gen(function* () {
    const { origin, source, target } = yield* twins
    const plan = yield* on(target)(Plan.make({ source: origin, kinds }))
    expect(planned(plan).filter(({ change }) => change !== "skip")).toEqual([])
    expect(Plan.isEmpty(plan)).toBe(true)
    for (const { name } of kinds)
      expect([name, planned(plan).filter(({ kind }) => kind === name).length]).toEqual([
        name,
        dumped(source)(name).length
      ])
  })
)

describe("a plan after one edit names exactly the object, and the place:", () => {
  it.effect.each(edited)("$name", ({ name }) =>
    Effect.gen(function* () {
      const edit = edits[name]
      if (edit === undefined) return yield* Effect.dieMessage(`nothing is known of how ${name} are edited`)
      const { origin, target } = yield* twins
      edit.make(target)
      const plan = yield* on(target)(Plan.make({ source: origin, kinds }))
      const found = changes(plan).filter(({ kind }) => edit.also?.includes(kind) !== true)
      expect(found).toMatchObject([
        { kind: name, change: edit.change, ...(edit.key === undefined ? {} : { key: edit.key }) }
      ])
      if (edit.at !== undefined) expect(found[0]?.at).toEqual(edit.at)
      expect(Plan.isEmpty(plan)).toBe(false)
    })
  )
})

interface Corrupted extends Corruption {
  readonly found: Found
}

/** The origin, with objects that hold something else. */
const holding = (origin: Origin, corrupted: ReadonlyArray<Corrupted>): Origin => ({
  ...origin,
  read: (it) =>
    Effect.map(origin.read(it), (reading) => {
      const other = corrupted.find(({ found }) => found.kind === it.kind && found.key === it.key)
      return other === undefined ? reading : { ...reading, content: other.content }
    })
})

/** `panels[id=4].title` and `panels[3].title` are the same place. */
const placeless = (at: string): string => at.replace(/\[[^\]]*\]/g, "[]").replace(/ \(order\)$/, "")

/** Whether the one lies in the other: an item that is no longer there is named as a whole. */
const isAt = (named: string, at: string): boolean =>
  placeless(at).startsWith(placeless(named)) || placeless(named).startsWith(placeless(at))

/** In the list that the place stands in, whose other items may have moved. */
const isNear = (named: string, at: string): boolean => {
  const place = placeless(at)
  const list = place.includes("[]") ? place.slice(0, place.lastIndexOf("[]")) : place
  return isAt(named, at) || placeless(named).startsWith(list)
}

/** What is not taken over from the source, and so makes no difference. */
const isMasked = ({ arrive, references }: Kind, before: Content, after: Content): boolean => {
  const wanted = (content: Content) => {
    const referring = references(content, (_, key) => key)
    return arrive === undefined ? referring : arrive(referring, before, { paused: true })
  }
  return Compare.equal(wanted(before), wanted(after))
}

/** Everything that can go wrong in one object of a kind, and still be an object of it. */
const possible = (origin: Origin, kind: Kind) =>
  Effect.gen(function* () {
    const { items } = yield* Inventory.collect(Inventory.pages(origin, { kinds: [kind.name] }))
    const all = yield* Effect.forEach(items, (found) =>
      Effect.map(origin.read(found), ({ content }) =>
        corruptions(content)
          .filter((it) => Schema.is(kind.content)(it.content) && !isMasked(kind, content, it.content))
          .map((it): Corrupted => ({ ...it, found }))
      )
    )
    return all.flat()
  })

it.effect(
  "whatever is corrupted in one object of each kind, a plan names exactly these objects, and the places",
  () =>
    Effect.gen(function* () {
      const { origin, target } = yield* twins
      const lists = yield* Effect.forEach(edited, (kind) => possible(origin, kind))
      for (const list of lists) expect(list.length).toBeGreaterThan(0)
      const one = fc.tuple(...lists.map((list) => fc.constantFrom(...list)))
      for (const corrupted of fc.sample(one, { seed: 1, numRuns: 12 })) {
        yield* breath
        const plan = yield* on(target)(Plan.make({ source: holding(origin, corrupted), kinds }))
        const found = changes(plan)
        expect(found.map(({ key, kind }) => [kind, key]).sort()).toEqual(
          corrupted.map(({ found: { key, kind } }) => [kind, key]).sort()
        )
        for (const { at, found: object } of corrupted) {
          const places = found.find(({ kind }) => kind === object.kind)?.at ?? []
          expect([object.kind, at, places.some((place) => isAt(place, at))]).toEqual([object.kind, at, true])
          expect([object.kind, at, places.filter((place) => !isNear(place, at))]).toEqual([
            object.kind,
            at,
            []
          ])
        }
      }
    }),
  60_000
)
