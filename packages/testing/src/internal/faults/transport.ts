import {
  TransportFailure,
  type TransportRequest,
  type TransportResponse
} from "@effect-grafana/core/Transport"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { Wire } from "./wire.js"

/** What a client is given for what stands on the wire, where there is none. */
export const perform = (
  wire: Wire,
  { maxBodyBytes }: TransportRequest
): Effect.Effect<TransportResponse, TransportFailure> => {
  switch (wire._tag) {
    case "Answer":
      return Effect.succeed(wire)
    case "Late":
      return Effect.as(Effect.sleep(Duration.millis(wire.millis)), wire.answer)
    case "Silence":
    case "Stall":
      return Effect.never
    case "Reset":
    case "Cut":
      return Effect.fail(closed)
    case "Bomb":
      return wire.bytes > maxBodyBytes
        ? Effect.fail(tooLarge(maxBodyBytes))
        : Effect.sync(() => ({ status: 200, headers: {}, body: new Uint8Array(wire.bytes) }))
  }
}

const closed = new TransportFailure({
  reason: "Closed",
  outcome: "unknown",
  message: "The connection was closed before the response was whole"
})

const tooLarge = (bytes: number): TransportFailure =>
  new TransportFailure({
    reason: "BodyTooLarge",
    outcome: "unknown",
    message: `The response body is larger than ${bytes} bytes`
  })
