/** A client over a small server of a test's own, that may carry a request out and lose its answer. */
import * as Auth from "@effect-grafana/core/Auth"
import * as Grafana from "@effect-grafana/core/Grafana"
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"
import { Transport, TransportFailure, type TransportRequest } from "@effect-grafana/core/Transport"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

export interface Reply {
  readonly status: number
  readonly body?: unknown
}

/** `lost`: the connection breaks after the request has left. */
export type Server = (request: TransportRequest) => Reply | "lost"

export const clientOf = (serve: Server): Layer.Layer<Grafana.Grafana> =>
  Grafana.layer.pipe(
    Layer.provide(Layer.succeed(Transport, { keepsTime: true, send: send(serve) })),
    Layer.provide(GrafanaConfig.layer({ url: "http://grafana.test" })),
    Layer.provide(Auth.anonymous),
    Layer.orDie
  )

const send = (serve: Server) => (request: TransportRequest) =>
  Effect.suspend(() => {
    request.onSend()
    const reply = serve(request)
    if (reply === "lost") {
      return new TransportFailure({ reason: "Closed", outcome: "unknown", message: "connection reset" })
    }
    return Effect.succeed({
      status: reply.status,
      headers: { "content-type": "application/json" },
      body: reply.body === undefined ? "" : JSON.stringify(reply.body)
    })
  })
