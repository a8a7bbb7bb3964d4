import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Node from "@effect-grafana/core/Node"
import * as FaultyServer from "./support/faultyServer.js"
import { brotliCompressSync, gzipSync } from "node:zlib"
import { randomBytes } from "node:crypto"
import { refused, send, textOf, until } from "./support/wire.js"

const direct = Node.transport({ proxy: "none" })
const mebi = 2 ** 20

/** One answer with that body to one call. */
const answered = (options: FaultyServer.AnswerOptions) =>
  Effect.gen(function* () {
    const server = yield* FaultyServer.make
    yield* server.script([FaultyServer.answer(options)])
    return server.url
  })

const gzipped = (body: string | Uint8Array, encoding = "gzip"): FaultyServer.AnswerOptions => ({
  headers: { "content-encoding": encoding },
  body: gzipSync(body)
})

describe("a compressed body", () => {
  it.scopedLive("is asked for as gzip, and nothing else", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      yield* send(server.url, { headers: { "accept-encoding": "br" } })
      const [request] = yield* server.requests
      assert.strictEqual(request?.headers["accept-encoding"], "gzip")
    }).pipe(Effect.provide(direct))
  )

  for (const encoding of ["gzip", "GZIP", "x-gzip"]) {
    it.scopedLive(`in ${encoding} is handed out inflated`, () =>
      Effect.gen(function* () {
        const text = "grafana ".repeat(20_000)
        const response = yield* send(yield* answered(gzipped(text, encoding)))
        assert.strictEqual(textOf(response), text)
      }).pipe(Effect.provide(direct))
    )
  }

  it.scopedLive("that inflates to just the bound comes whole, a byte more fails with BodyTooLarge", () =>
    Effect.gen(function* () {
      for (const body of [Buffer.alloc(100_000), randomBytes(100_000)]) {
        const response = yield* send(yield* answered(gzipped(body)), { maxBodyBytes: body.length })
        assert.deepStrictEqual(Buffer.from(response.body), body)
        const failure = yield* refused(yield* answered(gzipped(body)), { maxBodyBytes: body.length - 1 })
        assert.deepStrictEqual(failure, ["BodyTooLarge", "unknown"])
      }
    }).pipe(Effect.provide(direct))
  )

  it.scopedLive("that is a bomb fails with BodyTooLarge, and is not inflated", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      yield* server.script([FaultyServer.gzipBomb({ bytes: 1024 * mebi })])
      const before = process.memoryUsage().rss
      assert.deepStrictEqual(yield* refused(server.url, { maxBodyBytes: 4 * mebi }), [
        "BodyTooLarge",
        "unknown"
      ])
      assert.isBelow(process.memoryUsage().rss - before, 256 * mebi)
    }).pipe(Effect.provide(direct))
  )

  it.scopedLive("that breaks off, or is none, fails with Encoding", () =>
    Effect.gen(function* () {
      const headers = { "content-encoding": "gzip" }
      const cut = gzipSync("grafana".repeat(1000)).subarray(0, 20)
      for (const body of [cut, "not gzip"]) {
        assert.deepStrictEqual(yield* refused(yield* answered({ headers, body })), ["Encoding", "unknown"])
      }
    }).pipe(Effect.provide(direct))
  )

  it.scopedLive("in a way that was not asked for fails with Encoding", () =>
    Effect.gen(function* () {
      const headers = { "content-encoding": "br" }
      const url = yield* answered({ headers, body: brotliCompressSync("{}") })
      assert.deepStrictEqual(yield* refused(url), ["Encoding", "unknown"])
    }).pipe(Effect.provide(direct))
  )

  it.scopedLive("that is empty is empty", () =>
    Effect.gen(function* () {
      const headers = { "content-encoding": "gzip" }
      const response = yield* send(yield* answered({ status: 304, headers, body: "" }))
      assert.strictEqual(textOf(response), "")
    }).pipe(Effect.provide(direct))
  )
})

describe("the bound of a body", () => {
  it.scopedLive("holds with a declared length and without", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      const body = "x".repeat(100)
      yield* server.script([
        FaultyServer.answer({ body }),
        FaultyServer.slow({ chunkMillis: 1, chunks: [body] }),
        FaultyServer.answer({ body }),
        FaultyServer.slow({ chunkMillis: 1, chunks: [body] })
      ])
      for (const _ of [1, 2]) assert.strictEqual(textOf(yield* send(server.url, { maxBodyBytes: 100 })), body)
      for (const _ of [1, 2]) {
        assert.deepStrictEqual(yield* refused(server.url, { maxBodyBytes: 99 }), ["BodyTooLarge", "unknown"])
      }
    }).pipe(Effect.provide(direct))
  )

  it.scopedLive("fails early by the declared length, and closes the connection", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      yield* server.script([FaultyServer.stallBody({ sent: "x".repeat(1000) })])
      assert.deepStrictEqual(yield* refused(server.url, { maxBodyBytes: 1000 }), ["BodyTooLarge", "unknown"])
      yield* until(Effect.map(server.openConnections, (open) => open === 0))
    }).pipe(Effect.provide(direct))
  )

  it.scopedLive("does not hold for the length that a HEAD declares", () =>
    Effect.gen(function* () {
      const url = yield* answered({ headers: { "content-length": "100000000" }, body: "" })
      const response = yield* send(url, { method: "HEAD" })
      assert.strictEqual(response.headers["content-length"], "100000000")
      assert.strictEqual(textOf(response), "")
    }).pipe(Effect.provide(direct))
  )
})

describe("a request's body", () => {
  it.scopedLive("is sent as text or as bytes", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      yield* send(server.url, { method: "POST", body: "ä" })
      yield* send(server.url, { method: "POST", body: new TextEncoder().encode("xäx").subarray(1, 3) })
      yield* send(server.url, { method: "POST", body: "" })
      const requests = yield* server.requests
      assert.deepStrictEqual(
        requests.map(({ body, headers }) => [body, headers["content-length"]]),
        [
          ["ä", "2"],
          ["ä", "2"],
          ["", "0"]
        ]
      )
    }).pipe(Effect.provide(direct))
  )
})
