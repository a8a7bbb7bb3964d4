import * as Endpoint from "@effect-grafana/core/Endpoint"
import type { Grafana } from "@effect-grafana/core/Grafana"
import type { CallError } from "@effect-grafana/core/GrafanaError"
import * as Effect from "effect/Effect"
import * as Json from "./json.js"

/** Calls an endpoint, and gives its answer with every number as the server wrote it. */
export const exactly =
  <I, A, E>(endpoint: Endpoint.Endpoint<I, A, E>) =>
  (input: I): Effect.Effect<A, E | CallError, Grafana> =>
    Effect.map(Endpoint.withResponse(endpoint)(input), ({ text, value }) =>
      // Sound: the text has passed the schema; what differs are numbers in open places that no JavaScript number holds.
      Json.hasExactNumbers(text) ? (Json.parse(text) as A) : value
    )
