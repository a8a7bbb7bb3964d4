/** A Grafana that answers by script, and remembers what it was asked. */
import { Auth } from "@effect-grafana/core/Auth"
import * as Grafana from "@effect-grafana/core/Grafana"
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"
import { Transport, TransportFailure, type TransportRequest } from "@effect-grafana/core/Transport"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/TestClock"

/** A status with a body, JSON or text, or a connection that breaks after the request was sent. */
export type Step = readonly [status: number, body: unknown] | "lost"

export const scripted = (...steps: ReadonlyArray<Step>) => {
  const asked: Array<string> = []
  const send = (request: TransportRequest) =>
    Effect.suspend(() => {
      const step = steps[asked.length]
      asked.push(`${request.method} ${request.path}`)
      request.onSend()
      if (step === undefined) return Effect.dieMessage(`the script has ended: ${asked.join(", ")}`)
      if (step === "lost") {
        return Effect.fail(new TransportFailure({ reason: "Closed", outcome: "unknown", message: "lost" }))
      }
      const [status, body] = step
      const text = typeof body === "string" ? body : JSON.stringify(body)
      return Effect.succeed({ status, headers: { "content-type": "application/json" }, body: text })
    })
  const layer = Grafana.layer.pipe(
    Layer.provide([
      GrafanaConfig.layer({ url: "http://grafana.test" }),
      Layer.succeed(Auth, { credential: Effect.succeed(Redacted.make({})) }),
      Layer.succeed(Transport, { send, keepsTime: true })
    ]),
    Layer.orDie
  )
  return { asked, layer }
}

/** Runs an effect with a minute going by, for its retries. */
export const settled = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.fork(effect)
    yield* TestClock.adjust("1 minute")
    return yield* Fiber.join(fiber)
  })
