/** What a Grafana serves under `/apis`: groups, their versions, and the resources of each. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { NotFound, when } from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Schema from "effect/Schema"

const groupVersion = Schema.Struct({ groupVersion: Schema.String, version: Schema.String })

/** A group of resources: `dashboard.grafana.app`. */
export interface ApiGroup extends Schema.Schema.Type<typeof apiGroup> {}
const apiGroup = Schema.Struct({
  kind: Schema.optional(Schema.String),
  apiVersion: Schema.optional(Schema.String),
  name: Schema.String,
  versions: Schema.Array(groupVersion),
  preferredVersion: Schema.optional(groupVersion),
  serverAddressByClientCIDRs: Schema.optional(
    Schema.Array(Schema.Struct({ clientCIDR: Schema.String, serverAddress: Schema.String }))
  )
})
export const ApiGroup: Schema.Schema<ApiGroup> = apiGroup

/** A resource of a group; a name such as `dashboards/dto` is that of a part. Not each of the `verbs` need work. */
export interface ApiResource extends Schema.Schema.Type<typeof apiResource> {}
const apiResource = Schema.Struct({
  name: Schema.String,
  singularName: Schema.String,
  namespaced: Schema.Boolean,
  kind: Schema.String,
  verbs: Endpoint.nullAsEmpty(Schema.Array(Schema.String))
})
export const ApiResource: Schema.Schema<ApiResource> = apiResource

/**
 * Lists the groups that this Grafana serves.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const list = Endpoint.list(
  "listApiGroups",
  "/apis",
  { success: Schema.Struct({ kind: Schema.String, groups: Endpoint.nullAsEmpty(Schema.Array(ApiGroup)) }) },
  Pagination.whole({ items: "groups" })
)

// A group that is missing is answered in the words of a missing route.
const GroupNotFound = when(NotFound, { status: 404, ambiguous: true })

/**
 * Reads one group.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const get = Endpoint.get("getApiGroup", "/apis/{group}", {
  params: { group: Schema.NonEmptyString },
  success: ApiGroup,
  error: [GroupNotFound]
})

/**
 * Lists the resources of a version of a group.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const getResources = Endpoint.get("getApiResources", "/apis/{group}/{version}", {
  params: { group: Schema.NonEmptyString, version: Schema.NonEmptyString },
  success: Schema.Struct({
    kind: Schema.String,
    apiVersion: Schema.optional(Schema.String),
    groupVersion: Schema.String,
    resources: Endpoint.nullAsEmpty(Schema.Array(ApiResource))
  }),
  error: [GroupNotFound]
})

/** The version of the API machinery; `gitVersion` holds Grafana's own. */
export interface ApiVersion extends Schema.Schema.Type<typeof apiVersion> {}
const apiVersion = Schema.Struct({
  major: Schema.String,
  minor: Schema.String,
  emulationMajor: Schema.optional(Schema.String),
  emulationMinor: Schema.optional(Schema.String),
  minCompatibilityMajor: Schema.optional(Schema.String),
  minCompatibilityMinor: Schema.optional(Schema.String),
  gitVersion: Schema.String,
  gitCommit: Schema.String,
  gitTreeState: Schema.String,
  buildDate: Schema.String,
  goVersion: Schema.String,
  compiler: Schema.String,
  platform: Schema.String
})
export const ApiVersion: Schema.Schema<ApiVersion> = apiVersion

/**
 * Reads the version of the API machinery.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const getVersion = Endpoint.get("getApiVersion", "/version", { success: ApiVersion })

/**
 * Lists where the OpenAPI documents stand, by the path that each describes: `apis/dashboard.grafana.app/v1beta1`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const getOpenApi = Endpoint.get("getApiOpenApi", "/openapi/v3", {
  success: Schema.Struct({
    paths: Schema.Record({ key: Schema.String, value: Schema.Struct({ serverRelativeURL: Schema.String }) })
  })
})
