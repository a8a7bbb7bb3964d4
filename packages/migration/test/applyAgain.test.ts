import * as Admin from "@effect-grafana/elements/Admin"
import * as ContactPoints from "@effect-grafana/elements/ContactPoints"
import * as Teams from "@effect-grafana/elements/Teams"
import * as Apply from "@effect-grafana/migration/Apply"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Journal from "@effect-grafana/migration/Journal"
import * as Plan from "@effect-grafana/migration/Plan"
import * as Rollback from "@effect-grafana/migration/Rollback"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as Faults from "@effect-grafana/testing/Faults"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import * as HurriedClock from "./support/hurriedClock.js"
import { on } from "./support/instances.js"
import { recordsOf } from "./support/journals.js"
import { kindsOf } from "./support/moving.js"
import { through } from "./support/through.js"

const live = <A, E>(name: string, test: () => Effect.Effect<A, E>) =>
  it.live(name, () => Effect.withClock(test(), HurriedClock.make()))

const refused = Faults.status(400, { message: "no" })

/** A team of one member, to go to an instance without teams. */
const team = Effect.gen(function* () {
  const kinds = kindsOf(["users", "teams"])
  const source = yield* FakeGrafana.make()
  const target = yield* FakeGrafana.make({ seed: 2 })
  for (const fake of [source, target])
    yield* on(fake)(Admin.createUser({ login: "ada", name: "Ada", password: Redacted.make("a-password") }))
  const { teamId: id } = yield* on(source)(Teams.create({ name: "Sales", email: "sales@example.com" }))
  yield* on(source)(Teams.addMember({ id, userId: 2 }))
  const origin = yield* on(source)(Inventory.origin({ kinds }))
  const plan = yield* on(target)(Plan.make({ source: origin, kinds }))
  const journal = yield* Journal.memory(plan)
  return { target, journal, apply: Apply.run({ journal, source: origin, kinds }), kinds }
})

const membersIn = (fake: FakeGrafana.Service) =>
  on(fake)(
    Effect.gen(function* () {
      const { teams } = yield* Teams.search({ name: "Sales" })
      return yield* Effect.forEach(teams, ({ id }) =>
        Effect.map(Teams.listMembers({ id }), (all) => all.map(({ login }) => login).sort())
      )
    })
  )

describe("what failed before", () => {
  live("is tried again, and not taken for ours where somebody has made it since", () =>
    Effect.gen(function* () {
      const { apply, journal, target } = yield* team
      const faulty = yield* through(target, Faults.script([Faults.on(Teams.create, refused)]))
      expect(yield* faulty(apply)).toMatchObject({ failed: 1 })
      yield* on(target)(Teams.create({ name: "Sales", email: "others@example.com" }))
      expect(yield* on(target)(apply)).toMatchObject({ conflict: 1 })
      const { teams } = yield* on(target)(Teams.search({ name: "Sales" }))
      expect(teams).toMatchObject([{ email: "others@example.com" }])
      expect((yield* recordsOf(journal)).filter(({ _tag }) => _tag === "Ended").length).toBe(2)
    })
  )

  live("is completed where it was left half made", () =>
    Effect.gen(function* () {
      const { apply, target } = yield* team
      const faulty = yield* through(
        target,
        Faults.script([Faults.on(Teams.listMembers, refused, { nth: 1 })])
      )
      expect(yield* faulty(apply)).toMatchObject({ failed: 1 })
      expect(yield* on(target)(apply)).toMatchObject({ done: 1 })
      expect(yield* membersIn(target)).toEqual([["ada", "admin"]])
    })
  )

  live("is left as it is where somebody has changed what was half made", () =>
    Effect.gen(function* () {
      const { apply, target } = yield* team
      const faulty = yield* through(target, Faults.script([Faults.on(Teams.addMember, refused)]))
      yield* faulty(apply)
      const { teams } = yield* on(target)(Teams.search({ name: "Sales" }))
      for (const { id } of teams)
        yield* on(target)(Teams.update({ id, name: "Sales", email: "x@example.com" }))
      expect(yield* on(target)(apply)).toMatchObject({ conflict: 1 })
    })
  )

  live("is taken back where it was left half made", () =>
    Effect.gen(function* () {
      const { apply, journal, kinds, target } = yield* team
      const faulty = yield* through(
        target,
        Faults.script([Faults.on(Teams.listMembers, refused, { nth: 1 })])
      )
      yield* faulty(apply)
      expect((yield* membersIn(target)).length).toBe(1)
      expect(yield* on(target)(Rollback.run({ journal, kinds }))).toMatchObject({ removed: 1 })
      expect(yield* membersIn(target)).toEqual([])
    })
  )
})

live(
  "a rollback that cannot list what it has to take back says so, and takes it for nothing that is gone",
  () =>
    Effect.gen(function* () {
      const { apply, journal, kinds, target } = yield* team
      yield* on(target)(apply)
      // As a run leaves it that died before it could note the id.
      const lost = { ...journal, records: Stream.filter(journal.records, ({ _tag }) => _tag !== "Ended") }
      const faulty = yield* through(target, Faults.script([Faults.on(Teams.search, Faults.status(500))]))
      expect(yield* faulty(Rollback.run({ journal: lost, kinds }))).toMatchObject({ failed: 1 })
      expect((yield* membersIn(target)).length).toBe(1)
    })
)

live("a plan that was made for other instances is refused before anything is written", () =>
  Effect.gen(function* () {
    const { apply, journal, target } = yield* team
    const other = yield* FakeGrafana.make()
    const elsewhere = { ...journal.plan, target: { ...journal.plan.target, url: "http://elsewhere.test" } }
    const refusal = { _tag: "PlanUnfit", problems: [expect.stringContaining("http://elsewhere.test")] }
    const moved = { ...journal, plan: elsewhere }
    const kinds = kindsOf(["teams"])
    const source = yield* on(other)(Inventory.origin({ kinds }))
    expect(yield* on(target)(Effect.flip(Apply.run({ journal: moved, source, kinds })))).toMatchObject(
      refusal
    )
    expect(yield* on(target)(Effect.flip(Rollback.run({ journal: moved, kinds })))).toMatchObject(refusal)
    expect(target.writes.length).toBe(1)
    expect(yield* on(target)(apply)).toMatchObject({ done: 1 })
  })
)

live("a secret that Grafana quotes in its refusal stands neither in the journal nor in an event", () =>
  Effect.gen(function* () {
    const kinds = kindsOf(["contact-points"])
    const secret = 'https://hooks.test/"ünï"/T0/B0'
    const source = yield* FakeGrafana.make()
    const target = yield* FakeGrafana.make({ seed: 2 })
    yield* on(source)(
      ContactPoints.create({ uid: "a", name: "A", type: "slack", settings: { recipient: "#a", url: secret } })
    )
    const origin = yield* on(source)(Inventory.origin({ kinds }))
    const plan = yield* on(target)(Plan.make({ source: origin, kinds }))
    const journal = yield* Journal.memory(plan)
    const quoted = {
      message: `invalid URL ${JSON.stringify(secret)}, or ${secret}, or ${encodeURIComponent(secret)}`
    }
    const faulty = yield* through(
      target,
      Faults.script([Faults.on(ContactPoints.create, Faults.status(400, quoted))])
    )
    const said: Array<unknown> = []
    const run = Apply.run({
      journal,
      source: origin,
      kinds,
      secret: () => Option.some(Redacted.make(secret)),
      onEvent: (event) => Effect.sync(() => void said.push(event))
    })
    expect(yield* faulty(run)).toMatchObject({ failed: 1 })
    said.push(...(yield* recordsOf(journal)))
    const text = JSON.stringify(said)
    expect(text).toContain("invalid URL")
    expect(text).not.toContain("hooks.test")
  })
)
