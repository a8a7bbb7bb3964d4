/** The contract of one HTTP operation: a value that describes it, and the function that calls it. */
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import * as Layer from "effect/Layer"
import type * as Schema from "effect/Schema"
import type * as Stream from "effect/Stream"
import type { CallError } from "./GrafanaError.js"
import type { AnyApiErrorClass, ErrorCase } from "./internal/apiError.js"
import { compileBody } from "./internal/body.js"
import { Grafana, type Response } from "./internal/client.js"
import { NullAsEmpty } from "./internal/nullAsEmpty.js"
import { compileNulls } from "./internal/nulls.js"
import { lookBack, meetsItself } from "./internal/readBack.js"
import { stubClient } from "./internal/stub.js"
import type {
  Check,
  ErrorOf,
  Fields,
  InputOf,
  Kind,
  Options,
  ReadOption,
  SuccessOf
} from "./internal/contract.js"
import type { CheckPolicy, ItemOf, WalkInput, WalkOptions } from "./internal/pages/check.js"
import { streams } from "./internal/pages/stream.js"
import type * as Pagination from "./Pagination.js"

export type { Kind, Options } from "./internal/contract.js"
export type { Response } from "./internal/client.js"

/** The HTTP methods of endpoints. */
export type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE"

/** Marks contracts among other values. */
export const TypeId: unique symbol = Symbol.for("@effect-grafana/core/Endpoint")

/** What an endpoint says of itself, with its types erased: what tests, fakes, conformance and docs read. */
export interface Contract {
  readonly [TypeId]: typeof TypeId
  /** Grafana's operationId, or ours where its OpenAPI has none. */
  readonly operation: string
  /** As it is sent. */
  readonly method: Method
  /** The path's template: `/api/folders/{uid}`; a `{+name}` takes several segments. */
  readonly path: string
  /** How a call may be repeated. */
  readonly kind: Kind
  /** Path parameters by their names in the path. */
  readonly params: Fields
  /** Query parameters: numbers and booleans are printed, arrays become repeated names. */
  readonly query: Fields
  /** Request headers of this endpoint. */
  readonly headers: Fields
  /** A record whose fields stand flat in the input, or a schema whose value stands under `payload`. */
  readonly payload: Fields | Schema.Schema.Any | undefined
  /** How the payload travels. */
  readonly encoding: "json" | "form" | "multipart" | "text"
  /** What a success's body must be; undefined: the body is ignored. */
  readonly success: Schema.Schema.Any | undefined
  /** How a success's body is read; `auto`: as JSON where the content type says so, else as text. */
  readonly response: "json" | "text" | "bytes" | "auto"
  /** The statuses of a success; undefined: any 2xx that no error names. */
  readonly statuses: ReadonlyArray<number> | undefined
  /** The errors that it declares, each with how this endpoint words it. */
  readonly errors: ReadonlyArray<ErrorCase<unknown>>
  /** How the payload is written; it stands here so that only what may have one brings it along. */
  readonly compileBody: typeof compileBody | undefined
  /** What a DELETE gives when a repeated request meets the 404 that proves the object gone. */
  readonly gone: { readonly value: unknown } | undefined
  /** How a write is looked at whose outcome is unknown; `keyed` and `versioned` ones have it. */
  readonly readBack: AnyReadBack | undefined
}

/**
 * One operation of the Grafana HTTP API. Calling it gives an Effect that fails with what the endpoint declares
 * (`E`) or with what every call can meet (`CallError`).
 */
export interface Endpoint<in I, out A, out E> extends Contract {
  (input: I): Effect.Effect<A, E | CallError, Grafana>
}

/** What an endpoint takes. */
export type Input<T> = T extends Endpoint<infer I, infer _A, infer _E> ? I : never
/** What an endpoint gives. */
export type Success<T> = T extends Endpoint<infer _I, infer A, infer _E> ? A : never
/** What an endpoint declares to fail with, without `CallError`. */
export type Error<T> = T extends Endpoint<infer _I, infer _A, infer E> ? E : never

type Make<Known extends keyof Options = keyof Options> = <const Path extends string, const O extends Options>(
  operation: string,
  path: Path,
  options: O & Check<Path, O, Known>
) => Endpoint<InputOf<O>, SuccessOf<O>, ErrorOf<O>>

const make =
  <Known extends keyof Options>(method: Method, usual: Kind, body?: typeof compileBody): Make<Known> =>
  (operation, path, options) => {
    const { error = [], gone: _, ...rest }: Options = options
    return callable({
      [TypeId]: TypeId,
      operation,
      method,
      path,
      kind: usual,
      params: {},
      query: {},
      headers: {},
      payload: undefined,
      encoding: "json",
      success: undefined,
      response: "json",
      statuses: undefined,
      errors: error.map(asCase),
      gone: "gone" in options ? { value: options.gone } : undefined,
      compileBody: body,
      readBack: undefined,
      ...rest
    })
  }

const asCase = (error: AnyApiErrorClass | ErrorCase<unknown>): ErrorCase<unknown> =>
  "error" in error ? error : { error, tag: error.tag, wires: error.wires }

const callable = <I, A, E>(contract: Contract): Endpoint<I, A, E> => {
  const call = (input: I): Effect.Effect<A, E | CallError, Grafana> =>
    Effect.flatMap(Grafana, (client) => client.call(endpoint, input))
  // Sound: `call` is the signature, `contract` the fields; the client checks input and success by the contract's schemas.
  const endpoint = Object.assign(call, contract) as Endpoint<I, A, E>
  return endpoint
}

/** An endpoint read by GET, without a payload; `safe`. */
export const get: Make<ReadOption> = make("GET", "safe")
/** An endpoint written by POST; `unsafe` unless told. */
export const post: Make = make("POST", "unsafe", compileBody)
/** An endpoint written by PUT; `idempotent` unless told. */
export const put: Make = make("PUT", "idempotent", compileBody)
/** An endpoint written by PATCH; `unsafe` unless told. */
export const patch: Make = make("PATCH", "unsafe", compileBody)
/** An endpoint written by DELETE; `idempotent` unless told. */
export const del: Make = make("DELETE", "idempotent", compileBody)
export { del as delete }

// ---- writes that are read back ---------------------------------------------------------------------------

/** What reading back showed of a write whose outcome is unknown. */
export type Verdict<A> =
  | { readonly _tag: "Done"; readonly value: A }
  | { readonly _tag: "NotDone" }
  | { readonly _tag: "Conflict" }

/** The write was carried out; `value` stands for its response. */
export const done = <A>(value: A): Verdict<A> => ({ _tag: "Done", value })
/** The write was not carried out: it may be sent again. */
export const notDone: Verdict<never> = { _tag: "NotDone" }
/** Something else happened to the object: the write is not sent again, and fails as its request did. */
export const conflict: Verdict<never> = { _tag: "Conflict" }

/** How to learn whether a write was carried out whose response never came. */
export interface ReadBack<I, A, RI, RA, RE> {
  /** The endpoint that shows it. */
  readonly read: Endpoint<RI, RA, RE>
  /** What to read for what was sent; undefined where nothing tells it (no uid of ours): then nothing is resent. */
  readonly input: (sent: I) => RI | undefined
  /** Judges what was found; none where `read` failed with `NotFound`. */
  readonly decide: (sent: I, found: Option.Option<RA>) => Verdict<A>
}

/** A `ReadBack` with its types erased. */
export interface AnyReadBack {
  /** The endpoint that shows the outcome. */
  readonly read: Endpoint<never, unknown, unknown>
  /** See `ReadBack`. */
  readonly input: (sent: never) => unknown
  /** See `ReadBack`. */
  readonly decide: (sent: never, found: Option.Option<never>) => Verdict<unknown>
  /** How the client goes about it; it stands here so that only what is read back brings it along. */
  readonly meetsItself: typeof meetsItself
  /** Reads back and judges. */
  readonly lookBack: ReturnType<typeof lookBack>
}

const withReadBack =
  (kind: Kind) =>
  <I, A, E, RI, RA, RE>(
    endpoint: Endpoint<I, A, E>,
    readBack: ReadBack<NoInfer<Exclude<I, void>>, NoInfer<A>, RI, RA, RE>
  ): Endpoint<I, A, E> =>
    callable({
      ...contractOf(endpoint),
      kind,
      readBack: { ...readBack, meetsItself, lookBack: lookBack(readBack) }
    })

/** A create under an id of ours: when its outcome is unknown it is read back, never resent blindly. */
export const keyed = withReadBack("keyed")
/** A write with a version: a blind resend would meet its own write as a conflict, so it is read back first. */
export const versioned = withReadBack("versioned")
/** A write that may be repeated, but whose answer to a repeated request tells nothing: it is read back. */
export const verified = withReadBack("idempotent")

const contractOf = (endpoint: Contract): Contract => ({ ...endpoint })

// ---- schemas ---------------------------------------------------------------------------------------------

/** Marks a list of a response that Grafana sends as `null` when it is empty; it is handed out as `[]`. */
export const nullAsEmpty = <A>(list: Schema.Schema<ReadonlyArray<A>>): Schema.Schema<ReadonlyArray<A>> =>
  list.annotations({ [NullAsEmpty]: compileNulls })

// ---- ways out --------------------------------------------------------------------------------------------

/** Calls an endpoint and gives its value with status, headers and the server's own text. */
export const withResponse =
  <I, A, E>(endpoint: Endpoint<I, A, E>) =>
  (input: I): Effect.Effect<Response<A>, E | CallError, Grafana> =>
    Effect.flatMap(Grafana, (client) => client.respond(endpoint, input))

/** One answer of a stub. */
export interface Answer {
  /** Of the endpoint that it stands for. */
  readonly operation: string
  /** Is given the input of each call. */
  readonly handler: (input: never) => Effect.Effect<unknown, unknown>
}

/** An answer for one endpoint, to be put together with others by `stubs`. */
export const answer = <I, A, E>(
  endpoint: Endpoint<I, A, E>,
  handler: (input: I) => Effect.Effect<A, E | CallError>
): Answer => ({ operation: endpoint.operation, handler })

/**
 * A client for a unit test that gives the answers of `handler` for one endpoint and knows no other: calling
 * another one is a defect that names it. Inputs are checked as for a real call.
 */
export const stub = <I, A, E>(
  endpoint: Endpoint<I, A, E>,
  handler: (input: I) => Effect.Effect<A, E | CallError>
): Layer.Layer<Grafana> => stubs(answer(endpoint, handler))

/** A client for a unit test that knows a few endpoints. */
export const stubs = (...answers: ReadonlyArray<Answer>): Layer.Layer<Grafana> =>
  Layer.succeed(Grafana, stubClient(answers))

// ---- lists -----------------------------------------------------------------------------------------------

/**
 * An endpoint whose response is a list, or a page of one: a plain call gives one response, `stream` and `pages`
 * walk the whole list. `S` is the input without what a walk fills in, `W` is how a walk can be told to go.
 */
export interface Listing<in I, out A, out E, out Item, in S, in W = Pagination.Options> extends Endpoint<
  I,
  A,
  E
> {
  /** How its pages follow each other. */
  readonly policy: Pagination.Policy
  /**
   * The items of all pages. Pulls: no page is asked for that is neither wanted nor within `prefetch`, and an
   * interruption or a `take` aborts what is under way. Each page is a call of its own, with its own retries and
   * clocks; a failure comes after the items of the pages before it.
   */
  readonly stream: (
    input: S,
    options?: W
  ) => Stream.Stream<Item, E | CallError | Pagination.PaginationError, Grafana>
  /** The same by pages, each with the position after it. */
  readonly pages: (
    input: S,
    options?: W
  ) => Stream.Stream<Pagination.Page<Item>, E | CallError | Pagination.PaginationError, Grafana>
}

/** An endpoint read by GET that gives a list, and how that list is walked. */
export const list = <const Path extends string, const O extends Options, const P extends Pagination.Policy>(
  operation: string,
  path: Path,
  options: O & Check<Path, O, ReadOption>,
  policy: P & CheckPolicy<O, P>
): Listing<InputOf<O>, SuccessOf<O>, ErrorOf<O>, ItemOf<O, P>, WalkInput<O, P>, WalkOptions<P>> => {
  const endpoint = get<Path, O>(operation, path, options)
  return Object.assign(
    endpoint,
    { policy },
    streams<InputOf<O>, SuccessOf<O>, ErrorOf<O>, ItemOf<O, P>>(endpoint, policy)
  )
}
