/**
 * A service over Grafana that tells its callers 404, 409 and 503 apart by catching Grafana's errors by tag: `answers.ts`.
 * `PORT=8080 pnpm start:service`, with `GRAFANA_URL` and a credential; then `curl localhost:8080/folders/team-a`.
 * SIGTERM lets the requests under way end.
 */
import * as Node from "@effect-grafana/core/Node"
import * as HttpMiddleware from "@effect/platform/HttpMiddleware"
import * as HttpServer from "@effect/platform/HttpServer"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import * as Config from "effect/Config"
import * as Layer from "effect/Layer"
import { createServer } from "node:http"
import { orEmbedded } from "../embedded.js"
import { done, run } from "../run.js"
import { routes } from "./routes.js"

/** A caller waits ten seconds at most, and so does a shutdown. */
const grafana = Node.layerConfig({ timeout: { attempt: "5 seconds", call: "10 seconds" } })

/** Once it closes it keeps no connection for requests to come; Node alone would wait seconds for those (20.19). */
const makeServer = () => {
  const server = createServer((_, response) =>
    response.on("close", () => (server.listening ? undefined : server.closeIdleConnections()))
  )
  return server
}

const server = NodeHttpServer.layerConfig(makeServer, {
  host: Config.withDefault(Config.string("HOST"), "127.0.0.1"),
  port: Config.withDefault(Config.integer("PORT"), 8080)
})

// In this order: the server, which waits for its last answers, is closed before the client that they need.
const service = HttpServer.serve(routes, HttpMiddleware.logger).pipe(
  HttpServer.withLogAddress,
  Layer.provide(server),
  Layer.provide(orEmbedded(grafana))
)

run(Layer.launch(service), done)
