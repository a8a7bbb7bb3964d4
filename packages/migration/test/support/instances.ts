/** Fakes as instances to migrate between. */
import * as Auth from "@effect-grafana/core/Auth"
import type { Transport } from "@effect-grafana/core/Transport"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import { behind } from "./callers.js"

/** Runs an effect as the `admin` of the fake behind a transport. */
export const onTransport = (transport: Layer.Layer<Transport>) =>
  behind(transport, Auth.basic({ username: "admin", password: "admin" }))

/** Runs an effect on a fake, as its `admin`. */
export const on = (fake: FakeGrafana.Service) => onTransport(FakeGrafana.transport(fake))

/** A fake with some of everything. */
export const seeded = (options: FakeGrafana.SeedOptions): Effect.Effect<FakeGrafana.Service> =>
  Effect.tap(FakeGrafana.make({ seed: options.seed ?? 1 }), (fake) => Effect.sync(() => fake.seed(options)))
