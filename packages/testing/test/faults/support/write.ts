import type { Contract } from "@effect-grafana/core/Endpoint"
import type { Grafana } from "@effect-grafana/core/Grafana"
import type * as Effect from "effect/Effect"
import type { Json, Truth } from "./truth.js"

/** One write, not yet sent. */
export interface Write {
  readonly contract: Contract
  readonly send: Effect.Effect<unknown, { readonly _tag: string }, Grafana>
  /** Whether the fake holds what the write was to bring about, once and no more. */
  readonly stands: () => boolean
}

/** What writes are made from. */
export interface World {
  readonly truth: Truth
  /** A number in [0, 1). */
  readonly random: () => number
  /** A name that was never given before. */
  readonly name: () => string
}

export type Make = (world: World) => Write

/** One kind of object, and the writes that make and change it. */
export interface Resource {
  readonly objects: (truth: Truth) => ReadonlyArray<Json>
  readonly creates: ReadonlyArray<Make>
  readonly changes: ReadonlyArray<(object: Json) => Make>
}

// Sound: what the fake answers for these fields is a string, or a number, as the recordings show.
export const text = (value: unknown): string => value as string
export const number = (value: unknown): number => value as number

/** How many items have the value. */
export const many = (list: ReadonlyArray<Json>, field: string, value: string): number =>
  list.filter((it) => it[field] === value).length
