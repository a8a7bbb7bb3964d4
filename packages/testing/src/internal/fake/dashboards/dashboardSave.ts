import { bind, isObject, pick, type JsonObject } from "../bind.js"
import { saveDashboard, dashboardUrl } from "./dashboardStore.js"
import { slugify } from "../words/format.js"
import { isValidUid, maxUidLength, uuid } from "../words/identifiers.js"
import { badRequestData, json, message, ok, type FakeResponse } from "../message.js"
import type { Dashboard, Folder } from "../model.js"
import { allowedInFolder, allowedOnDashboard, isGeneral } from "../access/permissions.js"
import { quotaReached } from "../server/quotas.js"
import { refreshProblem, shortestRefresh } from "../words/refreshInterval.js"
import { anyOf, route, type Context, type Route } from "../route.js"

export interface SaveCommand {
  readonly dashboard: JsonObject
  readonly folderUid: string
  readonly folderId: number
  readonly overwrite: boolean
  readonly message: string
}

const notFound = json(404, { message: "Dashboard not found", status: "not-found" })
const changed = json(412, {
  message: "The dashboard has been changed by someone else",
  status: "version-mismatch"
})
const emptyTitle = json(400, { message: "Dashboard title cannot be empty", status: "empty-name" })
const longTitle = json(400, {
  message: "Dashboard title cannot contain more than 5 000 characters",
  status: "title-too-long"
})
const denied = message(403, "Access denied to save dashboard")

const propertyProblem = (title: string, uid: string, text: string): FakeResponse | undefined => {
  if (title === "") return emptyTitle
  if (title.length > 5000) return longTitle
  if (text.length > 500) return message(400, "message too long, max 500 characters")
  if (!isValidUid(uid)) return message(400, "uid contains illegal characters")
  return uid.length > maxUidLength ? message(400, "uid too long, max 40 characters") : undefined
}

/** A dashboard that would refresh too often, or nobody knows how often, does so as often as it may. */
const slowed = (document: JsonObject): JsonObject =>
  refreshProblem(document["refresh"]) === undefined ? document : { ...document, refresh: shortestRefresh }

/** The folder to save into: none is the root. */
const target = ({ org }: Context, command: SaveCommand): Folder | "root" | undefined => {
  if (!isGeneral(command.folderUid)) return org.folders.get(command.folderUid)
  return command.folderId === 0 ? "root" : org.folders.byId(command.folderId)
}

/** The dashboard that a save would write over, found by the id, then by the uid; or why it cannot be. */
const findExisting = (
  { org }: Context,
  id: number,
  uid: string
): { readonly existing: Dashboard | undefined } | { readonly problem: FakeResponse } => {
  const byId = id > 0 ? org.dashboards.byId(id) : undefined
  if (id > 0 && byId === undefined) return { problem: notFound }
  const byUid = uid === "" ? undefined : org.dashboards.get(uid)
  if (byId !== undefined && byUid !== undefined && byId !== byUid) {
    return { problem: message(400, "A dashboard with the same uid already exists") }
  }
  return { existing: byId ?? byUid }
}

const isAllowed = (context: Context, existing: Dashboard | undefined, folderUid: string): boolean => {
  const { caller, org } = context
  const moves = existing === undefined || existing.folderUid !== folderUid
  if (moves && !allowedInFolder(caller, org, "dashboards:create", folderUid)) return false
  return existing === undefined || allowedOnDashboard(caller, org, "dashboards:write", existing)
}

/** Creates a dashboard or its next version, by the rules of version and overwrite. */
export const save = (
  context: Context,
  command: SaveCommand
): { readonly saved: Dashboard } | { readonly problem: FakeResponse } => {
  const fields = pick(command.dashboard, { id: "number", uid: "string", title: "string", version: "number" })
  if (fields === undefined) return { problem: badRequestData }
  const title = (fields.title ?? "").trim()
  const uid = (fields.uid ?? "").trim()
  const wrong = propertyProblem(title, uid, command.message)
  if (wrong !== undefined) return { problem: wrong }
  const folder = target(context, command)
  if (folder === undefined) return { problem: message(400, "folder not found") }
  const found = findExisting(context, fields.id ?? 0, uid)
  if ("problem" in found) return found
  const { existing } = found
  if (existing !== undefined && !command.overwrite && (fields.version ?? 0) !== existing.version) {
    return { problem: changed }
  }
  const folderUid = folder === "root" ? "" : folder.uid
  if (!isAllowed(context, existing, folderUid)) return { problem: denied }
  const saved = saveDashboard(context, existing, {
    document: slowed(command.dashboard),
    uid: existing?.uid ?? (uid || uuid(context.state.random)),
    title,
    folderUid,
    message: command.message
  })
  return { saved }
}

export const savedView = (dashboard: Dashboard): JsonObject => ({
  folderUid: dashboard.folderUid,
  id: dashboard.id,
  slug: slugify(dashboard.title),
  status: "success",
  uid: dashboard.uid,
  url: dashboardUrl(dashboard),
  version: dashboard.version
})

const post = (context: Context): FakeResponse => {
  const body = bind(context.request, {
    dashboard: "object",
    folderUid: "string",
    folderId: "number",
    overwrite: "boolean",
    message: "string",
    isFolder: "boolean"
  })
  if (body === undefined || !isObject(body.dashboard)) return badRequestData
  if (body.isFolder === true) return message(400, "Use folders endpoint for saving folders.")
  const isNew = (body.dashboard["id"] ?? 0) === 0
  if (isNew && quotaReached(context, "dashboard")) return message(403, "Quota reached")
  const result = save(context, {
    dashboard: body.dashboard,
    folderUid: body.folderUid ?? "",
    folderId: body.folderId ?? 0,
    overwrite: body.overwrite ?? false,
    message: body.message ?? ""
  })
  return "problem" in result ? result.problem : ok(savedView(result.saved))
}

export const dashboardSaveRoutes: ReadonlyArray<Route> = [
  route({ method: "POST", path: "/api/dashboards/db" }, post, {
    access: anyOf("dashboards:create", "dashboards:write")
  })
]
