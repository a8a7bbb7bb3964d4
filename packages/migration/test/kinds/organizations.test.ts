import * as Organization from "@effect-grafana/elements/Organization"
import * as Organizations from "@effect-grafana/elements/Organizations"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { on } from "../support/instances.js"
import { changes, contents, kindOf, move, plan } from "../support/moving.js"

const organizations = kindOf("organizations")
const kinds = [organizations]

const town = { address1: "1 Street", city: "Town" }

it.effect("an organization is the parts of its address that are set", () =>
  Effect.gen(function* () {
    const fake = yield* FakeGrafana.make()
    expect(yield* contents(fake, organizations)).toEqual({ "Main Org.": { address: {} } })
    yield* on(fake)(Organization.updateAddress(town))
    expect(yield* contents(fake, organizations)).toEqual({ "Main Org.": { address: town } })
  })
)

it.effect("the current organization gets the address, whatever its name is, and keeps the name", () =>
  Effect.gen(function* () {
    const [source, target] = [yield* FakeGrafana.make(), yield* FakeGrafana.make({ seed: 2 })]
    yield* on(source)(Organization.updateAddress(town))
    yield* on(target)(
      Effect.zipRight(Organization.update({ name: "Prod" }), Organization.updateAddress({ country: "NO" }))
    )
    const { trouble } = yield* move(source, target, kinds)
    expect(trouble).toEqual([])
    // What Grafana could not empty is kept, and is no difference.
    expect(yield* contents(target, organizations)).toEqual({ Prod: { address: { ...town, country: "NO" } } })
    expect(changes((yield* plan(source, target, kinds)).plan)).toEqual([])
  })
)

it.effect(
  "organizations that are made have the address of the source's, and go when they are taken back",
  () =>
    Effect.gen(function* () {
      const [source, target] = [yield* FakeGrafana.make(), yield* FakeGrafana.make({ seed: 2 })]
      yield* on(source)(
        Effect.flatMap(Organizations.create({ name: "B" }), ({ orgId }) =>
          Organizations.updateAddress({ id: orgId, ...town })
        )
      )
      const { back, trouble } = yield* move(source, target, kinds, { organizations: "by name" })
      expect(trouble).toEqual([])
      const made = yield* on(target)(Organizations.getByName({ name: "B" }))
      expect(made.address).toMatchObject(town)
      const again = yield* plan(source, target, kinds, { organizations: "by name" })
      expect(changes(again.plan)).toEqual([])
      yield* back
      const { _tag } = yield* on(target)(Effect.flip(Organizations.getByName({ name: "B" })))
      expect(_tag).toBe("NotFound")
    })
)
