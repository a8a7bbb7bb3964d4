/** A transport that answers by script, and remembers what was asked. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { Auth } from "../../src/Auth.js"
import * as Check from "../../src/Check.js"
import * as Grafana from "../../src/Grafana.js"
import { GrafanaConfig, type Settings } from "../../src/GrafanaConfig.js"
import * as Retry from "../../src/Retry.js"
import {
  Transport,
  TransportFailure,
  type TransportRequest,
  type TransportResponse
} from "../../src/Transport.js"

export type Step =
  | {
      readonly status: number
      readonly body?: unknown
      readonly headers?: Record<string, string>
      readonly delay?: Duration.DurationInput
    }
  | { readonly fail: TransportFailure["reason"]; readonly sent: boolean }
  | { readonly never: true; readonly sent: boolean }

export interface Script {
  readonly requests: Array<TransportRequest>
  interrupted: number
  readonly transport: Transport["Type"]
  readonly layer: (settings?: Partial<Settings>) => Layer.Layer<Grafana.Grafana>
}

export const settings: Settings = {
  origin: "http://grafana.test",
  prefix: "",
  organization: undefined,
  headers: Redacted.make({}),
  userAgent: "test",
  attemptTimeout: Duration.seconds(30),
  callTimeout: Duration.minutes(2),
  retry: Retry.standard,
  slots: 16,
  maxBodyBytes: 1_000_000,
  check: Check.standard,
  redirects: undefined,
  hooks: undefined
}

export const credential = Redacted.make<Readonly<Record<string, string>>>({
  authorization: "Bearer CANARY-t"
})

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Step => ({
  status,
  body,
  headers
})

export const script = (...steps: ReadonlyArray<Step>): Script =>
  scriptBy((_, index) => steps[index] ?? { status: 599, body: "script ended" })

export const scriptBy = (next: (request: TransportRequest, index: number) => Step): Script => {
  const requests: Array<TransportRequest> = []
  const it: Script = {
    requests,
    interrupted: 0,
    transport: { send: (request) => send(request), keepsTime: false },
    layer: (changed = {}) =>
      Grafana.layer.pipe(
        Layer.provide(
          Layer.mergeAll(
            Layer.succeed(GrafanaConfig, { ...settings, ...changed }),
            Layer.succeed(Auth, { credential: Effect.succeed(credential) }),
            Layer.succeed(Transport, it.transport)
          )
        )
      )
  }
  const send = (request: TransportRequest): Effect.Effect<TransportResponse, TransportFailure> =>
    Effect.suspend(() => {
      const step = next(request, requests.length)
      requests.push(request)
      if (!("sent" in step) || step.sent) request.onSend()
      if ("never" in step)
        return Effect.onInterrupt(Effect.never, () => Effect.sync(() => void (it.interrupted += 1)))
      if ("fail" in step) {
        return Effect.fail(
          new TransportFailure({
            reason: step.fail,
            outcome: step.sent ? "unknown" : "not sent",
            message: step.fail
          })
        )
      }
      const { body, delay, headers, status } = step
      const response = {
        status,
        headers: { "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body)
      }
      return delay === undefined ? Effect.succeed(response) : Effect.delay(Effect.succeed(response), delay)
    })
  return it
}
