/** What a walk refuses before anything is sent. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as fc from "fast-check"
import * as Lists from "./support/lists.js"
import { serve, serveCounted, things } from "./support/lists.js"

const refused = <A, E extends { readonly _tag: string; readonly message: string }, R>(
  stream: Stream.Stream<A, E, R>
) =>
  Effect.gen(function* () {
    const failed = yield* Effect.flip(Stream.runDrain(stream))
    assert.strictEqual(failed._tag, "InvalidInput")
    return failed.message
  })

describe("InvalidInput, and not one request", () => {
  it("for a page size that is not an integer from 1 to the policy's highest", () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.integer({ max: 0 }),
          fc.integer({ min: 1001 }),
          fc.double().filter((n) => !Number.isInteger(n))
        ),
        (pageSize) =>
          Effect.gen(function* () {
            const server = serve(Lists.lying, () => ({ things: [], total: 0 }))
            const message = yield* refused(Lists.lying.stream(undefined, { pageSize })).pipe(
              Effect.provide(server.layer)
            )
            assert.strictEqual(message, "lying: the page size must be an integer from 1 to 1000")
            assert.lengthOf(server.asked, 0)
          }).pipe(Effect.runPromise)
      )
    ))

  it.effect("for a prefetch that is no count", () =>
    Effect.gen(function* () {
      for (const prefetch of [-1, 0.5, Infinity, NaN]) {
        yield* refused(Lists.counted.stream(undefined, { prefetch }))
      }
    }).pipe(Effect.provide(serveCounted(() => things(5)).layer))
  )

  it.effect("for two passes that do not hand out every item once, or are resumed", () =>
    Effect.gen(function* () {
      yield* refused(Lists.counted.stream(undefined, { passes: 2, distinct: "off" }))
      yield* refused(Lists.counted.stream(undefined, { passes: 2, distinct: "neighbours" }))
      const page = yield* Stream.runHead(Lists.counted.pages(undefined, { pageSize: 2 }))
      assert.isTrue(page._tag === "Some" && page.value.next !== undefined)
      if (page._tag === "Some" && page.value.next !== undefined) {
        yield* refused(Lists.counted.stream(undefined, { passes: 2, resume: page.value.next }))
      }
    }).pipe(Effect.provide(serveCounted(() => things(5)).layer))
  )

  it.effect("for a demand that the total cannot answer, should the compiler be overruled", () =>
    Effect.gen(function* () {
      const demand: object = { complete: "demand" }
      yield* refused(Lists.lying.stream(undefined, demand))
      yield* refused(Lists.tokens.stream(undefined, demand))
    }).pipe(Effect.provide(serve(Lists.lying, () => ({ things: [], total: 0 })).layer))
  )
})
