/** How a command ends. */
import * as Data from "effect/Data"

/** The exit code of what was done in full. */
export const done = 0
/** The exit code of what could not go on. */
export const failed = 1
/** The exit code of what was asked for wrongly: nothing was done. */
export const usage = 2
/** The exit code where a Grafana does not let a credential in, or not far enough. */
export const auth = 3
/** The exit code of what has left something out: conflicts, failures, findings, differences. */
export const partly = 4
/** The exit code of what was interrupted. */
export const interrupted = 5

/** A command ends other than well: with an exit code, and what to tell. */
export class Ended extends Data.TaggedError("Ended")<{ readonly code: number; readonly message: string }> {}

export const misused = (message: string): Ended =>
  new Ended({ code: usage, message: `${message}\n--help tells what there is.` })

export const failing = (message: string): Ended => new Ended({ code: failed, message })
