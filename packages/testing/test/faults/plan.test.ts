import * as Folders from "@effect-grafana/elements/Folders"
import * as Teams from "@effect-grafana/elements/Teams"
import { Grafana } from "@effect-grafana/core/Grafana"
import * as GrafanaApi from "@effect-grafana/core/Grafana"
import * as Retry from "@effect-grafana/core/Retry"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/TestClock"
import * as FakeGrafana from "../../src/FakeGrafana.js"
import * as Faults from "../../src/Faults.js"

const boom = Faults.status(500)

/** Runs calls one after the other, each once, and says of each request what it met. */
const met = (
  plan: Faults.Plan,
  calls: ReadonlyArray<Effect.Effect<unknown, unknown, Grafana>>
): Effect.Effect<ReadonlyArray<Faults.Fault | undefined>> =>
  Effect.gen(function* () {
    const { log } = yield* Faults.Faults
    yield* Effect.forEach(calls, (call) => GrafanaApi.withRetry(Retry.none)(Effect.either(call)))
    return log.map(({ fault }) => fault)
  }).pipe(Effect.provide(Faults.layer(plan)))

/** Which of the requests met a fault, counted from 1. */
const struck = (plan: Faults.Plan, calls: ReadonlyArray<Effect.Effect<unknown, unknown, Grafana>>) =>
  Effect.map(met(plan, calls), (faults) =>
    faults.flatMap((fault, index) => (fault === undefined ? [] : [index + 1]))
  )

const get = Folders.get({ uid: "a" })
const update = Folders.update({ uid: "a", title: "t", overwrite: true })
const six = Array<typeof get>(6).fill(get)

describe("a rule", () => {
  const cases: ReadonlyArray<readonly [string, Faults.When | undefined, ReadonlyArray<number>]> = [
    ["without a count strikes every request", undefined, [1, 2, 3, 4, 5, 6]],
    ["nth strikes that one", { nth: 3 }, [3]],
    ["first strikes as many", { first: 2 }, [1, 2]],
    ["every strikes each so many", { every: 2 }, [2, 4, 6]],
    ["from and to strike those between, both included", { from: 2, to: 4 }, [2, 3, 4]],
    ["from strikes all that follow", { from: 5 }, [5, 6]]
  ]
  for (const [promise, when, expected] of cases) {
    it.effect(promise, () =>
      Effect.gen(function* () {
        const plan = Faults.script([Faults.on(Folders.get, boom, when)])
        assert.deepStrictEqual(yield* struck(plan, six), expected)
      })
    )
  }

  const places: ReadonlyArray<readonly [string, Faults.Where, ReadonlyArray<number>]> = [
    ["a contract", Folders.update, [2]],
    [
      "a method and a template, its parameters named at will",
      { method: "PUT", path: "/api/folders/{x}" },
      [2]
    ],
    ["a path as it is, whatever the query", { path: "/api/folders" }, [3]],
    ["a template alone", { path: "/api/folders/{uid}" }, [1, 2]],
    ["a template, but not what another route serves", { path: "/api/teams/{id}" }, [5]],
    ["a method alone", { method: "GET" }, [1, 3, 4, 5]],
    ["nothing: every request", {}, [1, 2, 3, 4, 5]]
  ]
  const calls = [get, update, Folders.list({ limit: 3 }), Teams.search(), Teams.get({ id: 1 })]
  for (const [what, where, expected] of places) {
    it.effect(`names its requests by ${what}`, () =>
      Effect.gen(function* () {
        assert.deepStrictEqual(yield* struck(Faults.script([Faults.on(where, boom)]), calls), expected)
      })
    )
  }

  it.effect("counts what it matches alone", () =>
    Effect.gen(function* () {
      const plan = Faults.script([Faults.on(Folders.update, boom, { nth: 2 })])
      assert.deepStrictEqual(yield* struck(plan, [get, update, get, get, update, update]), [5])
    })
  )

  it.effect("that stands first wins, and the others count on", () =>
    Effect.gen(function* () {
      const plan = Faults.script([
        Faults.on(Folders.get, Faults.unauthorized, { nth: 1 }),
        Faults.on(Folders.get, boom, { first: 2 })
      ])
      assert.deepStrictEqual(yield* met(plan, six.slice(0, 3)), [Faults.unauthorized, boom, undefined])
    })
  )
})

describe("a seed", () => {
  const many = Array<typeof get>(400).fill(get)
  const kinds = [boom, Faults.unauthorized, Faults.html()]

  it.effect("gives the same faults to the same requests, another one others", () =>
    Effect.gen(function* () {
      const once = yield* met(Faults.random({ seed: 7, rate: 0.3, kinds }), many)
      assert.deepStrictEqual(yield* met(Faults.random({ seed: 7, rate: 0.3, kinds }), many), once)
      assert.notDeepEqual(yield* met(Faults.random({ seed: 8, rate: 0.3, kinds }), many), once)
    })
  )

  it.effect("strikes as often as its rate says, with all of its kinds", () =>
    Effect.gen(function* () {
      const faults = yield* met(Faults.random({ seed: 1, rate: 0.3, kinds }), many)
      for (const kind of kinds) {
        assert.approximately(faults.filter((fault) => fault === kind).length, 40, 20)
      }
      assert.lengthOf(yield* struck(Faults.random({ seed: 1, rate: 0, kinds }), many), 0)
      assert.lengthOf(yield* struck(Faults.random({ seed: 1, rate: 1, kinds }), many), 400)
    })
  )

  it.effect("draws from every usual kind unless told", () =>
    Effect.gen(function* () {
      const faults = yield* Faults.make(Faults.random({ seed: 1, rate: 1 }))
      const fake = yield* FakeGrafana.make()
      const request = { method: "GET", url: "/api/folders?limit=2", headers: {}, body: undefined }
      for (let n = 0; n < 1000; n++) faults.meet(fake, request, 0)
      const tags = new Set(faults.log.map(({ fault }) => fault?._tag))
      // Without a credential there is no list, so that what is done to lists is let through.
      for (const { _tag } of Faults.usual) {
        const isOfList = ["DuplicateItem", "MissingItem", "RepeatedPage"].includes(_tag)
        assert.strictEqual(tags.has(_tag), !isOfList, _tag)
      }
    })
  )
})

describe("the log", () => {
  it.effect("shows what was carried out, whatever the client was told", () =>
    Effect.gen(function* () {
      const { log } = yield* Faults.Faults
      const fake = yield* FakeGrafana.FakeGrafana
      const fiber = yield* Effect.fork(Folders.create({ uid: "a", title: "A" }))
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* Fiber.join(fiber)).uid, "a")
      const path = "/api/folders"
      const fault = Faults.resetAfterCommit
      assert.deepStrictEqual(log, [
        { index: 1, method: "POST", path, fault, status: 200, committed: true },
        { index: 2, method: "GET", path: `${path}/a`, fault: undefined, status: 200, committed: false }
      ])
      assert.lengthOf(fake.writes, 1)
    }).pipe(Effect.provide(Faults.layer(Faults.script([Faults.on(Folders.create, Faults.resetAfterCommit)]))))
  )

  it.effect("says of a request that the fake refused that nothing was carried out", () =>
    Effect.gen(function* () {
      const { log } = yield* Faults.Faults
      assert.isTrue((yield* Effect.exit(Folders.get({ uid: "nobody" })))._tag === "Failure")
      assert.deepInclude(log[0], { status: 404, committed: false })
    }).pipe(Effect.provide(Faults.layer(Faults.script([]))))
  )
})
