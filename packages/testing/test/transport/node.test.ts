import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Fiber, Layer, Scope } from "effect"
import * as Node from "@effect-grafana/core/Node"
import * as FaultyServer from "./support/faultyServer.js"
import { createServer } from "node:net"
import { refused, requestTo, send, textOf, until } from "./support/wire.js"
import { Transport } from "@effect-grafana/core/Transport"

const direct = Node.transport({ proxy: "none" })

describe("a response", () => {
  it.scopedLive("comes with status, lower-case headers and body", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      yield* server.script([FaultyServer.answer({ status: 404, headers: { "X-Some": "a" }, body: "gone" })])
      const response = yield* send(server.url, {
        method: "PUT",
        path: "/api/x?y=%20",
        body: "{}",
        headers: { a: "b" }
      })
      assert.strictEqual(response.status, 404)
      assert.strictEqual(response.headers["x-some"], "a")
      assert.strictEqual(textOf(response), "gone")
      const [request] = yield* server.requests
      assert.deepInclude(request, { method: "PUT", path: "/api/x?y=%20", body: "{}" })
      assert.strictEqual(request?.headers["a"], "b")
    }).pipe(Effect.provide(direct))
  )

  it.scopedLive("joins the values of a header that came twice", () =>
    Effect.gen(function* () {
      const server = yield* rawServer("HTTP/1.1 200 OK\r\nX-Two: a\r\nx-two: b\r\ncontent-length: 0\r\n\r\n")
      const response = yield* send(server)
      assert.strictEqual(response.headers["x-two"], "a, b")
      assert.strictEqual(textOf(response), "")
    }).pipe(Effect.provide(direct))
  )

  it.scopedLive("is the final one: informational ones are passed over", () =>
    Effect.gen(function* () {
      const server = yield* rawServer(
        "HTTP/1.1 103 Early Hints\r\nx-early: a\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"
      )
      const response = yield* send(server)
      assert.strictEqual(response.status, 200)
      assert.isUndefined(response.headers["x-early"])
      assert.strictEqual(textOf(response), "ok")
    }).pipe(Effect.provide(direct))
  )

  it.scopedLive("is handed out as it is: redirects, pages and broken JSON too", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      yield* server.script([
        FaultyServer.redirect({ location: "/elsewhere" }),
        FaultyServer.html({ status: 502 }),
        FaultyServer.corruptJson,
        FaultyServer.retryAfter({ status: 429, value: "7" }),
        FaultyServer.slow({ chunkMillis: 5, chunks: ["a", "b", "c"] })
      ])
      const responses = yield* Effect.replicateEffect(send(server.url), 5)
      assert.deepStrictEqual(
        responses.map(({ status }) => status),
        [302, 502, 200, 429, 200]
      )
      assert.strictEqual(responses[0]?.headers["location"], "/elsewhere")
      assert.strictEqual(responses[3]?.headers["retry-after"], "7")
      assert.strictEqual(responses[4] && textOf(responses[4]), "abc")
      assert.lengthOf(yield* server.requests, 5)
    }).pipe(Effect.provide(direct))
  )
})

describe("no response", () => {
  const faults = {
    resetBeforeRead: [FaultyServer.resetBeforeRead, "Closed"],
    resetAfterRead: [FaultyServer.resetAfterRead, "Closed"],
    stallHeaders: [FaultyServer.stallHeaders, "Timeout"],
    stallBody: [FaultyServer.stallBody({ sent: "{" }), "Timeout"],
    truncate: [FaultyServer.truncate({ declared: 10, sent: "{" }), "Closed"],
    notHttp: [FaultyServer.notHttp, "Protocol"],
    hugeHeaders: [FaultyServer.hugeHeaders, "Protocol"]
  } as const
  for (const [name, [behaviour, reason]] of Object.entries(faults)) {
    it.scopedLive(`${name} fails with ${reason} and an unknown outcome, sent once`, () =>
      Effect.gen(function* () {
        const server = yield* FaultyServer.make
        yield* server.script([behaviour])
        let sends = 0
        const call = { method: "POST", body: "{}", timeoutMillis: 150, onSend: () => sends++ }
        assert.deepStrictEqual(yield* refused(server.url, call), [reason, "unknown"])
        assert.strictEqual(sends, 1)
        assert.lengthOf(yield* server.requests, 1)
        yield* until(Effect.map(server.openConnections, (open) => open === 0))
      }).pipe(Effect.provide(direct))
    )
  }

  it.scopedLive("a port where nobody listens fails with Connect, not sent", () =>
    Effect.gen(function* () {
      const { url } = yield* Effect.scoped(FaultyServer.make)
      let sends = 0
      assert.deepStrictEqual(yield* refused(url, { onSend: () => sends++ }), ["Connect", "not sent"])
      assert.strictEqual(sends, 0)
    }).pipe(Effect.provide(direct))
  )

  it.scopedLive("a name that does not exist fails with Dns, not sent", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* refused("http://grafana.invalid"), ["Dns", "not sent"])
    }).pipe(Effect.provide(direct))
  )

  it.scopedLive("a handshake that does not end fails with ConnectTimeout, not sent", () =>
    Effect.gen(function* () {
      const server = yield* rawServer("")
      const failure = yield* refused(server.replace("http:", "https:"))
      assert.deepStrictEqual(failure, ["ConnectTimeout", "not sent"])
    }).pipe(Effect.provide(Node.transport({ proxy: "none", connectTimeout: "200 millis" })))
  )

  it.scopedLive("a header that HTTP does not allow is not sent, and not shown", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      const failure = yield* Effect.flip(
        send(server.url, { headers: { authorization: "Bearer canary\r\nx: y" } })
      )
      assert.deepInclude(failure, { reason: "Other", outcome: "not sent" })
      assert.notInclude(failure.message + String(failure.cause), "canary")
      assert.lengthOf(yield* server.requests, 0)
    }).pipe(Effect.provide(direct))
  )

  it.scopedLive("an origin that is none is not sent", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* refused("ftp://grafana.invalid"), ["Other", "not sent"])
    }).pipe(Effect.provide(direct))
  )
})

describe("connections", () => {
  it.scopedLive("200 calls one after the other use one connection", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      yield* Effect.replicateEffect(send(server.url), 200, { discard: true })
      assert.deepStrictEqual(yield* ports(server), { requests: 200, connections: 1 })
    }).pipe(Effect.provide(direct))
  )

  it.scopedLive("64 calls at once use as many connections as allowed", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      yield* server.script(() => FaultyServer.slow({ chunkMillis: 10 }))
      yield* Effect.replicateEffect(send(server.url), 64, { concurrency: "unbounded", discard: true })
      assert.deepStrictEqual(yield* ports(server), { requests: 64, connections: 5 })
    }).pipe(Effect.provide(Node.transport({ proxy: "none", connections: 5 })))
  )

  it.scopedLive("a connection that the server closed while idle is replaced", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      yield* server.script(() => FaultyServer.closeKeepAlive)
      for (let call = 0; call < 5; call++) {
        yield* send(server.url, { method: "POST", body: "{}" })
        yield* until(Effect.map(server.openConnections, (open) => open === 0))
      }
      assert.deepStrictEqual(yield* ports(server), { requests: 5, connections: 5 })
    }).pipe(Effect.provide(direct))
  )

  it.scopedLive("none is lost, whatever happens to calls", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      const behaviours = [
        FaultyServer.answer(),
        FaultyServer.resetBeforeRead,
        FaultyServer.resetAfterRead,
        FaultyServer.stallHeaders,
        FaultyServer.stallBody({ sent: "{" }),
        FaultyServer.truncate({ declared: 10, sent: "{" }),
        FaultyServer.closeKeepAlive,
        FaultyServer.notHttp,
        FaultyServer.slow({ chunkMillis: 3 }),
        FaultyServer.gzipBomb({ bytes: 2 ** 20 })
      ]
      yield* server.script(
        ({ path }) => behaviours[Number(path.slice(1)) % behaviours.length] ?? FaultyServer.answer()
      )
      const call = (number: number) => {
        const sent = Effect.exit(
          send(server.url, { path: `/${number}`, timeoutMillis: 5 + (number % 17), maxBodyBytes: 9 })
        )
        return number % 3 === 0 ? Effect.asVoid(Effect.timeoutOption(sent, number % 13)) : Effect.asVoid(sent)
      }
      const numbers = Array.from({ length: 400 }, (_, number) => number)
      yield* Effect.forEach(numbers, call, { concurrency: 32, discard: true })
      yield* server.script(() => FaultyServer.slow({ chunkMillis: 100 }))
      yield* Effect.replicateEffect(send(server.url, { path: "/last" }), 4, {
        concurrency: "unbounded",
        discard: true
      })
      const last = (yield* server.requests).filter(({ path }) => path === "/last")
      assert.strictEqual(new Set(last.map(({ remotePort }) => remotePort)).size, 4)
    }).pipe(Effect.provide(Node.transport({ proxy: "none", connections: 4 })))
  )

  it.scopedLive("all are closed with the scope, those of a server that was away too", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      const scope = yield* Scope.make()
      const transport = yield* Effect.map(
        Layer.buildWithScope(Node.transport({ proxy: "none", connections: 4 }), scope),
        (context) => context.unsafeMap.get(Transport.key) as typeof Transport.Service
      )
      const gone = yield* Effect.scoped(FaultyServer.make)
      yield* Effect.replicateEffect(Effect.either(transport.send(requestTo(gone.url))), 20, {
        concurrency: "unbounded",
        discard: true
      })
      yield* Effect.replicateEffect(transport.send(requestTo(server.url)), 20, { concurrency: "unbounded" })
      yield* server.script(() => FaultyServer.stallHeaders)
      const stalled = yield* Effect.fork(Effect.flip(transport.send(requestTo(server.url))))
      yield* until(Effect.map(server.requests, ({ length }) => length === 21))
      assert.strictEqual(yield* server.openConnections, 4)
      yield* Scope.close(scope, Exit.void)
      assert.deepInclude(yield* Fiber.join(stalled), { reason: "Closed", outcome: "unknown" })
      yield* until(Effect.map(server.openConnections, (open) => open === 0))
      const late = yield* Effect.flip(transport.send(requestTo(server.url)))
      assert.deepInclude(late, { reason: "Closed", outcome: "not sent" })
    })
  )

  it.live("none is left in the process when the scope is closed, made or in the making", () =>
    Effect.gen(function* () {
      const before = sockets()
      yield* Effect.gen(function* () {
        const server = yield* FaultyServer.make
        const silent = yield* rawServer("")
        yield* send(server.url)
        yield* Effect.fork(send(silent.replace("http:", "https:")))
        yield* until(Effect.sync(() => sockets() > before + 2))
      }).pipe(Effect.provide(direct), Effect.scoped)
      yield* until(Effect.sync(() => sockets() <= before))
    })
  )
})

describe("interruption", () => {
  it.scopedLive("closes the connection within 100 ms, and the next call gets another", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      yield* server.script([
        FaultyServer.stallHeaders,
        FaultyServer.stallBody({ sent: "{" }),
        FaultyServer.answer()
      ])
      for (const count of [1, 2]) {
        const call = yield* Effect.fork(send(server.url))
        yield* until(Effect.map(server.requests, ({ length }) => length === count))
        yield* Fiber.interrupt(call)
        yield* until(
          Effect.map(server.openConnections, (open) => open === 0),
          100
        )
      }
      assert.strictEqual((yield* send(server.url)).status, 200)
    }).pipe(Effect.provide(direct))
  )

  it.scopedLive("of a call that waits keeps it from the server, and the connection for the next", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      yield* server.script(() => FaultyServer.slow({ chunkMillis: 50 }))
      const first = yield* Effect.fork(send(server.url, { path: "/first" }))
      let sends = 0
      const waiting = yield* Effect.fork(send(server.url, { path: "/waiting", onSend: () => sends++ }))
      const last = yield* Effect.fork(send(server.url, { path: "/last" }))
      yield* until(Effect.map(server.requests, ({ length }) => length === 1))
      yield* Fiber.interrupt(waiting)
      yield* Fiber.join(first)
      yield* Fiber.join(last)
      const requests = yield* server.requests
      assert.deepStrictEqual(
        requests.map(({ path }) => path),
        ["/first", "/last"]
      )
      assert.strictEqual(sends, 0)
      assert.deepStrictEqual(yield* ports(server), { requests: 2, connections: 1 })
    }).pipe(Effect.provide(Node.transport({ proxy: "none", connections: 1 })))
  )

  it.scopedLive("a timeout while waiting says that nothing was sent", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      yield* server.script(() => FaultyServer.stallHeaders)
      const first = yield* Effect.fork(send(server.url))
      yield* until(Effect.map(server.requests, ({ length }) => length === 1))
      assert.deepStrictEqual(yield* refused(server.url, { timeoutMillis: 50 }), ["Timeout", "not sent"])
      yield* Fiber.interrupt(first)
      yield* Effect.sleep(50)
      assert.lengthOf(yield* server.requests, 1)
    }).pipe(Effect.provide(Node.transport({ proxy: "none", connections: 1 })))
  )

  it.scopedLive("a time without end is no time", () =>
    Effect.gen(function* () {
      const server = yield* FaultyServer.make
      yield* server.script([FaultyServer.slow({ chunkMillis: 20 })])
      assert.strictEqual((yield* send(server.url, { timeoutMillis: Infinity })).status, 200)
    }).pipe(Effect.provide(direct))
  )
})

/** Answers every connection's first bytes with the same text; with nothing, it keeps silent. */
const rawServer = (text: string) =>
  Effect.acquireRelease(
    Effect.async<{ readonly url: string; readonly close: () => void }>((resume) => {
      const sockets = new Set<import("node:net").Socket>()
      const server = createServer((socket) => {
        sockets.add(socket)
        socket.on("error", () => {})
        socket.once("data", () => text !== "" && socket.write(text))
      })
      const close = () => {
        for (const socket of sockets) socket.destroy()
        server.close()
      }
      server.listen(0, "127.0.0.1", () => {
        const address = server.address()
        const port = typeof address === "object" ? address?.port : undefined
        resume(Effect.succeed({ url: `http://127.0.0.1:${port}`, close }))
      })
    }),
    ({ close }) => Effect.sync(close)
  ).pipe(Effect.map(({ url }) => url))

const ports = (server: FaultyServer.FaultyServer) =>
  Effect.map(server.requests, (requests) => ({
    requests: requests.length,
    connections: new Set(requests.map(({ remotePort }) => remotePort)).size
  }))

const sockets = (): number =>
  process.getActiveResourcesInfo().filter((name) => /^(TCP|TLS).*Wrap$/.test(name)).length
