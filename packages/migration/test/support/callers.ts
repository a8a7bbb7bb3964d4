/** Others than a fake's `admin`. */
import * as Auth from "@effect-grafana/core/Auth"
import * as Grafana from "@effect-grafana/core/Grafana"
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"
import type { Transport } from "@effect-grafana/core/Transport"
import * as ServiceAccounts from "@effect-grafana/elements/ServiceAccounts"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

type Credential = Layer.Layer<Auth.Auth, unknown>

/** A client of what answers behind a transport. */
export const behind =
  (transport: Layer.Layer<Transport>, auth: Credential) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, Exclude<R, Grafana.Grafana>> =>
    Effect.provide(
      effect,
      Layer.orDie(
        Layer.provide(Grafana.layer, [GrafanaConfig.layer({ url: "http://grafana.fake" }), auth, transport])
      )
    )

/** Runs an effect on a fake with some credential. */
export const withAuth = (fake: FakeGrafana.Service, auth: Credential) =>
  behind(FakeGrafana.transport(fake), auth)

/** As a user whom `join` has made. */
export const as = (fake: FakeGrafana.Service, username: string) =>
  withAuth(fake, Auth.basic({ username, password: "secret-1" }))

/** A token of a new service account. */
export const tokenOf = (role: "Viewer" | "Editor" | "Admin") =>
  Effect.gen(function* () {
    const { id } = yield* ServiceAccounts.create({ name: role, role })
    const { key } = yield* ServiceAccounts.createToken({ id, name: role })
    return Auth.token(key)
  })
