import type * as Cause from "effect/Cause"
import { answered, type Answered, Failure } from "./failure.js"

/** How an error of Grafana looks on the wire; what is not named is not looked at. */
export interface Wire {
  readonly status: number
  /** The body's `messageId`, exactly. */
  readonly messageId?: string
  /** The body's `status` (`version-mismatch`), exactly. */
  readonly bodyStatus?: string
  /** The body's `message`: exactly, or by a pattern. */
  readonly message?: string | RegExp
  /** For a 404: the object's own words are `Not found` too, so a missing route looks the same. */
  readonly ambiguous?: boolean
  /** Nothing was done and another try may succeed, so that every kind of call is tried again. */
  readonly passing?: boolean
}

/** An error of Grafana: yieldable, an `Error`, told apart by `_tag`. */
export interface ApiErrorInstance<Tag extends string> extends Answered, Cause.YieldableError {
  readonly _tag: Tag
  readonly name: Tag
  /** Only on a 404 whose words a missing route would use as well: this Grafana may lack the route. */
  readonly possiblyRoute: boolean
  /** Its fields and its message, without body and cause. */
  toJSON(): unknown
}

/** What an error may be made from; all of it optional, so that a stub can say `new NotFound({})`. */
export interface ApiErrorFields extends Partial<Answered> {
  readonly message?: string
  readonly possiblyRoute?: boolean
}

/** The class of an error of Grafana. */
export interface ApiErrorClass<Tag extends string> {
  new (fields?: ApiErrorFields): ApiErrorInstance<Tag>
  /** The `_tag` of its instances. */
  readonly tag: Tag
  /** How it usually looks on the wire; an endpoint may word it otherwise with `when`. */
  readonly wires: ReadonlyArray<Wire>
}

/** Erased, for the interpreter: any class of `ApiError`, with its subclass's own instance type. */
export interface AnyApiErrorClass {
  new (fields?: ApiErrorFields): ApiErrorInstance<string>
  readonly tag: string
  readonly wires: ReadonlyArray<Wire>
}

/** An error as one endpoint words it. */
export interface ErrorCase<out E> {
  /** What a call fails with. */
  readonly error: new (fields?: ApiErrorFields) => E
  readonly tag: string
  /** Any of them will do; the one that names most of a response wins. */
  readonly wires: ReadonlyArray<Wire>
}

type ErrorFields = Answered & { readonly possiblyRoute: boolean }

export const ApiError = <const Tag extends string>(
  tag: Tag,
  ...wires: readonly [Wire, ...ReadonlyArray<Wire>]
): ApiErrorClass<Tag> => {
  class Base extends Failure(tag, tag, { ...answered(wires[0].status), possiblyRoute: false })<ErrorFields> {
    static readonly tag = tag
    static readonly wires: ReadonlyArray<Wire> = wires
  }
  // Sound: `Failure` assigns every field that ApiErrorInstance names; `name` is the tag by TaggedError.
  return Base as unknown as ApiErrorClass<Tag>
}
