import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as fc from "fast-check"
import { makeSlots } from "../src/internal/slots.js"
import * as Things from "./support/endpoints.js"
import { json, scriptBy } from "./support/scripted.js"

describe("slots", () => {
  it.effect("serve in turn, and are never more than there are", () =>
    Effect.gen(function* () {
      const inSlot = makeSlots(2)
      const order: Array<number> = []
      let open = 0
      const job = (n: number) =>
        inSlot(
          Effect.gen(function* () {
            order.push(n)
            open += 1
            assert.isAtMost(open, 2)
            yield* Effect.yieldNow()
            open -= 1
          })
        )
      yield* Effect.forEach(Array(20).keys(), job, { concurrency: "unbounded" })
      assert.deepStrictEqual(order, [...Array(20).keys()])
    })
  )

  it("are all free again after any mix of ends, failures and interruptions", () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(
          fc.tuple(fc.constantFrom("end", "fail", "die", "interrupt"), fc.integer({ min: 0, max: 5 })),
          { maxLength: 30 }
        ),
        (size, jobs) =>
          Effect.runPromise(
            Effect.gen(function* () {
              const inSlot = makeSlots(size)
              const spin = (turns: number) => Effect.repeatN(Effect.yieldNow(), turns)
              yield* Effect.forEach(
                jobs,
                ([how, turns]) =>
                  Effect.gen(function* () {
                    const end =
                      how === "fail" ? Effect.fail("no") : how === "die" ? Effect.die("no") : Effect.void
                    const fiber = yield* Effect.fork(inSlot(Effect.zipRight(spin(turns), end)))
                    if (how === "interrupt") {
                      yield* spin(turns)
                      yield* Fiber.interrupt(fiber)
                    } else yield* Effect.exit(Fiber.join(fiber))
                  }),
                { concurrency: "unbounded" }
              )
              // As many as there are get in at once.
              const all = yield* Deferred.make<void>()
              let inside = 0
              yield* Effect.forEach(
                Array(size).keys(),
                () =>
                  inSlot(
                    Effect.suspend(() =>
                      ++inside === size ? Deferred.succeed(all, undefined) : Deferred.await(all)
                    )
                  ),
                { concurrency: "unbounded" }
              )
              assert.strictEqual(inside, size)
            })
          )
      ),
      { numRuns: 200 }
    ))
})

it.effect("an interruption that lands while calls start is not lost until the clock runs out", () =>
  Effect.gen(function* () {
    for (const turns of Array(30).keys()) {
      const on = scriptBy(() => ({ ...json(200, { uid: "a" }), delay: "1 hour" }))
      const many = Effect.forEach(Array(20).keys(), () => Things.get({ uid: "a" }), {
        concurrency: 4,
        discard: true
      })
      const fiber = yield* Effect.fork(Effect.provide(many, on.layer({ slots: 2 })))
      yield* Effect.repeatN(Effect.yieldNow(), turns)
      // Under TestClock no clock ever runs out here: an interruption that is lost would hang.
      yield* Fiber.interrupt(fiber)
    }
  })
)
