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

/** Path and query of a redirect that stays on its origin. */
const target = ({ origin, path }: TransportRequest, { headers, status }: TransportResponse) => {
  const location = headers["location"]
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined
  const base = origin + path
  const url = URL.canParse(location, base) ? new URL(location, base) : undefined
  return url?.origin === origin ? url.pathname + url.search : undefined
}
