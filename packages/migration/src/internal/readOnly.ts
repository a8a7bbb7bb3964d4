/** Keeps what only looks from writing. */
import { Grafana, type Client } from "@effect-grafana/core/Grafana"
import type { Contract } from "@effect-grafana/core/Endpoint"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"

/** What was only to look has called something that can change a Grafana; nothing was sent. A defect of a kind. */
export class WouldWrite extends Data.TaggedError("WouldWrite")<{ readonly operation: string }> {
  override get message(): string {
    return `${this.operation} can change something, and an inventory or a plan sends only what is safe`
  }
}

/** Runs an effect on a client that refuses all but safe contracts, and dies with {@link WouldWrite} on any other. */
export const readOnly = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R | Grafana> =>
  Effect.flatMap(Grafana, (client) => Effect.provideService(effect, Grafana, guarded(client)))

const guarded = ({ call, respond }: Client): Client => ({
  call: (endpoint, input) => refusal(endpoint) ?? call(endpoint, input),
  respond: (endpoint, input) => refusal(endpoint) ?? respond(endpoint, input)
})

const refusal = ({ kind, operation }: Contract): Effect.Effect<never> | undefined =>
  kind === "safe" ? undefined : Effect.die(new WouldWrite({ operation }))
