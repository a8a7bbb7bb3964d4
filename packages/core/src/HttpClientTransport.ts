/** Grafana from anywhere: a transport on any `@effect/platform` HttpClient (fetch, browser, edge). */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpBody from "@effect/platform/HttpBody"
import * as HttpClient from "@effect/platform/HttpClient"
import type { RequestError, ResponseError } from "@effect/platform/HttpClientError"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import type { HttpClientResponse } from "@effect/platform/HttpClientResponse"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import * as ConnectionErrors from "./ConnectionErrors.js"
import { joined } from "./internal/bytes.js"
import { bodyTooLarge, noResponse } from "./internal/noResponse.js"
import {
  Transport,
  type TransportFailure,
  type TransportRequest,
  type TransportResponse
} from "./Transport.js"

/** `layerHttpClient` with another reading of errors: `ConnectionErrors.byCode` where they have codes, as on Node. */
export const layerHttpClientWith = (options: {
  readonly errors: ConnectionErrors.Reading
}): Layer.Layer<Transport, never, HttpClient.HttpClient> =>
  Layer.effect(
    Transport,
    Effect.gen(function* () {
      // With its scope a response is let go wherever it is left, read or not.
      const client = HttpClient.withScope(yield* HttpClient.HttpClient)
      const init = yield* Effect.serviceOption(FetchHttpClient.RequestInit)
      const manual: RequestInit = { ...Option.getOrUndefined(init), redirect: "manual" }
      return {
        keepsTime: false,
        send: (request) =>
          Effect.suspend(() => {
            const outgoing = outgoingOf(request)
            request.onSend()
            return client.execute(outgoing)
          }).pipe(
            Effect.flatMap((response) => received(request, response)),
            Effect.mapError((error) =>
              error._tag === "TransportFailure" ? error : failed(error, options.errors)
            ),
            Effect.scoped,
            Effect.provideService(FetchHttpClient.RequestInit, manual),
            Effect.locally(HttpClient.currentTracerDisabledWhen, () => true)
          )
      }
    })
  )

/**
 * A transport on the HttpClient that is provided. Redirects are not followed: fetch is told so, any other client
 * must not be wrapped in `followRedirects`. A browser shows nothing of a redirect, so that there it is a
 * `TransportFailure`. The client's own tracing is off, because it records headers. Of a connection's failure it
 * tells only whether the request surely was not sent.
 *
 * What stands in `FetchHttpClient.RequestInit` (`credentials`, ...) is kept where this layer is given it too.
 */
export const layerHttpClient: Layer.Layer<Transport, never, HttpClient.HttpClient> = Layer.fresh(
  // As the client's own layer: it may be given another HttpClient each time.
  layerHttpClientWith({ errors: ConnectionErrors.plain })
)

const outgoingOf = ({ body, headers, method, origin, path }: TransportRequest) =>
  // Sound: the method is sent as it stands; the type lists the usual ones.
  HttpClientRequest.make(method as "POST")(origin + path, {
    headers,
    // `raw` leaves content-type as it stands.
    body: body === undefined ? HttpBody.empty : HttpBody.raw(body)
  })

const received = (
  { maxBodyBytes, method }: TransportRequest,
  { headers, status, stream }: HttpClientResponse
): Effect.Effect<TransportResponse, TransportFailure | ResponseError> => {
  if (status === 0) return Effect.fail(noResponse("Other", "unknown", "a redirect, hidden by this platform"))
  const plain = headers["content-encoding"] === undefined && method !== "HEAD"
  if (plain && Number(headers["content-length"]) > maxBodyBytes)
    return Effect.fail(bodyTooLarge(maxBodyBytes))
  return Effect.map(bounded(stream, maxBodyBytes), (body) => ({ status, headers, body }))
}

const bounded = (
  stream: Stream.Stream<Uint8Array, ResponseError>,
  maxBodyBytes: number
): Effect.Effect<Uint8Array, TransportFailure | ResponseError> =>
  Effect.suspend(() => {
    const chunks: Array<Uint8Array> = []
    let size = 0
    return Stream.runForEachChunk(stream, (pulled) => {
      for (const chunk of pulled) {
        chunks.push(chunk)
        size += chunk.length
      }
      return size > maxBodyBytes ? Effect.fail(bodyTooLarge(maxBodyBytes)) : Effect.void
    }).pipe(
      Effect.catchAll((error) => (error.reason === "EmptyBody" ? Effect.void : Effect.fail(error))),
      Effect.map(() => joined(chunks))
    )
  })

/** The error itself holds the request with its credential: only its cause is passed on. */
const failed = (
  { _tag, cause, reason }: RequestError | ResponseError,
  read: ConnectionErrors.Reading
): TransportFailure => read(cause, _tag === "RequestError" && reason !== "Transport" ? "not sent" : "unknown")
