/** Fakes as instances to migrate between. */
import * as Auth from "@effect-grafana/core/Auth"
import * as Grafana from "@effect-grafana/core/Grafana"
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/** Runs an effect on a fake, as its `admin`. */
export const on =
  (fake: FakeGrafana.Service) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, Exclude<R, Grafana.Grafana>> =>
    Effect.provide(
      effect,
      Layer.orDie(
        Layer.provide(Grafana.layer, [
          GrafanaConfig.layer({ url: "http://grafana.fake" }),
          Auth.basic({ username: "admin", password: "admin" }),
          FakeGrafana.transport(fake)
        ])
      )
    )

/** A fake with some of everything. */
export const seeded = (options: FakeGrafana.SeedOptions): Effect.Effect<FakeGrafana.Service> =>
  Effect.tap(FakeGrafana.make({ seed: options.seed ?? 1 }), (fake) => Effect.sync(() => fake.seed(options)))
