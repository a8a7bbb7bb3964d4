/** The two ways that a client meets faults: in this process under TestClock, and over a socket in real time. */
import * as Auth from "@effect-grafana/core/Auth"
import * as Grafana from "@effect-grafana/core/Grafana"
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"
import * as Node from "@effect-grafana/core/Node"
import * as Retry from "@effect-grafana/core/Retry"
import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/TestClock"
import type * as Scope from "effect/Scope"
import * as FakeGrafana from "../../../src/FakeGrafana.js"
import * as FakeServer from "../../../src/FakeServer.js"
import * as Faults from "../../../src/Faults.js"

/** A fake that a plan stands before, and calls to it that come to their end, whatever they wait for. */
export interface Broken {
  readonly fake: FakeGrafana.Service
  readonly log: Faults.Service["log"]
  readonly end: <A, E>(call: Effect.Effect<A, E, Grafana.Grafana>) => Effect.Effect<Either.Either<A, E>>
}

export interface Medium {
  readonly name: string
  readonly test: (
    promise: string,
    plan: Faults.Plan,
    body: (broken: Broken) => Effect.Effect<void, unknown>
  ) => void
}

const settings = (url: string) =>
  Layer.merge(
    GrafanaConfig.layer({
      url,
      retry: Retry.none,
      timeout: { attempt: "1 second" },
      maxBodyBytes: 2 ** 20
    }),
    Auth.basic({ username: "admin", password: "admin" })
  )

const started = (plan: Faults.Plan) => Effect.all([FakeGrafana.make(), Faults.make(plan)])

const inProcess: Medium = {
  name: "in this process",
  test: (promise, plan, body) =>
    it.effect(promise, () =>
      Effect.gen(function* () {
        const [fake, faults] = yield* started(plan)
        const client = Layer.provide(Grafana.layer, [
          settings("http://grafana.fake"),
          Faults.transport(fake, faults)
        ])
        yield* body({
          fake,
          log: faults.log,
          end: (call) =>
            Effect.gen(function* () {
              const fiber = yield* Effect.fork(Effect.either(Effect.provide(call, Layer.orDie(client))))
              yield* TestClock.adjust("10 minutes")
              return yield* Fiber.join(fiber)
            })
        })
      })
    )
}

const onSocket: Medium = {
  name: "on a socket",
  test: (promise, plan, body) =>
    it.scopedLive(promise, () =>
      Effect.gen(function* () {
        const [fake, faults] = yield* started(plan)
        const { url } = yield* FakeServer.listen(fake, { faults })
        const client = yield* served(url)
        yield* body({
          fake,
          log: faults.log,
          end: (call) => Effect.either(Effect.provide(call, client))
        })
      })
    )
}

const served = (url: string): Effect.Effect<Layer.Layer<Grafana.Grafana>, unknown, Scope.Scope> =>
  Effect.map(
    Layer.build(Layer.provide(Grafana.layer, [settings(url), Node.transport({ proxy: "none" })])),
    Layer.succeedContext
  )

export const media: ReadonlyArray<Medium> = [inProcess, onSocket]
