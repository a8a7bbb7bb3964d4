import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientError from "@effect/platform/HttpClientError"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Layer, Tracer } from "effect"
import * as ConnectionErrors from "@effect-grafana/core/ConnectionErrors"
import { layerHttpClient, layerHttpClientWith } from "@effect-grafana/core/HttpClientTransport"
import * as FaultyServer from "./support/faultyServer.js"
import { gzipSync } from "node:zlib"
import { refused, send, textOf, until } from "./support/wire.js"

const onFetch = Layer.provide(layerHttpClient, FetchHttpClient.layer)
const coded = layerHttpClientWith({ errors: ConnectionErrors.byCode })

const clients = {
  fetch: FetchHttpClient.layer,
  "node:http": NodeHttpClient.layer,
  undici: NodeHttpClient.layerUndici
}
for (const [name, client] of Object.entries(clients)) {
  describe(`over ${name}`, () => {
    const transport = Layer.provide(layerHttpClient, client)

    it.scopedLive("sends a request as it stands and hands a response out as it is", () =>
      Effect.gen(function* () {
        const server = yield* FaultyServer.make
        yield* server.script([FaultyServer.answer({ status: 404, headers: { "X-Some": "a" }, body: "gone" })])
        let sends = 0
        const response = yield* send(server.url, {
          method: "PUT",
          path: "/api/x?y=%20",
          headers: { "content-type": "application/json", a: "b" },
          body: '{"ä":1}',
          onSend: () => sends++
        })
        assert.strictEqual(response.status, 404)
        assert.strictEqual(response.headers["x-some"], "a")
        assert.strictEqual(textOf(response), "gone")
        assert.strictEqual(sends, 1)
        const [request] = yield* server.requests
        assert.deepInclude(request, { method: "PUT", path: "/api/x?y=%20", body: '{"ä":1}' })
        assert.strictEqual(request?.headers["content-type"], "application/json")
        assert.strictEqual(request?.headers["a"], "b")
      }).pipe(Effect.provide(transport))
    )

    it.scopedLive("follows no redirect", () =>
      Effect.gen(function* () {
        const server = yield* FaultyServer.make
        yield* server.script([FaultyServer.redirect({ location: "/elsewhere" })])
        const response = yield* send(server.url)
        assert.strictEqual(response.status, 302)
        assert.strictEqual(response.headers["location"], "/elsewhere")
        assert.lengthOf(yield* server.requests, 1)
      }).pipe(Effect.provide(transport))
    )

    it.scopedLive("gives an empty body where there is none", () =>
      Effect.gen(function* () {
        const server = yield* FaultyServer.make
        yield* server.script([FaultyServer.answer({ status: 204, body: "" }), FaultyServer.answer()])
        assert.strictEqual(textOf(yield* send(server.url)), "")
        assert.strictEqual(textOf(yield* send(server.url, { method: "HEAD" })), "")
      }).pipe(Effect.provide(transport))
    )

    it.scopedLive("holds the bound of a body, with a declared length and without", () =>
      Effect.gen(function* () {
        const server = yield* FaultyServer.make
        const body = "x".repeat(100)
        const both = [
          FaultyServer.answer({ body }),
          FaultyServer.slow({ chunkMillis: 1, chunks: [body, body] })
        ]
        yield* server.script([FaultyServer.answer({ body }), ...both])
        assert.strictEqual(textOf(yield* send(server.url, { maxBodyBytes: 100 })), body)
        for (const _ of both) {
          assert.deepStrictEqual(yield* refused(server.url, { maxBodyBytes: 99 }), [
            "BodyTooLarge",
            "unknown"
          ])
        }
      }).pipe(Effect.provide(transport))
    )

    it.scopedLive("a port where nobody listens fails with Connect, not sent", () =>
      Effect.gen(function* () {
        const { url } = yield* Effect.scoped(FaultyServer.make)
        assert.deepStrictEqual(yield* refused(url), ["Connect", "not sent"])
      }).pipe(Effect.provide(transport))
    )

    it.scopedLive("a connection reset after the request fails with an unknown outcome", () =>
      Effect.gen(function* () {
        const server = yield* FaultyServer.make
        yield* server.script([FaultyServer.resetAfterRead])
        const failure = yield* refused(server.url, { method: "POST", body: "{}" })
        assert.deepStrictEqual(failure, ["Other", "unknown"])
        assert.lengthOf(yield* server.requests, 1)
      }).pipe(Effect.provide(transport))
    )

    it.scopedLive("by code, a port where nobody listens is Connect and a connection reset is Closed", () =>
      Effect.gen(function* () {
        const { url } = yield* Effect.scoped(FaultyServer.make)
        assert.deepStrictEqual(yield* refused(url), ["Connect", "not sent"])
        const server = yield* FaultyServer.make
        yield* server.script([FaultyServer.resetAfterRead])
        const failure = yield* refused(server.url, { method: "POST", body: "{}" })
        assert.deepStrictEqual(failure, ["Closed", "unknown"])
      }).pipe(Effect.provide(Layer.provide(coded, client)))
    )
  })
}

describe("over fetch", () => {
  const faults = {
    truncate: [FaultyServer.truncate({ declared: 10, sent: "{" }), "Closed"],
    notHttp: [FaultyServer.notHttp, "Protocol"],
    hugeHeaders: [FaultyServer.hugeHeaders, "Protocol"],
    brokenGzip: [FaultyServer.answer({ headers: { "content-encoding": "gzip" }, body: "{}" }), "Encoding"],
    gzipBomb: [FaultyServer.gzipBomb({ bytes: 64 * 2 ** 20 }), "BodyTooLarge"]
  } as const
  for (const [name, [behaviour, reason]] of Object.entries(faults)) {
    it.scopedLive(`${name} fails with ${reason}, where errors are read by code, and an unknown outcome`, () =>
      Effect.gen(function* () {
        const server = yield* FaultyServer.make
        yield* server.script([behaviour, behaviour])
        const byCode = Effect.provide(refused(server.url), Layer.provide(coded, FetchHttpClient.layer))
        assert.deepStrictEqual(yield* byCode, [reason, "unknown"])
        const [plain, outcome] = yield* refused(server.url)
        assert.deepStrictEqual([plain, outcome], [reason === "BodyTooLarge" ? reason : "Other", "unknown"])
      }).pipe(Effect.provide(onFetch))
    )
  }

  it.scopedLive("a body in gzip comes inflated", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      yield* server.script([
        FaultyServer.answer({ headers: { "content-encoding": "gzip" }, body: gzipSync("grafana") })
      ])
      assert.strictEqual(textOf(yield* send(server.url)), "grafana")
    }).pipe(Effect.provide(onFetch))
  )

  it.scopedLive("interruption closes the connection, before the headers and within the body", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      yield* server.script([FaultyServer.stallHeaders, FaultyServer.stallBody({ sent: "{" })])
      for (const count of [1, 2]) {
        const call = yield* Effect.fork(send(server.url))
        yield* until(Effect.map(server.requests, ({ length }) => length === count))
        yield* Effect.sleep(20)
        yield* Fiber.interrupt(call)
        // Its own: Node 22's fetch at once opens another connection, for what may come.
        const { remotePort } = (yield* server.requests)[count - 1] ?? { remotePort: 0 }
        yield* until(
          Effect.map(server.openPorts, (ports) => !ports.includes(remotePort)),
          200
        )
      }
    }).pipe(Effect.provide(onFetch))
  )

  it.scopedLive("what stands in RequestInit is kept, but for redirects", () => {
    const seen: Array<RequestInit | undefined> = []
    const fetch: typeof globalThis.fetch = (url, init) => {
      seen.push(init)
      return globalThis.fetch(url, init)
    }
    return Effect.gen(function* () {
      const { url } = yield* FaultyServer.make
      yield* send(url)
      assert.deepInclude(seen[0], { credentials: "include", redirect: "manual" })
    }).pipe(
      Effect.provide(
        onFetch.pipe(
          Layer.provide(Layer.succeed(FetchHttpClient.Fetch, fetch)),
          Layer.provide(
            Layer.succeed(FetchHttpClient.RequestInit, { credentials: "include", redirect: "follow" })
          )
        )
      )
    )
  })

  it.scopedLive("a redirect that a browser hides is a failure that says so", () => {
    // What a browser gives for a redirect that is not followed; no Response with status 0 can be made by hand.
    const hidden = Object.defineProperty(new Response(), "status", { value: 0 })
    return Effect.gen(function* () {
      const failure = yield* Effect.flip(send("http://grafana.test"))
      assert.deepInclude(failure, { reason: "Other", outcome: "unknown" })
      assert.include(failure.message, "redirect")
    }).pipe(
      Effect.provide(
        onFetch.pipe(Layer.provide(Layer.succeed(FetchHttpClient.Fetch, () => Promise.resolve(hidden))))
      )
    )
  })

  it.scopedLive(
    "records no span and sends no trace header of the client's own, and no failure holds a credential",
    () =>
      Effect.gen(function* () {
        const server = yield* FaultyServer.make
        const spans: Array<string> = []
        const tracer = Tracer.make({
          context: (run) => run(),
          span: (name, parent, context, links, startTime, kind) => {
            spans.push(name)
            return spanOf(name, parent, context, links, startTime, kind)
          }
        })
        yield* server.script([FaultyServer.answer(), FaultyServer.resetAfterRead])
        const headers = { authorization: "Bearer canary" }
        const call = Effect.zipRight(
          send(server.url, { headers }),
          Effect.flip(send(server.url, { headers }))
        )
        const failure = yield* call.pipe(Effect.withSpan("outer"), Effect.withTracer(tracer))
        assert.deepStrictEqual(spans, ["outer"])
        const requests = yield* server.requests
        for (const request of requests) assert.notProperty(request.headers, "traceparent")
        const { inspect } = yield* Effect.promise(() => import("node:util"))
        assert.notInclude(inspect(failure, { depth: 20, showHidden: true }), "canary")
      }).pipe(Effect.provide(onFetch))
  )

  it.effect("what the client refused to encode is not sent", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* refused("http://grafana.test"), ["Other", "not sent"])
    }).pipe(
      Effect.provide(
        Layer.provide(
          layerHttpClient,
          Layer.succeed(
            HttpClient.HttpClient,
            HttpClient.make((request) =>
              Effect.fail(new HttpClientError.RequestError({ request, reason: "Encode" }))
            )
          )
        )
      )
    )
  )
})

const spanOf = (
  name: string,
  parent: Tracer.Span["parent"],
  context: Tracer.Span["context"],
  links: Tracer.Span["links"],
  startTime: bigint,
  kind: Tracer.SpanKind
): Tracer.Span => ({
  _tag: "Span",
  name,
  spanId: "0000000000000001",
  traceId: "00000000000000000000000000000001",
  parent,
  context,
  status: { _tag: "Started", startTime },
  attributes: new Map(),
  links,
  sampled: true,
  kind,
  end: () => {},
  attribute: () => {},
  event: () => {},
  addLinks: () => {}
})
