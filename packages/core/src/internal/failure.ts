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
  new <F extends object>(
    fields: Enumerable<F>,
    message: string,
    hidden: { readonly body?: unknown; readonly cause?: unknown }
  ): Cause.YieldableError & { readonly _tag: Tag; toJSON(): unknown } & Readonly<F>
}

type Enumerable<F> = Omit<F, "body">

/**
 * The base of all failures: a `Data.TaggedError` whose own fields are enumerable, but for those named hidden
 * (raw bodies may hold secrets; a cause may hold anything), and whose JSON adds only the message.
 */
export const Failure = <const Tag extends string>(tag: Tag): FailureClass<Tag> => {
  class Base extends Data.TaggedError(tag) {
    constructor(fields: object, message: string, hidden: object) {
      super()
      Object.assign(this, fields)
      hide(this, "message", message)
      for (const [key, value] of Object.entries(hidden)) hide(this, key, value)
    }
    override toJSON(): unknown {
      return { ...this, message: this.message }
    }
  }
  // Sound: the constructor assigns the fields `F` that it is given, enumerable and hidden ones.
  return Base as unknown as FailureClass<Tag>
}

const hide = (self: object, key: string, value: unknown): void => {
  Object.defineProperty(self, key, { value, enumerable: false, writable: true, configurable: true })
}
