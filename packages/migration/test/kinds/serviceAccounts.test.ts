import * as ServiceAccounts from "@effect-grafana/elements/ServiceAccounts"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/TestClock"
import { on } from "../support/instances.js"
import { changes, contents, kindOf, move, plan, readings } from "../support/moving.js"

const accounts = kindOf("service-accounts")
const kinds = [accounts]

const robot = { role: "Editor", isDisabled: true } as const

it.effect("the tokens of a service account stand aside by name, without those that are good no more", () =>
  Effect.gen(function* () {
    const fake = yield* FakeGrafana.make()
    yield* on(fake)(
      Effect.gen(function* () {
        const { id } = yield* ServiceAccounts.create({ name: "robot", ...robot })
        yield* ServiceAccounts.createToken({ id, name: "ci" })
        yield* ServiceAccounts.createToken({ id, name: "week", secondsToLive: 604_800 })
        yield* ServiceAccounts.createToken({ id, name: "minute", secondsToLive: 60 })
      })
    )
    yield* TestClock.adjust("1 hour")
    const { robot: read } = yield* readings(fake, accounts)
    expect(read?.content).toEqual(robot)
    expect(read?.aside).toEqual({
      tokens: [{ name: "ci" }, { name: "week", expiration: "1970-01-08T00:00:00Z" }]
    })
    expect(JSON.stringify(read)).not.toContain("glsa_")
  })
)

it.effect("a service account is made with its role, disabled where the source's is, and taken back", () =>
  Effect.gen(function* () {
    const [source, target] = [yield* FakeGrafana.make(), yield* FakeGrafana.make({ seed: 2 })]
    yield* on(source)(
      Effect.all([
        ServiceAccounts.create({ name: "robot", ...robot }),
        ServiceAccounts.create({ name: "idle", role: "None" })
      ])
    )
    const { back, trouble } = yield* move(source, target, kinds)
    expect(trouble).toEqual([])
    expect(yield* contents(target, accounts)).toEqual({ idle: { role: "None", isDisabled: false }, robot })
    expect(changes((yield* plan(source, target, kinds)).plan)).toEqual([])
    expect(yield* back).toMatchObject({ removed: 2 })
    expect(yield* contents(target, accounts)).toEqual({})
  })
)

it.effect("a service account that is there gets the role of the source's, and keeps its tokens", () =>
  Effect.gen(function* () {
    const [source, target] = [yield* FakeGrafana.make(), yield* FakeGrafana.make({ seed: 2 })]
    yield* on(source)(ServiceAccounts.create({ name: "robot", ...robot }))
    yield* on(target)(
      Effect.flatMap(ServiceAccounts.create({ name: "robot", role: "Admin" }), ({ id }) =>
        ServiceAccounts.createToken({ id, name: "ci" })
      )
    )
    const { back, trouble } = yield* move(source, target, kinds)
    expect(trouble).toEqual([])
    const after = yield* readings(target, accounts)
    expect(after["robot"]).toMatchObject({ content: robot, aside: { tokens: [{ name: "ci" }] } })
    yield* back
    expect(yield* contents(target, accounts)).toEqual({ robot: { role: "Admin", isDisabled: false } })
  })
)
