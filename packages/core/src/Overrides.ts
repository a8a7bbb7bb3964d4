/** What differs for the calls of one effect or stream from what their client goes by. */
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import type * as Retry from "./Retry.js"

/** What can differ; what is not set stays as the client has it. */
export interface Values {
  /** Which failure is tried again, when and how often. */
  readonly retry?: Retry.Policy
  /** Of one request with its response. */
  readonly attemptTimeout?: Duration.Duration
  /** Of a call with its retries; of each page, in a stream. */
  readonly callTimeout?: Duration.Duration
  /** Sent as `X-Grafana-Org-Id`. */
  readonly organization?: number
}

/** A `Context.Reference`: for a stream, provide it with `Stream.provideService(Overrides, { ... })`. */
export class Overrides extends Context.Reference<Overrides>()("@effect-grafana/core/Overrides", {
  defaultValue: (): Values => ({})
}) {}
