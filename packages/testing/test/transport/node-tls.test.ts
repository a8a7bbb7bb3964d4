import { assert, describe, it } from "@effect/vitest"
import { Effect, Logger, Redacted } from "effect"
import * as Node from "@effect-grafana/core/Node"
import * as FaultyServer from "./support/faultyServer.js"
import { readFileSync } from "node:fs"
import { createServer, type ServerOptions } from "node:https"
import type { TLSSocket } from "node:tls"
import { refused, send, textOf } from "./support/wire.js"

const path = (name: string) => new URL(`fixtures/tls/${name}.pem`, import.meta.url).pathname
const pem = (name: string) => readFileSync(path(name), "utf8")

/** An https server that answers with the name that was asked for and the client's name. */
const server = (certificate: "server" | "elsewhere", options: ServerOptions = {}) =>
  Effect.acquireRelease(
    Effect.async<{ readonly url: string; readonly close: () => void }>((resume) => {
      const server = createServer(
        { cert: pem(certificate), key: pem(`${certificate}-key`), ca: pem("ca"), ...options },
        ({ socket }, response) => {
          // Sound: the server speaks https only.
          const { getPeerCertificate, servername } = socket as TLSSocket & { servername: string | false }
          const client: { subject?: { CN?: string } } = getPeerCertificate.call(socket) ?? {}
          response.end(JSON.stringify([servername, client.subject?.CN ?? null]))
        }
      )
      const close = () => {
        server.close()
        server.closeAllConnections()
      }
      server.listen(0, "127.0.0.1", () => {
        const address = server.address()
        const port = typeof address === "object" ? address?.port : undefined
        resume(Effect.succeed({ url: `https://127.0.0.1:${port}`, close }))
      })
    }),
    ({ close }) => Effect.sync(close)
  ).pipe(Effect.map(({ url }) => url))

const withTls = (tls: Node.TlsOptions) => Effect.provide(Node.transport({ proxy: "none", tls }))
const answered = (url: string, tls: Node.TlsOptions) =>
  Effect.map(send(url), (response): unknown => JSON.parse(textOf(response))).pipe(withTls(tls))

describe("TLS", () => {
  it.scopedLive("trusts an authority of one's own, as text, Redacted or file", () =>
    Effect.gen(function* () {
      const url = yield* server("server")
      for (const tls of [{ ca: pem("ca") }, { ca: Redacted.make(pem("ca")) }, { caFile: path("ca") }]) {
        assert.deepStrictEqual(yield* answered(url, tls), [false, null])
      }
    })
  )

  it.scopedLive("refuses a certificate of an unknown authority, and sends nothing", () =>
    Effect.gen(function* () {
      const url = yield* server("server")
      assert.deepStrictEqual(yield* refused(url).pipe(withTls({})), ["Tls", "not sent"])
    })
  )

  it.scopedLive("refuses a certificate for another name, again and again", () =>
    Effect.gen(function* () {
      const url = yield* server("elsewhere")
      const twice = Effect.zip(refused(url), refused(url)).pipe(withTls({ ca: pem("ca") }))
      assert.deepStrictEqual(yield* twice, [
        ["Tls", "not sent"],
        ["Tls", "not sent"]
      ])
    })
  )

  it.scopedLive("asks for and checks another name where told", () =>
    Effect.gen(function* () {
      const url = yield* server("elsewhere")
      const tls = { ca: pem("ca"), serverName: "elsewhere.test" }
      assert.deepStrictEqual(yield* answered(url, tls), ["elsewhere.test", null])
    })
  )

  it.scopedLive("shows the client's certificate, its key encrypted or not", () =>
    Effect.gen(function* () {
      const url = yield* server("server", { requestCert: true })
      const plain = { caFile: path("ca"), certFile: path("client"), keyFile: path("client-key") }
      const passphrase = Redacted.make("test-passphrase")
      const encrypted = { ca: pem("ca"), cert: pem("client"), key: pem("client-key-encrypted"), passphrase }
      for (const tls of [plain, encrypted])
        assert.deepStrictEqual(yield* answered(url, tls), [false, "client"])
    })
  )

  it.scopedLive("without the client's certificate that a server demands fails, the outcome unknown", () =>
    Effect.gen(function* () {
      const url = yield* server("server", { requestCert: true, rejectUnauthorized: true })
      const [reason, outcome] = yield* refused(url).pipe(withTls({ ca: pem("ca") }))
      // TLS 1.3: the request leaves before the server's alert or reset comes, whichever is first.
      assert.include(["Tls", "Closed"], reason)
      assert.strictEqual(outcome, "unknown")
    })
  )

  it.scopedLive("trusts anybody where told so, with one warning", () =>
    Effect.gen(function* () {
      const url = yield* server("elsewhere")
      const warnings: Array<unknown> = []
      const logger = Logger.make(({ logLevel, message }) => warnings.push([logLevel._tag, message]))
      const twice = Effect.zip(send(url), send(url)).pipe(withTls({ insecure: true }))
      yield* twice.pipe(Effect.provide(Logger.replace(Logger.defaultLogger, logger)))
      assert.lengthOf(warnings, 1)
      assert.include(JSON.stringify(warnings), "Warning")
    })
  )

  it.scopedLive("spoken to a server that does not speak it fails, not sent", () =>
    Effect.gen(function* () {
      const { url } = yield* FaultyServer.make
      assert.deepStrictEqual(yield* refused(url.replace("http:", "https:")).pipe(withTls({})), [
        "Connect",
        "not sent"
      ])
    })
  )
})

describe("options that cannot be right fail the layer", () => {
  const wrong: Record<string, readonly [option: string, options: Node.TransportOptions]> = {
    "a file that is not there": ["tls.caFile", { tls: { caFile: "/no/such/file.pem" } }],
    "an authority that is no certificate": ["tls.ca", { tls: { ca: "nonsense" } }],
    "a certificate without a key": ["tls.cert", { tls: { cert: pem("client") } }],
    "a key without a certificate": ["tls.key", { tls: { key: pem("client-key") } }],
    "a key of another certificate": ["tls.key", { tls: { cert: pem("client"), key: pem("server-key") } }],
    "a wrong passphrase": [
      "tls.key",
      { tls: { cert: pem("client"), key: pem("client-key-encrypted"), passphrase: "canary" } }
    ],
    "text beside its file": ["tls.ca", { tls: { ca: pem("ca"), caFile: path("ca") } }],
    "no connections": ["connections", { connections: 0 }],
    "no time to connect": ["connectTimeout", { connectTimeout: 0 }],
    "a proxy that is no URL": ["proxy", { proxy: "http://user:canary@" }],
    "a proxy of another kind": ["proxy", { proxy: Redacted.make("socks5://user:canary@localhost") }]
  }
  for (const [name, [option, options]] of Object.entries(wrong)) {
    it.live(name, () =>
      Effect.gen(function* () {
        const failure = yield* Effect.flip(Effect.provide(Effect.void, Node.transport(options)))
        assert.strictEqual(failure.option, option)
        assert.notInclude(`${failure.message}${JSON.stringify(failure)}`, "canary")
        assert.notInclude(JSON.stringify(failure), "PRIVATE KEY")
      })
    )
  }
})
