/** Puts a `FakeGrafana` on a loopback port. */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Http from "node:http"
import type { AddressInfo } from "node:net"
import type { Service } from "./FakeGrafana.js"
import type { FakeResponse } from "./internal/fake/message.js"

export interface FakeServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string
  readonly port: number
}

const maxBody = 10 * 1024 * 1024

const send = (response: Http.ServerResponse, answer: FakeResponse): void => {
  const length =
    answer.status === 204 || answer.status === 304 ? {} : { "content-length": Buffer.byteLength(answer.body) }
  response.writeHead(answer.status, { ...answer.headers, ...length })
  response.end(answer.body)
}

const tooLarge: FakeResponse = { status: 413, headers: { connection: "close" }, body: "" }

const flat = (headers: Http.IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]]
    )
  )

const listener =
  (fake: Service): Http.RequestListener =>
  (request, response) => {
    const chunks: Array<Buffer> = []
    let size = 0
    request.on("data", (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxBody) chunks.push(chunk)
      else if (!response.headersSent) send(response, tooLarge)
    })
    request.on("end", () => {
      if (size > maxBody) return
      const body = size === 0 ? undefined : Buffer.concat(chunks).toString()
      const { headers, method = "GET", url = "/" } = request
      send(response, fake.handle({ method, url, headers: flat(headers), body }))
    })
  }

const open = (fake: Service, port: number): Effect.Effect<Http.Server> =>
  Effect.async((resume) => {
    const server = Http.createServer({ keepAliveTimeout: 60_000 }, listener(fake))
    server.once("error", (error) => resume(Effect.die(error)))
    server.listen(port, "127.0.0.1", () => resume(Effect.succeed(server)))
  })

const close = (server: Http.Server): Effect.Effect<void> =>
  Effect.async((resume) => {
    server.close(() => resume(Effect.void))
    server.closeAllConnections()
  })

/**
 * Serves the fake on 127.0.0.1 for as long as the scope is open; port 0, which is also the default, takes a free one.
 * Bodies over 10 MB are answered with 413. A port that is taken is a defect.
 */
export const listen = (
  fake: Service,
  options: { readonly port?: number } = {}
): Effect.Effect<FakeServer, never, Scope.Scope> =>
  Effect.map(Effect.acquireRelease(open(fake, options.port ?? 0), close), (server) => {
    // Sound: a server that listens on a TCP port has an address of this form.
    const { port } = server.address() as AddressInfo
    return { url: `http://127.0.0.1:${port}`, port }
  })
