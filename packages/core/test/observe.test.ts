import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Metric from "effect/Metric"
import * as TestClock from "effect/TestClock"
import * as Hooks from "../src/Hooks.js"
import type { Grafana } from "../src/Grafana.js"
import * as Things from "./support/endpoints.js"
import { json, script, scriptBy, type Step } from "./support/scripted.js"
import { recorder } from "./support/tracer.js"

const ok = json(200, { uid: "a" })

/** What a call leaves behind that is answered by script, however long it waits. */
const traced = (call: Effect.Effect<unknown, unknown, Grafana>, ...steps: ReadonlyArray<Step>) =>
  Effect.gen(function* () {
    const { layer, spans } = recorder()
    const on = script(...steps)
    const fiber = yield* Effect.fork(Effect.provide(Effect.provide(call, on.layer()), layer))
    yield* TestClock.adjust("1 minute")
    yield* Fiber.join(fiber)
    return { requests: on.requests, spans }
  })

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
      assert.deepInclude(attempt, {
        name: "GET /grafana/api/things/{uid}",
        kind: "client",
        parent: mine?.spanId
      })
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

  it.effect("without a span of the program's own, all attempts are one trace, that of the first", () =>
    Effect.gen(function* () {
      const { spans } = yield* traced(Things.get({ uid: "a" }), json(503, {}), json(503, {}), ok)
      const [first, call, ...others] = spans
      assert.isUndefined(first?.parent)
      assert.strictEqual(call?.parent, first?.spanId)
      assert.deepStrictEqual(
        others.map(({ attributes, parent }) => [parent, attributes["http.request.resend_count"]]),
        [
          [call?.spanId, 1],
          [call?.spanId, 2]
        ]
      )
    })
  )

  it.effect("what is read back stands within the span of its call", () =>
    Effect.gen(function* () {
      const { spans } = yield* traced(
        Effect.withSpan(Things.create({ uid: "a" }), "mine"),
        { fail: "Closed", sent: true },
        ok
      )
      const [mine, write, call, read] = spans
      assert.deepStrictEqual(
        [write, call, read].map((it) => [it?.name, it?.parent]),
        [
          ["POST /api/things", mine?.spanId],
          ["grafana createThing", mine?.spanId],
          ["GET /api/things/{uid}", call?.spanId]
        ]
      )
      assert.deepStrictEqual(write?.attributes["error.type"], "TransportError")
      assert.notProperty(call?.attributes, "error.type")
    })
  )

  it.effect("the annotations of the program stand on all its spans", () =>
    Effect.gen(function* () {
      const call = Effect.annotateSpans(Things.get({ uid: "a" }), "tenant", "blue")
      const { spans } = yield* traced(call, json(503, {}), ok)
      assert.deepStrictEqual(
        spans.map(({ attributes }) => attributes["tenant"]),
        ["blue", "blue", "blue"]
      )
    })
  )

  it.effect("what a program does not want traced is not, and Grafana is told of no trace", () =>
    Effect.gen(function* () {
      const { requests, spans } = yield* traced(Effect.withTracerEnabled(Things.get({ uid: "a" }), false), ok)
      assert.strictEqual(spans.length, 0)
      assert.isUndefined(requests[0]?.headers["traceparent"])
    })
  )

  for (const [origin, address, port] of [
    ["https://g.test", "g.test", 443],
    ["http://g.test", "g.test", 80],
    ["http://[::1]:3000", "::1", 3000]
  ] as const)
    it.effect(`${origin} is ${address}, port ${port}`, () =>
      Effect.gen(function* () {
        const { layer, spans } = recorder()
        const on = script(ok)
        yield* Things.get({ uid: "a" }).pipe(Effect.provide(on.layer({ origin })), Effect.provide(layer))
        assert.deepInclude(spans[0]?.attributes, { "server.address": address, "server.port": port })
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
      assert.strictEqual(spans[0]?.attributes["error.type"], "InterruptedException")
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
  const server = { "server.address": "grafana.test", "server.port": "80" }
  const of = (name: string, all: Awaited<ReturnType<typeof pairs>>) =>
    all
      .filter((it) => it.name === name && it.tags["url.template"] === "/api/find/{name}")
      .map(({ state, tags }) => {
        const { "url.template": _, ...rest } = tags
        return [rest, Number("count" in state ? state.count : Number.NaN)]
      })

  it("tell durations by what came, resends, and what is under way, of each endpoint and server", async () => {
    const method = { "http.request.method": "GET" }
    const on = script(json(503, {}), ok, ok, json(200, { uid: 1 }), json(404, { message: "gone" }), {
      fail: "Tls",
      sent: false
    })
    const call = Effect.exit(Things.find({ name: "m" }))
    await Effect.runPromise(Effect.provide(Effect.all([call, call, call, call, call]), on.layer()))
    const all = await pairs()
    assert.sameDeepMembers(of("http.client.request.duration", all), [
      [{ ...method, ...server, unit: "s", "http.response.status_code": "200" }, 2],
      [{ ...method, ...server, unit: "s", "http.response.status_code": "503", "error.type": "503" }, 1],
      [
        {
          ...method,
          ...server,
          unit: "s",
          "http.response.status_code": "200",
          "error.type": "UnexpectedResponse"
        },
        1
      ],
      [{ ...method, ...server, unit: "s", "http.response.status_code": "404", "error.type": "404" }, 1],
      [{ ...method, ...server, unit: "s", "error.type": "TransportError" }, 1]
    ])
    assert.deepStrictEqual(of("grafana.client.resends", all), [
      [{ ...method, ...server, unit: "{request}" }, 1]
    ])
    assert.deepStrictEqual(of("http.client.active_requests", all), [
      [{ ...method, ...server, unit: "{request}" }, 0]
    ])
  })

  it.effect("count no resend where the write is found done", () =>
    Effect.gen(function* () {
      const origin = "http://done.test"
      const on = script({ fail: "Closed", sent: true }, ok)
      const fiber = yield* Effect.fork(Effect.provide(Things.create({ uid: "a" }), on.layer({ origin })))
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(fiber)
      const told = (yield* Effect.promise(pairs)).filter((it) => it.tags["server.address"] === "done.test")
      assert.strictEqual(on.requests.length, 2)
      // A metric is there from its first number on.
      assert.sameMembers(
        told.map(({ name, tags }) => `${name} ${tags["http.request.method"]}`),
        ["POST", "GET"].flatMap((method) => [
          `http.client.active_requests ${method}`,
          `http.client.request.duration ${method}`
        ])
      )
    })
  )

  it.effect("of two clients do not overwrite each other", () =>
    Effect.gen(function* () {
      const on = scriptBy(() => ({ never: true, sent: true }))
      const at = (origin: string) => Effect.provide(Things.ping(), on.layer({ origin }))
      const calls = [at("http://one.test"), at("http://two.test"), at("http://two.test")]
      const fiber = yield* Effect.fork(Effect.all(calls, { concurrency: "unbounded" }))
      const active = Effect.map(
        Effect.promise(pairs),
        (all) =>
          new Map(
            all
              .filter((it) => it.name === "http.client.active_requests")
              .map(({ state, tags }) => [tags["server.address"], "count" in state ? Number(state.count) : -1])
          )
      )
      yield* TestClock.adjust("1 second")
      const during = yield* active
      yield* Fiber.interrupt(fiber)
      const after = yield* active
      assert.deepStrictEqual(
        [during, after].map((it) => [it.get("one.test"), it.get("two.test")]),
        [
          [1, 2],
          [0, 0]
        ]
      )
    })
  )
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
