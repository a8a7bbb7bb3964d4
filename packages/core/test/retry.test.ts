import { assert, describe, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Fiber from "effect/Fiber"
import * as Schema from "effect/Schema"
import * as Schedule from "effect/Schedule"
import * as TestClock from "effect/TestClock"
import * as Endpoint from "../src/Endpoint.js"
import * as Grafana from "../src/Grafana.js"
import { isOutcomeUnknown, NotFound, when } from "../src/GrafanaError.js"
import * as Retry from "../src/Retry.js"
import * as Things from "./support/endpoints.js"
import { json, script, scriptBy, type Script, type Step } from "./support/scripted.js"

const thing = { uid: "a" }
const ok = json(200, thing)
const reset: Step = { fail: "Closed", sent: true }
const refused: Step = { fail: "Connect", sent: false }

/** Runs a call to its end with all waiting skipped. */
const settle = <A, E>(
  effect: Effect.Effect<A, E, Grafana.Grafana>,
  on: Script,
  options?: Parameters<Script["layer"]>[0]
) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.fork(Effect.either(Effect.provide(effect, on.layer(options))))
    yield* TestClock.adjust("10 minutes")
    return yield* Fiber.join(fiber)
  })

const tagOf = <A, E extends { readonly _tag: string }>(result: Either.Either<A, E>) =>
  Either.isLeft(result) ? result.left._tag : "success"

const calls = {
  safe: Things.get({ uid: "a" }),
  idempotent: Things.put({ uid: "a", title: "t" }),
  versioned: Things.update({ uid: "a", version: 1 }),
  keyed: Things.create({ uid: "a" }),
  unsafe: Things.poke({ uid: "a" })
}

type AnyCall = Effect.Effect<unknown, { readonly _tag: string }, Grafana.Grafana>

const failures: Record<Retry.Row, Step> = {
  "not sent": refused,
  "no answer": reset,
  "401 where the credential has worked": json(401, { message: "Unauthorized" }),
  "429": json(429, {}),
  "502, 503, 504": json(502, "bad gateway"),
  "503 with Retry-After": json(503, {}, { "retry-after": "1" }),
  "500 database is locked": json(500, { message: "Failed", error: "database is locked" }),
  "declared as passing": json(599, {})
}

describe("the table of what is sent again", () => {
  for (const [row, step] of Object.entries(failures)) {
    if (row === "declared as passing" || row.startsWith("401")) continue
    for (const [kind, call] of Object.entries<AnyCall>(calls)) {
      // Sound: both records are keyed by what the table is keyed by.
      const action = Retry.table[row as Retry.Row][kind as keyof typeof calls]
      it.effect(`${row}, ${kind}: ${action}`, () =>
        Effect.gen(function* () {
          // The lookup of a read-back answers "not there" to the create and the old version to the update.
          const lookup =
            kind === "keyed" ? json(404, { message: "no thing" }) : json(200, { uid: "a", version: 1 })
          const on = action === "read back" ? script(step, lookup, ok) : script(step, ok)
          const result = yield* settle(call, on)
          const methods = on.requests.map(({ method }) => method)
          if (action === "fail") {
            assert.notStrictEqual(tagOf(result), "success")
            assert.strictEqual(on.requests.length, 1)
          } else {
            assert.strictEqual(tagOf(result), "success")
            if (action === "read back") assert.deepStrictEqual(methods, [methods[0], "GET", methods[0]])
            else assert.strictEqual(on.requests.length, 2)
          }
        })
      )
    }
  }
})

describe("a 401", () => {
  const denied = json(401, { message: "Invalid API key", messageId: "api-key.invalid" })
  it.effect("fails at once where the credential has never worked", () =>
    Effect.gen(function* () {
      const on = script(denied, ok)
      assert.strictEqual(tagOf(yield* settle(calls.safe, on)), "Unauthorized")
      assert.strictEqual(on.requests.length, 1)
    })
  )
  it.effect("is tried once more where the same credential has worked", () =>
    Effect.gen(function* () {
      const on = script(ok, denied, ok)
      assert.strictEqual(tagOf(yield* settle(Effect.zipRight(calls.safe, calls.unsafe), on)), "success")
      const twice = script(ok, denied, denied, ok)
      assert.strictEqual(tagOf(yield* settle(Effect.zipRight(calls.safe, calls.safe), twice)), "Unauthorized")
      assert.strictEqual(twice.requests.length, 3)
    })
  )
})

describe("Retry-After", () => {
  const waited = (header: string) =>
    Effect.gen(function* () {
      const on = script(json(429, {}, { "retry-after": header }), ok)
      const fiber = yield* Effect.fork(Effect.either(Effect.provide(calls.unsafe, on.layer())))
      const seconds = yield* Effect.iterate(0, {
        while: (n) => on.requests.length < 2 && n < 300,
        body: (n) => Effect.as(TestClock.adjust("1 second"), n + 1)
      })
      return [seconds, tagOf(yield* Fiber.join(fiber))] as const
    })

  it.effect("is honoured in seconds, fractions and dates, up to a minute", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* waited("7"), [7, "success"])
      assert.deepStrictEqual(yield* waited("2.5"), [3, "success"])
      assert.deepStrictEqual(yield* waited("90"), [60, "success"])
      yield* TestClock.setTime(Date.parse("2026-01-01T00:00:00Z"))
      assert.deepStrictEqual(yield* waited("Thu, 01 Jan 2026 00:00:20 GMT"), [20, "success"])
    })
  )
  it.effect("beyond the call's clock fails at once and tells it", () =>
    Effect.gen(function* () {
      const on = script(json(429, {}, { "retry-after": "3600" }), ok)
      const result = yield* Effect.either(Effect.provide(calls.safe, on.layer()))
      assert.isTrue(
        Either.isLeft(result) &&
          result.left._tag === "TooManyRequests" &&
          Duration.toMillis(result.left.retryAfter!) === 3_600_000
      )
      assert.strictEqual(on.requests.length, 1)
    })
  )
  it.effect("in the past or nonsense is no reason to wait", () =>
    Effect.gen(function* () {
      for (const header of ["-5", "soon", "Thu, 01 Jan 1970 00:00:00 GMT"]) {
        const [seconds, tag] = yield* waited(header)
        assert.isAtMost(seconds, 1)
        assert.strictEqual(tag, "success")
      }
    })
  )
})

describe("attempts", () => {
  it.effect("are three in all, and the error tells them", () =>
    Effect.gen(function* () {
      const on = scriptBy(() => reset)
      const result = yield* settle(calls.safe, on)
      assert.strictEqual(on.requests.length, 3)
      assert.isTrue(
        Either.isLeft(result) && result.left._tag === "TransportError" && result.left.attempts === 3
      )
    })
  )
  it.effect("go by the schedule that is given instead", () =>
    Effect.gen(function* () {
      const five = scriptBy(() => refused)
      yield* settle(Grafana.withRetry(Schedule.recurs(5))(calls.unsafe), five)
      assert.strictEqual(five.requests.length, 6)
      const none = scriptBy(() => refused)
      yield* settle(Grafana.withRetry(Retry.none)(calls.unsafe), none)
      assert.strictEqual(none.requests.length, 1)
    })
  )
  it.effect("a schedule of one's own cannot make a write repeat itself", () =>
    Effect.gen(function* () {
      const on = scriptBy(() => reset)
      yield* settle(Grafana.withRetry(Schedule.recurs(5))(calls.unsafe), on)
      assert.strictEqual(on.requests.length, 1)
    })
  )
  it.effect("of all calls share a quota, so that a dead server is not stormed", () =>
    Effect.gen(function* () {
      const on = scriptBy(() => json(503, {}))
      yield* settle(
        Effect.forEach(Array(200).keys(), () => Effect.either(calls.safe), { concurrency: 8 }),
        on
      )
      // 500 tokens at 5 a retry: a hundred retries beside the two hundred first requests.
      assert.strictEqual(on.requests.length, 300)
    })
  )
  it.effect("wait with full jitter: between nothing and 200 ms doubled each time, at most 10 s", () =>
    Effect.gen(function* () {
      const waits = yield* Schedule.run(Schedule.delays(Retry.fullJitter()), 0, Array(50).keys()).pipe(
        Effect.map((delays) => Array.from(delays, Duration.toMillis))
      )
      for (const [tries, wait] of waits.entries()) assert.isAtMost(wait, Math.min(10_000, 200 * 2 ** tries))
      assert.isAbove(new Set(waits).size, 40)
      assert.isTrue(waits.some((wait) => wait > 5_000) && waits.some((wait) => wait < 2_000))
    })
  )
})

describe("clocks", () => {
  it.effect("an attempt ends after its clock, and says whether it was sent", () =>
    Effect.gen(function* () {
      for (const sent of [true, false]) {
        const on = scriptBy(() => ({ never: true, sent }))
        const result = yield* settle(Grafana.withRetry(Retry.none)(calls.safe), on)
        assert.isTrue(Either.isLeft(result) && result.left._tag === "TimedOut")
        if (Either.isLeft(result) && result.left._tag === "TimedOut") {
          assert.strictEqual(result.left.clock, "attempt")
          assert.strictEqual(result.left.outcome, sent ? "unknown" : "not sent")
          assert.strictEqual(Duration.toMillis(result.left.after), 30_000)
        }
        assert.strictEqual(on.interrupted, 1)
      }
    })
  )
  it.effect("a call in a finalizer ends with its response, not with its clock", () =>
    Effect.gen(function* () {
      const on = script(ok)
      const fiber = yield* Effect.fork(Effect.uninterruptible(Effect.provide(calls.safe, on.layer())))
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(yield* Fiber.join(fiber), thing)
    })
  )
  it.effect("a call ends after its clock, with all its attempts", () =>
    Effect.gen(function* () {
      const on = scriptBy(() => ({ never: true, sent: true }))
      const slow = Grafana.withTimeout({ call: "40 seconds" })(calls.safe)
      const result = yield* settle(slow, on)
      assert.isTrue(Either.isLeft(result) && result.left._tag === "TimedOut" && result.left.clock === "call")
      assert.strictEqual(on.requests.length, 2)
    })
  )
})

describe("reading back", () => {
  it.effect("a create that was carried out is not sent again", () =>
    Effect.gen(function* () {
      const on = script(reset, json(200, { uid: "a", version: 1 }))
      const result = yield* settle(calls.keyed, on)
      assert.deepStrictEqual(result, Either.right({ uid: "a", version: 1 }))
      assert.deepStrictEqual(
        on.requests.map(({ method }) => method),
        ["POST", "GET"]
      )
    })
  )
  it.effect("a create that met another object fails as its request did", () =>
    Effect.gen(function* () {
      const on = script(reset, json(200, { uid: "a", version: 99 }))
      assert.strictEqual(tagOf(yield* settle(calls.keyed, on)), "TransportError")
    })
  )
  it.effect("a create without an id of ours is never sent again", () =>
    Effect.gen(function* () {
      const on = script(reset, ok)
      assert.strictEqual(tagOf(yield* settle(Things.create({}), on)), "TransportError")
      assert.strictEqual(on.requests.length, 1)
    })
  )
  it.effect("a create whose first request lands late does not fail by its own work", () =>
    Effect.gen(function* () {
      const on = script(reset, json(404, { message: "no thing" }), json(412, { message: "taken" }), ok)
      assert.strictEqual(tagOf(yield* settle(calls.keyed, on)), "success")
      assert.deepStrictEqual(
        on.requests.map(({ method }) => method),
        ["POST", "GET", "POST", "GET"]
      )
    })
  )
  it.effect("a conflict that no failure went before stays a conflict", () =>
    Effect.gen(function* () {
      const on = script(json(412, { message: "taken" }), ok)
      assert.strictEqual(tagOf(yield* settle(calls.keyed, on)), "UidTaken")
      assert.strictEqual(on.requests.length, 1)
    })
  )
  it.effect("an update that was carried out is recognised by its version", () =>
    Effect.gen(function* () {
      const on = script(reset, json(200, { uid: "a", version: 2 }))
      assert.deepStrictEqual(yield* settle(calls.versioned, on), Either.right({ uid: "a", version: 2 }))
      const lost = script(reset, json(200, { uid: "a", version: 7 }))
      assert.strictEqual(tagOf(yield* settle(calls.versioned, lost)), "TransportError")
    })
  )
  it.effect("a delete that is repeated takes the 404 as proof, the first one does not", () =>
    Effect.gen(function* () {
      const missing = json(404, { message: "no thing" })
      assert.deepStrictEqual(
        yield* settle(Things.remove({ uid: "a" }), script(reset, missing)),
        Either.right({ message: "gone" })
      )
      assert.strictEqual(tagOf(yield* settle(Things.remove({ uid: "a" }), script(missing))), "NotFound")
      assert.strictEqual(
        tagOf(yield* settle(Things.remove({ uid: "a" }), script(refused, missing))),
        "NotFound"
      )
    })
  )
})

describe("a call that may have been carried out", () => {
  const unauthorized = json(401, { message: "Unauthorized" })
  const turnedAway = {
    "401": [unauthorized],
    "403": [json(403, {})],
    "429": [json(429, {}), json(429, {})],
    "not sent": [refused, refused]
  }
  for (const [row, steps] of Object.entries(turnedAway)) {
    it.effect(`still says so where its repetition is turned away: ${row}`, () =>
      Effect.gen(function* () {
        const result = yield* settle(calls.idempotent, script(reset, ...steps))
        assert.isTrue(Either.isLeft(result) && isOutcomeUnknown(result.left))
        const first = yield* settle(calls.idempotent, script(...steps, ...steps, ...steps))
        assert.isTrue(Either.isLeft(first) && !isOutcomeUnknown(first.left))
        const read = yield* settle(calls.safe, script(reset, ...steps))
        assert.isTrue(Either.isLeft(read) && !isOutcomeUnknown(read.left))
      })
    )
  }
})

it.effect("a repeated delete takes no 500 for proof, however its endpoint words it", () =>
  Effect.gen(function* () {
    const lost = Endpoint.delete("removeLost", "/api/lost/{uid}", {
      params: { uid: Schema.String },
      error: [NotFound, when(NotFound, { status: 500, message: "failed" })],
      gone: undefined
    })
    const repeated = (answer: Step) => settle(lost({ uid: "a" }), script(reset, answer))
    assert.deepStrictEqual(yield* repeated(json(404, { message: "no such thing" })), Either.right(undefined))
    assert.strictEqual(tagOf(yield* repeated(json(500, { message: "failed" }))), "NotFound")
  })
)
