/** What can go wrong with one request. */
import * as Duration from "effect/Duration"

/** In place of the server's own answer; without `commits` the server never sees the request. */
export type StandIn =
  | (Instead & {
      readonly _tag: "Status"
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    })
  | (Instead & {
      readonly _tag: "RetryAfter"
      readonly status: number
      readonly afterMillis: number
      readonly as: "seconds" | "date"
      readonly skewMillis: number
    })
  | (Instead & { readonly _tag: "StalledHeaders" })
  | (Instead & { readonly _tag: "Reset" })
  | (Instead & { readonly _tag: "Html"; readonly status: number })
  | (Instead & { readonly _tag: "GzipBomb"; readonly bytes: number })
  | (Instead & { readonly _tag: "DatabaseLocked" })
  | (Instead & { readonly _tag: "Unauthorized" })
  | (Instead & { readonly _tag: "PreconditionFailed" })

interface Instead {
  /** Whether the server carries the request out before its answer is lost. */
  readonly commits: boolean
}

/** Done to the server's own answer: the request was carried out. */
export type Alteration =
  | { readonly _tag: "Latency"; readonly millis: number }
  | { readonly _tag: "StalledBody" }
  | { readonly _tag: "Truncated"; readonly contentLength: "kept" | "cut" }
  | { readonly _tag: "CorruptJson" }
  | { readonly _tag: "ContentType"; readonly contentType: string }
  | { readonly _tag: "ClockSkew"; readonly millis: number }
  | ListAlteration

/** Done to a page of a list; any other answer is let through. */
export type ListAlteration =
  | { readonly _tag: "DuplicateItem" }
  | { readonly _tag: "MissingItem" }
  | { readonly _tag: "RepeatedPage" }

/** What goes wrong with one request. */
export type Fault = StandIn | Alteration

/** How far the server's clock is off. */
export type Skew = { readonly ahead: Duration.DurationInput } | { readonly behind: Duration.DurationInput }

// ---- in place of the answer ------------------------------------------------------------------------------

/**
 * Lets the server carry the request out, and then loses its answer to `fault`:
 * `afterCommit(status(502))` is a proxy that gives up too early.
 */
export const afterCommit = <F extends StandIn>(fault: F): F => ({ ...fault, commits: true })

/** Any status with any body: text stands as it is, anything else is sent as JSON. */
export const status = (
  status: number,
  body: unknown = { message: "A fault" },
  headers: Readonly<Record<string, string>> = {}
): StandIn => ({
  _tag: "Status",
  commits: false,
  status,
  headers: {
    "content-type": typeof body === "string" ? "text/plain; charset=utf-8" : "application/json",
    ...headers
  },
  body: typeof body === "string" ? body : JSON.stringify(body)
})

/**
 * Asks to come back later: 503 unless told, `Retry-After` in seconds unless told. As a date it is a time of the
 * server's clock, which may be off by `clock`; so is then the `Date` header.
 */
export const retryAfter = (
  after: Duration.DurationInput,
  options: { readonly status?: number; readonly as?: "seconds" | "date"; readonly clock?: Skew } = {}
): StandIn => ({
  _tag: "RetryAfter",
  commits: false,
  status: options.status ?? 503,
  afterMillis: Duration.toMillis(after),
  as: options.as ?? "seconds",
  skewMillis: options.clock === undefined ? 0 : millisOf(options.clock)
})

/** The connection stays open, and nothing ever comes. */
export const stalledHeaders: StandIn = { _tag: "StalledHeaders", commits: false }

/** The connection is reset, and the server has not seen the request. */
export const resetBeforeCommit: StandIn = { _tag: "Reset", commits: false }

/** The server carries the request out, and the connection is reset in place of its answer. */
export const resetAfterCommit: StandIn = afterCommit(resetBeforeCommit)

/** A web page where JSON belongs, as a login form or a proxy answers; 200 unless told. */
export const html = (options: { readonly status?: number } = {}): StandIn => ({
  _tag: "Html",
  commits: false,
  status: options.status ?? 200
})

/** A small gzip body that inflates to `bytes` zeros; 64 MiB unless told, which is above the client's own bound. */
export const gzipBomb = (options: { readonly bytes?: number } = {}): StandIn => ({
  _tag: "GzipBomb",
  commits: false,
  bytes: options.bytes ?? 64 * 2 ** 20
})

/**
 * SQLite refused the write, in the words of the route's family (12.3.0). Other routes hide them behind their own
 * ("Failed to create team"); for these take `status(500, ...)`.
 */
export const databaseLocked: StandIn = { _tag: "DatabaseLocked", commits: false }

/** A 401 for a credential that is right, as Grafana gives it under load. */
export const unauthorized: StandIn = { _tag: "Unauthorized", commits: false }

/** A 412 for a version that is right. */
export const preconditionFailed: StandIn = { _tag: "PreconditionFailed", commits: false }

// ---- done to the answer ----------------------------------------------------------------------------------

/** The request is carried out at once, and its answer comes late. */
export const latency = (duration: Duration.DurationInput): Alteration => ({
  _tag: "Latency",
  millis: Duration.toMillis(duration)
})

/** Status, headers and half of the body come, and then nothing more. */
export const stalledBody: Alteration = { _tag: "StalledBody" }

/**
 * Half of the body. With its `contentLength` kept the connection closes before the body is whole; cut to what is
 * sent, only the JSON shows it.
 */
export const truncated = (options: { readonly contentLength: "kept" | "cut" }): Alteration => ({
  _tag: "Truncated",
  ...options
})

/** A body of the right length with a byte in its middle that no JSON may have. */
export const corruptJson: Alteration = { _tag: "CorruptJson" }

/** The right body under a wrong content type. */
export const contentType = (contentType: string): Alteration => ({ _tag: "ContentType", contentType })

/** The `Date` header of a server whose clock is wrong. */
export const clockSkew = (skew: Skew): Alteration => ({ _tag: "ClockSkew", millis: millisOf(skew) })

/** The last item of the page before comes once more, as after an insert in between. */
export const duplicateItem: Alteration = { _tag: "DuplicateItem" }

/** The page's first item is left out and the rest moves up, as after a delete in between. */
export const missingItem: Alteration = { _tag: "MissingItem" }

/** The page before once more; on every page from the second on, a list that never ends. */
export const repeatedPage: Alteration = { _tag: "RepeatedPage" }

const millisOf = (skew: Skew): number =>
  "ahead" in skew ? Duration.toMillis(skew.ahead) : -Duration.toMillis(skew.behind)
