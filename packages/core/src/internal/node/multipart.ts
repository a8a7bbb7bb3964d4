import * as Effect from "effect/Effect"
import { TransportFailure, type TransportRequest } from "../../Transport.js"
import type { PlainRequest } from "./exchange.js"

/** The request with its form as bytes, and the boundary in `content-type`: undici knows only forms of its own. */
export const encoded = (request: TransportRequest): Effect.Effect<PlainRequest, TransportFailure> =>
  Effect.tryPromise({
    try: async () => {
      const { body: form } = request
      const body = new Response(form instanceof FormData ? await read(form) : form)
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

/** The form with its files read: for one that cannot be, Node 24 would wait for ever. */
const read = async (form: FormData): Promise<FormData> => {
  const copy = new FormData()
  for (const [name, value] of form) {
    if (typeof value === "string") copy.append(name, value)
    else {
      const bytes = new Uint8Array(await new Response(value.stream()).arrayBuffer())
      copy.append(name, new File([bytes], value.name, { type: value.type }))
    }
  }
  return copy
}
