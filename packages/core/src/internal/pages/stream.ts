/** A list as Streams. */
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { Endpoint } from "../../Endpoint.js"
import type { CallError, InvalidInput } from "../../GrafanaError.js"
import type { CountedOptions, Page, PaginationError, Policy } from "../../Pagination.js"
import type { Grafana } from "../client.js"
import { ahead, type Pull } from "./ahead.js"
import { plan } from "./plan.js"
import { walk } from "./walk.js"

export const streams = <I, A, E, Item>(endpoint: Endpoint<I, A, E>, policy: Policy) => {
  type Failures = E | CallError | PaginationError

  const open = (
    input: unknown,
    options: CountedOptions
  ): Effect.Effect<Pull<Page<Item>, Failures, Grafana>, InvalidInput, Grafana | Scope.Scope> => {
    // Sound: an input is one flat record, or nothing where nothing is required.
    const given = (input ?? {}) as Readonly<Record<string, unknown>>
    return Effect.flatMap(plan(endpoint.operation, policy, given, options), (planned) => {
      // Sound: the policy's keys are the input's, of the types that are filled in; `Endpoint.list` checks it.
      const request = (query: Readonly<Record<string, unknown>>) => endpoint({ ...given, ...query } as I)
      // Sound: the items stand where the policy says; `Endpoint.list` checks it by type, the client by the schema.
      const pull = walk(policy, planned, request) as Pull<Page<Item>, Failures, Grafana>
      return ahead(pull, planned.prefetch)
    })
  }

  const chunks = <Out>(
    input: unknown,
    options: CountedOptions = {},
    chunk: (page: Page<Item>) => Chunk.Chunk<Out>
  ): Stream.Stream<Out, Failures, Grafana> =>
    Stream.unwrapScoped(
      Effect.map(open(input, options), (pull) => Stream.repeatEffectChunkOption(Effect.map(pull, chunk)))
    )

  return {
    stream: (input: unknown, options?: CountedOptions) =>
      chunks(input, options, (page) => Chunk.unsafeFromArray(page.items)),
    pages: (input: unknown, options?: CountedOptions) => chunks(input, options, Chunk.of)
  }
}
