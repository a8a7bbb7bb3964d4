import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Http from "node:http"
import type { AddressInfo } from "node:net"
import { Query } from "../../../src/internal/fake/query.js"
import { makeRouter } from "../../../src/internal/fake/router.js"

export const template = "/api/echo/{a}/of/{b}/{+rest}"

const router = makeRouter([[{ method: "GET", path: template }, undefined]])

/** Answers what it read, as a fake reads it, and 404 to any other path; gives its address. */
export const echoServer: Effect.Effect<string, never, Scope.Scope> = Effect.map(
  Effect.acquireRelease(
    Effect.async<Http.Server>((resume) => {
      const server = Http.createServer(({ url = "" }, response) => {
        const [path = "", query = ""] = url.split(/\?(.*)/s)
        const params = router.find("GET", path)?.params
        response.writeHead(params === undefined ? 404 : 200, { "content-type": "application/json" })
        response.end(
          JSON.stringify({
            a: params?.["a"],
            b: params?.["b"],
            rest: params?.["*"],
            q: new Query(query).get("q")
          })
        )
      })
      server.listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
    }),
    (server) =>
      Effect.async<void>((resume) => {
        server.close(() => resume(Effect.void))
        server.closeAllConnections()
      })
  ),
  // Sound: a server that listens on a TCP port has an address of this form.
  (server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
)
