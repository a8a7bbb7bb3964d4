import * as Snapshots from "@effect-grafana/elements/Snapshots"
import { bind, isObject, type JsonObject } from "../bind.js"
import { never, seconds, sortKeys } from "../words/format.js"
import { longKey } from "../words/identifiers.js"
import { like } from "../words/like.js"
import { jsonApiError, message, middlewareJson, ok, publicError } from "../message.js"
import { allowedOnDashboard, allowedSomewhere } from "../access/permissions.js"
import { anywhere, param, route, type Context, type Handler, type Route } from "../route.js"
import { findSnapshot, removeSnapshot, type Snapshot } from "./snapshotsModel.js"
import { nextId } from "../state.js"

const notFound = publicError(404, "dashboardsnapshots.not-found", "Snapshot not found")
const deleted = "Snapshot deleted. It might take an hour before it's cleared from any CDN caches."

const fiftyYears = 50 * 365 * 86_400_000

const address = (path: string): string => `http://localhost:3000/${path}`

const options = middlewareJson(200, {
  externalEnabled: true,
  externalSnapshotName: "Publish to snapshots.raintank.io",
  externalSnapshotURL: "https://snapshots.raintank.io",
  snapshotEnabled: true
})

const shape = {
  dashboard: "object",
  name: "string",
  expires: "number",
  external: "boolean",
  key: "string",
  deleteKey: "string"
} as const

const notCreated = jsonApiError(500, "Failed to create snapshot")

/** What is stored: the document as it was sent, and where it came from. */
const document = (dashboard: JsonObject, uid: string): JsonObject => {
  const own = isObject(dashboard["snapshot"]) ? dashboard["snapshot"] : {}
  return sortKeys({ ...dashboard, snapshot: { ...own, originalUrl: `/d/${uid}` } })
}

const create: Handler = (context) => {
  const { caller, org, request, state } = context
  const body = bind(request, shape)
  if (body?.dashboard === undefined) return jsonApiError(400, "bad request data")
  const uid = body.dashboard["uid"]
  const source = org.dashboards.get(typeof uid === "string" ? uid : "")
  if (!allowedSomewhere(caller, org, "snapshots:create")) return middlewareJson(403, { message: "forbidden" })
  if (source === undefined) {
    return caller.role === "Admin" ? jsonApiError(400, "Dashboard not found") : jsonApiError(403, "forbidden")
  }
  if (!allowedOnDashboard(caller, org, "dashboards:read", source)) {
    return middlewareJson(403, { message: "forbidden" })
  }
  // There is no server for outside snapshots here.
  if (body.external === true) return jsonApiError(500, "Failed to create external snapshot")
  const { expires = 0 } = body
  const key = body.key || longKey(state.random, 32)
  const deleteKey = body.deleteKey || longKey(state.random, 32)
  if (findSnapshot(state, "key", key) ?? findSnapshot(state, "deleteKey", deleteKey)) return notCreated
  const now = state.now()
  const snapshot: Snapshot = {
    id: nextId(state, "snapshot"),
    orgId: org.id,
    userId: caller.id,
    name: body.name || "Unnamed snapshot",
    key,
    deleteKey,
    dashboard: document(body.dashboard, source.uid),
    created: now,
    expires: now + (expires > 0 ? expires * 1000 : fiftyYears)
  }
  org.snapshots.set(snapshot.id, snapshot)
  return middlewareJson(200, {
    key,
    deleteKey,
    url: address(`dashboard/snapshot/${key}`),
    deleteUrl: address(`api/snapshots-delete/${deleteKey}`)
  })
}

const meta = (snapshot: Snapshot): JsonObject => ({
  isSnapshot: true,
  type: "snapshot",
  canSave: false,
  canEdit: false,
  canAdmin: false,
  canStar: false,
  canDelete: false,
  slug: "",
  url: "",
  expires: seconds(snapshot.expires),
  created: seconds(snapshot.created),
  updated: never,
  updatedBy: "",
  createdBy: "",
  version: 0,
  hasAcl: false,
  isFolder: false,
  folderId: 0,
  folderUid: "",
  folderTitle: "",
  folderUrl: "",
  provisioned: false,
  provisionedExternalId: "",
  annotationsPermissions: null
})

const get: Handler = (context) => {
  const snapshot = findSnapshot(context.state, "key", param(context, "key"))
  if (snapshot === undefined) return notFound
  if (snapshot.expires < context.state.now()) return message(404, "Dashboard snapshot not found")
  return ok({ meta: meta(snapshot), dashboard: snapshot.dashboard })
}

/** Whoever made it may take it away; others have to be able to edit the dashboard that it names by id. */
const mayRemove = ({ caller, org }: Context, snapshot: Snapshot): boolean => {
  const id = snapshot.dashboard["id"]
  const dashboard = typeof id === "number" ? org.dashboards.byId(id) : undefined
  return (
    dashboard === undefined ||
    snapshot.userId === caller.id ||
    allowedOnDashboard(caller, org, "dashboards:write", dashboard)
  )
}

const remove: Handler = (context) => {
  const snapshot = findSnapshot(context.state, "key", param(context, "key"))
  if (snapshot === undefined) return notFound
  if (snapshot.orgId !== context.org.id) return message(401, "OrgID mismatch")
  if (!mayRemove(context, snapshot)) return message(403, "Access denied to this snapshot")
  removeSnapshot(context.state, snapshot)
  return ok({ id: snapshot.id, message: deleted })
}

const removeByDeleteKey: Handler = (context) => {
  const snapshot = findSnapshot(context.state, "deleteKey", param(context, "deleteKey"))
  if (snapshot === undefined) return message(404, "Snapshot not found")
  removeSnapshot(context.state, snapshot)
  return ok({ message: deleted })
}

const view = ({ created, expires, key, name }: Snapshot): JsonObject => ({
  name,
  key,
  external: false,
  externalUrl: "",
  expires: seconds(expires),
  created: seconds(created),
  updated: seconds(created)
})

/** An administrator sees all, anybody else their own; the query is the whole name, not a part of it. */
const list: Handler = ({ caller, org, query }) => {
  const wanted = query.get("query")
  const fits = wanted === "" ? () => true : like(wanted)
  const limit = query.int("limit") > 0 ? query.int("limit") : 1000
  const found = [...org.snapshots.values()].filter(
    ({ name, userId }) => fits(name) && (caller.role === "Admin" || userId === caller.id)
  )
  return ok(found.slice(0, limit).map(view))
}

export const snapshotRoutes: ReadonlyArray<Route> = [
  route(Snapshots.getSharingOptions, () => options),
  route(Snapshots.create, create),
  route(Snapshots.list, list, { access: anywhere("snapshots:read") }),
  route(Snapshots.get, get, { open: true }),
  route(Snapshots.remove, remove, { access: anywhere("snapshots:delete") }),
  // A GET that writes.
  route(Snapshots.removeByDeleteKey, removeByDeleteKey, { reads: false })
]
