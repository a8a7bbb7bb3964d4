import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { createServer, type RequestListener, type Server } from "node:http"
import type { Socket } from "node:net"

/** A server on a free port of loopback, and its sockets. */
export interface Listening {
  readonly url: string
  readonly sockets: ReadonlySet<Socket>
}

/** Listens until the scope closes, and with it every connection. */
export const listen = (onRequest: RequestListener): Effect.Effect<Listening, never, Scope.Scope> =>
  Effect.suspend(() => {
    const sockets = new Set<Socket>()
    const server = createServer({ keepAliveTimeout: 60_000 }, onRequest)
    server.on("connection", (socket: Socket) => {
      sockets.add(socket)
      socket.once("close", () => sockets.delete(socket))
    })
    // A client that breaks off is what is tested here, and no error of the server.
    server.on("clientError", (_, socket) => socket.destroy())
    return Effect.acquireRelease(bound(server), () => closed(server)).pipe(
      Effect.map((url) => ({ url, sockets }))
    )
  })

const bound = (server: Server): Effect.Effect<string> =>
  Effect.async((resume) => {
    server.once("error", (error) => resume(Effect.die(error)))
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      const port = typeof address === "object" ? address?.port : undefined
      resume(Effect.succeed(`http://127.0.0.1:${port}`))
    })
  })

const closed = (server: Server): Effect.Effect<void> =>
  Effect.async((resume) => {
    server.close(() => resume(Effect.void))
    server.closeAllConnections()
  })
