/** What a journal holds. */
import * as Schema from "effect/Schema"

const Content = Schema.Record({ key: Schema.String, value: Schema.Unknown })

const place = { organization: Schema.Int, action: Schema.Int }

/** Which action of the plan: the organization's position and the action's in it. */
export interface Place {
  readonly organization: number
  readonly action: number
}

/** A write is about to be sent. */
export interface Begun extends Schema.Schema.Type<typeof begun> {}
const begun = Schema.TaggedStruct("Begun", {
  ...place,
  /** Epoch milliseconds. */
  at: Schema.Number,
  /** What an update is about to overwrite. */
  before: Schema.optional(Schema.Struct({ content: Content, id: Schema.optional(Schema.String) }))
})
export const Begun: Schema.Schema<Begun> = begun

/**
 * How an action came out. `done`: written; `already`: the target had it by then; `conflict`: the target is no longer
 * as the plan saw it, and was left; `failed`: not carried out, or not all of it; `unknown`: sent, and what came of it
 * cannot be told. The next run tries all but the first two again.
 */
export type Outcome = typeof Outcome.Type
export const Outcome = Schema.Literal("done", "already", "conflict", "failed", "unknown")

/** An action is over. */
export interface Ended extends Schema.Schema.Type<typeof ended> {}
const ended = Schema.TaggedStruct("Ended", {
  ...place,
  at: Schema.Number,
  outcome: Outcome,
  reason: Schema.optional(Schema.String),
  /** What the target made of a create, where that is not the key that was asked for. */
  key: Schema.optional(Schema.String),
  id: Schema.optional(Schema.String),
  /** SHA-256 of what a write of several steps that failed has left there. */
  left: Schema.optional(Schema.String),
  /** Requests that were sent for the write beyond the first. */
  resent: Schema.optional(Schema.Int)
})
export const Ended: Schema.Schema<Ended> = ended

/** An organization was made in the target. */
export interface Entered extends Schema.Schema.Type<typeof entered> {}
const entered = Schema.TaggedStruct("Entered", {
  organization: Schema.Int,
  at: Schema.Number,
  id: Schema.Int
})
export const Entered: Schema.Schema<Entered> = entered

/** An action was taken back, or could not be. */
export interface Undone extends Schema.Schema.Type<typeof undone> {}
const undone = Schema.TaggedStruct("Undone", {
  ...place,
  at: Schema.Number,
  outcome: Schema.Literal("removed", "restored", "kept", "failed"),
  reason: Schema.optional(Schema.String)
})
export const Undone: Schema.Schema<Undone> = undone

/** A line of a journal. */
export type Record = Begun | Ended | Entered | Undone
export const Record: Schema.Schema<Record> = Schema.Union(Begun, Ended, Entered, Undone)

/** `organization/action`: tells places apart. */
export const placeOf = ({ action, organization }: Place): string => `${organization}/${action}`
