import * as Admin from "@effect-grafana/elements/Admin"
import * as Invites from "@effect-grafana/elements/Invites"
import * as Organizations from "@effect-grafana/elements/Organizations"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Kinds from "@effect-grafana/migration/Kinds"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { on } from "../support/instances.js"
import { changes, contents, kindOf, kindsOf, move, plan, readings } from "../support/moving.js"
import { join } from "../support/people.js"

const users = kindOf("users")
const kinds = [users]
const invited = kindsOf(["users"], [Kinds.invitedUsers])

it.effect("a user is the role alone; name and e-mail stand aside", () =>
  Effect.gen(function* () {
    const fake = yield* FakeGrafana.make()
    yield* on(fake)(join("ann", "Editor", "Ann@example.com"))
    const all = yield* readings(fake, users)
    expect(Object.keys(all)).toEqual(["admin", "ann"])
    expect(all["ann"]).toEqual({
      content: { role: "Editor" },
      fixed: undefined,
      aside: { email: "ann@example.com", name: "ann" }
    })
  })
)

it.effect("a Grafana that has no search for users lists them at once", () =>
  Effect.gen(function* () {
    const fake = yield* FakeGrafana.make()
    yield* on(fake)(join("ann", "Editor"))
    const old: FakeGrafana.Service = {
      ...fake,
      handle: (request) =>
        fake.handle(
          request.url.startsWith("/api/org/users/search") ? { ...request, url: "/api/nope" } : request
        )
    }
    expect(yield* contents(old, users)).toEqual(yield* contents(fake, users))
  })
)

it.effect("users whom the server hides make a listing that is not whole", () =>
  Effect.gen(function* () {
    const fake = yield* FakeGrafana.make()
    const hiding: FakeGrafana.Service = {
      ...fake,
      handle: (request) => {
        const response = fake.handle(request)
        return request.url.startsWith("/api/org/users/search")
          ? { ...response, body: response.body.replace('"totalCount":1', '"totalCount":2') }
          : response
      }
    }
    const origin = yield* on(hiding)(Inventory.origin({ kinds }))
    const { findings } = yield* Inventory.collect(Inventory.pages(origin))
    // By each of the two walks.
    expect(findings.map(({ problem }) => problem)).toEqual([
      expect.stringContaining("IncompleteListing"),
      expect.stringContaining("IncompleteListing")
    ])
  })
)

it.effect("a user who is missing is told of, and nobody is made", () =>
  Effect.gen(function* () {
    const [source, target] = [yield* FakeGrafana.make(), yield* FakeGrafana.make({ seed: 2 })]
    yield* on(source)(join("ann", "Editor"))
    const { plan: made, summary } = yield* move(source, target, kinds)
    expect(changes(made)).toEqual(["users ann: conflict"])
    expect(made.organizations[0]?.actions.find(({ key }) => key === "ann")?.reason).toMatch(/invite or add/)
    expect(summary.done).toBe(0)
    expect(target.writes).toEqual([])
  })
)

it.effect("a user of another login is found by e-mail, and gets the role of the source", () =>
  Effect.gen(function* () {
    const [source, target] = [yield* FakeGrafana.make(), yield* FakeGrafana.make({ seed: 2 })]
    yield* on(source)(join("ann", "Editor"))
    yield* on(target)(join("a.nn", "Viewer", "ann@example.com"))
    const { back, plan: made, trouble } = yield* move(source, target, kinds)
    expect(trouble).toEqual([])
    expect(made.organizations[0]?.remap).toEqual({ users: { ann: "a.nn" } })
    expect(yield* contents(target, users)).toEqual({ admin: { role: "Admin" }, "a.nn": { role: "Editor" } })
    expect(changes((yield* plan(source, target, kinds)).plan)).toEqual([])
    yield* back
    expect(yield* contents(target, users)).toEqual({ admin: { role: "Admin" }, "a.nn": { role: "Viewer" } })
  })
)

it.effect("a migration leaves the role alone that it is carried out with", () =>
  Effect.gen(function* () {
    const fake = yield* FakeGrafana.make()
    yield* on(fake)(join("ann", "Admin"))
    const there = { key: "admin", id: "1", content: { role: "Admin" } }
    const writing = { idOf: () => Effect.die("asked"), secret: () => Option.none(), message: "" }
    const update = users.write?.update(there, { role: "Viewer" }, writing) ?? Effect.void
    const problem = yield* on(fake)(Effect.flip(update))
    expect(problem).toMatchObject({ _tag: "OwnRole" })
    expect((yield* contents(fake, users))["admin"]).toEqual({ role: "Admin" })
  })
)

it.effect("who is missing is invited once, if that is asked for", () =>
  Effect.gen(function* () {
    const [source, target] = [yield* FakeGrafana.make(), yield* FakeGrafana.make({ seed: 2 })]
    yield* on(source)(join("ann", "Editor"))
    const first = yield* move(source, target, invited)
    expect(first.trouble).toEqual([])
    expect(first.summary.done).toBe(1)
    yield* move(source, target, invited)
    const pending = yield* on(target)(Invites.list())
    expect(pending.map(({ email, role }) => [email, role])).toEqual([["ann@example.com", "Editor"]])
  })
)

it.effect("who is a user of the target's other organizations joins at once, and the rest of it is kept", () =>
  Effect.gen(function* () {
    const [source, target] = [yield* FakeGrafana.make(), yield* FakeGrafana.make({ seed: 2 })]
    yield* on(source)(join("ann", "Editor"))
    const password = Redacted.make("secret-1")
    yield* on(target)(
      Effect.flatMap(Organizations.create({ name: "Other" }), ({ orgId }) =>
        Admin.createUser({ login: "ann", email: "ann@example.com", name: "Ann B", password, orgId })
      )
    )
    expect((yield* move(source, target, invited)).trouble).toEqual([])
    expect(yield* contents(target, users)).toEqual({ admin: { role: "Admin" }, ann: { role: "Editor" } })
    // The name is another one there, and stays.
    expect(changes((yield* plan(source, target, invited)).plan)).toEqual([])
  })
)
