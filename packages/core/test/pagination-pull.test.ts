/** When a walk asks for a page: not before it is wanted or may be prefetched, and never after. */
import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/TestClock"
import { InvalidInput } from "../src/GrafanaError.js"
import * as Lists from "./support/lists.js"
import { cut, ids, serve, serveCounted, things } from "./support/lists.js"

/** Lets every fiber go on until all of them wait. */
const settle = TestClock.adjust("1 milli")

describe("prefetch", () => {
  for (const prefetch of [0, 1, 3]) {
    it.effect(`${prefetch}: exactly ${prefetch} pages beyond the one handed out are asked for`, () =>
      Effect.gen(function* () {
        const server = serveCounted(() => things(100))
        const beyond: Array<number> = []
        yield* Lists.counted.pages(undefined, { prefetch }).pipe(
          Stream.zipWithIndex,
          Stream.runForEach(([, index]) =>
            Effect.map(settle, () => beyond.push(server.asked.length - (index + 1)))
          ),
          Effect.provide(server.layer)
        )
        assert.deepStrictEqual(
          beyond,
          beyond.map((_, index) => Math.min(prefetch, 9 - index))
        )
        assert.lengthOf(beyond, 10)
      })
    )

    it.effect(`${prefetch}: holds for items too, up to the last of a page`, () =>
      Effect.gen(function* () {
        const server = serveCounted(() => things(100))
        yield* Lists.counted.stream(undefined, { prefetch }).pipe(
          Stream.runForEach(({ id }) =>
            Effect.map(settle, () =>
              assert.lengthOf(server.asked, Math.min(10, Math.ceil(id / 10) + prefetch))
            )
          ),
          Effect.provide(server.layer)
        )
      })
    )
  }

  it.effect("is 1 unless told", () =>
    Effect.gen(function* () {
      const server = serveCounted(() => things(100))
      yield* Lists.counted.pages().pipe(
        Stream.take(1),
        Stream.runForEach(() => settle),
        Effect.provide(server.layer)
      )
      assert.lengthOf(server.asked, 2)
    })
  )

  it.effect("keeps a page coming while another is worked on", () =>
    Effect.gen(function* () {
      const server = serve(Lists.counted, (input) =>
        Effect.as(Effect.sleep("1 second"), { things: cut(things(50), input), total: 50 })
      )
      const run = (prefetch: number) =>
        Lists.counted.pages(undefined, { prefetch }).pipe(
          Stream.runForEach(() => Effect.sleep("1 second")),
          Effect.provide(server.layer),
          Effect.timed,
          Effect.map(([duration]) => duration),
          Effect.fork
        )
      const [alone, ahead] = yield* Effect.all([run(0), run(1)])
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual((yield* Fiber.join(alone)).toString(), "Duration(10s)")
      assert.deepStrictEqual((yield* Fiber.join(ahead)).toString(), "Duration(6s)")
    })
  )
})

describe("a consumer that stops", () => {
  for (const prefetch of [0, 1, 3]) {
    it.effect(`causes no request afterwards (prefetch ${prefetch})`, () =>
      Effect.gen(function* () {
        const server = serveCounted(() => things(100))
        const found = yield* Lists.counted
          .stream(undefined, { prefetch })
          .pipe(Stream.take(5), Stream.runCollect, Effect.provide(server.layer))
        const asked = server.asked.length
        yield* TestClock.adjust("1 minute")
        assert.deepStrictEqual(ids(found), [1, 2, 3, 4, 5])
        assert.lengthOf(server.asked, asked)
        assert.isAtMost(asked, 1 + prefetch)
      })
    )

    it.effect(`aborts the request that is under way (prefetch ${prefetch})`, () =>
      Effect.gen(function* () {
        const begun = yield* Deferred.make<void>()
        const aborted = yield* Deferred.make<void>()
        const server = serve(Lists.counted, (input, index) =>
          index === 0
            ? { things: cut(things(100), input), total: 100 }
            : Deferred.succeed(begun, undefined).pipe(
                Effect.zipRight(Effect.never),
                Effect.onInterrupt(() => Deferred.succeed(aborted, undefined))
              )
        )
        const fiber = yield* Lists.counted
          .stream(undefined, { prefetch })
          .pipe(Stream.runDrain, Effect.provide(server.layer), Effect.fork)
        yield* Deferred.await(begun)
        yield* Fiber.interrupt(fiber)
        assert.isTrue(yield* Deferred.isDone(aborted))
        assert.lengthOf(server.asked, 2)
      })
    )
  }

  it.effect("by taking its fill aborts the page that is prefetched", () =>
    Effect.gen(function* () {
      const aborted = yield* Deferred.make<void>()
      const server = serve(Lists.counted, (input, index) =>
        index === 0
          ? { things: cut(things(100), input), total: 100 }
          : Effect.onInterrupt(Effect.never, () => Deferred.succeed(aborted, undefined))
      )
      yield* Lists.counted.stream().pipe(
        Stream.tap(() => settle),
        Stream.take(5),
        Stream.runDrain,
        Effect.provide(server.layer)
      )
      assert.isTrue(yield* Deferred.isDone(aborted))
    })
  )

  it.effect("before the first item causes no request at all", () =>
    Effect.gen(function* () {
      const server = serveCounted(() => things(100))
      yield* Lists.counted.stream().pipe(Stream.take(0), Stream.runDrain, Effect.provide(server.layer))
      assert.lengthOf(server.asked, 0)
    })
  )
})

describe("a failure", () => {
  it.effect("of a prefetched page comes after the items before it, and ends the requests", () =>
    Effect.gen(function* () {
      const seen: Array<number> = []
      const server = serve(Lists.counted, (input, index) =>
        index < 2
          ? { things: cut(things(50), input), total: 50 }
          : Effect.fail(new InvalidInput({ message: "broken" }))
      )
      const failed = yield* Lists.counted.stream(undefined, { prefetch: 3 }).pipe(
        Stream.runForEach(({ id }) => Effect.map(settle, () => seen.push(id))),
        Effect.provide(server.layer),
        Effect.flip
      )
      assert.strictEqual(failed._tag, "InvalidInput")
      assert.deepStrictEqual(seen, ids(things(20)))
      assert.lengthOf(server.asked, 3)
    })
  )

  it.effect("that is a defect stays one", () =>
    Effect.gen(function* () {
      const server = serve(Lists.counted, () => Effect.dieMessage("broken"))
      const exit = yield* Lists.counted
        .stream()
        .pipe(Stream.runDrain, Effect.provide(server.layer), Effect.exit)
      assert.strictEqual(exit._tag === "Failure" && exit.cause._tag, "Die")
    })
  )
})
