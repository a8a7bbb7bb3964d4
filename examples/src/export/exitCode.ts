import * as Data from "effect/Data"

export const done = 0
export const failed = 1
export const usage = 2
export const auth = 3
export const partly = 4
export const interrupted = 5

/** Why the command ends without an export: an exit code and what to tell. */
export class Ended extends Data.TaggedError("Ended")<{ readonly code: number; readonly message: string }> {}
