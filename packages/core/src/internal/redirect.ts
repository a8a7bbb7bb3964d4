/** Follows redirects of reads within one origin: five at most, never one URL twice. */
import * as Effect from "effect/Effect"
import type { Transport, TransportFailure, TransportRequest, TransportResponse } from "../Transport.js"

type Sent = Effect.Effect<TransportResponse, TransportFailure>

export const follow = (transport: Transport["Type"], request: TransportRequest, sent: Sent): Sent =>
  request.method === "GET" || request.method === "HEAD"
    ? next(transport, request, sent, new Set([request.path]))
    : sent

const next = (transport: Transport["Type"], request: TransportRequest, sent: Sent, seen: Set<string>): Sent =>
  Effect.flatMap(sent, (response) => {
    const path = target(request, response)
    if (path === undefined || seen.has(path) || seen.size > 5) return Effect.succeed(response)
    const again = { ...request, path }
    return next(transport, again, transport.send(again), seen.add(path))
  })

const statuses = [301, 302, 303, 307, 308]

/** Path and query of a redirect that stays on its origin. */
const target = (request: TransportRequest, response: TransportResponse): string | undefined => {
  const location = response.headers["location"]
  if (location === undefined || !statuses.includes(response.status)) return undefined
  if (!URL.canParse(location, request.origin + request.path)) return undefined
  const url = new URL(location, request.origin + request.path)
  return url.origin === request.origin ? url.pathname + url.search : undefined
}
