/** Grafana from Node: a transport on undici, with its pool, TLS and proxies. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import { Exchange, type PlainRequest } from "./internal/node/exchange.js"
import { encoded } from "./internal/node/multipart.js"
import { type InvalidTransportOptions, invalid, type TransportOptions } from "./internal/node/options.js"
import { Pools } from "./internal/node/pools.js"
import { proxyOf } from "./internal/node/proxy.js"
import { secure } from "./internal/node/tls.js"
import { Transport, type TransportFailure, type TransportResponse } from "./Transport.js"

export { InvalidTransportOptions, type TlsOptions, type TransportOptions } from "./internal/node/options.js"

/**
 * A transport over connections that are kept and used again, 16 to an origin unless told, all closed with the
 * layer's scope. Options that cannot be right fail the layer: a file that is not there, a key that does not fit.
 */
export const transport = (options: TransportOptions = {}): Layer.Layer<Transport, InvalidTransportOptions> =>
  Layer.scoped(
    Transport,
    Effect.map(pools(options), (pools) => {
      const to = (origin: string) => pools.to(origin)
      const send = (request: PlainRequest) =>
        Effect.async<TransportResponse, TransportFailure>((resume) => {
          const exchange = new Exchange(request, resume)
          exchange.start(to)
          return Effect.sync(() => exchange.cancel())
        })
      return {
        keepsTime: true,
        send: (request) =>
          request.body instanceof FormData
            ? Effect.flatMap(encoded(request, request.body), send)
            : // Sound: its body is not a form.
              send(request as PlainRequest)
      }
    })
  )

const pools = (options: TransportOptions): Effect.Effect<Pools, InvalidTransportOptions, Scope.Scope> =>
  Effect.gen(function* () {
    const { connections = 16, connectTimeout = "5 seconds" } = options
    if (!Number.isSafeInteger(connections) || connections < 1)
      yield* invalid("connections", "is not 1 or more")
    const connectTimeoutMillis = Duration.toMillis(connectTimeout)
    if (!(connectTimeoutMillis > 0)) yield* invalid("connectTimeout", "is not a time")
    const tls = yield* secure(options.tls ?? {})
    const proxy = yield* proxyOf(options.proxy)
    return yield* Effect.acquireRelease(
      Effect.sync(() => new Pools({ connections, connectTimeoutMillis, tls, proxyOf: proxy })),
      (pools) => Effect.promise(() => pools.close())
    )
  })
