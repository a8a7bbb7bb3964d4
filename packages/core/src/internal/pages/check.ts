/** The types of a list: its items, what its stream takes, and what the compiler refuses in a policy. */
import type * as Types from "effect/Types"
import type { CountedOptions, Options, Policy } from "../../Pagination.js"
import type { InputOf, SuccessOf } from "../contract.js"

type Field<T, K extends string> = K extends keyof NonNullable<T> ? NonNullable<T>[K] : never

/** What stands at a dotted path, through optional fields too; never where there is no such path. */
export type At<T, Path> = Path extends ""
  ? T
  : Path extends `${infer Head}.${infer Rest}`
    ? At<Field<T, Head>, Rest>
    : Path extends string
      ? Field<T, Path>
      : never

type Get<P, K extends string> = P extends { readonly [_ in K]: infer V } ? V : never

/** The path, where what stands there is not what is expected. */
type Wrong<Root, Path, Expected> = [Path] extends [never]
  ? never
  : [At<Root, Path>] extends [never]
    ? Path
    : NonNullable<At<Root, Path>> extends Expected
      ? never
      : Path

export type ItemOf<O, P> =
  NonNullable<At<SuccessOf<O>, Get<P, "items">>> extends ReadonlyArray<infer Item> ? Item : never

type Flat<O> = [Exclude<InputOf<O>, void>] extends [never] ? {} : Exclude<InputOf<O>, void>

/** The input's keys that the walk itself fills in. */
type Own<P> = Get<P, "page"> | Get<P, "size"> | Get<P, "token">

type Optional<T> = keyof T extends never ? void : {} extends T ? T | void : T

/** The endpoint's input without what the walk fills in. */
export type WalkInput<O, P> = Optional<Types.Simplify<Omit<Flat<O>, Own<P> & PropertyKey>>>

type Trusted<P> = P extends { readonly total: string } ? true : false

export type WalkOptions<P> = P extends { readonly kind: "whole" }
  ? never
  : Trusted<P> extends true
    ? CountedOptions
    : Options

type PathOf<T> = T extends { readonly path: infer Path } ? Path : T
type TotalPath<P> = PathOf<Get<P, "total">>

/** The keys that the input lacks, or whose values are of another type. */
type WrongKey<O, Key, Value> = Key extends keyof Flat<O>
  ? [Value] extends [NonNullable<Flat<O>[Key]>]
    ? never
    : Key
  : Key

/** A fault is a property that nobody can give; its name says what is wrong and its type where. */
type Fault<Message extends string, Where> = [Where] extends [never]
  ? unknown
  : { readonly [K in Message]: Where }

type Keys<P> = Get<P, "page"> | Get<P, "size"> | Get<P, "from"> | Get<P, "to">

export type CheckPolicy<O, P extends Policy> = Fault<
  "the input has no such number",
  WrongKey<O, Keys<P>, number>
> &
  Fault<"the input has no such string", WrongKey<O, Get<P, "token">, string>> &
  Fault<"items is no path to an array in success", Wrong<SuccessOf<O>, P["items"], ReadonlyArray<unknown>>> &
  Fault<
    "id is no path to a string or number in an item",
    Wrong<ItemOf<O, P>, Get<P, "id">, string | number>
  > &
  Fault<"time is no path to a number in an item", Wrong<ItemOf<O, P>, Get<P, "time">, number>> &
  Fault<"timeEnd is no path to a number in an item", Wrong<ItemOf<O, P>, Get<P, "timeEnd">, number>> &
  Fault<"total is no path to a number in success", WrongTotal<O, P>> &
  Fault<"echo is no path to a number in success", Wrong<SuccessOf<O>, Get<P, "echo">, number>> &
  Fault<"next is no path to a string in success", Wrong<SuccessOf<O>, Get<P, "next">, string>> &
  Fault<"stop: total needs a path to it", WrongStop<P>>

type WrongTotal<O, P> = [TotalPath<P>] extends [never]
  ? never
  : [At<SuccessOf<O>, TotalPath<P>>] extends [never]
    ? TotalPath<P>
    : At<SuccessOf<O>, TotalPath<P>> extends number
      ? never
      : TotalPath<P>

type WrongStop<P> = P extends { readonly stop: "total" }
  ? [TotalPath<P>] extends [never]
    ? "stop"
    : never
  : never
