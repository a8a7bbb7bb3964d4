import * as Endpoint from "@effect-grafana/core/Endpoint"
import { Forbidden, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Organizations from "@effect-grafana/elements/Organizations"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { scripted, settled } from "./support/scripted.js"

const organization = {
  id: 2,
  name: "Second Org",
  address: { address1: "", address2: "", city: "", zipCode: "", state: "", country: "" }
}

describe("find", () => {
  it.effect("gives the organization of a name", () => {
    const grafana = scripted([200, organization])
    return Effect.gen(function* () {
      expect(yield* Organizations.find("a/b")).toEqual(Option.some(organization))
      expect(grafana.asked).toEqual(["GET /api/orgs/name/a%2Fb"])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("tells that there is none from not being let look", () =>
    Effect.gen(function* () {
      const missing = Endpoint.stub(Organizations.getByName, () => Effect.fail(new NotFound()))
      const closed = Endpoint.stub(Organizations.getByName, () => Effect.fail(new Forbidden()))
      const found = Organizations.find("Second Org")
      expect(yield* Effect.provide(found, missing)).toEqual(Option.none())
      expect((yield* Effect.flip(Effect.provide(found, closed)))._tag).toBe("Forbidden")
    })
  )
})

it.effect("a walk over all organizations begins at page 0", () => {
  const names = ["A", "B", "C"].map((name, index) => ({ id: index + 1, name }))
  const grafana = scripted([200, names.slice(0, 2)], [200, names.slice(2)])
  return Effect.gen(function* () {
    const found = yield* Stream.runCollect(Organizations.list.stream({}, { pageSize: 2, prefetch: 0 }))
    expect([...found]).toEqual(names)
    expect(grafana.asked).toEqual(["GET /api/orgs?page=0&perpage=2", "GET /api/orgs?page=1&perpage=2"])
  }).pipe(Effect.provide(grafana.layer))
})

describe("a creation whose outcome is unknown", () => {
  const created = { message: "Organization created", orgId: 2 }

  it.effect("is sent again where no organization has the name", () => {
    const grafana = scripted("lost", [404, { message: "Organization not found" }], [200, created])
    return Effect.gen(function* () {
      expect(yield* settled(Organizations.create({ name: "Second Org" }))).toEqual(created)
      expect(grafana.asked[1]).toBe("GET /api/orgs/name/Second%20Org")
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is never taken for done: the organization may have been there before", () => {
    const grafana = scripted("lost", [200, organization])
    return Effect.gen(function* () {
      const failure = yield* Effect.flip(settled(Organizations.create({ name: "Second Org" })))
      expect(failure._tag).toBe("TransportError")
    }).pipe(Effect.provide(grafana.layer))
  })
})
