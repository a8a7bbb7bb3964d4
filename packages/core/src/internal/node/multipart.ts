import * as Effect from "effect/Effect"
import { TransportFailure, type TransportRequest } from "../../Transport.js"
import type { PlainRequest } from "./exchange.js"

/** The request with its form as bytes, and the boundary in `content-type`: undici knows only forms of its own. */
export const encoded = (request: TransportRequest): Effect.Effect<PlainRequest, TransportFailure> =>
  Effect.tryPromise({
    try: async () => {
      const body = new Response(request.body)
      const contentType = body.headers.get("content-type") ?? "multipart/form-data"
      return {
        ...request,
        headers: { ...request.headers, "content-type": contentType },
        body: new Uint8Array(await body.arrayBuffer())
      }
    },
    catch: (cause) =>
      new TransportFailure({
        reason: "Other",
        outcome: "not sent",
        message: "A file of the form cannot be read",
        cause
      })
  })
