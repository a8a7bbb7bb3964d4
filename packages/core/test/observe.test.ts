import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Metric from "effect/Metric"
import * as TestClock from "effect/TestClock"
import * as Hooks from "../src/Hooks.js"
import * as Things from "./support/endpoints.js"
import { json, script, scriptBy } from "./support/scripted.js"
import { recorder } from "./support/tracer.js"

const ok = json(200, { uid: "a" })

describe("under a tracer", () => {
  it.effect("an attempt is a CLIENT span by OpenTelemetry's HTTP conventions", () =>
    Effect.gen(function* () {
      const { layer, spans } = recorder()
      const on = script(ok)
      const call = Effect.withSpan(Things.get({ uid: "a/b", limit: 2 }), "mine")
      yield* call.pipe(
        Effect.provide(on.layer({ origin: "https://g.test:8443", prefix: "/grafana" })),
        Effect.provide(layer)
      )
      const [mine, attempt] = spans
      assert.strictEqual(spans.length, 2)
      assert.deepInclude(attempt, { name: "GET /api/things/{uid}", kind: "client", parent: mine?.spanId })
      assert.deepStrictEqual(attempt?.attributes, {
        "http.request.method": "GET",
        "server.address": "g.test",
        "server.port": 8443,
        "url.full": "https://g.test:8443/grafana/api/things/a%2Fb?limit=2",
        "url.template": "/grafana/api/things/{uid}",
        "grafana.operation": "getThing",
        "http.response.status_code": 200
      })
      assert.isTrue(Exit.isSuccess(attempt!.exit!))
      assert.strictEqual(on.requests[0]?.headers["traceparent"], `00-${"1".repeat(32)}-${attempt!.spanId}-01`)
    })
  )

  it.effect("a second attempt brings a span of the call, from its start and linked to the first", () =>
    Effect.gen(function* () {
      const { layer, spans } = recorder()
      const on = script({ ...json(503, {}), delay: "3 seconds" }, ok)
      const fiber = yield* Effect.fork(
        Effect.provide(Effect.provide(Things.get({ uid: "a" }), on.layer()), layer)
      )
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(fiber)
      const [first, call, second] = spans
      assert.strictEqual(spans.length, 3)
      assert.deepInclude(call, {
        name: "grafana getThing",
        kind: "internal",
        links: [first!.spanId],
        start: first!.start
      })
      assert.strictEqual(second?.parent, call?.spanId)
      assert.strictEqual(second?.attributes["http.request.resend_count"], 1)
      assert.deepInclude(first?.attributes, { "http.response.status_code": 503, "error.type": "503" })
      for (const span of spans) assert.isDefined(span.end)
      assert.isTrue(Exit.isSuccess(call!.exit!) && Exit.isFailure(first!.exit!))
    })
  )

  it.effect("an interrupted call ends its spans", () =>
    Effect.gen(function* () {
      const { layer, spans } = recorder()
      const on = scriptBy(() => ({ never: true, sent: true }))
      const fiber = yield* Effect.fork(
        Effect.provide(Effect.provide(Things.get({ uid: "a" }), on.layer()), layer)
      )
      yield* TestClock.adjust("1 second")
      yield* Fiber.interrupt(fiber)
      assert.strictEqual(on.interrupted, 1)
      assert.strictEqual(spans[0]?.attributes["error.type"], "interrupted")
    })
  )

  it.effect("nothing is traced without one", () =>
    Effect.gen(function* () {
      const on = script(ok)
      yield* Effect.provide(Things.get({ uid: "a" }), on.layer())
      assert.isUndefined(on.requests[0]?.headers["traceparent"])
    })
  )
})

describe("metrics", () => {
  const pairs = async () => {
    const all = await Effect.runPromise(Metric.snapshot)
    return all.map(({ metricKey, metricState }) => ({
      name: metricKey.name,
      tags: Object.fromEntries(Array.from(metricKey.tags, ({ key, value }) => [key, value])),
      state: metricState
    }))
  }
  it("tell durations by method, template and status, resends, and what is under way", async () => {
    const on = script(json(503, {}), ok, ok)
    await Effect.runPromise(
      Effect.gen(function* () {
        const fiber = yield* Effect.fork(
          Effect.provide(Effect.zipRight(Things.find({ name: "m" }), Things.find({ name: "m" })), on.layer())
        )
        yield* Fiber.join(fiber)
      })
    )
    const found = (await pairs()).filter(({ tags }) => tags["url.template"] === "/api/find/{name}")
    const counts = found.map(({ name, state, tags }) => [
      name,
      tags["http.response.status_code"],
      "count" in state ? Number(state.count) : 0
    ])
    assert.sameDeepMembers(counts, [
      ["http.client.request.duration", "200", 2],
      ["http.client.request.duration", "503", 1],
      ["grafana.client.resends", undefined, 1]
    ])
    const active = (await pairs()).find(({ name }) => name === "http.client.active_requests")
    assert.isTrue(active !== undefined && "value" in active.state && Number(active.state.value) === 0)
  })
})

describe("hooks", () => {
  it.effect("see each request and each response without secrets, and cannot fail a call", () =>
    Effect.gen(function* () {
      const seen: Array<Hooks.RequestEvent | Hooks.ResponseEvent> = []
      const on = script(json(200, { uid: "a" }, { "set-cookie": "CANARY-s3cret", "x-request-id": "r1" }))
      yield* Effect.provide(
        Things.get({ uid: "a" }),
        on.layer({
          hooks: Hooks.make({
            onRequest: (request) =>
              Effect.zipRight(
                Effect.sync(() => seen.push(request)),
                Effect.die("a broken hook")
              ),
            onResponse: (response) => Effect.sync(() => void seen.push(response))
          })
        })
      )
      const request = { operation: "getThing", method: "GET", path: "/api/things/a", attempt: 1 }
      assert.deepStrictEqual(seen, [
        request as Hooks.RequestEvent,
        {
          ...request,
          status: 200,
          headers: { "content-type": "application/json", "x-request-id": "r1" },
          millis: 0
        } as Hooks.ResponseEvent
      ])
    })
  )
})

describe("slots", () => {
  it.effect("bound how many requests are under way, and are freed by interruption", () =>
    Effect.gen(function* () {
      let open = 0
      let most = 0
      const on = scriptBy(() => {
        open += 1
        most = Math.max(most, open)
        return { ...ok, delay: "1 second" }
      })
      const client = on.layer({ slots: 3 })
      const all = Effect.forEach(
        Array(9).keys(),
        () =>
          Effect.ensuring(
            Things.get({ uid: "a" }),
            Effect.sync(() => (open -= 1))
          ),
        { concurrency: "unbounded" }
      )
      const program = Effect.gen(function* () {
        const fiber = yield* Effect.fork(all)
        yield* TestClock.adjust("1500 millis")
        assert.strictEqual(on.requests.length, 6)
        yield* Fiber.interrupt(fiber)
        const next = yield* Effect.fork(Things.get({ uid: "a" }))
        yield* TestClock.adjust("2 seconds")
        yield* Fiber.join(next)
      })
      yield* Effect.provide(program, client)
      assert.isAtMost(most, 6)
    })
  )
})
