/** The objects of Grafana's Kubernetes-style API (`/apis`): their metadata, content and status. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import * as Schema from "effect/Schema"
import { JsonObject } from "./Common.js"

/** Labels, or annotations: a text for each key. */
export const Texts = Schema.Record({ key: Schema.String, value: Schema.String })

/** Metadata with a name and a namespace of these schemas. */
export const metadataOf = <Own extends Schema.Struct.Fields>(own: Own) =>
  Schema.Struct({
    ...own,
    uid: Schema.optional(Schema.String),
    resourceVersion: Schema.optional(Schema.String),
    generation: Schema.optional(Schema.Int),
    creationTimestamp: Schema.optional(Schema.String),
    labels: Schema.optional(Texts),
    annotations: Schema.optional(Texts),
    managedFields: Schema.optional(Schema.Array(JsonObject))
  })

/**
 * What Grafana keeps of any object besides its content. `name` is what the rest of Grafana calls its uid;
 * `resourceVersion` is opaque. Where an object stands is told by the annotation `grafana.app/folder`, at the root by
 * its absence.
 */
export interface Metadata extends Schema.Schema.Type<typeof metadata> {}
const metadata = metadataOf({ name: Schema.String, namespace: Schema.String })
export const Metadata: Schema.Schema<Metadata> = metadata

/** An object of a resource. The objects of a list have no `kind` and no `apiVersion` of their own (12.3.0). */
export interface KubernetesObject<Spec, Status = unknown> {
  readonly kind?: string | undefined
  readonly apiVersion?: string | undefined
  readonly metadata: Metadata
  /** Its content, as whoever wrote it wants it. */
  readonly spec: Spec
  /** What Grafana says of it. */
  readonly status?: Status | undefined
}

/** A list, or a page of one; `metadata.continue` is the token of the next. */
export interface KubernetesList<Item> {
  readonly kind: string
  readonly apiVersion: string
  readonly metadata: {
    readonly resourceVersion?: string | undefined
    readonly continue?: string | undefined
    readonly remainingItemCount?: number | undefined
  }
  readonly items: ReadonlyArray<Item>
}

/** What a delete answers, where it does not answer with the object as it was. */
export interface Deleted extends Schema.Schema.Type<typeof deleted> {}
const deleted = Schema.Struct({
  kind: Schema.Literal("Status"),
  apiVersion: Schema.String,
  metadata: Schema.Struct({ resourceVersion: Schema.optional(Schema.String) }),
  status: Schema.String,
  details: Schema.optional(
    Schema.Struct({
      name: Schema.optional(Schema.String),
      group: Schema.optional(Schema.String),
      kind: Schema.optional(Schema.String),
      uid: Schema.optional(Schema.String)
    })
  )
})
export const Deleted: Schema.Schema<Deleted> = deleted

/** The schema of a resource's objects, from those of their content and of what Grafana says of it. */
export const objectOf = <Spec, Status = unknown>(parts: {
  readonly spec: Schema.Schema<Spec>
  readonly status?: Schema.Schema<Status>
}): Schema.Schema<KubernetesObject<Spec, Status>> =>
  Schema.Struct({
    kind: Schema.optional(Schema.String),
    apiVersion: Schema.optional(Schema.String),
    metadata: Metadata,
    spec: parts.spec,
    // Sound: where no schema tells the status, its type is unknown.
    status: Schema.optional((parts.status ?? Schema.Unknown) as Schema.Schema<Status>)
  })

/** The schema of a list, from that of what stands in it. */
export const listOf = <Item>(item: Schema.Schema<Item>): Schema.Schema<KubernetesList<Item>> =>
  Schema.Struct({
    kind: Schema.String,
    apiVersion: Schema.String,
    metadata: Schema.Struct({
      resourceVersion: Schema.optional(Schema.String),
      continue: Schema.optional(Schema.String),
      remainingItemCount: Schema.optional(Schema.Int)
    }),
    items: Endpoint.nullAsEmpty(Schema.Array(item))
  })
