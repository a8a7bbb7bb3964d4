/**
 * Which failure of which kind of call is tried again (`table`), and when and how often (a schedule). The table
 * guards against writing twice and cannot be loosened; the schedule is plain Effect, yours to replace.
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Random from "effect/Random"
import * as Schedule from "effect/Schedule"
import * as ScheduleDecision from "effect/ScheduleDecision"
import * as ScheduleInterval from "effect/ScheduleInterval"
import type { Kind } from "./Endpoint.js"
import type { CallError } from "./GrafanaError.js"

/** When and how often a call is tried again. */
export interface Policy {
  /** Sees each failure that the table lets through; its delay is stretched to a longer `Retry-After`. */
  readonly schedule: Schedule.Schedule<unknown, CallError>
  /** The longest `Retry-After` that is waited for; one beyond the call's clock fails at once. */
  readonly maxRetryAfter: Duration.Duration
  /** Tokens that a client holds for retries: a retry costs 5, after a timeout 10; a success gives 1 back. */
  readonly quota: number
}

/**
 * Full jitter: each delay is drawn between nothing and `base` (200 ms) doubled at every try, at most `cap` (10 s).
 */
export const fullJitter = (options?: {
  readonly base?: Duration.DurationInput
  readonly cap?: Duration.DurationInput
}): Schedule.Schedule<number> => {
  const base = Duration.toMillis(options?.base ?? Duration.millis(200))
  const cap = Duration.toMillis(options?.cap ?? Duration.seconds(10))
  return Schedule.makeWithState(0, (now, _, tries) =>
    Effect.map(Random.next, (drawn) => {
      const next = ScheduleInterval.after(now + drawn * Math.min(cap, base * 2 ** tries))
      return [tries + 1, tries, ScheduleDecision.continueWith(next)]
    })
  )
}

/** A policy of one's own; what is not given is as in `standard`. */
export const make = (options: {
  readonly schedule?: Schedule.Schedule<unknown, CallError>
  readonly maxRetryAfter?: Duration.DurationInput
  readonly quota?: number
}): Policy => ({
  schedule: options.schedule ?? Schedule.intersect(fullJitter(), Schedule.recurs(2)),
  maxRetryAfter: Duration.decode(options.maxRetryAfter ?? Duration.minutes(1)),
  quota: options.quota ?? 500
})

/** Three attempts in all, full jitter from 200 ms to 10 s, `Retry-After` honoured up to a minute. */
export const standard: Policy = make({})

/** Nothing is tried again. */
export const none: Policy = make({ schedule: Schedule.stop })

/** Takes a policy as it is and a bare schedule as the schedule of `standard`. */
export const from = (policy: Policy | Schedule.Schedule<unknown, CallError>): Policy =>
  Schedule.isSchedule(policy) ? make({ schedule: policy }) : policy

// ---- the table -------------------------------------------------------------------------------------------

/** What is done about a failure: send again; look whether the write was carried out, and send again if not; give up. */
export type Action = "resend" | "read back" | "fail"

/** A way to fail, as the table tells them apart. */
export type Row =
  | "not sent"
  | "no answer"
  | "401 where the credential has worked"
  | "429"
  | "502, 503, 504"
  | "503 with Retry-After"
  | "500 database is locked"
  | "declared as passing"

const row = (lookedUp: Action, unsafe: Action): Readonly<Record<Kind, Action>> => ({
  safe: "resend",
  idempotent: "resend",
  versioned: lookedUp,
  keyed: lookedUp,
  unsafe
})

/** Grafana has done nothing. */
const undone = row("resend", "resend")

/** Grafana may have done what it was asked. */
const uncertain = row("read back", "fail")

/**
 * Row by kind. `safe` reads; `idempotent` may be repeated; `versioned` and `keyed` are looked up first, because a
 * repeated request would meet its own write; `unsafe` is never repeated once it was sent.
 */
export const table: Readonly<Record<Row, Readonly<Record<Kind, Action>>>> = {
  "not sent": undone,
  "no answer": uncertain,
  // Grafana under load answers 401 to a credential that is right.
  "401 where the credential has worked": undone,
  "429": undone,
  "502, 503, 504": uncertain,
  // A proxy may say so after Grafana has committed.
  "503 with Retry-After": uncertain,
  // SQLite, Grafana's default database, rolled the write back; a call of several writes may have made the first.
  "500 database is locked": uncertain,
  // An error that its endpoint marks so: the alerting document's 409, where nothing was written.
  "declared as passing": undone
}

/** The row of a failure; undefined: none, it is final. */
export const rowOf = (error: unknown, credentialHasWorked: boolean): Row | undefined => {
  if (!isFailure(error)) return undefined
  switch (error._tag) {
    case "TransportError":
    case "TimedOut":
      return isFinal(error) ? undefined : error.outcome === "not sent" ? "not sent" : "no answer"
    case "Unauthorized":
      return credentialHasWorked ? "401 where the credential has worked" : undefined
    case "TooManyRequests":
      return "429"
    case "ServerError":
      return serverRow(error)
    default:
      return undefined
  }
}

type Passing = Extract<CallError, { readonly _tag: string }>

const isFailure = (error: unknown): error is Passing => Predicate.hasProperty(error, "_tag")

/** The call's own clock has run out, or another try would end the same way. */
const isFinal = (error: Extract<CallError, { readonly _tag: "TransportError" | "TimedOut" }>): boolean =>
  error._tag === "TimedOut"
    ? error.clock === "call"
    : ["Credential", "Tls", "BodyTooLarge", "Encoding"].includes(error.reason)

const serverRow = (error: Extract<CallError, { readonly _tag: "ServerError" }>): Row | undefined => {
  if (error.status === 503 && error.retryAfter !== undefined) return "503 with Retry-After"
  if ([502, 503, 504].includes(error.status)) return "502, 503, 504"
  return /database is locked/i.test(said(error.body)) ? "500 database is locked" : undefined
}

const said = (body: unknown): string => (typeof body === "string" ? body : JSON.stringify(body ?? ""))
