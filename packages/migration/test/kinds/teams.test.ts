import * as Teams from "@effect-grafana/elements/Teams"
import * as Kinds from "@effect-grafana/migration/Kinds"
import * as Remap from "@effect-grafana/migration/Remap"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { on } from "../support/instances.js"
import { changes, contents, kindOf, kindsOf, move, plan } from "../support/moving.js"
import { join } from "../support/people.js"

const kinds = kindsOf(["users", "teams"])
const teams = kindOf("teams")

/** A team of the name, with these members; the `admin` who makes it leaves it. */
const gather = (name: string, email: string, members: Readonly<Record<string, 0 | 4>>) =>
  Effect.gen(function* () {
    const { teamId: id } = yield* Teams.create({ name, email })
    yield* Teams.removeMember({ id, userId: 1 })
    for (const [userId, permission] of Object.entries(members)) {
      yield* Teams.addMember({ id, userId: Number(userId) })
      if (permission === 4) yield* Teams.updateMember({ id, userId: Number(userId), permission })
    }
    return id
  })

const people = Effect.all([join("zoe", "Viewer"), join("ann", "Editor")])

const sales = {
  email: "sales@example.com",
  members: [
    { user: "ann", permission: "Admin" },
    { user: "zoe", permission: "Member" }
  ]
}

const source = Effect.gen(function* () {
  const fake = yield* FakeGrafana.make()
  yield* on(fake)(
    Effect.flatMap(people, ([zoe, ann]) => gather("Sales", "sales@example.com", { [zoe]: 0, [ann]: 4 }))
  )
  return fake
})

it.effect("a team is its e-mail and its members by login, in one order", () =>
  Effect.gen(function* () {
    expect(yield* contents(yield* source, teams)).toEqual({ Sales: sales })
  })
)

it.effect("a team refers to its members, and leaves out who is not there", () =>
  Effect.sync(() => {
    expect(Remap.references(teams, sales)).toEqual([
      { kind: "users", key: "ann", at: "members[0].user" },
      { kind: "users", key: "zoe", at: "members[1].user" }
    ])
    const rewritten = teams.references(sales, (_, login) => (login === "zoe" ? undefined : "z.ann"))
    expect(rewritten).toEqual({ ...sales, members: [{ user: "z.ann", permission: "Admin" }] })
  })
)

it.effect("a team that is made in a Grafana of other ids is the same, without who made it", () =>
  Effect.gen(function* () {
    const from = yield* source
    const target = yield* FakeGrafana.make({ seed: 2 })
    yield* on(target)(Effect.all([join("someone", "Viewer"), join("ann", "Editor"), join("zoe", "Viewer")]))
    const { back, plan: made, trouble } = yield* move(from, target, kinds)
    expect(trouble).toEqual([])
    expect(changes(made)).toEqual(["users someone: extra", "teams Sales: create"])
    expect(yield* contents(target, teams)).toEqual({ Sales: sales })
    expect(changes((yield* plan(from, target, kinds)).plan)).toEqual(["users someone: extra"])
    expect(yield* back).toMatchObject({ removed: 1, failed: 0 })
    expect(yield* contents(target, teams)).toEqual({})
  })
)

it.effect("a team that is there gets the e-mail and the members of the source's", () =>
  Effect.gen(function* () {
    const from = yield* source
    const target = yield* FakeGrafana.make({ seed: 2 })
    yield* on(target)(
      Effect.flatMap(Effect.all([people, join("ben", "Viewer")]), ([[zoe], ben]) =>
        gather("Sales", "", { [zoe]: 4, [ben]: 4 })
      )
    )
    const before = yield* contents(target, teams)
    const { back, trouble } = yield* move(from, target, kinds)
    expect(trouble).toEqual([])
    expect(yield* contents(target, teams)).toEqual({ Sales: sales })
    yield* back
    expect(yield* contents(target, teams)).toEqual(before)
  })
)

it.effect("a member whom the target lacks is left out, and named", () =>
  Effect.gen(function* () {
    const from = yield* source
    const target = yield* FakeGrafana.make({ seed: 2 })
    yield* on(target)(join("ann", "Editor"))
    const { plan: made, trouble } = yield* move(from, target, kinds)
    expect(trouble).toEqual([])
    expect(made.organizations[0]?.unresolved).toEqual([
      { kind: "teams", key: "Sales", at: "members[1].user", missing: { kind: "users", key: "zoe" } }
    ])
    expect(yield* contents(target, teams)).toEqual({
      Sales: { ...sales, members: [{ user: "ann", permission: "Admin" }] }
    })
  })
)

it.effect("who was invited joins the teams once the invite is accepted; the others are in them before", () =>
  Effect.gen(function* () {
    const from = yield* source
    const target = yield* FakeGrafana.make({ seed: 2 })
    yield* on(target)(join("ann", "Editor"))
    const inviting = kindsOf(["users", "teams"], [Kinds.invitedUsers])
    const first = yield* move(from, target, inviting)
    expect(first.trouble).toEqual(["teams Sales: failed: users zoe is not in the target (NotInTarget)"])
    expect((yield* contents(target, teams))["Sales"]).toMatchObject({
      members: [{ user: "ann", permission: "Admin" }]
    })
    yield* on(target)(join("zoe", "Viewer"))
    expect((yield* move(from, target, inviting)).trouble).toEqual([])
    expect(yield* contents(target, teams)).toEqual({ Sales: sales })
  })
)
