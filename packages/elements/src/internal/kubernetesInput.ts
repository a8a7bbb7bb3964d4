/** What calls on any resource under `/apis` may send. */
import * as Schema from "effect/Schema"
import { JsonObject } from "../Common.js"
import { metadataOf, Texts } from "../KubernetesObjects.js"

/** The name of an object. */
export const Name = Schema.NonEmptyString.pipe(Schema.maxLength(253))

/** What an object says of its own resource; its address says it as well. */
export const named = {
  kind: Schema.optional(Schema.String),
  apiVersion: Schema.optional(Schema.String)
}

/** What Grafana does about fields that it does not know: nothing, a warning header (its default), or `BadRequest`. */
export const fieldValidation = Schema.optional(Schema.Literal("Ignore", "Warn", "Strict"))

export const newMetadata = Schema.Struct({
  name: Schema.optional(Name),
  generateName: Schema.optional(Schema.NonEmptyString),
  labels: Schema.optional(Texts),
  annotations: Schema.optional(Texts)
})

/** An object to create. Without a `name` Grafana makes one, of `generateName` where the resource asks for it. */
export interface NewObject<Spec> extends Schema.Struct.Type<typeof named> {
  readonly metadata: Schema.Schema.Type<typeof newMetadata>
  readonly spec: Spec
  readonly fieldValidation?: "Ignore" | "Warn" | "Strict" | undefined
}

export const Unconverted = Schema.Unknown.pipe(
  Schema.filter(
    (status) =>
      !hasFailed(status) || "the object's conversion failed: written so, it would replace what is stored"
  )
)

const hasFailed = Schema.is(Schema.Struct({ conversion: Schema.Struct({ failed: Schema.Literal(true) }) }))

export const heldMetadata = metadataOf({ name: Name, namespace: Schema.optional(Schema.String) })

/** An object as it is to stand: what was read, with another `spec`. */
export interface ChangedObject<Spec> extends Schema.Struct.Type<typeof named> {
  readonly metadata: Schema.Schema.Type<typeof heldMetadata>
  readonly spec: Spec
  /** As it was read; refused with `InvalidInput` where it says that the object could not be converted. */
  readonly status?: unknown
  readonly fieldValidation?: "Ignore" | "Warn" | "Strict" | undefined
}

/** A JSON merge patch: what it names is replaced, what it names as `null` is taken away, lists are replaced whole. */
export type Merge<A> =
  A extends ReadonlyArray<unknown>
    ? A
    : A extends object
      ? { readonly [K in keyof A]?: Merge<A[K]> | null }
      : A

// Sound: what a merge patch of a record names are fields of that record.
export const mergeOf = <Spec>() => JsonObject as unknown as Schema.Schema<Merge<Spec>>

const Changes = Schema.Record({ key: Schema.String, value: Schema.NullOr(Schema.String) })

export const patchedMetadata = Schema.Struct({
  resourceVersion: Schema.optional(Schema.String),
  labels: Schema.optional(Changes),
  annotations: Schema.optional(Changes)
})

/** What a merge patch changes. */
export interface ObjectPatch<Spec> {
  readonly metadata?: Schema.Schema.Type<typeof patchedMetadata> | undefined
  readonly spec?: Merge<Spec> | undefined
}

/** A step of a JSON patch (RFC 6902); `path` is a JSON pointer: `/spec/title`. */
export type JsonPatchStep = Schema.Schema.Type<typeof JsonPatchStep>
export const JsonPatchStep = Schema.Union(
  Schema.Struct({ op: Schema.Literal("add", "replace", "test"), path: Schema.String, value: Schema.Unknown }),
  Schema.Struct({ op: Schema.Literal("move", "copy"), from: Schema.String, path: Schema.String }),
  Schema.Struct({ op: Schema.Literal("remove"), path: Schema.String })
)
