import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Http from "node:http"
import type { AddressInfo } from "node:net"
import * as FakeGrafana from "../../src/FakeGrafana.js"
import * as FakeServer from "../../src/FakeServer.js"
import { basic } from "./support.js"

/** A server that tells what it was asked. */
const echo = Effect.acquireRelease(
  Effect.async<Http.Server>((resume) => {
    const server = Http.createServer((request, response) => {
      let body = ""
      request.on("data", (chunk) => (body += String(chunk)))
      request.on("end", () => {
        const { headers, method, url } = request
        response.writeHead(url?.startsWith("/teapot") === true ? 418 : 200, {
          "content-type": "application/json",
          "x-upstream": "yes"
        })
        response.end(JSON.stringify({ method, url, body, authorization: headers.authorization ?? null }))
      })
    })
    server.listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
  }),
  (server) =>
    Effect.sync(() => {
      server.closeAllConnections()
      server.close()
    })
)

const setUp = (options: FakeServer.Options, host = "127.0.0.1") =>
  Effect.gen(function* () {
    const upstream = yield* echo
    const fake = yield* FakeGrafana.make()
    const { url } = yield* FakeServer.listen(fake, options)
    const call = (method: string, path: string, body?: string) =>
      Effect.promise(async () => {
        const headers = { authorization: basic("admin", "admin"), "content-type": "application/json" }
        const response = await fetch(url + path, { method, headers, ...(body === undefined ? {} : { body }) })
        const text = await response.text()
        return { status: response.status, headers: response.headers, text }
      })
    // Sound: a server that listens on a TCP port has an address of this form.
    const { port } = upstream.address() as AddressInfo
    const source = { uid: "p", name: "p", type: "prometheus", access: "proxy", url: `http://${host}:${port}` }
    yield* call("POST", "/api/datasources", JSON.stringify(source))
    return { call, fake }
  })

describe("data sources on this machine", () => {
  it.scopedLive("are asked, with method, path, query and body, and without Grafana's own credential", () =>
    Effect.gen(function* () {
      const { call } = yield* setUp({ dataSources: "loopback" })
      const answer = yield* call("POST", "/api/datasources/proxy/uid/p/echo/a%20b?q=1&r=2", '{"x":1}')
      expect(answer.status).toBe(200)
      expect(answer.headers.get("x-upstream")).toBe("yes")
      expect(JSON.parse(answer.text)).toEqual({
        method: "POST",
        url: "/echo/a%20b?q=1&r=2",
        body: '{"x":1}',
        authorization: null
      })
    })
  )

  it.scopedLive("tell their own status", () =>
    Effect.gen(function* () {
      const { call } = yield* setUp({ dataSources: "loopback" })
      expect((yield* call("GET", "/api/datasources/proxy/uid/p/teapot")).status).toBe(418)
    })
  )

  it.scopedLive("are asked once for what nobody else can tell, and the log of writes is as it was", () =>
    Effect.gen(function* () {
      const { call, fake } = yield* setUp({ dataSources: "loopback" })
      expect((yield* call("GET", "/api/datasources/uid/p/health")).status).toBe(200)
      expect(fake.writes.map(({ path }) => path)).toEqual(["/api/datasources"])
    })
  )

  it.scopedLive("refuse when the server was not told to ask them", () =>
    Effect.gen(function* () {
      const { call } = yield* setUp({})
      expect((yield* call("GET", "/api/datasources/proxy/uid/p/echo")).status).toBe(502)
    })
  )

  it.scopedLive("a host that is not this machine is never asked", () =>
    Effect.gen(function* () {
      const { call } = yield* setUp({ dataSources: "loopback" }, "grafana.invalid")
      expect((yield* call("GET", "/api/datasources/proxy/uid/p/echo")).status).toBe(502)
    })
  )
})
