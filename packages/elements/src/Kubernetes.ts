/**
 * Grafana's Kubernetes-style API (`/apis`): for each verb a function that makes the contract of one endpoint, for
 * Grafana's own resources and for those of any other group:
 *
 *     const spec = Schema.Struct({ title: Schema.String })
 *     const object = objectOf({ spec })
 *     const jobs = Kubernetes.resource({ group: "jobs.example.com", version: "v1", plural: "jobs", spec, object })
 *     export const get = Kubernetes.get("getJob", jobs)
 *
 * `dryRun` is not offered: dashboards heed it, all other resources are written for good (12.3.0).
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import {
  type BadRequest,
  ContinueTokenRefused,
  type ErrorCase,
  NotFound,
  PatchDoesNotApply,
  type UidTaken,
  VersionMismatch,
  when
} from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Count } from "./Common.js"
import { judgeCreate, judgePatch, judgeUpdate } from "./internal/judgeResource.js"
import {
  type ChangedObject,
  fieldValidation,
  heldMetadata,
  JsonPatchStep,
  mergeOf,
  Name,
  named,
  newMetadata,
  type NewObject,
  type ObjectPatch,
  patchedMetadata,
  Unconverted
} from "./internal/kubernetesInput.js"
import { constant, listRefused, notServed, patchRefused, refused, taken } from "./internal/kubernetes.js"
import { Deleted, type KubernetesList, type KubernetesObject, listOf } from "./KubernetesObjects.js"

export type {
  ChangedObject,
  JsonPatchStep,
  Merge,
  NewObject,
  ObjectPatch
} from "./internal/kubernetesInput.js"

type Place = "group" | "version" | "plural"

/** What of its place a resource does not fix. */
type Open<Fixed> = { readonly [K in Place]: Fixed extends { readonly [_ in K]: string } ? never : K }[Place]

/** A resource: where it stands, and what it holds. `Asked` is what a call says of its place. */
export interface Resource<Asked extends Place, Spec, Read = Spec, Status = unknown> {
  /** What of its place each call says. */
  readonly asked: ReadonlyArray<Asked>
  /** The path of its list: `/apis/folder.grafana.app/v1beta1/namespaces/{namespace}/folders`. */
  readonly path: string
  /** The schemas of the path's parameters. */
  readonly params: { readonly namespace: Schema.Schema<string> }
  /** The content as it is sent. */
  readonly spec: Schema.Schema<Spec>
  /** The objects as they are answered. */
  readonly object: Schema.Schema<KubernetesObject<Read, Status>>
}

/** Describes a resource. What of its place is left out, each call says: `version`, or all of it. */
export const resource = <
  const Fixed extends { readonly [K in Place]?: string },
  Spec,
  Read = Spec,
  Status = unknown
>(
  options: Fixed & {
    readonly spec: Schema.Schema<Spec>
    readonly object: Schema.Schema<KubernetesObject<Read, Status>>
  }
): Resource<Open<Fixed>, Spec, Read, Status> => {
  const { group = "{group}", object, plural = "{plural}", spec, version = "{version}" } = options
  const places = ["group", "version", "plural"] as const
  const asked = places.filter((place): place is Open<Fixed> => options[place] === undefined)
  return {
    asked,
    path: `/apis/${group}/${version}/namespaces/{namespace}/${plural}`,
    params: {
      ...Object.fromEntries(asked.map((place) => [place, Schema.NonEmptyString])),
      namespace: Schema.NonEmptyString
    },
    spec,
    object
  }
}

/** The namespace of an organization, but for Grafana Cloud, where it is `stacks-<id>`. */
export const namespaceOf = (orgId: number): string => (orgId === 1 ? "default" : `org-${orgId}`)

// ---- verbs -----------------------------------------------------------------------------------------------

/** What an endpoint may fail with besides what every resource may. */
type More<E> = ReadonlyArray<ErrorCase<E>>

/** Of a call's input: the namespace, and what the resource does not fix. */
export type In<Asked extends Place> = { readonly [K in Asked | "namespace"]: string }

/** Of a call's input: the same, and which object. */
export type Of<Asked extends Place> = { readonly [K in Asked | "namespace" | "name"]: string }

// Sound: the type stands for the path's open names; those that are asked for as well are the caller's to check.
const all = (it: { readonly path: string }) => it.path as "{namespace}"
// Sound: as above.
const one = (it: { readonly path: string }) => `${it.path}/{name}` as "{namespace}/{name}"

/** The endpoint that reads one object. */
export const get = <Asked extends Place, Spec, Read, Status, E = never>(
  operation: string,
  resource: Resource<Asked, Spec, Read, Status>,
  errors: More<E> = []
): Endpoint.Endpoint<Of<Asked>, KubernetesObject<Read, Status>, BadRequest | NotFound | E> =>
  Endpoint.get(operation, one(resource), {
    params: { ...resource.params, name: Name },
    success: resource.object,
    error: [refused, NotFound, notServed, ...errors]
  })

/** Which objects a list shows. What a resource does not know it ignores or refuses with `BadRequest`. */
export interface Selection {
  /** `key=value`, several of them with commas between. */
  readonly labelSelector?: string | undefined
  /** `metadata.name=...`; dashboards refuse it, folders and playlists ignore it (12.3.0). */
  readonly fieldSelector?: string | undefined
}

/** Which page of a list. */
export interface Page extends Selection {
  /** How many objects a page holds at most; Grafana's own measure unless told. */
  readonly limit?: number | undefined
  /** The token of the page before: opaque, and of the same `limit`. */
  readonly continue?: string | undefined
}

/**
 * The list of a resource's objects. Grafana cuts a page at 2 MiB, so that a short one is not the last; its own page
 * size is 500, of iam 50. A token that it does not know is `ContinueTokenRefused` or leads to the first page (12.3.0).
 */
export const list = <Asked extends Place, Spec, Read, Status, E = never>(
  operation: string,
  resource: Resource<Asked, Spec, Read, Status>,
  errors: More<E> = []
): Endpoint.Listing<
  In<Asked> & Page,
  KubernetesList<KubernetesObject<Read, Status>>,
  BadRequest | ContinueTokenRefused | E,
  KubernetesObject<Read, Status>,
  In<Asked> & Selection
> =>
  Endpoint.list(
    operation,
    all(resource),
    {
      params: resource.params,
      query: {
        labelSelector: Schema.optional(Schema.NonEmptyString),
        fieldSelector: Schema.optional(Schema.NonEmptyString),
        limit: Schema.optional(Count),
        continue: Schema.optional(Schema.String)
      },
      success: listOf(resource.object),
      error: [listRefused, ContinueTokenRefused, notServed, ...errors]
    },
    byToken
  )

const byToken = Pagination.cursor({
  token: "continue",
  next: "metadata.continue",
  size: "limit",
  pageSize: 500,
  items: "items",
  id: "metadata.name"
})

// Sound: an input holds what its resource asks for.
const target = <Asked extends Place>(sent: object): Of<Asked> => sent as Of<Asked>

/** The endpoint that creates an object. With a name of one's own, an unknown outcome is read back by `read`. */
export const create = <Asked extends Place, Spec, Read, Status, RE, E = never>(
  operation: string,
  resource: Resource<Asked, Spec, Read, Status>,
  read: Endpoint.Endpoint<Of<Asked>, KubernetesObject<Read, Status>, RE>,
  errors: More<E> = []
): Endpoint.Endpoint<
  In<Asked> & NewObject<Spec>,
  KubernetesObject<Read, Status>,
  BadRequest | NotFound | UidTaken | E
> =>
  Endpoint.keyed(
    Endpoint.post(operation, all(resource), {
      params: resource.params,
      query: { fieldValidation },
      payload: { ...named, metadata: newMetadata, spec: resource.spec },
      success: resource.object,
      error: [refused, NotFound, taken, notServed, ...errors]
    }),
    {
      read,
      input: (sent) =>
        sent.metadata.name === undefined ? undefined : target({ ...sent, name: sent.metadata.name }),
      decide: judgeCreate
    }
  )

/**
 * The endpoint that replaces an object, folder and all: without its annotation `grafana.app/folder` it goes to the
 * root. With the `resourceVersion` that was read, `VersionMismatch` where somebody else changed the object since.
 */
export const update = <Asked extends Place, Spec, Read, Status, RE, E = never>(
  operation: string,
  resource: Resource<Asked, Spec, Read, Status>,
  read: Endpoint.Endpoint<Of<Asked>, KubernetesObject<Read, Status>, RE>,
  errors: More<E> = []
): Endpoint.Endpoint<
  Of<Asked> & ChangedObject<Spec>,
  KubernetesObject<Read, Status>,
  BadRequest | NotFound | VersionMismatch | E
> =>
  Endpoint.versioned(
    Endpoint.put(operation, one(resource), {
      params: { ...resource.params, name: Name },
      query: { fieldValidation },
      payload: {
        ...named,
        metadata: heldMetadata,
        spec: resource.spec,
        status: Schema.optional(Unconverted)
      },
      success: resource.object,
      error: [refused, NotFound, when(VersionMismatch, { status: 409 }), notServed, ...errors]
    }),
    { read, input: target, decide: judgeUpdate }
  )

// ---- patches ---------------------------------------------------------------------------------------------

/**
 * The endpoint that changes a part of an object, by a JSON merge patch. With a `resourceVersion` among the metadata it
 * is `VersionMismatch` where somebody else changed the object since.
 */
export const patch = <Asked extends Place, Spec, Read, Status, RE, E = never>(
  operation: string,
  resource: Resource<Asked, Spec, Read, Status>,
  read: Endpoint.Endpoint<Of<Asked>, KubernetesObject<Read, Status>, RE>,
  errors: More<E> = []
): Endpoint.Endpoint<
  Of<Asked> & ObjectPatch<Spec>,
  KubernetesObject<Read, Status>,
  BadRequest | NotFound | VersionMismatch | E
> =>
  Endpoint.versioned(
    Endpoint.patch(operation, one(resource), {
      params: { ...resource.params, name: Name },
      headers: { "content-type": constant("application/merge-patch+json") },
      payload: { metadata: Schema.optional(patchedMetadata), spec: Schema.optional(mergeOf<Spec>()) },
      success: resource.object,
      error: [patchRefused, NotFound, when(VersionMismatch, { status: 409 }), notServed, ...errors]
    }),
    { read, input: target, decide: judgePatch }
  )

/**
 * The endpoint that changes a part of an object step by step, by a JSON patch: all of its steps or, with
 * `PatchDoesNotApply`, none. A step `test` guards what was read where a resource does not heed its `resourceVersion`.
 */
export const patchJson = <Asked extends Place, Spec, Read, Status, E = never>(
  operation: string,
  resource: Resource<Asked, Spec, Read, Status>,
  errors: More<E> = []
): Endpoint.Endpoint<
  Of<Asked> & { readonly payload: readonly [JsonPatchStep, ...ReadonlyArray<JsonPatchStep>] },
  KubernetesObject<Read, Status>,
  BadRequest | NotFound | VersionMismatch | PatchDoesNotApply | E
> =>
  Endpoint.patch(operation, one(resource), {
    params: { ...resource.params, name: Name },
    headers: { "content-type": constant("application/json-patch+json") },
    payload: Schema.NonEmptyArray(JsonPatchStep),
    success: resource.object,
    error: [
      patchRefused,
      NotFound,
      PatchDoesNotApply,
      when(VersionMismatch, { status: 409 }),
      notServed,
      ...errors
    ]
  })

// ---- removal ---------------------------------------------------------------------------------------------

/** The endpoint that deletes one object; its answer is the object as it was, or a `Status`. */
export const remove = <Asked extends Place, Spec, Read, Status, RE, E = never>(
  operation: string,
  resource: Resource<Asked, Spec, Read, Status>,
  read: Endpoint.Endpoint<Of<Asked>, KubernetesObject<Read, Status>, RE>,
  errors: More<E> = []
): Endpoint.Endpoint<Of<Asked>, Deleted | KubernetesObject<Read, Status>, BadRequest | NotFound | E> =>
  Endpoint.verified(
    Endpoint.delete(operation, one(resource), {
      params: { ...resource.params, name: Name },
      success: Schema.Union(Deleted, resource.object),
      error: [refused, NotFound, notServed, ...errors]
    }),
    {
      read,
      input: target,
      decide: (_, found) => (Option.isNone(found) ? Endpoint.done(gone) : Endpoint.notDone)
    }
  )

const gone: Deleted = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success" }
