import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit } from "effect"
import * as FaultyServer from "./support/faultyServer.js"
import { createConnection } from "node:net"

const get = (url: string, init?: RequestInit) =>
  Effect.tryPromise(async () => {
    const response = await fetch(url, { redirect: "manual", ...init })
    return { status: response.status, headers: response.headers, body: await response.text() }
  })

/** All that the server sends on a connection of its own, and how the connection ended. */
const raw = (url: string, request = "GET / HTTP/1.1\r\nhost: x\r\n\r\n", millis = 2_000) =>
  Effect.async<{ readonly text: string; readonly end: string }>((resume) => {
    let text = ""
    const end = (end: string) => () => {
      socket.destroy()
      resume(Effect.succeed({ text, end }))
    }
    const socket = createConnection(Number(new URL(url).port), "127.0.0.1", () => socket.write(request))
    socket.setEncoding("utf8").setTimeout(millis)
    socket.on("data", (chunk: string) => (text += chunk))
    socket.on("end", end("closed")).on("error", end("reset")).on("timeout", end("stalled"))
  })

describe("a server that misbehaves", () => {
  it.scopedLive("answers 200 and {} until told otherwise, and keeps what came", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      const { body, status } = yield* get(`${server.url}/a?b=c`, {
        method: "POST",
        body: "x",
        headers: { d: "e" }
      })
      assert.deepStrictEqual([status, body], [200, "{}"])
      const [request] = yield* server.requests
      assert.deepInclude(request, { method: "POST", path: "/a?b=c", body: "x" })
      assert.strictEqual(request?.headers["d"], "e")
      assert.isAbove(request?.remotePort ?? 0, 0)
    })
  )

  it.scopedLive("does what its script says, in turn, and complains beyond its end", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      yield* server.script([
        FaultyServer.html({ status: 502 }),
        FaultyServer.redirect({ location: "/x" }),
        FaultyServer.retryAfter({ status: 503, value: "2" }),
        FaultyServer.corruptJson
      ])
      const html = yield* get(server.url)
      assert.deepStrictEqual(
        [html.status, html.headers.get("content-type")],
        [502, "text/html; charset=utf-8"]
      )
      const redirect = yield* get(server.url)
      assert.deepStrictEqual([redirect.status, redirect.headers.get("location")], [302, "/x"])
      const later = yield* get(server.url)
      assert.deepStrictEqual([later.status, later.headers.get("retry-after")], [503, "2"])
      const { body } = yield* get(server.url)
      assert.throws(() => JSON.parse(body))
      assert.strictEqual((yield* get(server.url)).status, 500)
    })
  )

  it.scopedLive("chooses by request where the script is a function", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      yield* server.script(({ method }) => FaultyServer.answer({ status: method === "GET" ? 200 : 405 }))
      assert.strictEqual((yield* get(server.url, { method: "DELETE" })).status, 405)
      assert.strictEqual((yield* get(server.url)).status, 200)
    })
  )

  it.scopedLive("resets before and after the request is read", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      yield* server.script([FaultyServer.resetBeforeRead, FaultyServer.resetAfterRead])
      const post = "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\nhi"
      assert.deepStrictEqual(yield* raw(server.url, post), { text: "", end: "reset" })
      assert.deepStrictEqual(yield* raw(server.url, post), { text: "", end: "reset" })
      const bodies = Effect.map(server.requests, (requests) => requests.map(({ body }) => body))
      assert.deepStrictEqual(yield* bodies, ["", "hi"])
    })
  )

  it.scopedLive("stalls before the headers and within the body", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      yield* server.script([FaultyServer.stallHeaders, FaultyServer.stallBody({ sent: "ä" })])
      assert.deepStrictEqual(yield* raw(server.url, undefined, 100), { text: "", end: "stalled" })
      const { end, text } = yield* raw(server.url, undefined, 100)
      assert.match(text, /^HTTP\/1.1 200 OK\r\n[^]*content-length: 3\r\n[^]*\r\n\r\nä$/i)
      assert.strictEqual(end, "stalled")
    })
  )

  it.scopedLive("closes before the body is whole", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      yield* server.script([FaultyServer.truncate({ declared: 10, sent: "{" })])
      const { end, text } = yield* raw(server.url)
      assert.match(text, /content-length: 10\r\n[^]*\r\n\r\n\{$/)
      assert.strictEqual(end, "closed")
    })
  )

  it.scopedLive("closes a connection that it said it would keep", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      yield* server.script([FaultyServer.closeKeepAlive])
      const { end, text } = yield* raw(server.url)
      assert.match(text, /connection: keep-alive/i)
      assert.strictEqual(end, "closed")
    })
  )

  it.scopedLive("speaks no HTTP, or too much of it", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      yield* server.script([FaultyServer.notHttp, FaultyServer.hugeHeaders])
      assert.match((yield* raw(server.url)).text, /^SSH-/)
      assert.isTrue(Exit.isFailure(yield* Effect.exit(get(server.url))))
    })
  )

  it.scopedLive("sends a body in pieces", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      yield* server.script([FaultyServer.slow({ chunkMillis: 30, chunks: ["a", "b", "c"] })])
      const started = performance.now()
      assert.strictEqual((yield* get(server.url)).body, "abc")
      assert.isAtLeast(performance.now() - started, 85)
    })
  )

  it.scopedLive("sends a small body that inflates to as much as told", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      const bytes = 3 * 2 ** 20 + 5
      yield* server.script([FaultyServer.gzipBomb({ bytes }), FaultyServer.gzipBomb({ bytes })])
      assert.lengthOf((yield* get(server.url)).body, bytes)
      assert.isBelow((yield* raw(server.url, undefined, 100)).text.length, 20_000)
    })
  )

  it.live("counts its open connections, and closes them with its scope", () =>
    Effect.gen(function* () {
      const server = yield* Effect.scoped(
        Effect.gen(function* () {
          const server = yield* FaultyServer.make
          assert.strictEqual(yield* server.openConnections, 0)
          yield* get(server.url)
          assert.strictEqual(yield* server.openConnections, 1)
          return server
        })
      )
      assert.strictEqual(yield* server.openConnections, 0)
      assert.isTrue(Exit.isFailure(yield* Effect.exit(get(server.url))))
    })
  )
})
