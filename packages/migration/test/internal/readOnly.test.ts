import * as Folders from "@effect-grafana/elements/Folders"
import * as Teams from "@effect-grafana/elements/Teams"
import * as Archive from "@effect-grafana/migration/Archive"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Kind from "@effect-grafana/migration/Kind"
import * as Plan from "@effect-grafana/migration/Plan"
import * as Endpoint from "@effect-grafana/core/Endpoint"
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as FileSystem from "@effect/platform/FileSystem"
import { describe, expect, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { readOnly, WouldWrite } from "../../src/internal/readOnly.js"
import { on } from "../support/instances.js"

type Step = Effect.Effect<unknown, Kind.Problem, Grafana>

const write: Step = Folders.create({ uid: "f", title: "F" })

/** A kind of one object, that does more than look. */
const careless = (steps: {
  readonly listing?: Step
  readonly read?: Step
  readonly check?: Step
}): Kind.Kind =>
  Kind.make({
    name: "careless",
    after: [],
    content: Schema.Struct({}),
    listings: [
      {
        name: "the listing",
        pages: Stream.fromEffect(
          Effect.as(steps.listing ?? Effect.void, { items: [{ key: "k", title: "K" }] })
        )
      }
    ],
    check: () => Effect.as(steps.check ?? Effect.void, []),
    read: () => Effect.as(steps.read ?? Effect.void, { content: {} }),
    references: (content) => content,
    reads: []
  })

const defect = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.map(Effect.flip(Effect.sandbox(effect)), (cause) => [...Cause.defects(cause)])

const refused = [new WouldWrite({ operation: "createFolder" })]

describe("a kind that would write", () => {
  const ways = [
    ["in its listing", careless({ listing: write })],
    ["in its check", careless({ check: write })],
    ["in its reading", careless({ read: write })],
    ["by an answer with its text", careless({ read: Endpoint.withResponse(Folders.create)({ title: "F" }) })]
  ] as const

  it.effect.each(ways)("%s is refused by name by a plan, on either side, and nothing is sent", ([, kind]) =>
    Effect.gen(function* () {
      const source = yield* FakeGrafana.make()
      const target = yield* FakeGrafana.make()
      const origin = yield* on(source)(Inventory.origin({ kinds: [kind] }))
      expect(yield* defect(on(target)(Plan.make({ source: origin, kinds: [kind] })))).toEqual(refused)
      const harmless = careless({})
      const good = yield* on(source)(Inventory.origin({ kinds: [harmless] }))
      const there = on(target)(Plan.make({ source: good, kinds: [kind] }))
      expect(yield* defect(there)).toEqual(refused)
      expect([...source.writes, ...target.writes]).toEqual([])
    })
  )

  it.scoped.each(ways)("%s is refused by name by an archive, and nothing is sent", ([, kind]) =>
    Effect.gen(function* () {
      const source = yield* FakeGrafana.make()
      const origin = yield* on(source)(Inventory.origin({ kinds: [kind] }))
      const directory = yield* Effect.flatMap(FileSystem.FileSystem, (files) =>
        files.makeTempDirectoryScoped()
      )
      expect(yield* defect(Archive.write({ origin, directory }))).toEqual(refused)
      expect(source.writes).toEqual([])
    }).pipe(Effect.provide(NodeContext.layer))
  )
})

it.effect("what is safe is let through, streams and answers with their text among it", () =>
  Effect.gen(function* () {
    const fake = yield* FakeGrafana.make()
    yield* on(fake)(
      readOnly(
        Effect.all([
          Stream.runCollect(Teams.search.stream({})),
          Folders.list({}),
          Endpoint.withResponse(Folders.list)({})
        ])
      )
    )
    expect(fake.writes).toEqual([])
  })
)
