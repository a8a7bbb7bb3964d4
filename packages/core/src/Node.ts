/** Grafana from Node: a transport on undici, with its pool, TLS and proxies. */
import type * as ConfigError from "effect/ConfigError"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import type * as Auth from "./Auth.js"
import * as Check from "./Check.js"
import * as Grafana from "./Grafana.js"
import * as GrafanaConfig from "./GrafanaConfig.js"
import { files } from "./internal/node/files.js"
import type { InvalidConfig } from "./internal/invalidConfig.js"
import { type InvalidTransportOptions, invalid, type TransportOptions } from "./internal/node/options.js"
import { Pools } from "./internal/node/pools.js"
import { chosenProxy } from "./internal/node/proxy.js"
import { routes } from "./internal/node/route.js"
import { send } from "./internal/node/send.js"
import { secure } from "./internal/node/tls.js"
import { Transport } from "./Transport.js"

export { InvalidTransportOptions, type TlsOptions, type TransportOptions } from "./internal/node/options.js"

/**
 * A transport over connections that are kept and used again, 16 to an origin unless told, all closed with the
 * layer's scope. Options that cannot be right fail the layer: a file that is not there, a key that does not fit.
 */
export const transport = (options: TransportOptions = {}): Layer.Layer<Transport, InvalidTransportOptions> =>
  Layer.scoped(
    Transport,
    Effect.map(pools(options), (pools) => ({ keepsTime: true, send: (request) => send(pools, request) }))
  )

/** Everything that a client on Node is told; the configuration's fields stand flat. */
export interface Options<E, R> extends GrafanaConfig.Options {
  /** One of `Auth`'s layers: `Auth.token(...)`. */
  readonly auth: Layer.Layer<Auth.Auth, E, R>
  /** Connections, TLS and proxies. */
  readonly transport?: TransportOptions
}

/**
 * A client on Node in one line: `Node.layer({ url, auth: Auth.token(token) })`. Fails where an option cannot be
 * used, before anything is sent.
 */
export const layer = <E = never, R = never>({
  auth,
  transport: transportOptions,
  check = Check.compiled,
  ...config
}: Options<E, R>): Layer.Layer<Grafana.Grafana, InvalidConfig | InvalidTransportOptions | E, R> =>
  Layer.provide(Grafana.layer, [GrafanaConfig.layer({ ...config, check }), auth, transport(transportOptions)])

/** What the environment does not say. */
export interface EnvironmentOptions extends GrafanaConfig.EnvironmentOptions {
  /** Connections, TLS and proxies. */
  readonly transport?: TransportOptions
}

/**
 * A client on Node whose address and credential stand in the environment, as `GrafanaConfig.layerConfig` and
 * `Auth.layerConfig` read it; `{ prefix: "SOURCE_" }` reads `SOURCE_GRAFANA_URL` and so on.
 */
export const layerConfig = ({
  transport: transportOptions,
  check = Check.compiled,
  ...config
}: EnvironmentOptions = {}): Layer.Layer<
  Grafana.Grafana,
  ConfigError.ConfigError | InvalidConfig | InvalidTransportOptions
> => Layer.provide(Grafana.layerConfig({ ...config, check }), [transport(transportOptions), files])

const pools = (options: TransportOptions): Effect.Effect<Pools, InvalidTransportOptions, Scope.Scope> =>
  Effect.gen(function* () {
    const { connections = 16, connectTimeout = "5 seconds" } = options
    if (!Number.isSafeInteger(connections) || connections < 1)
      yield* invalid("connections", "is not 1 or more")
    const connectTimeoutMillis = Duration.toMillis(connectTimeout)
    if (!(connectTimeoutMillis > 0)) yield* invalid("connectTimeout", "is not a time")
    const tls = yield* secure(options.tls ?? {})
    const proxyOf = yield* chosenProxy(options.proxy)
    return yield* Effect.acquireRelease(
      Effect.sync(() => new Pools(routes({ connectTimeoutMillis, proxyOf, tls }), connections)),
      (pools) => Effect.promise(() => pools.close())
    )
  })
