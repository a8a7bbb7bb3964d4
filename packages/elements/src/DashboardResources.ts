/**
 * Dashboards by the Kubernetes-style API, in any of its versions: `v0alpha1` and `v1beta1` hold the classic JSON,
 * `v2alpha1` and `v2beta1` the new schema. Grafana stores a dashboard in the version it was written in and shows it in
 * any, though not without loss: {@link getStored} reads what is stored.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import {
  ContinueTokenRefused,
  DashboardProvisioned,
  DashboardTooLarge,
  type ErrorCase,
  NotFound,
  QuotaReached,
  when
} from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { Count, JsonObject } from "./Common.js"
import { constant, listRefused, notServed, refused } from "./internal/kubernetes.js"
import { Name } from "./internal/kubernetesInput.js"
import * as Kubernetes from "./Kubernetes.js"
import { type KubernetesObject, listOf, objectOf } from "./KubernetesObjects.js"

/** The content of a dashboard, with every field of its version. */
export type DashboardSpec = typeof JsonObject.Type

/**
 * How a dashboard came from the version that it is stored in to the one that it is shown in; absent where these are
 * the same. Where it `failed`, the content shown is null or void of everything.
 */
export interface DashboardStatus extends Schema.Schema.Type<typeof dashboardStatus> {}
const dashboardStatus = Schema.Struct({
  conversion: Schema.optional(
    Schema.Struct({
      failed: Schema.Boolean,
      storedVersion: Schema.optional(Schema.String),
      error: Schema.optional(Schema.String),
      source: Schema.optional(JsonObject)
    })
  )
})
export const DashboardStatus: Schema.Schema<DashboardStatus> = dashboardStatus

/** A dashboard as one version shows it; look at `status.conversion` before trusting its content. */
export interface DashboardResource extends KubernetesObject<DashboardSpec | null, DashboardStatus> {}
const parts = { spec: Schema.NullOr(JsonObject), status: DashboardStatus }
export const DashboardResource: Schema.Schema<DashboardResource> = objectOf(parts)

const dashboards = Kubernetes.resource({
  group: "dashboard.grafana.app",
  plural: "dashboards",
  spec: JsonObject,
  object: DashboardResource
})

// ---- reading ---------------------------------------------------------------------------------------------

/**
 * Lists the dashboards of the organization as `version` shows them, newest first.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/
 */
export const list = Kubernetes.list("listDashboardResources", dashboards)

/**
 * Reads a dashboard as `version` shows it: where `status.conversion` tells of another one, not as it is stored.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/
 */
export const get = Kubernetes.get("getDashboardResource", dashboards)

/** A dashboard in the version that it is stored in, which its `apiVersion` names. */
export interface StoredDashboard extends KubernetesObject<DashboardSpec, DashboardStatus> {}

/** What was read is not what is stored: a conversion stands between, and may have lost something. */
export class LossyConversion extends Data.TaggedError("LossyConversion")<{
  readonly name: string
  readonly storedVersion: string | undefined
  readonly failed: boolean
}> {
  override get message(): string {
    return `the dashboard ${this.name} is stored as ${this.storedVersion ?? "an unknown version"} and was read as another`
  }
}

/**
 * Reads a dashboard as it is stored, in whichever version that is: asks for `v0alpha1`, which most are stored in, and
 * then for the version that the answer names. `LossyConversion` where this is not to be had, or just changed.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/
 */
export const getStored = Effect.fn(function* (input: { readonly namespace: string; readonly name: string }) {
  const shown = yield* get({ ...input, version: "v0alpha1" })
  const version = shown.status?.conversion?.storedVersion
  return yield* asStored(version === undefined ? shown : yield* get({ ...input, version }))
})

const asStored = (it: DashboardResource): Effect.Effect<StoredDashboard, LossyConversion> => {
  const { metadata, spec, status } = it
  const conversion = status?.conversion
  if (conversion === undefined && spec !== null) return Effect.succeed({ ...it, spec })
  return new LossyConversion({
    name: metadata.name,
    storedVersion: conversion?.storedVersion,
    failed: conversion?.failed ?? true
  })
}

/**
 * All dashboards of the organization as they are stored: one request a page, and one more for each that is stored in
 * another version than `v0alpha1`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/
 */
export const streamStored = (input: { readonly namespace: string }, options?: Pagination.Options) =>
  list
    .stream({ ...input, version: "v0alpha1" }, options)
    .pipe(
      Stream.mapEffect((it) =>
        it.status?.conversion === undefined ? asStored(it) : getStored({ ...input, name: it.metadata.name })
      )
    )

const prefix = "metadata.name="
const Selected = Schema.transform(Schema.String, Name, {
  decode: (selector) => selector.slice(prefix.length),
  encode: (name) => prefix + name
})

/**
 * Lists the versions of one dashboard, newest first, each with its whole content.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard_versions/
 */
export const listVersions = Endpoint.list(
  "listDashboardResourceVersions",
  "/apis/dashboard.grafana.app/{version}/namespaces/{namespace}/dashboards",
  {
    params: { version: Schema.NonEmptyString, namespace: Schema.NonEmptyString },
    query: {
      name: Schema.propertySignature(Selected).pipe(Schema.fromKey("fieldSelector")),
      labelSelector: constant("grafana.app/get-history=true"),
      limit: Schema.optional(Count),
      continue: Schema.optional(Schema.String)
    },
    success: listOf(DashboardResource),
    error: [listRefused, ContinueTokenRefused, notServed]
  },
  Pagination.cursor({
    token: "continue",
    next: "metadata.continue",
    size: "limit",
    pageSize: 100,
    items: "items",
    id: "metadata.resourceVersion"
  })
)

const annotationActions = Schema.Struct({
  canAdd: Schema.Boolean,
  canEdit: Schema.Boolean,
  canDelete: Schema.Boolean
})

/** A dashboard, with what the credential may do with it. */
export interface DashboardWithAccess extends DashboardResource {
  readonly access: typeof access.Type
}
const access = Schema.Struct({
  slug: Schema.optional(Schema.String),
  url: Schema.optional(Schema.String),
  canSave: Schema.Boolean,
  canEdit: Schema.Boolean,
  canAdmin: Schema.Boolean,
  canStar: Schema.Boolean,
  canDelete: Schema.Boolean,
  annotationsPermissions: Schema.optional(
    Schema.Struct({ dashboard: annotationActions, organization: annotationActions })
  )
})
export const DashboardWithAccess: Schema.Schema<DashboardWithAccess> = Schema.extend(
  DashboardResource,
  Schema.Struct({ access })
)

/**
 * Reads a dashboard as `version` shows it, with what the credential may do with it.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/
 */
export const getWithAccess = Endpoint.get(
  "getDashboardResourceWithAccess",
  "/apis/dashboard.grafana.app/{version}/namespaces/{namespace}/dashboards/{name}/dto",
  {
    params: { version: Schema.NonEmptyString, namespace: Schema.NonEmptyString, name: Name },
    success: DashboardWithAccess,
    error: [refused, NotFound, notServed]
  }
)

// ---- writing ---------------------------------------------------------------------------------------------

const tooLarge = when(DashboardTooLarge, { status: 413 })
const quotaReached = when(QuotaReached, { status: 403, message: /quota reached/i })
const notCreated: ReadonlyArray<ErrorCase<DashboardTooLarge | QuotaReached>> = [tooLarge, quotaReached]

/**
 * Creates a dashboard, at the root or in the folder that the annotation `grafana.app/folder` names; `NotFound` where
 * there is no such folder. The annotation `grafana.app/message` words the version. From `v1beta1` on Grafana brings
 * the content up to its own `schemaVersion` before it stores it (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/#create-dashboard
 */
export const create = Kubernetes.create("createDashboardResource", dashboards, get, notCreated)

/**
 * Replaces a dashboard, and stores it in `version` from then on. Without a `resourceVersion` what stands there is
 * overwritten, and a dashboard that is missing is created (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/#update-dashboard
 */
export const update = Kubernetes.update("updateDashboardResource", dashboards, get, [tooLarge])

/**
 * Changes a part of a dashboard, and stores it in `version` from then on.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/
 */
export const patch = Kubernetes.patch("patchDashboardResource", dashboards, get, [tooLarge])

/**
 * Changes a part of a dashboard step by step, all of them or none, and stores it in `version` from then on.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/
 */
export const patchJson = Kubernetes.patchJson("patchDashboardResourceByJson", dashboards, [tooLarge])

/**
 * Deletes a dashboard.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/#delete-dashboard
 */
export const remove = Kubernetes.remove("deleteDashboardResource", dashboards, get, [
  when(DashboardProvisioned, { status: 400, message: /provisioned dashboard/i })
])
