import type * as Cause from "effect/Cause"
import * as Data from "effect/Data"

/** What every failure of a call tells, whatever its tag. */
export interface Told {
  /** Grafana's operationId of the endpoint that was called. */
  readonly operation: string
  /** How many requests were sent or tried for this call. */
  readonly attempts: number
}

/** What a failure tells that Grafana itself answered. */
export interface Answered extends Told {
  readonly status: number
  /** Grafana's machine-readable name of the cause, where it sends one: `folder.notFound`. */
  readonly messageId: string | undefined
  /** The id to look for in Grafana's log, where it sends one. */
  readonly traceID: string | undefined
  /** The body as parsed JSON, else as text of at most 64 kB; not enumerable, so that it stays out of logs. */
  readonly body: unknown
}

/** The shape of a failure's class: its instances are yieldable errors with the fields `F`. */
export interface FailureClass<Tag extends string> {
  new <F extends object, Args extends ReadonlyArray<object | undefined> = [fields?: Optional<F>]>(
    ...args: Args
  ): Cause.YieldableError & {
    readonly _tag: Tag
    /** Its fields and its message, without body and cause. */
    toJSON(): unknown
  } & Readonly<F>
}

type Optional<F> = Partial<F> & { readonly message?: string }

/** What the fields of every failure are unless given. */
export const told: Told = { operation: "", attempts: 1 }

export const answered = (status: number): Answered => ({
  ...told,
  status,
  messageId: undefined,
  traceID: undefined,
  body: undefined
})

/**
 * The base of all failures: a `Data.TaggedError` whose own fields are enumerable, but for those that are hidden, and
 * whose JSON adds only the message.
 */
export const Failure = <const Tag extends string>(
  tag: Tag,
  words: string,
  defaults: object = told
): FailureClass<Tag> => {
  class Base extends Data.TaggedError(tag) {
    constructor({ message = words, ...fields }: { readonly message?: string } = {}) {
      super()
      Object.assign(this, defaults, fields, { message })
      for (const key of hidden) if (key in this) Object.defineProperty(this, key, { enumerable: false })
    }
    override toJSON(): unknown {
      return { ...this, message: this.message }
    }
  }
  // Sound: the constructor assigns the fields `F`, those given and those that have a default.
  return Base as unknown as FailureClass<Tag>
}

/** Raw bodies may hold secrets; a cause may hold anything. */
const hidden = ["message", "body", "cause"]
