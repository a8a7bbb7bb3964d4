/** What the service answers where something goes wrong, by the failure's tag. */
import type * as Endpoint from "@effect-grafana/core/Endpoint"
import * as GrafanaError from "@effect-grafana/core/GrafanaError"
import type * as Dashboards from "@effect-grafana/elements/Dashboards"
import type * as Folders from "@effect-grafana/elements/Folders"
import type { RequestError } from "@effect/platform/HttpServerError"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { ParseError } from "effect/ParseResult"

/** All that a route can fail with: what its endpoints declare, what every call can meet, a request that is malformed. */
export type Failure =
  | Endpoint.Error<typeof Folders.get | typeof Folders.update | typeof Dashboards.save>
  | GrafanaError.CallError
  | RequestError
  | ParseError

type Response = HttpServerResponse.HttpServerResponse

const { unsafeJson } = HttpServerResponse

/** The caller is told what is wrong, and can mend it. */
const because =
  (status: number) =>
  ({ message }: Failure): Effect.Effect<Response> =>
    Effect.succeed(unsafeJson({ message }, { status }))

/** The caller can do nothing about it; the log tells those who can. */
const ours =
  (status: number, message: string) =>
  (failure: GrafanaError.CallError): Effect.Effect<Response> =>
    Effect.as(
      Effect.logError(`${message}: ${failure.message} (${failure.operation}, ${failure._tag})`),
      unsafeJson({ message }, { status })
    )

/** It may pass by itself, after as long as Grafana says. */
const later = (failure: GrafanaError.CallError): Effect.Effect<Response> => {
  const after = "retryAfter" in failure ? failure.retryAfter : undefined
  const headers = after === undefined ? {} : { "retry-after": `${Math.ceil(Duration.toSeconds(after))}` }
  return Effect.map(
    ours(503, "Grafana does not answer right now")(failure),
    HttpServerResponse.setHeaders(headers)
  )
}

/**
 * Answers every failure of a route: its error channel is empty by type. An endpoint that comes to fail in a new way
 * does not compile here until that has an answer.
 */
export const answered = <R>(route: Effect.Effect<Response, Failure, R>): Effect.Effect<Response, never, R> =>
  Effect.catchTags(route, {
    RequestError: because(400),
    ParseError: because(400),
    InvalidInput: because(400),
    BadRequest: because(400),
    NotFound: because(404),
    FolderNotFound: because(404),
    VersionMismatch: because(409),
    NameExists: because(409),
    PluginDashboard: because(409),
    DashboardProvisioned: because(409),
    QuotaReached: because(409),
    DashboardTooLarge: because(413),
    SavePending: because(202),
    TooManyRequests: later,
    ServerError: (failure) =>
      GrafanaError.isRetryable(failure) ? later(failure) : ours(502, "Grafana failed")(failure),
    TransportError: later,
    TimedOut: later,
    Unauthorized: ours(502, "Grafana does not let this service in"),
    Forbidden: ours(502, "Grafana does not let this service do that"),
    RouteNotFound: ours(501, "This Grafana is too old for that"),
    UnexpectedResponse: ours(502, "Grafana answered what nobody understands")
  })
