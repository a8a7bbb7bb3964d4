import { createHash } from "node:crypto"
import type { JsonObject } from "../bind.js"
import type { Resource } from "./apisStatus.js"
import type { Caller } from "../caller.js"
import { seconds } from "../words/format.js"
import type { Org, User } from "../model.js"

/** An object as it stands on the wire. */
export interface KubeObject {
  readonly kind?: string
  readonly apiVersion?: string
  readonly metadata: JsonObject
  readonly [field: string]: unknown
}

export const namespaceOf = (org: Org): string => (org.id === 1 ? "default" : `org-${org.id}`)

/** The uid that Grafana derives from an object's place and name, so that it is the same in every database. */
export const clusterUid = (group: string, kind: string, namespace: string, name: string): string =>
  createHash("sha256")
    .update(`${group}|${kind}|${namespace}|${name}`)
    .digest("base64")
    .replace(/[^A-Za-z0-9]/g, "X")

export const apiVersionOf = ({ group, version }: Resource): string => `${group}/${version}`

/** The head of an object: lists leave it out where they build their items anew. */
export const typed = (resource: Resource) => ({ kind: resource.kind, apiVersion: apiVersionOf(resource) })

/** Annotations that are set, in order of their names. */
export const annotations = (given: Readonly<Record<string, string | undefined>>): JsonObject =>
  Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== undefined && value !== "")
      .sort(([left], [right]) => (left < right ? -1 : 1))
  )

export const internalId = (id: number): JsonObject => ({ "grafana.app/deprecatedInternalID": String(id) })

export const updatedAnnotation = (millis: number) => ({ "grafana.app/updatedTimestamp": seconds(millis) })

/** How an annotation names a user. */
export const userKey = (user: User | undefined): string | undefined =>
  user === undefined ? undefined : `user:${user.uid}`

/** How an annotation names whoever makes a request. */
export const callerName = ({ serviceAccount, user }: Caller): string | undefined =>
  serviceAccount === undefined ? userKey(user) : `service-account:${serviceAccount.uid}`

export interface ListMeta {
  readonly resourceVersion?: string
  readonly continue?: string
}

export const listOf = (resource: Resource, metadata: ListMeta, items: ReadonlyArray<unknown> | null) => ({
  kind: `${resource.kind}List`,
  apiVersion: apiVersionOf(resource),
  metadata,
  items
})

const annotationsOf = (object: KubeObject): JsonObject => {
  const given = object.metadata["annotations"]
  // Sound: the body was read with annotations of text or none.
  return (given ?? {}) as JsonObject
}

/** An annotation's text, "" when there is none. */
export const annotation = (object: KubeObject, name: string): string => {
  const value = annotationsOf(object)[name]
  return typeof value === "string" ? value : ""
}

export const folderOf = (object: KubeObject): string => annotation(object, "grafana.app/folder")

export const nameOf = ({ metadata }: KubeObject): string =>
  typeof metadata["name"] === "string" ? metadata["name"] : ""
