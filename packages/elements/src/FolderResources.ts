/** Folders by the Kubernetes-style API; `metadata.name` is the folder's uid. `Folders` has the classic one. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, Forbidden, NotFound, when } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Name } from "./internal/kubernetesInput.js"
import * as Kubernetes from "./Kubernetes.js"
import { type KubernetesObject, listOf, objectOf } from "./KubernetesObjects.js"

/** What a folder says of itself. */
export interface FolderSpec extends Schema.Schema.Type<typeof folderSpec> {}
const folderSpec = Schema.Struct({ title: Schema.String, description: Schema.optional(Schema.String) })
export const FolderSpec: Schema.Schema<FolderSpec> = folderSpec

/** A folder; its parent's uid is the annotation `grafana.app/folder`. */
export interface FolderResource extends KubernetesObject<FolderSpec> {}
export const FolderResource: Schema.Schema<FolderResource> = objectOf({ spec: FolderSpec })

const folders = Kubernetes.resource({
  group: "folder.grafana.app",
  version: "v1beta1",
  plural: "folders",
  spec: Schema.Struct({ title: Schema.NonEmptyString, description: Schema.optional(Schema.String) }),
  object: FolderResource
})

/**
 * Lists all folders of the organization, of every depth. Its token is a page's number in disguise (12.3.0): a folder
 * that is deleted while the list is walked may hide another one.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/folder/
 */
export const list = Kubernetes.list("listFolderResources", folders)

/**
 * Reads one folder.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/folder/
 */
export const get = Kubernetes.get("getFolderResource", folders)

/**
 * Creates a folder, at the root or in the one that the annotation `grafana.app/folder` names.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/folder/
 */
export const create = Kubernetes.create("createFolderResource", folders, get)

/**
 * Replaces a folder. A stale `resourceVersion` is accepted and what somebody else wrote is lost (12.3.0); a `test`
 * in {@link patchJson} guards against that. The annotation `grafana.app/folder` moves the folder, its absence to the
 * root.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/folder/
 */
export const update = Kubernetes.update("updateFolderResource", folders, get)

/**
 * Changes a part of a folder.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/folder/
 */
export const patch = Kubernetes.patch("patchFolderResource", folders, get)

/**
 * Changes a part of a folder step by step, all of them or none.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/folder/
 */
export const patchJson = Kubernetes.patchJson("patchFolderResourceByJson", folders)

/**
 * Deletes a folder with all that it holds. The root, `general`, is `NotFound` and stays (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/folder/
 */
export const remove = Kubernetes.remove("deleteFolderResource", folders, get, [
  // A credential that may see the folder and not delete it (12.3.0).
  when(Forbidden, { status: 500, message: "access denied to folder" })
])

// ---- what stands around a folder -------------------------------------------------------------------------

const params = { namespace: Schema.NonEmptyString, name: Name }

/** What the credential may do with a folder. */
export interface FolderAccess extends Schema.Schema.Type<typeof folderAccess> {}
const folderAccess = Schema.Struct({
  kind: Schema.String,
  apiVersion: Schema.String,
  canSave: Schema.Boolean,
  canEdit: Schema.Boolean,
  canAdmin: Schema.Boolean,
  canDelete: Schema.Boolean
})
export const FolderAccess: Schema.Schema<FolderAccess> = folderAccess

/**
 * Tells what the credential may do with a folder.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/folder/
 */
export const getAccess = Endpoint.get(
  "getFolderResourceAccess",
  "/apis/folder.grafana.app/v1beta1/namespaces/{namespace}/folders/{name}/access",
  {
    params,
    success: FolderAccess,
    error: [BadRequest, NotFound]
  }
)

/**
 * Lists the folders directly under a folder.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/folder/
 */
export const getChildren = Endpoint.get(
  "getFolderResourceChildren",
  "/apis/folder.grafana.app/v1beta1/namespaces/{namespace}/folders/{name}/children",
  {
    params,
    success: listOf(FolderResource),
    error: [BadRequest, NotFound]
  }
)

/** How much of a kind stands below a folder; `group` is `sql-fallback` where the database counted (12.3.0). */
export interface FolderCount extends Schema.Schema.Type<typeof folderCount> {}
const folderCount = Schema.Struct({ group: Schema.String, resource: Schema.String, count: Schema.Int })
export const FolderCount: Schema.Schema<FolderCount> = folderCount

/**
 * Counts what stands directly in a folder.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/folder/
 */
export const getCounts = Endpoint.get(
  "getFolderResourceCounts",
  "/apis/folder.grafana.app/v1beta1/namespaces/{namespace}/folders/{name}/counts",
  {
    params,
    success: Schema.Struct({
      kind: Schema.String,
      apiVersion: Schema.String,
      counts: Endpoint.nullAsEmpty(Schema.Array(FolderCount))
    }),
    error: [BadRequest, NotFound]
  }
)

/** A folder on the way down to another. */
export interface FolderInfo extends Schema.Schema.Type<typeof folderInfo> {}
const folderInfo = Schema.Struct({
  name: Schema.String,
  title: Schema.String,
  description: Schema.optional(Schema.String),
  parent: Schema.optional(Schema.String)
})
export const FolderInfo: Schema.Schema<FolderInfo> = folderInfo

/**
 * Lists the folders from the root down to a folder, the folder itself last.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/folder/
 */
export const getParents = Endpoint.get(
  "getFolderResourceParents",
  "/apis/folder.grafana.app/v1beta1/namespaces/{namespace}/folders/{name}/parents",
  {
    params,
    success: listOf(FolderInfo),
    error: [BadRequest, NotFound]
  }
)
