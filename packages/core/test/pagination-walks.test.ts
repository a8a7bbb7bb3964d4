/** Which pages a walk asks for, where it ends, and what it hands out. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Stream from "effect/Stream"
import * as fc from "fast-check"
import { InvalidInput } from "../src/GrafanaError.js"
import type * as Pagination from "../src/Pagination.js"
import * as Lists from "./support/lists.js"
import { cut, ids, serve, serveCounted, thing, things } from "./support/lists.js"

const collect = <A extends Lists.Thing, E, R>(stream: Stream.Stream<A, E, R>) =>
  Effect.map(Stream.runCollect(stream), ids)

const pagesOf = (asked: ReadonlyArray<void | { readonly page?: number | undefined }>) =>
  asked.map((input) => (input ?? {}).page)

describe("pages by number", () => {
  it.effect("are counted by a trusted total, without a request beyond it", () =>
    Effect.gen(function* () {
      const server = serveCounted(() => things(20))
      const found = yield* collect(Lists.counted.stream()).pipe(Effect.provide(server.layer))
      assert.deepStrictEqual(found, ids(things(20)))
      assert.deepStrictEqual(server.asked, [
        { page: 1, size: 10 },
        { page: 2, size: 10 }
      ])
    })
  )

  it.effect("may be short or empty in the middle of a total", () =>
    Effect.gen(function* () {
      const visible = [[thing(1)], [], [thing(5)], [], [thing(9)]]
      const server = serve(Lists.filtered, (input) => ({
        things: visible[(input?.page ?? 1) - 1] ?? [],
        total: 10
      }))
      const found = yield* collect(Lists.filtered.stream(undefined, { pageSize: 2 })).pipe(
        Effect.provide(server.layer)
      )
      assert.deepStrictEqual(found, [1, 5, 9])
      assert.deepStrictEqual(pagesOf(server.asked), [1, 2, 3, 4, 5])
    })
  )

  it.effect("follow a total that grows on the way", () =>
    Effect.gen(function* () {
      const server = serveCounted((index) => things(index === 0 ? 20 : 25))
      const found = yield* collect(Lists.counted.stream()).pipe(Effect.provide(server.layer))
      assert.deepStrictEqual(found, ids(things(25)))
    })
  )

  it.effect("end with a short page where the total lies", () =>
    Effect.gen(function* () {
      for (const total of [0, 12, 700]) {
        const server = serve(Lists.lying, (input) => ({ things: cut(things(12), input), total }))
        const found = yield* collect(Lists.lying.stream()).pipe(Effect.provide(server.layer))
        assert.deepStrictEqual(found, ids(things(12)), `${total}`)
        assert.deepStrictEqual(pagesOf(server.asked), [1, 2])
      }
    })
  )

  it.effect("go by the page size that the server says it went by", () =>
    Effect.gen(function* () {
      const server = serve(Lists.lying, (input) => ({
        things: cut(things(12), { ...input, size: 5 }),
        total: 0,
        limit: 5
      }))
      const found = yield* collect(Lists.lying.stream(undefined, { pageSize: 100 })).pipe(
        Effect.provide(server.layer)
      )
      assert.deepStrictEqual(found, ids(things(12)))
    })
  )

  it.effect("begin with 0 where the policy says so, and end with an empty page after a full one", () =>
    Effect.gen(function* () {
      const server = serve(Lists.plain, (input) => cut(things(20), input, 0))
      const found = yield* collect(Lists.plain.stream()).pipe(Effect.provide(server.layer))
      assert.deepStrictEqual(found, ids(things(20)))
      assert.deepStrictEqual(pagesOf(server.asked), [0, 1, 2])
    })
  )

  it.effect("drop what is no object before they are counted", () =>
    Effect.gen(function* () {
      const server = serve(Lists.plain, (input) =>
        input?.page === 0 ? [thing(-1), ...cut(things(9), input, 0)] : cut(things(9), input, 0)
      )
      const found = yield* collect(Lists.plain.stream()).pipe(Effect.provide(server.layer))
      assert.deepStrictEqual(found, ids(things(9)))
      assert.deepStrictEqual(pagesOf(server.asked), [0])
    })
  )

  it.effect("may be over-full", () =>
    Effect.gen(function* () {
      const server = serve(Lists.plain, (input) =>
        input?.page === 0 ? [thing(-1), ...cut(things(12), input, 0)] : cut(things(12), input, 0)
      )
      const found = yield* collect(Lists.plain.stream()).pipe(Effect.provide(server.layer))
      assert.deepStrictEqual(found, ids(things(12)))
    })
  )

  it.effect("that repeat themselves fail with RepeatedPage after the items before", () =>
    Effect.gen(function* () {
      const server = serve(Lists.plain, () => things(10))
      const seen: Array<number> = []
      const failed = yield* Lists.plain.stream().pipe(
        Stream.runForEach((item) => Effect.sync(() => seen.push(item.id))),
        Effect.provide(server.layer),
        Effect.flip
      )
      assert.strictEqual(failed._tag, "RepeatedPage")
      assert.deepStrictEqual(seen, ids(things(10)))
      assert.lengthOf(server.asked, 2)
    })
  )

  it.effect("whose items have no identity are never taken for repeated or doubled", () =>
    Effect.gen(function* () {
      const server = serve(Lists.counted, () => ({ things: [thing(0), thing(0)], total: 4 }))
      const found = yield* collect(Lists.counted.stream(undefined, { pageSize: 2 })).pipe(
        Effect.provide(server.layer)
      )
      assert.deepStrictEqual(found, [0, 0, 0, 0])
    })
  )

  it.effect("keep the rest of the input", () =>
    Effect.gen(function* () {
      const server = serveCounted(() => things(11))
      yield* collect(Lists.counted.stream({ q: "x" })).pipe(Effect.provide(server.layer))
      assert.deepStrictEqual(server.asked, [
        { q: "x", page: 1, size: 10 },
        { q: "x", page: 2, size: 10 }
      ])
    })
  )

  it("give every item once, whatever the sizes", () =>
    fc.assert(
      fc.asyncProperty(
        fc.nat(60),
        fc.integer({ min: 1, max: 70 }),
        fc.nat(3),
        fc.constantFrom("neighbours" as const, "all" as const, "off" as const),
        (count, pageSize, prefetch, distinct) =>
          Effect.gen(function* () {
            const how = { pageSize, prefetch, distinct }
            const byTotal = serveCounted(() => things(count))
            const counted = yield* collect(Lists.counted.stream(undefined, how)).pipe(
              Effect.provide(byTotal.layer)
            )
            const byLength = serve(Lists.plain, (input) => cut(things(count), input, 0))
            const plain = yield* collect(Lists.plain.stream(undefined, how)).pipe(
              Effect.provide(byLength.layer)
            )
            assert.deepStrictEqual(counted, ids(things(count)))
            assert.deepStrictEqual(plain, ids(things(count)))
            assert.lengthOf(byTotal.asked, Math.max(1, Math.ceil(count / pageSize)))
            assert.lengthOf(byLength.asked, Math.floor(count / pageSize) + 1)
          }).pipe(Effect.runPromise)
      ),
      { numRuns: 60 }
    ))
})

describe("a list that changes on the way", () => {
  const inserted = (index: number) => (index === 0 ? things(20) : [thing(99), ...things(20)])
  const deleted = (index: number) => (index === 0 ? things(20) : things(19, 2))

  it.effect("hands an item out once that an insert moved to the next page", () =>
    Effect.gen(function* () {
      const found = yield* collect(Lists.counted.stream()).pipe(Effect.provide(serveCounted(inserted).layer))
      assert.deepStrictEqual(found, ids(things(20)))
    })
  )

  it.effect("hands it out twice with distinct: off", () =>
    Effect.gen(function* () {
      const found = yield* collect(Lists.counted.stream(undefined, { distinct: "off" })).pipe(
        Effect.provide(serveCounted(inserted).layer)
      )
      assert.deepStrictEqual(found, [...ids(things(10)), ...ids(things(11, 10))])
    })
  )

  it.effect("hands an item out once that comes again up to two pages later", () =>
    Effect.gen(function* () {
      for (const [apart, times] of [
        [1, 1],
        [2, 1],
        [3, 2]
      ] as const) {
        const between = things((apart - 1) * 5, 101)
        const server = serveCounted(() => [...things(5), ...between, thing(1), ...things(4, 201)])
        const found = yield* collect(Lists.counted.stream(undefined, { pageSize: 5 })).pipe(
          Effect.provide(server.layer)
        )
        assert.lengthOf(
          found.filter((id) => id === 1),
          times
        )
      }
    })
  )

  it.effect("hands an item out once that comes again pages later with distinct: all", () =>
    Effect.gen(function* () {
      const rows = [...things(5), ...things(5, 101), ...things(5, 201), ...things(5)]
      const server = serveCounted(() => rows)
      const found = (distinct: "neighbours" | "all") =>
        collect(Lists.counted.stream(undefined, { pageSize: 5, distinct })).pipe(Effect.provide(server.layer))
      assert.deepStrictEqual(yield* found("neighbours"), ids(rows))
      assert.deepStrictEqual(yield* found("all"), ids(rows.slice(0, 15)))
    })
  )

  it.effect("loses an item to a delete, which demanded completeness tells after the last item", () =>
    Effect.gen(function* () {
      const seen: Array<number> = []
      const failed = yield* Lists.counted.stream(undefined, { complete: "demand" }).pipe(
        Stream.runForEach((item) => Effect.sync(() => seen.push(item.id))),
        Effect.provide(serveCounted(deleted).layer),
        Effect.flip
      )
      assert.deepStrictEqual({ ...failed }, {
        _tag: "IncompleteListing",
        operation: "counted",
        stated: 20,
        found: 19
      } as never)
      assert.deepStrictEqual(
        seen,
        ids(things(20)).filter((id) => id !== 11)
      )
    })
  )

  it.effect("is complete when demanded where nothing was lost", () =>
    Effect.gen(function* () {
      const found = yield* collect(Lists.counted.stream(undefined, { complete: "demand" })).pipe(
        Effect.provide(serveCounted((index) => things(index === 0 ? 20 : 21)).layer)
      )
      assert.lengthOf(found, 21)
    })
  )

  it.effect("is incomplete when demanded where an insert hid itself before the first page", () =>
    Effect.gen(function* () {
      const failed = yield* collect(Lists.counted.stream(undefined, { complete: "demand" })).pipe(
        Effect.provide(serveCounted(inserted).layer),
        Effect.flip
      )
      assert.strictEqual(failed._tag, "IncompleteListing")
    })
  )

  it.effect("is found whole by two passes, each item once", () =>
    Effect.gen(function* () {
      const server = serveCounted((index) => (index === 1 ? things(19, 2) : things(20)))
      const found = yield* collect(Lists.counted.stream(undefined, { passes: 2 })).pipe(
        Effect.provide(server.layer)
      )
      assert.deepStrictEqual(
        [...found].sort((a, b) => a - b),
        ids(things(20))
      )
      assert.strictEqual(found.at(-1), 11)
      assert.deepStrictEqual(pagesOf(server.asked), [1, 2, 1, 2])
    })
  )

  it.effect("is found whole by two passes of one page each", () =>
    Effect.gen(function* () {
      const server = serveCounted(() => things(3))
      const found = yield* collect(Lists.counted.stream(undefined, { passes: 2, complete: "demand" })).pipe(
        Effect.provide(server.layer)
      )
      assert.deepStrictEqual(found, [1, 2, 3])
      assert.lengthOf(server.asked, 2)
    })
  )

  it("hands no item out twice, whatever is inserted before the page that comes", () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 9 }),
        fc.array(fc.boolean(), { maxLength: 20 }),
        (pageSize, inserts) =>
          Effect.gen(function* () {
            const rows = (index: number) => {
              const extra = inserts.slice(0, index).filter(Boolean).length
              return [...things(extra, 1000).toReversed(), ...things(30)]
            }
            const found = yield* collect(Lists.counted.stream(undefined, { pageSize })).pipe(
              Effect.provide(serveCounted(rows).layer)
            )
            assert.strictEqual(new Set(found).size, found.length)
            assert.includeMembers([...found], [...ids(things(30))])
          }).pipe(Effect.runPromise)
      ),
      { numRuns: 100 }
    ))
})

describe("pages by token", () => {
  const chain = (
    ...pages: ReadonlyArray<readonly [token: string | undefined, next: string | undefined, count: number]>
  ) =>
    serve(Lists.tokens, (input) => {
      const at = pages.findIndex(([token]) => token === input?.continue)
      const [, next, count] = pages[at] ?? [undefined, undefined, 0]
      return { items: things(count, at * 100 + 1), metadata: next === undefined ? {} : { continue: next } }
    })

  it.effect("end where no token comes, be it absent or empty", () =>
    Effect.gen(function* () {
      for (const end of ["", undefined]) {
        const server = chain([undefined, "a", 2], ["a", end, 2])
        const found = yield* collect(Lists.tokens.stream()).pipe(Effect.provide(server.layer))
        assert.deepStrictEqual(found, [1, 2, 101, 102])
        assert.deepStrictEqual(server.asked, [{ limit: 10 }, { limit: 10, continue: "a" }])
      }
    })
  )

  it.effect("go on after a short page and an empty one", () =>
    Effect.gen(function* () {
      const server = chain([undefined, "a", 1], ["a", "b", 0], ["b", "c", 10], ["c", undefined, 0])
      const found = yield* collect(Lists.tokens.stream()).pipe(Effect.provide(server.layer))
      assert.lengthOf(found, 11)
      assert.lengthOf(server.asked, 4)
    })
  )

  it.effect("fail with RepeatedPage where a token comes twice", () =>
    Effect.gen(function* () {
      const standing = chain([undefined, "a", 1], ["a", "a", 1])
      const again = chain([undefined, "a", 1], ["a", "b", 1], ["b", "a", 1])
      for (const [server, requests] of [
        [standing, 2],
        [again, 3]
      ] as const) {
        const failed = yield* collect(Lists.tokens.stream()).pipe(Effect.provide(server.layer), Effect.flip)
        assert.strictEqual(failed._tag, "RepeatedPage")
        assert.lengthOf(server.asked, requests)
      }
    })
  )

  it("fail in every circle of tokens", () =>
    fc.assert(
      fc.asyncProperty(fc.nat(40), fc.integer({ min: 1, max: 40 }), (lead, circle) =>
        Effect.gen(function* () {
          const server = serve(Lists.tokens, (input) => {
            const at = Number(input?.continue ?? 0)
            return {
              items: [thing(at + 1)],
              metadata: { continue: `${at < lead + circle ? at + 1 : lead + 1}` }
            }
          })
          const failed = yield* collect(Lists.tokens.stream()).pipe(Effect.provide(server.layer), Effect.flip)
          assert.strictEqual(failed._tag, "RepeatedPage")
          assert.isAtMost(server.asked.length, 2 * (lead + 1) + 2 * circle + 1)
        }).pipe(Effect.runPromise)
      ),
      { numRuns: 60 }
    ))
})

describe("a window of time", () => {
  /** As Grafana filters, sorts and cuts: by the beginning, by the end, by the limit. */
  const cutWindow = (
    list: ReadonlyArray<Lists.Moment>,
    input: {
      readonly from?: number | undefined
      readonly to?: number | undefined
      readonly limit?: number | undefined
    } | void
  ) => {
    const { from = 0, limit = 100, to = 0 } = input ?? {}
    return list
      .filter((one) => from <= 0 || to <= 0 || (one.time <= to && one.timeEnd >= from))
      .sort((a, b) => b.timeEnd - a.timeEnd || b.time - a.time)
      .slice(0, limit)
  }
  const moment = (id: number, time: number, timeEnd = time): Lists.Moment => ({ id, time, timeEnd })

  it.effect("hands out what a long region on the first page would hide", () =>
    Effect.gen(function* () {
      const list = [moment(1, 10, 100), moment(2, 90), moment(3, 80), moment(4, 70), moment(5, 60)]
      const server = serve(Lists.moments, (input) => cutWindow(list, input))
      const found = yield* collect(Lists.moments.stream(undefined, { pageSize: 2 })).pipe(
        Effect.provide(server.layer)
      )
      assert.deepStrictEqual(found, [1, 2, 3, 4, 5])
    })
  )

  it.effect("raises the limit where more items than a page holds end at one time", () =>
    Effect.gen(function* () {
      const list = Array.from({ length: 25 }, (_, i) => moment(i + 1, 50))
      const server = serve(Lists.moments, (input) => cutWindow(list, input))
      const found = yield* collect(Lists.moments.stream(undefined, { pageSize: 4 })).pipe(
        Effect.provide(server.layer)
      )
      assert.deepStrictEqual(
        found,
        list.map((one) => one.id)
      )
    })
  )

  it.effect("sends from and to together, of which Grafana heeds neither alone", () =>
    Effect.gen(function* () {
      const server = serve(Lists.moments, (input) => cutWindow([moment(1, 5), moment(2, 40)], input))
      yield* collect(Lists.moments.stream({ to: 30 })).pipe(Effect.provide(server.layer))
      yield* collect(Lists.moments.stream({ from: 20 })).pipe(Effect.provide(server.layer))
      assert.deepStrictEqual(server.asked, [
        { from: 1, to: 30, limit: 10 },
        { from: 20, to: 9_223_372_036_854, limit: 10 }
      ])
    })
  )

  it("gives every item once, whatever overlaps", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.nat(30)), { maxLength: 60 }),
        fc.integer({ min: 1, max: 12 }),
        (spans, pageSize) =>
          Effect.gen(function* () {
            const list = spans.map(([time, length], i) => moment(i + 1, time, time + length))
            const server = serve(Lists.moments, (input) => cutWindow(list, input))
            const found = yield* collect(Lists.moments.stream(undefined, { pageSize })).pipe(
              Effect.provide(server.layer)
            )
            assert.deepStrictEqual(
              [...found].sort((a, b) => a - b),
              list.map((one) => one.id)
            )
          }).pipe(Effect.runPromise)
      ),
      { numRuns: 300 }
    ))

  it("gives every item once of two stores that are cut each for itself", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.boolean()), { maxLength: 60 }),
        fc.integer({ min: 1, max: 12 }),
        (spans, pageSize) =>
          Effect.gen(function* () {
            const list = spans.map(([time], i) => moment(i + 1, time))
            const store = (which: boolean) => list.filter((_, i) => spans[i]?.[1] === which)
            const server = serve(Lists.moments, (input) =>
              [...cutWindow(store(true), input), ...cutWindow(store(false), input)].sort(
                (a, b) => b.timeEnd - a.timeEnd
              )
            )
            const found = yield* collect(Lists.moments.stream(undefined, { pageSize })).pipe(
              Effect.provide(server.layer)
            )
            assert.deepStrictEqual(
              [...found].sort((a, b) => a - b),
              list.map((one) => one.id)
            )
          }).pipe(Effect.runPromise)
      ),
      { numRuns: 300 }
    ))
})

describe("a limit alone", () => {
  it.effect("is raised until the response is not full, and every item handed out once", () =>
    Effect.gen(function* () {
      const server = serve(Lists.limited, (input) => things(25).slice(0, input?.limit))
      const found = yield* collect(Lists.limited.stream()).pipe(Effect.provide(server.layer))
      assert.deepStrictEqual(found, ids(things(25)))
      assert.deepStrictEqual(server.asked, [{ limit: 10 }, { limit: 20 }, { limit: 40 }])
    })
  )

  it.effect("may be met exactly", () =>
    Effect.gen(function* () {
      const server = serve(Lists.limited, (input) => things(10).slice(0, input?.limit))
      const found = yield* collect(Lists.limited.stream()).pipe(Effect.provide(server.layer))
      assert.deepStrictEqual(found, ids(things(10)))
    })
  )
})

describe("a whole list", () => {
  it.effect("is one request", () =>
    Effect.gen(function* () {
      const server = serve(Lists.all, () => things(7))
      const pages = yield* Stream.runCollect(Lists.all.pages()).pipe(Effect.provide(server.layer))
      assert.deepStrictEqual([...pages], [{ items: things(7), total: undefined, next: undefined }])
      assert.lengthOf(server.asked, 1)
    })
  )
})

describe("a listing", () => {
  it.effect("is still one plain call", () =>
    Effect.gen(function* () {
      const server = serveCounted(() => things(25))
      const page = yield* Lists.counted({ page: 2, size: 5 }).pipe(Effect.provide(server.layer))
      assert.deepStrictEqual(page, { things: things(5, 6), total: 25 })
    })
  )

  it("carries its policy as data", () => {
    const policy: Pagination.Policy = Lists.tokens.policy
    assert.deepStrictEqual(JSON.parse(JSON.stringify(policy)), {
      kind: "cursor",
      token: "continue",
      size: "limit",
      next: "metadata.continue",
      pageSize: 10,
      items: "items",
      id: "id"
    })
  })

  it.effect("gives pages with the server's total, and Streams that can be run twice", () =>
    Effect.gen(function* () {
      const server = serveCounted(() => things(12))
      const pages = Lists.counted.pages()
      for (const _ of [1, 2]) {
        const walked = yield* Stream.runCollect(pages).pipe(Effect.provide(server.layer))
        assert.deepStrictEqual(
          [...walked].map(({ items, total }) => [items.length, total]),
          [
            [10, 12],
            [2, 12]
          ]
        )
      }
    })
  )

  it.effect("fails with what the call failed with, after the items before", () =>
    Effect.gen(function* () {
      const seen: Array<number> = []
      const result = yield* Lists.counted.stream().pipe(
        Stream.tap((item) => Effect.sync(() => seen.push(item.id))),
        Stream.runDrain,
        Effect.provide(
          serve(Lists.counted, (input, index) =>
            index === 0
              ? { things: cut(things(20), input), total: 20 }
              : Effect.fail(new InvalidInput({ message: "no" }))
          ).layer
        ),
        Effect.either
      )
      assert.isTrue(Either.isLeft(result) && result.left._tag === "InvalidInput")
      assert.deepStrictEqual(seen, ids(things(10)))
    })
  )
})
