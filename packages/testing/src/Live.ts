/**
 * One suite, two servers: a real Grafana where the environment names one, else a fresh fake.
 *
 * `GRAFANA_URL` with `GRAFANA_USERNAME` and `GRAFANA_PASSWORD`, or with `GRAFANA_TOKEN`, is the real one. A suite may
 * run against a server that others use: it touches only what it has made (`making`), under a name that nobody else has
 * (`name`), and leaves out what the server cannot do (`needs`, `needsServerAdmin`).
 */
import type { Grafana } from "@effect-grafana/core/Grafana"
import type { InvalidConfig } from "@effect-grafana/core/GrafanaConfig"
import * as Node from "@effect-grafana/core/Node"
import * as Health from "@effect-grafana/elements/Health"
import * as User from "@effect-grafana/elements/User"
import * as Config from "effect/Config"
import type * as ConfigError from "effect/ConfigError"
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Random from "effect/Random"
import type * as Scope from "effect/Scope"
import * as FakeGrafana from "./FakeGrafana.js"

/** The server that a suite runs against. */
export interface Service {
  /** `real` where `GRAFANA_URL` is set. */
  readonly server: "fake" | "real"
  /** Without a suffix: `12.3.0`; `0.0.0` where the server hides it. */
  readonly version: string
}

/** The service. */
export class Live extends Context.Tag("@effect-grafana/testing/Live")<Live, Service>() {}

type Failures =
  | ConfigError.ConfigError
  | InvalidConfig
  | Node.InvalidTransportOptions
  | Effect.Effect.Error<ReturnType<typeof Health.version>>

/** The server that the environment names, or a fresh fake, and a client of it. */
export const layer: Layer.Layer<Grafana | Live, Failures> = Layer.unwrapEffect(
  Effect.map(
    Config.withDefault(Config.string("GRAFANA_URL"), ""),
    (url): Layer.Layer<Grafana | Live, Failures> =>
      url === "" ? known("fake", FakeGrafana.layer()) : known("real", Node.layerConfig())
  )
)

function known<E>(server: Service["server"], client: Layer.Layer<Grafana, E>) {
  const live = Effect.map(Health.version(), (version) => ({
    server,
    version: Option.getOrElse(version, () => "0.0.0")
  }))
  return Layer.provideMerge(Layer.effect(Live, live), client)
}

// ---- what the server can do ------------------------------------------------------------------------------

/** Why a test is left out: its message begins with `skipped: `. */
export class Skipped extends Data.TaggedError("Skipped")<{ readonly message: string }> {}

/** Fails with `Skipped` unless the server is of this version, such as `11.0.0`, or newer. */
export const needs = (least: string): Effect.Effect<void, Skipped, Live> =>
  Effect.flatMap(Live, ({ version }) =>
    isAtLeast(version, least)
      ? Effect.void
      : Effect.fail(new Skipped({ message: `skipped: this is ${version}, needs Grafana >= ${least}` }))
  )

const isAtLeast = (version: string, least: string): boolean =>
  version.localeCompare(least, "en", { numeric: true }) >= 0

/** Fails with `Skipped` unless the caller administers the whole server: a token never does. */
export const needsServerAdmin: Effect.Effect<
  void,
  Skipped | Effect.Effect.Error<ReturnType<typeof User.get>>,
  Grafana
> = Effect.flatMap(User.get(), ({ isGrafanaAdmin }) =>
  isGrafanaAdmin === true
    ? Effect.void
    : Effect.fail(new Skipped({ message: "skipped: needs a user who is Grafana server administrator" }))
)

// ---- what a suite makes ----------------------------------------------------------------------------------

const letters = "abcdefghijklmnopqrstuvwxyz0123456789"

/** A name that no object of any server has, fit for a uid: `effect-grafana-live-` and ten random characters. */
export const name: Effect.Effect<string> = Effect.map(
  Effect.replicateEffect(Random.nextIntBetween(0, letters.length), 10),
  (drawn) => `effect-grafana-live-${drawn.map((at) => letters[at]).join("")}`
)

/**
 * Makes something and takes it away when the scope closes, however that comes; that it is gone by then is fine, and
 * any other failure to take it away is a defect, so that nothing stays behind unnoticed.
 */
export const making = <A, E, R, E2 extends { readonly _tag: string }, R2>(
  make: Effect.Effect<A, E, R>,
  remove: (made: A) => Effect.Effect<unknown, E2, R2>
): Effect.Effect<A, E, R | R2 | Scope.Scope> =>
  Effect.acquireRelease(make, (made) =>
    remove(made).pipe(
      Effect.catchAll((failure) => (failure._tag === "NotFound" ? Effect.void : Effect.die(failure)))
    )
  )
