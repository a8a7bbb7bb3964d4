/** A module with an `any` in each place where one can hide, and some where none is. */

export const hidden = `
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as Data from "effect/Data"

export interface InProperty { readonly a: { readonly b: any } }
export interface InIndex { readonly [key: string]: any }
export interface InMethod { call(input: any): void }
export interface InBase extends Array<any> {}
export interface InConstraint<T extends { readonly a: any }> { readonly t: T }
export interface InDefault<T = any> { readonly t: T }
export type InAlias = ReadonlyArray<ReadonlyArray<any>>
export type InUnion = string | { readonly a: any }
export type InTuple = readonly [string, any]
export type InCondition<T> = T extends string ? any : never
export type InMapped<T> = { readonly [K in keyof T]: any }
export type InConstructor = new (input: any) => object
export const inReturn = (): Map<string, any> => new Map()
export const inCallback = (f: (a: (b: any) => void) => void): void => f(() => {})
export const inSignature = <T extends ReadonlyArray<any>>(t: T): T => t
export const inEffect = (): Effect.Effect<number, any> => Effect.fail("a")
export const inGenerator = Effect.fn(function* (a: { readonly b: any }) { yield* Effect.void; return a.b === 1 })
export const inSchema = Schema.Struct({ a: Schema.Array(Schema.Any) })
export const inSchemaItself = Schema.Any
export const inInference = JSON.parse("1")
export declare const inLayer: Layer.Layer<never, any>
export class InClass { private readonly a = 1; b(): any { return this.a } }
export class InStatic { static readonly a: any = 1 }
export class InParameter { constructor(readonly a: ReadonlyArray<any>) {} }
export class InError extends Data.TaggedError("InError")<{ readonly cause: any }> {}

export interface Tree { readonly children: ReadonlyArray<Tree>; readonly parent: Tree | undefined }
export class Failure extends Data.TaggedError("Failure")<{ readonly reason: string }> {}
export const plain = Effect.fn(function* (a: string) { yield* new Failure({ reason: a }); return 1 })
export const model = Schema.Struct({ a: Schema.optional(Schema.Array(Schema.Number)), b: Schema.Unknown })
export type Model = typeof model.Type
export class Own { constructor(private readonly a: string) {} get b(): unknown { return this.a } }
`

/** The exports that hide one: those that are named by the place. */
export const hidingPlaces: ReadonlyArray<string> = [
  ...hidden.matchAll(/^export [a-z ]+ (In[A-Z]\w+)/gim)
].map(([, name = ""]) => name)
