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
import { bodyTooLarge, failure, neverConnected, reasonOf } from "./internal/connectionError.js"
import {
  Transport,
  type TransportFailure,
  type TransportRequest,
  type TransportResponse
} from "./Transport.js"

/**
 * A transport on the HttpClient that is provided. Redirects are not followed: fetch is told so, any other client
 * must not be wrapped in `followRedirects`. A browser shows nothing of a redirect, so that there it is a
 * `TransportFailure`. The client's own tracing is off, because it records headers.
 *
 * What stands in `FetchHttpClient.RequestInit` (`credentials`, ...) is kept where this layer is given it too.
 */
export const layerHttpClient: Layer.Layer<Transport, never, HttpClient.HttpClient> = Layer.effect(
  Transport,
  Effect.gen(function* () {
    // With its scope a response is let go wherever it is left, read or not.
    const client = HttpClient.withScope(yield* HttpClient.HttpClient)
    const init = Option.getOrElse(yield* Effect.serviceOption(FetchHttpClient.RequestInit), () => ({}))
    const manual: RequestInit = { ...init, redirect: "manual" }
    return {
      keepsTime: false,
      send: (request) =>
        Effect.suspend(() => {
          const outgoing = outgoingOf(request)
          request.onSend()
          return client.execute(outgoing)
        }).pipe(
          Effect.flatMap((response) => received(request, response)),
          Effect.mapError((error) => (error._tag === "TransportFailure" ? error : failed(error))),
          Effect.scoped,
          Effect.provideService(FetchHttpClient.RequestInit, manual),
          Effect.locally(HttpClient.currentTracerDisabledWhen, () => true)
        )
    }
  })
)

const outgoingOf = ({ body, headers, method, origin, path }: TransportRequest) =>
  // Sound: the method is sent as it stands; the type lists the usual ones.
  HttpClientRequest.setBody(HttpClientRequest.make(method as "GET")(origin + path, { headers }), bodyOf(body))

const bodyOf = (body: TransportRequest["body"]): HttpBody.HttpBody => {
  if (body === undefined) return HttpBody.empty
  // `raw` leaves content-type as it stands.
  return body instanceof FormData ? HttpBody.formData(body) : HttpBody.raw(body)
}

const received = (
  { maxBodyBytes, method }: TransportRequest,
  { headers, status, stream }: HttpClientResponse
): Effect.Effect<TransportResponse, TransportFailure | ResponseError> => {
  if (status === 0)
    return Effect.fail(failure("Other", "unknown", undefined, "a redirect, hidden by this platform"))
  const encoded = headers["content-encoding"] !== undefined
  if (!encoded && method !== "HEAD" && Number(headers["content-length"]) > maxBodyBytes) {
    return Effect.fail(bodyTooLarge(maxBodyBytes))
  }
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
      Effect.map(() => whole(chunks, size))
    )
  })

const whole = (chunks: ReadonlyArray<Uint8Array>, size: number): Uint8Array => {
  const [first] = chunks
  if (chunks.length === 1 && first !== undefined) return first
  const body = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    body.set(chunk, at)
    at += chunk.length
  }
  return body
}

/** The error itself holds the request with its credential: only its cause is passed on. */
const failed = ({ _tag, cause, reason }: RequestError | ResponseError): TransportFailure => {
  const unsent = (_tag === "RequestError" && reason !== "Transport") || neverConnected(cause)
  return failure(reasonOf(cause), unsent ? "not sent" : "unknown", cause)
}
