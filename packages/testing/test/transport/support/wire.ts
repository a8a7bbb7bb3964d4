import {
  Transport,
  type TransportFailure,
  type TransportRequest,
  type TransportResponse
} from "@effect-grafana/core/Transport"
import { Effect, Schedule } from "effect"

const mebi = 2 ** 20

/** A GET of `/` at `origin`, but for what is told otherwise. */
export const requestTo = (origin: string, but: Partial<TransportRequest> = {}): TransportRequest => ({
  method: "GET",
  origin,
  path: "/",
  headers: {},
  body: undefined,
  maxBodyBytes: mebi,
  timeoutMillis: 10_000,
  onSend: () => {},
  ...but
})

export const send = (
  origin: string,
  but?: Partial<TransportRequest>
): Effect.Effect<TransportResponse, TransportFailure, Transport> =>
  Effect.flatMap(Transport, (transport) => transport.send(requestTo(origin, but)))

/** What a call failed with, as one line of data. */
export const refused = (
  origin: string,
  but?: Partial<TransportRequest>
): Effect.Effect<readonly [reason: string, outcome: string], TransportResponse, Transport> =>
  Effect.map(Effect.flip(send(origin, but)), ({ outcome, reason }) => [reason, outcome])

export const textOf = ({ body }: TransportResponse): string =>
  typeof body === "string" ? body : new TextDecoder().decode(body)

/** Waits until it is so; fails after `millis`. */
export const until = (condition: Effect.Effect<boolean>, millis = 5_000): Effect.Effect<void, string> =>
  condition.pipe(
    Effect.filterOrFail(
      (holds) => holds,
      () => `not so after ${millis} ms`
    ),
    Effect.retry(Schedule.spaced(2).pipe(Schedule.upTo(millis))),
    Effect.asVoid
  )
