/** What a failure proves, and what stands for the answer of a request that was carried out all the same. */
import * as Cause from "effect/Cause"
import type * as Duration from "effect/Duration"
import type * as Exit from "effect/Exit"
import * as Predicate from "effect/Predicate"
import type { Answer } from "./answer.js"

interface Tagged {
  readonly _tag: string
  readonly status?: number
  readonly outcome?: string
  readonly possiblyRoute?: boolean
  readonly retryAfter?: Duration.Duration
}

export const isTagged = (error: unknown): error is Tagged => Predicate.hasProperty(error, "_tag")

/** Proof that an object is not there. A 500 that an endpoint words as `NotFound` may have another cause. */
export const isNotFound = (error: unknown): boolean =>
  isTagged(error) && error._tag === "NotFound" && error.status === 404 && error.possiblyRoute !== true

/** The kind of a failure as spans and metrics name it; none of a success. */
export const errorType = (exit: Exit.Exit<unknown, unknown>, status?: number): string | undefined => {
  if (exit._tag === "Success") return undefined
  if (status !== undefined && status >= 400) return String(status)
  const failed = Cause.squash(exit.cause)
  return isTagged(failed) ? failed._tag : "defect"
}

export const standIn = (value: unknown): Answer => ({
  value,
  text: "",
  status: 200,
  headers: {}
})
