/** Puts a `FakeGrafana` on a loopback port. */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Http from "node:http"
import type { AddressInfo } from "node:net"
import type { Service } from "./FakeGrafana.js"
import type { Service as Faults } from "./Faults.js"
import type { FakeRequest } from "./internal/fake/message.js"
import { perform } from "./internal/faults/socket.js"
import { answer, type Wire } from "./internal/faults/wire.js"
import { asking } from "./internal/upstream/asking.js"
import { connectToLoopback } from "./internal/upstream/loopback.js"

/** A fake that listens. */
export interface FakeServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string
  readonly port: number
}

const maxBody = 10 * 1024 * 1024

const tooLarge = answer({ status: 413, headers: { connection: "close" }, body: "" })

const flat = (headers: Http.IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]]
    )
  )

/** Says what goes over the wire for a request. */
type Answerer = (request: FakeRequest) => Wire | Promise<Wire>

const listener =
  (answerer: Answerer): Http.RequestListener =>
  (request, response) => {
    const chunks: Array<Buffer> = []
    let size = 0
    request.on("data", (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxBody) chunks.push(chunk)
      else if (!response.headersSent) perform(tooLarge, response)
    })
    request.on("end", () => {
      if (size > maxBody) return
      const body = size === 0 ? undefined : Buffer.concat(chunks).toString()
      const { headers, method = "GET", url = "/" } = request
      const wire = answerer({ method, url, headers: flat(headers), body })
      if (wire instanceof Promise) void wire.then((known) => perform(known, response))
      else perform(wire, response)
    })
  }

const open = (answerer: Answerer, port: number): Effect.Effect<Http.Server> =>
  Effect.async((resume) => {
    const server = Http.createServer({ keepAliveTimeout: 60_000 }, listener(answerer))
    server.once("error", (error) => resume(Effect.die(error)))
    server.listen(port, "127.0.0.1", () => resume(Effect.succeed(server)))
  })

const close = (server: Http.Server): Effect.Effect<void> =>
  Effect.async((resume) => {
    server.close(() => resume(Effect.void))
    server.closeAllConnections()
  })

/** How a fake listens. */
export interface Options {
  /** 0, which is also the default, takes a free one. */
  readonly port?: number
  /** What goes wrong on the way. */
  readonly faults?: Faults
  /**
   * `loopback`: data sources whose server listens on this machine are really asked, over plain HTTP; not together
   * with faults. Otherwise the fake's own `upstream` answers for all of them.
   */
  readonly dataSources?: "loopback"
}

/**
 * Serves the fake on 127.0.0.1 for as long as the scope is open. Bodies over 10 MB are answered with 413. A port that
 * is taken is a defect.
 */
export const listen = (fake: Service, options: Options = {}): Effect.Effect<FakeServer, never, Scope.Scope> =>
  Effect.clockWith((clock) => {
    const { dataSources, faults, port = 0 } = options
    const answerer: Answerer = (request) => {
      if (faults !== undefined) return faults.meet(fake, request, clock.unsafeCurrentTimeMillis())
      return dataSources === "loopback"
        ? asking(fake, connectToLoopback, request).then(answer)
        : answer(fake.handle(request))
    }
    return Effect.map(Effect.acquireRelease(open(answerer, port), close), (server) => {
      // Sound: a server that listens on a TCP port has an address of this form.
      const { port } = server.address() as AddressInfo
      return { url: `http://127.0.0.1:${port}`, port }
    })
  })
