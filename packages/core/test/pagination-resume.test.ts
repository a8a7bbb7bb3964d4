/** Positions: stored as JSON, they go on exactly where they were handed out. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as fc from "fast-check"
import type * as Endpoint from "../src/Endpoint.js"
import * as Pagination from "../src/Pagination.js"
import * as Lists from "./support/lists.js"
import { cut, ids, serve, serveCounted, thing, things } from "./support/lists.js"

const Stored = Schema.parseJson(Pagination.Position)
const stored = (position: Pagination.Position): Pagination.Position =>
  Schema.decodeSync(Stored)(Schema.encodeSync(Stored)(position))

interface Served {
  readonly asked: ReadonlyArray<unknown>
  readonly layer: ReturnType<typeof serveCounted>["layer"]
}

/** Walks once by pages, then resumes from each position: always exactly the rest, with not a request more. */
const resumesEverywhere = <I, A, E, S>(
  list: Endpoint.Listing<I, A, E, Lists.Thing, S | void>,
  server: () => Served,
  pageSize: number
) =>
  Effect.gen(function* () {
    const first = server()
    const pages = [
      ...(yield* Stream.runCollect(list.pages(undefined, { pageSize })).pipe(Effect.provide(first.layer)))
    ]
    for (const [index, { next }] of pages.entries()) {
      assert.strictEqual(next === undefined, index === pages.length - 1)
      if (next === undefined) continue
      const again = server()
      const rest = yield* Stream.runCollect(list.stream(undefined, { resume: stored(next) })).pipe(
        Effect.provide(again.layer)
      )
      assert.deepStrictEqual(
        ids(rest),
        pages.slice(index + 1).flatMap((page) => ids(page.items))
      )
      assert.deepStrictEqual(again.asked, first.asked.slice(index + 1))
    }
  }).pipe(Effect.runPromise)

const sizes = [fc.nat(40), fc.integer({ min: 1, max: 12 })] as const

describe("a walk resumed from each of its positions gives exactly the rest", () => {
  it("by number and total", () =>
    fc.assert(
      fc.asyncProperty(...sizes, (count, size) =>
        resumesEverywhere(Lists.counted, () => serveCounted(() => things(count)), size)
      ),
      { numRuns: 40 }
    ))

  it("by number and short page", () =>
    fc.assert(
      fc.asyncProperty(...sizes, (count, size) =>
        resumesEverywhere(
          Lists.plain,
          () => serve(Lists.plain, (input) => cut(things(count), input, 0)),
          size
        )
      ),
      { numRuns: 40 }
    ))

  it("by token", () =>
    fc.assert(
      fc.asyncProperty(...sizes, (count, size) =>
        resumesEverywhere(
          Lists.tokens,
          () =>
            serve(Lists.tokens, (input) => {
              const page = Number(input?.continue ?? 0)
              const more = (page + 1) * size < count
              return {
                items: things(count).slice(page * size, (page + 1) * size),
                metadata: more ? { continue: `${page + 1}` } : {}
              }
            }),
          size
        )
      ),
      { numRuns: 40 }
    ))

  it("by window", () =>
    fc.assert(
      fc.asyncProperty(...sizes, (count, size) =>
        resumesEverywhere(
          Lists.moments,
          () =>
            serve(Lists.moments, (input) =>
              things(count)
                .map(({ id }) => ({ id, time: 100 - (id >> 2), timeEnd: 100 - (id >> 2) }))
                .filter(({ time }) => time <= (input?.to ?? 0))
                .slice(0, input?.limit)
            ),
          size
        )
      ),
      { numRuns: 40 }
    ))

  it("by limit", () =>
    fc.assert(
      fc.asyncProperty(...sizes, (count, size) =>
        resumesEverywhere(
          Lists.limited,
          () => serve(Lists.limited, (input) => things(count).slice(0, input?.limit)),
          size
        )
      ),
      { numRuns: 40 }
    ))
})

describe("a position", () => {
  const firstPosition = (server: Served) =>
    Lists.counted.pages({ q: "x" }, { pageSize: 5 }).pipe(
      Stream.runHead,
      Effect.flatten,
      Effect.flatMap(({ next }) => Effect.fromNullable(next)),
      Effect.map(stored),
      Effect.provide(server.layer)
    )

  it.effect("keeps items from coming twice across the break", () =>
    Effect.gen(function* () {
      const before = serveCounted(() => things(12))
      const after = serveCounted(() => [thing(99), ...things(12)])
      const resume = yield* firstPosition(before)
      const rest = yield* Stream.runCollect(Lists.counted.stream({ q: "x" }, { resume })).pipe(
        Effect.provide(after.layer)
      )
      assert.deepStrictEqual(ids(rest), ids(things(7, 6)))
    })
  )

  it.effect("keeps the identities of two pages", () =>
    Effect.gen(function* () {
      const pages = yield* Stream.runCollect(Lists.counted.pages(undefined, { pageSize: 2 })).pipe(
        Effect.provide(serveCounted(() => things(6)).layer)
      )
      const resume = [...pages][1]?.next
      if (resume === undefined) return assert.fail("no position")
      const again = serveCounted(() => [...things(4), thing(1), thing(9)])
      const rest = yield* Stream.runCollect(Lists.counted.stream(undefined, { resume: stored(resume) })).pipe(
        Effect.provide(again.layer)
      )
      assert.deepStrictEqual(ids(rest), [9])
    })
  )

  it.effect("keeps the count for demanded completeness", () =>
    Effect.gen(function* () {
      const resume = yield* firstPosition(serveCounted(() => things(12)))
      const run = (count: number) =>
        Stream.runDrain(Lists.counted.stream({ q: "x" }, { resume, complete: "demand" })).pipe(
          Effect.provide(serveCounted(() => things(count)).layer),
          Effect.either
        )
      assert.strictEqual((yield* run(12))._tag, "Right")
      assert.strictEqual((yield* run(11))._tag, "Left")
    })
  )

  it.effect("keeps a page from being repeated across the break", () =>
    Effect.gen(function* () {
      const resume = yield* firstPosition(serveCounted(() => things(12)))
      const failed = yield* Stream.runDrain(Lists.counted.stream({ q: "x" }, { resume })).pipe(
        Effect.provide(serve(Lists.counted, () => ({ things: things(5), total: 12 })).layer),
        Effect.flip
      )
      assert.strictEqual(failed._tag, "RepeatedPage")
    })
  )

  it.effect("does not hold what the input says", () =>
    Effect.gen(function* () {
      const resume = yield* Lists.counted
        .pages({ q: "a secret" }, { pageSize: 5 })
        .pipe(Stream.runHead, Effect.flatten, Effect.provide(serveCounted(() => things(12)).layer))
      assert.notInclude(JSON.stringify(resume.next), "secret")
    })
  )

  it.effect("of another list, page size, policy or input is refused before anything is sent", () =>
    Effect.gen(function* () {
      const server = serveCounted(() => things(12))
      const resume = yield* firstPosition(serveCounted(() => things(12)))
      const at = { kind: "limit", limit: 5 } as const
      for (const stream of [
        Lists.counted.stream({ q: "x" }, { resume: { ...resume, operation: "other" } }),
        Lists.counted.stream({ q: "x" }, { resume, pageSize: 6 }),
        Lists.counted.stream({ q: "x" }, { resume: { ...resume, at } }),
        Lists.counted.stream({ q: "y" }, { resume }),
        Lists.counted.stream({}, { resume })
      ]) {
        const failed = yield* Stream.runDrain(stream).pipe(Effect.provide(server.layer), Effect.flip)
        assert.strictEqual(failed._tag, "InvalidInput")
      }
      assert.lengthOf(server.asked, 0)
      yield* Stream.runDrain(Lists.counted.stream({ q: "x" }, { resume, pageSize: 5 })).pipe(
        Effect.provide(server.layer)
      )
    })
  )
})
