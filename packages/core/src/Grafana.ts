/** The client: what carries calls out, made of a configuration, a credential and a transport. */
import type * as ConfigError from "effect/ConfigError"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type * as Schedule from "effect/Schedule"
import * as Stream from "effect/Stream"
import { Auth, layerConfig as layerCredential, type Credential } from "./Auth.js"
import type { CallError } from "./GrafanaError.js"
import {
  GrafanaConfig,
  layerConfig as layerSettings,
  type EnvironmentOptions,
  type InvalidConfig
} from "./GrafanaConfig.js"
import { Grafana, type Client } from "./internal/client.js"
import { codecsOf } from "./internal/codec.js"
import type { Shared } from "./internal/exchange.js"
import { perform } from "./internal/interpreter.js"
import { metersOf } from "./internal/metrics.js"
import { makeSlots } from "./internal/slots.js"
import { Overrides, type Values } from "./Overrides.js"
import * as Retry from "./Retry.js"
import { Transport } from "./Transport.js"

export { Grafana, type Client } from "./internal/client.js"

/** Makes a client of the three services; its slots and its retry quota are its own. */
export const make: Effect.Effect<Client, never, GrafanaConfig | Auth | Transport> = Effect.gen(function* () {
  const settings = yield* GrafanaConfig
  const auth = yield* Auth
  const transport = yield* Transport
  const shared: Shared = {
    settings,
    auth,
    credential: constant(auth.credential),
    transport: settings.redirects?.(transport) ?? transport,
    codecOf: codecsOf(settings.check),
    inSlot: makeSlots(settings.slots),
    headers: {
      accept: "application/json",
      "user-agent": settings.userAgent,
      ...Redacted.value(settings.headers)
    },
    metersOf: metersOf(settings),
    tokens: settings.retry.quota,
    worked: undefined
  }
  // Sound: `perform` checks success by the contract's schema and fails with the contract's errors or a CallError,
  // which is what the endpoint's type parameters say.
  return {
    call: (endpoint, input) => Effect.map(perform(shared, endpoint, input), ({ value }) => value),
    respond: (endpoint, input) => perform(shared, endpoint, input)
  } as Client
})

const constant = (credential: Auth["Type"]["credential"]): Credential | undefined => {
  const known: unknown = credential
  // Sound: an Effect that is a success already holds a value of its own success type.
  return Exit.isExit(known) && Exit.isSuccess(known) ? (known.value as Credential) : undefined
}

/** The client, of a configuration, a credential and a transport that can each be swapped alone. */
export const layer: Layer.Layer<Grafana, never, GrafanaConfig | Auth | Transport> = Layer.fresh(
  // A layer is built once wherever it stands: without `fresh` two Grafanas of one program would be the first of them.
  Layer.effect(Grafana, make)
)

/**
 * The client, with address and credential from the environment (`GrafanaConfig.layerConfig`, `Auth.layerConfig`);
 * what else it goes by stands in `options`. It needs a transport: on Node take `Node.layerConfig`, which has one.
 */
export const layerConfig = (
  options: EnvironmentOptions = {}
): Layer.Layer<Grafana, ConfigError.ConfigError | InvalidConfig, Transport> =>
  Layer.provide(layer, [layerSettings(options), layerCredential({ prefix: options.prefix })])

// ---- what differs for some calls -------------------------------------------------------------------------

const override =
  (values: Values) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.flatMap(Overrides, (outer) => Effect.provideService(effect, Overrides, { ...outer, ...values }))

/** Runs the calls of an effect for another organization (`X-Grafana-Org-Id`); the credential must belong to it. */
export const withOrganization = (organization: number) => override({ organization })

/** Runs the calls of an effect with another retry policy, or with a schedule of one's own. */
export const withRetry = (policy: Retry.Policy | Schedule.Schedule<unknown, CallError>) =>
  override({ retry: Retry.from(policy) })

/** Runs the calls of an effect with other clocks: of one attempt, of a call with its retries. */
export const withTimeout = (timeout: {
  readonly attempt?: Duration.DurationInput
  readonly call?: Duration.DurationInput
}) =>
  override({
    ...(timeout.attempt === undefined ? {} : { attemptTimeout: Duration.decode(timeout.attempt) }),
    ...(timeout.call === undefined ? {} : { callTimeout: Duration.decode(timeout.call) })
  })

// ---- further clients -------------------------------------------------------------------------------------

/** Runs the calls of an effect or of a stream on another client. */
export interface On<Self> {
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, Exclude<R, Grafana> | Self>
  <A, E, R>(stream: Stream.Stream<A, E, R>): Stream.Stream<A, E, Exclude<R, Grafana> | Self>
}

/** A further client: the tag of its service, with what runs calls on it. */
export interface ClientTag<Self, Id extends string> extends Context.TagClass<Self, Id, Client> {
  /** Runs the calls of an effect or of a stream on this client. */
  readonly on: On<Self>
  /** This client, made as the layer makes the usual one. */
  readonly layer: <E, R>(grafana: Layer.Layer<Grafana, E, R>) => Layer.Layer<Self, E, R>
}

/**
 * The tag of a further client, for programs that talk to more than one Grafana:
 * `class Source extends Grafana.Tag("app/Source")<Source>() {}`, then `Source.on(Folders.get({ uid }))`.
 */
export const Tag =
  <const Id extends string>(id: Id) =>
  <Self>(): ClientTag<Self, Id> => {
    const tag = Context.Tag(id)<Self, Client>()
    const on = (self: Effect.Effect<unknown> | Stream.Stream<unknown>): unknown =>
      Effect.isEffect(self)
        ? Effect.provideServiceEffect(self, Grafana, tag)
        : Stream.provideServiceEffect(self, Grafana, tag)
    const layer = (grafana: Layer.Layer<Grafana>) => Layer.project(grafana, Grafana, tag, (client) => client)
    // Sound: `on` gives back what it was given, with the service Grafana taken from this tag; `layer` likewise.
    return Object.assign(tag, { on, layer }) as unknown as ClientTag<Self, Id>
  }
