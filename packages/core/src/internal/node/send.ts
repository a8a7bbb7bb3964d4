import * as Effect from "effect/Effect"
import type { TransportFailure, TransportRequest, TransportResponse } from "../../Transport.js"
import { Exchange, type PlainRequest } from "./exchange.js"
import { encoded } from "./multipart.js"
import type { Pools } from "./pools.js"

/** Sends a request over the pools; interruption closes its connection. */
export const send = (
  pools: Pools,
  request: TransportRequest
): Effect.Effect<TransportResponse, TransportFailure> =>
  isPlain(request)
    ? exchanged(pools, request)
    : Effect.flatMap(encoded(request), (plain) => exchanged(pools, plain))

/** Without a word of `FormData`: at the first, Node loads all of its own undici. */
const isPlain = (request: TransportRequest): request is PlainRequest =>
  typeof request.body !== "object" || request.body instanceof Uint8Array

/** By hand what `Effect.async` does for a finalizer, at a tenth less of a call's cost. */
const exchanged = (pools: Pools, request: PlainRequest): Effect.Effect<TransportResponse, TransportFailure> =>
  Effect.uninterruptibleMask((restore) => {
    let exchange: Exchange | undefined
    const settled = Effect.async<TransportResponse, TransportFailure>((resume) => {
      exchange = new Exchange(pools, request, resume)
      exchange.start()
    })
    return Effect.matchCauseEffect(restore(settled), {
      onFailure: (cause) => {
        exchange?.cancel()
        return Effect.failCause(cause)
      },
      onSuccess: Effect.succeed
    })
  })
