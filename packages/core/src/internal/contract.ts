/** The types of a contract's options, and what the compiler refuses in them. */
import type * as Schema from "effect/Schema"
import type * as Types from "effect/Types"
import type { AnyApiErrorClass, ErrorCase } from "./apiError.js"

export type Fields = Schema.Struct.Fields

/** How a call may be repeated; `versioned` and `keyed` come only with a `readBack`. */
export type Kind = "safe" | "idempotent" | "versioned" | "keyed" | "unsafe"

/** What an endpoint is declared with; all of it can be left out. */
export interface Options {
  /** Path parameters, one for each name in braces. */
  readonly params?: Fields
  /** Query parameters: numbers and booleans are printed, arrays become repeated names. */
  readonly query?: Fields
  /** Request headers of this endpoint. */
  readonly headers?: Fields
  /** A record whose fields stand flat in the input, or a schema whose value stands under `payload`. */
  readonly payload?: Fields | Schema.Schema.Any
  /** How the payload travels; `json` unless told. */
  readonly encoding?: "json" | "form" | "multipart" | "text"
  /** What a success's body must be; without it the body is ignored. */
  readonly success?: Schema.Schema.Any
  /** How a success's body is read; `json` unless told. `auto`: JSON where the content type says so, else text. */
  readonly response?: "json" | "text" | "bytes" | "auto"
  /** The statuses of a success, where "any 2xx" is not the truth. */
  readonly statuses?: ReadonlyArray<number>
  /** The errors that Grafana answers here, besides those of every call. */
  readonly error?: ReadonlyArray<AnyApiErrorClass | ErrorCase<unknown>>
  /** How the call may be repeated, where the method does not say it: GET `safe`, PUT and DELETE `idempotent`, else `unsafe`. */
  readonly kind?: "safe" | "idempotent" | "unsafe"
  /** What a DELETE gives when a repeated request meets the 404 that proves the object gone. */
  readonly gone?: unknown
}

type FieldsIn<O, K extends string> = O extends { readonly [P in K]: infer F extends Fields } ? F : {}

type PayloadInput<O> = O extends { readonly payload: infer P }
  ? P extends Schema.Schema.Any
    ? { readonly payload: Schema.Schema.Type<P> }
    : P extends Fields
      ? Schema.Struct.Type<P>
      : {}
  : {}

type PayloadKeys<O> = keyof PayloadInput<O>

type Record_<O> = Types.Simplify<
  Schema.Struct.Type<FieldsIn<O, "params">> &
    Schema.Struct.Type<FieldsIn<O, "query">> &
    Schema.Struct.Type<FieldsIn<O, "headers">> &
    PayloadInput<O>
>

/** One flat record; where nothing is required it may be left out. */
export type InputOf<O> = Optional<Record_<O>>
type Optional<T> = keyof T extends never ? void : {} extends T ? T | void : T

export type SuccessOf<O> = O extends { readonly success: infer S extends Schema.Schema.Any }
  ? Schema.Schema.Type<S>
  : void

export type ErrorOf<O> = O extends { readonly error: ReadonlyArray<infer C> }
  ? C extends ErrorCase<infer E>
    ? E
    : C extends new (...args: never) => infer E
      ? E
      : never
  : never

export type ParamNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `+${infer Greedy}` ? Greedy : Name) | ParamNames<Rest>
  : never

type Wires<F extends Fields> = keyof Schema.Struct.Encoded<F>

type TypeKeys<O> = [
  keyof Schema.Struct.Type<FieldsIn<O, "params">>,
  keyof Schema.Struct.Type<FieldsIn<O, "query">>,
  keyof Schema.Struct.Type<FieldsIn<O, "headers">>,
  PayloadKeys<O>
]
type Twice<T extends ReadonlyArray<unknown>> = T extends readonly [infer Head, ...infer Rest]
  ? (Head & Rest[number]) | Twice<Rest>
  : never

/** A fault is a property that nobody can give; its name says what is wrong and its type where. */
type Fault<Message extends string, Where> = [Where] extends [never]
  ? unknown
  : { readonly [K in Message]: Where }

type Transforms<O> = O extends { readonly success: Schema.Schema<infer A, infer I, infer R> }
  ? [R] extends [never]
    ? [A, I] extends [I, A]
      ? never
      : "success"
    : "success"
  : never

type WrongGone<O> = O extends { readonly gone: infer G } ? (G extends SuccessOf<O> ? never : "gone") : never

/** The options of a GET, which has no payload. */
export type ReadOption = Exclude<keyof Options, "payload" | "encoding">

export type Check<Path extends string, O, Known extends keyof Options = keyof Options> = Fault<
  "a path parameter has no schema in params",
  Exclude<ParamNames<Path>, Wires<FieldsIn<O, "params">>>
> &
  Fault<"the path has no such parameter", Exclude<Wires<FieldsIn<O, "params">>, ParamNames<Path>>> &
  Fault<"a key stands twice; rename one with Schema.fromKey", Twice<TypeKeys<O>>> &
  Fault<"a response schema must not transform", Transforms<O>> &
  Fault<"gone must be a value of success", WrongGone<O>> & {
    readonly [K in Exclude<keyof O, Known>]: "no such option"
  }
