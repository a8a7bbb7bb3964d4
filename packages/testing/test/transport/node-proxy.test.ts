import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Redacted } from "effect"
import * as Node from "@effect-grafana/core/Node"
import * as FaultyServer from "./support/faultyServer.js"
import { readFileSync } from "node:fs"
import { createServer, request as httpRequest, type RequestListener } from "node:http"
import { createServer as createHttpsServer } from "node:https"
import { connect, type Socket } from "node:net"
import { refused, send, textOf, until } from "./support/wire.js"

const pem = (name: string) => readFileSync(new URL(`fixtures/tls/${name}.pem`, import.meta.url), "utf8")

/** What a proxy does with each request; it passes it on unless told. */
interface ProxyOptions {
  readonly refuse?: number
  readonly hangUp?: boolean
  readonly silent?: boolean
}

/** A proxy that opens tunnels and passes on what comes in absolute form, and writes both down. */
const proxy = ({ hangUp, refuse, silent }: ProxyOptions = {}) =>
  listening("http", (log) => {
    const server = createServer((incoming, response) => {
      log.push(`${incoming.method} ${incoming.url} ${incoming.headers["proxy-authorization"] ?? "-"}`)
      if (refuse !== undefined) return response.writeHead(refuse).end()
      const { "proxy-authorization": _, ...headers } = incoming.headers
      const outgoing = httpRequest(
        incoming.url ?? "",
        { method: incoming.method ?? "GET", headers },
        (answer) => {
          response.writeHead(answer.statusCode ?? 500, answer.headers)
          answer.pipe(response)
        }
      )
      return incoming.pipe(outgoing)
    })
    server.on("connect", ({ headers, url = "" }, client: Socket) => {
      log.push(`CONNECT ${url} ${headers["proxy-authorization"] ?? "-"}`)
      client.on("error", () => {})
      if (silent === true) return client.resume().on("end", () => client.end())
      if (hangUp === true) return client.destroy()
      if (refuse !== undefined) return client.end(`HTTP/1.1 ${refuse} No\r\n\r\n`)
      const [host, port] = url.split(":")
      const upstream = connect(Number(port), host, () => {
        client.write("HTTP/1.1 200 OK\r\n\r\n")
        upstream.pipe(client).pipe(upstream)
      })
      client.on("close", () => upstream.destroy())
      return upstream.on("error", () => client.destroy())
    })
    return server
  })

const answer: RequestListener = (request, response) => response.end(`${request.headers.host} ${request.url}`)
const plain = listening("http", () => createServer(answer))
const secure = listening("https", () =>
  createHttpsServer({ cert: pem("server"), key: pem("server-key") }, answer)
)

const by = (proxy: string | Redacted.Redacted, but: Node.TransportOptions = {}) =>
  Effect.provide(Node.transport({ proxy, tls: { ca: pem("ca") }, ...but }))

describe("a proxy", () => {
  it.scopedLive("is asked for plain HTTP by the whole URL", () =>
    Effect.gen(function* () {
      const { log, url } = yield* proxy()
      const target = yield* plain
      const call = { path: "/api/x?y=1", method: "POST", body: "{}" }
      const [first, second] = yield* Effect.all([send(target.url, call), send(target.url, call)]).pipe(
        by(url)
      )
      const host = new URL(target.url).host
      assert.strictEqual(textOf(first), `${host} /api/x?y=1`)
      assert.strictEqual(textOf(second), `${host} /api/x?y=1`)
      assert.deepStrictEqual(log, Array(2).fill(`POST ${target.url}/api/x?y=1 -`))
    })
  )

  it.scopedLive("is asked for one tunnel for https, in which TLS ends at Grafana", () =>
    Effect.gen(function* () {
      const { log, url } = yield* proxy()
      const target = yield* secure
      const host = new URL(target.url).host
      const [first] = yield* Effect.all([send(target.url), send(target.url)]).pipe(by(url))
      assert.strictEqual(textOf(first), `${host} /`)
      assert.deepStrictEqual(log, [`CONNECT ${host} -`])
      const failure = yield* refused(target.url).pipe(by(url, { tls: {} }))
      assert.deepStrictEqual(failure, ["Tls", "not sent"])
    })
  )

  it.scopedLive("gets its credential, and Grafana does not", () =>
    Effect.gen(function* () {
      const { log, url } = yield* proxy()
      const target = yield* FaultyServer.make
      const encrypted = yield* secure
      const credential = Redacted.make(url.replace("//", "//user:p%40ss@"))
      yield* Effect.all([send(target.url), send(encrypted.url)]).pipe(by(credential))
      const expected = `Basic ${Buffer.from("user:p@ss").toString("base64")}`
      assert.deepStrictEqual(
        log.map((line) => line.slice(line.indexOf("Basic"))),
        [expected, expected]
      )
      const [request] = yield* target.requests
      assert.isUndefined(request?.headers["proxy-authorization"])
    })
  )

  for (const refuse of [407, 502]) {
    it.scopedLive(`that refuses a tunnel with ${refuse} fails with Connect, not sent`, () =>
      Effect.gen(function* () {
        const { url } = yield* proxy({ refuse })
        const target = yield* secure
        const failure = yield* Effect.flip(send(target.url)).pipe(by(url))
        assert.deepInclude(failure, { reason: "Connect", outcome: "not sent" })
        assert.include(failure.message, String(refuse))
      })
    )
  }

  it.scopedLive("that wants a credential for plain HTTP fails with Connect, not sent", () =>
    Effect.gen(function* () {
      const { url } = yield* proxy({ refuse: 407 })
      const target = yield* plain
      assert.deepStrictEqual(yield* refused(target.url).pipe(by(url)), ["Connect", "not sent"])
    })
  )

  it.scopedLive("that hangs up is asked once", () =>
    Effect.gen(function* () {
      const { log, url } = yield* proxy({ hangUp: true })
      const target = yield* secure
      assert.deepStrictEqual(yield* refused(target.url).pipe(by(url)), ["Connect", "not sent"])
      yield* Effect.sleep(50)
      assert.lengthOf(log, 1)
    })
  )

  it.scopedLive("that does not open the tunnel fails with ConnectTimeout, not sent, and is left", () =>
    Effect.gen(function* () {
      const { sockets, url } = yield* proxy({ silent: true })
      const target = yield* secure
      yield* Effect.gen(function* () {
        assert.deepStrictEqual(yield* refused(target.url), ["ConnectTimeout", "not sent"])
        yield* until(Effect.sync(() => sockets.size === 0))
      }).pipe(by(url, { connectTimeout: "200 millis" }))
    })
  )

  it.scopedLive("is left within 100 ms when a call that waits for its tunnel is interrupted", () =>
    Effect.gen(function* () {
      const { log, sockets, url } = yield* proxy({ silent: true })
      const target = yield* secure
      yield* Effect.gen(function* () {
        const call = yield* Effect.fork(send(target.url))
        yield* until(Effect.sync(() => log.length === 1))
        yield* Fiber.interrupt(call)
        yield* until(
          Effect.sync(() => sockets.size === 0),
          100
        )
      }).pipe(by(url))
    })
  )

  it.scopedLive("that nobody answers at fails with Connect, not sent", () =>
    Effect.gen(function* () {
      const { url } = yield* Effect.scoped(proxy())
      const targets = [yield* plain, yield* secure]
      for (const target of targets) {
        assert.deepStrictEqual(yield* refused(target.url).pipe(by(url)), ["Connect", "not sent"])
      }
    })
  )
})

describe("the environment", () => {
  const through = (variables: Record<string, string>) =>
    Effect.gen(function* () {
      const { log, url } = yield* proxy()
      const filled = Object.entries(variables).map(
        ([name, value]) => [name, value.replace("PROXY", url)] as const
      )
      yield* environment(Object.fromEntries(filled))
      const [http, https] = [yield* plain, yield* secure]
      yield* Effect.all([send(http.url), send(https.url)]).pipe(by("environment"))
      return log.map((line) => line.replace(/ .*/, ""))
    })

  const cases: ReadonlyArray<readonly [Record<string, string>, ReadonlyArray<string>]> = [
    [{}, []],
    [{ HTTP_PROXY: "PROXY", HTTPS_PROXY: "PROXY" }, ["GET", "CONNECT"]],
    [{ http_proxy: "PROXY", https_proxy: "PROXY" }, ["GET", "CONNECT"]],
    [{ HTTPS_PROXY: "PROXY" }, ["CONNECT"]],
    [{ HTTP_PROXY: "PROXY" }, ["GET", "CONNECT"]],
    [{ HTTP_PROXY: "http://127.0.0.1:1", http_proxy: "PROXY" }, ["GET", "CONNECT"]],
    [{ HTTP_PROXY: "PROXY", HTTPS_PROXY: "PROXY", NO_PROXY: "localhost, 127.0.0.1" }, []],
    [{ HTTP_PROXY: "PROXY", HTTPS_PROXY: "PROXY", no_proxy: "*" }, []]
  ]
  for (const [variables, expected] of cases) {
    it.scopedLive(`${JSON.stringify(variables)} sends by ${JSON.stringify(expected)}`, () =>
      Effect.map(through(variables), (log) => assert.deepStrictEqual(log, expected))
    )
  }

  it.scopedLive("that names no proxy fails the layer, and is not shown", () =>
    Effect.gen(function* () {
      yield* environment({ HTTPS_PROXY: "ftp://user:canary@proxy" })
      const failure = yield* Effect.flip(Effect.void.pipe(by("environment")))
      assert.strictEqual(failure.option, "HTTPS_PROXY")
      assert.notInclude(failure.message, "canary")
    })
  )

  it.scopedLive("is not read where told so", () =>
    Effect.gen(function* () {
      yield* environment({ HTTP_PROXY: "http://127.0.0.1:1" })
      const target = yield* plain
      assert.strictEqual((yield* send(target.url).pipe(by("none"))).status, 200)
    })
  )
})

const names = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"].flatMap((name) => [name, name.toLowerCase()])

/** The process's proxy variables are these and no others, until the scope closes. */
const environment = (variables: Record<string, string>) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const before = names.map((name) => [name, process.env[name]] as const)
      for (const name of names) set(name, variables[name])
      return before
    }),
    (before) =>
      Effect.sync(() => {
        for (const [name, value] of before) set(name, value)
      })
  )

const set = (name: string, value: string | undefined) => {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}

function listening(scheme: string, make: (log: Array<string>) => ReturnType<typeof createServer>) {
  return Effect.acquireRelease(
    Effect.async<Listening & { readonly close: () => void }>((resume) => {
      const log: Array<string> = []
      const sockets = new Set<Socket>()
      const server = make(log).on("connection", (socket: Socket) => {
        sockets.add(socket)
        socket.once("close", () => sockets.delete(socket))
      })
      const close = () => {
        server.close()
        for (const socket of sockets) socket.destroy()
      }
      server.listen(0, "127.0.0.1", () => {
        const address = server.address()
        const port = typeof address === "object" ? address?.port : undefined
        resume(Effect.succeed({ url: `${scheme}://127.0.0.1:${port}`, log, sockets, close }))
      })
    }),
    ({ close }) => Effect.sync(close)
  ).pipe(Effect.map((listening): Listening => listening))
}

interface Listening {
  readonly url: string
  readonly log: ReadonlyArray<string>
  readonly sockets: ReadonlySet<Socket>
}
