import * as Auth from "@effect-grafana/core/Auth"
import * as Grafana from "@effect-grafana/core/Grafana"
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"
import type * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as Faults from "@effect-grafana/testing/Faults"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/** Runs an effect on a fake through faults, as its `admin`. */
export const through = (fake: FakeGrafana.Service, faults: Faults.Plan) =>
  Effect.map(
    Faults.make(faults),
    (service) =>
      <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, Exclude<R, Grafana.Grafana>> =>
        Effect.provide(
          effect,
          Layer.orDie(
            Layer.provide(Grafana.layer, [
              GrafanaConfig.layer({ url: "http://grafana.fake" }),
              Auth.basic({ username: "admin", password: "admin" }),
              Faults.transport(fake, service)
            ])
          )
        )
  )
