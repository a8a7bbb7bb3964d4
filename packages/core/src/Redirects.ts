/** Which redirects are followed. Unless told none is: Grafana has one that writes (12.3.0: `GET /api/org?orgId=2`). */
import * as Effect from "effect/Effect"
import type { Transport, TransportRequest, TransportResponse } from "./Transport.js"

/** Makes a transport that follows redirects of one that does not. */
export type Redirects = (transport: Transport["Type"]) => Transport["Type"]

/** Follows the redirects of reads within one origin: five at most, never one URL twice. */
export const sameOrigin: Redirects = ({ send }) => {
  const from = (request: TransportRequest, seen: ReadonlyArray<string>): ReturnType<typeof send> =>
    Effect.flatMap(send(request), (response) => {
      const path = target(request, response)
      if (path === undefined || seen.includes(path) || seen.length > 5) return Effect.succeed(response)
      return from({ ...request, path }, [...seen, path])
    })
  return {
    send: (request) =>
      request.method === "GET" || request.method === "HEAD" ? from(request, [request.path]) : send(request),
    // The clock of an attempt holds over all that it is led to.
    keepsTime: false
  }
}

/** Path and query of a redirect that stays on its origin. */
const target = ({ origin, path }: TransportRequest, { headers, status }: TransportResponse) => {
  const location = headers["location"]
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined
  const base = origin + path
  const url = URL.canParse(location, base) ? new URL(location, base) : undefined
  return url?.origin === origin ? url.pathname + url.search : undefined
}
