import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { CallError } from "../GrafanaError.js"
import type { Endpoint } from "../Endpoint.js"

/** A success with what stood around it. */
export interface Response<out A> {
  /** What the plain call gives. */
  readonly value: A
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** The server's own text, in which no number is rounded. */
  readonly text: string
}

/** What carries calls out. */
export interface Client {
  /** Carries out one call of an endpoint, with its retries and clocks. */
  readonly call: <I, A, E>(endpoint: Endpoint<I, A, E>, input: I) => Effect.Effect<A, E | CallError>
  /** The same, with status, headers and text beside the value. */
  readonly respond: <I, A, E>(
    endpoint: Endpoint<I, A, E>,
    input: I
  ) => Effect.Effect<Response<A>, E | CallError>
}

/** The service: a client that calls are carried out by. */
export class Grafana extends Context.Tag("@effect-grafana/core/Grafana")<Grafana, Client>() {}
