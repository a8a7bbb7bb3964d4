import { bind, type Bound } from "./bind.js"
import { ancestorsOf, descendantsOf, heightOf, maxDepth } from "./folderTree.js"
import { folderView, generalView, sharedWithMeView } from "./folderView.js"
import { isValidUid, maxUidLength } from "./identifiers.js"
import { badRequestData, json, message, ok, publicError, type FakeResponse } from "./message.js"
import type { Folder, Grant } from "./model.js"
import { allowedInFolder, isGeneral, rootGrants, sharedWithMe } from "./permissions.js"
import { anywhere, idParam, onFolder, param, route, type Access, type Context, type Route } from "./route.js"
import { newUid, nextId } from "./state.js"

export const folderNotFound = json(404, { message: "folder not found", status: "not-found" })

const get = (context: Context): FakeResponse => {
  const uid = param(context, "uid")
  if (uid === "general") return ok(generalView(context))
  if (uid === sharedWithMe) return ok(sharedWithMeView(context))
  const forbidden = /[/%]/.exec(uid)?.[0]
  if (forbidden !== undefined) {
    return message(500, `Folder API error: invalid resource name "${uid}": [may not contain '${forbidden}']`)
  }
  const folder = context.org.folders.get(uid)
  return folder === undefined ? folderNotFound : ok(folderView(context, folder))
}

const getById = (context: Context): FakeResponse => {
  if (!/^-?\d+$/.test(param(context, "id"))) return message(400, "id is invalid")
  const id = Number(param(context, "id"))
  if (id === 0) return ok(generalView(context))
  const folder = context.org.folders.byId(id)
  return folder === undefined ? folderNotFound : ok(folderView(context, folder))
}

const readById: Access = (context) => {
  const folder = context.org.folders.byId(idParam(context, "id"))
  const allowed =
    folder === undefined || allowedInFolder(context.caller, context.org, "folders:read", folder.uid)
  return allowed ? undefined : "folders:read"
}

const newFolder = { uid: "string", title: "string", description: "string", parentUid: "string" } as const

const newFolderProblem = (context: Context, body: Bound<typeof newFolder>): FakeResponse | undefined => {
  const { caller, org } = context
  const uid = (body.uid ?? "").trim()
  const parentUid = body.parentUid ?? ""
  const parent = org.folders.get(parentUid)
  if (parentUid !== "" && parent === undefined) return message(404, "folder not found")
  if (!allowedInFolder(caller, org, "folders:create", parentUid)) {
    return publicError(
      403,
      "folders.forbiddenCreation",
      "Not authorized to create a folder in the selected location"
    )
  }
  if (uid === "general") return message(400, "invalid uid for folder provided")
  if (uid === sharedWithMe) return publicError(400, "folder.bad-request", "BadRequest")
  if ((body.title ?? "").trim() === "") return message(400, "folder title cannot be empty")
  if (!isValidUid(uid)) return message(400, "uid contains illegal characters")
  if (uid.length > maxUidLength) return message(400, "uid too long, max 40 characters")
  if (parent !== undefined && ancestorsOf(org, parent).length + 1 > maxDepth) {
    return message(400, "Maximum nested folder depth reached")
  }
  if (org.folders.get(uid) !== undefined) return message(412, "the folder has been changed by someone else")
  return undefined
}

/** A folder at the root is open to the roles; inside another one only its creator has a grant of his own. */
const initialGrants = (context: Context, parentUid: string, now: number): ReadonlyArray<Grant> => {
  const creator: Grant = { id: 0, userId: context.caller.id, permission: 4, created: now }
  const grants = [creator, ...(parentUid === "" ? [...rootGrants(now)].reverse() : [])]
  return grants.map((grant) => ({ ...grant, id: nextId(context.state, "grant") }))
}

const create = (context: Context): FakeResponse => {
  const { caller, org, request, state } = context
  const body = bind(request, newFolder)
  if (body === undefined) return badRequestData
  const problem = newFolderProblem(context, body)
  if (problem !== undefined) return problem
  const now = state.now()
  const parentUid = body.parentUid ?? ""
  const folder: Folder = {
    id: nextId(state, "dashboard"),
    uid: (body.uid ?? "").trim() || newUid(state),
    title: (body.title ?? "").trim(),
    description: body.description ?? "",
    parentUid,
    version: 1,
    created: now,
    createdBy: caller.login,
    updated: now,
    updatedBy: caller.login,
    grants: []
  }
  org.folders.add(folder)
  // A caller's permissions are read before the request, so the answer does not know the grants that it makes.
  const view = folderView(context, folder)
  folder.grants = initialGrants(context, parentUid, now)
  return ok(view)
}

const change = (
  { caller, org, state }: Context,
  folder: Folder,
  fields: Partial<Folder>,
  versions: number
): void => {
  Object.assign(folder, fields)
  folder.version += versions
  folder.updated = state.now()
  folder.updatedBy = caller.login
  org.folders.touch()
}

const update = (context: Context): FakeResponse => {
  const body = bind(context.request, {
    title: "string",
    description: "string",
    version: "number",
    overwrite: "boolean"
  })
  if (body === undefined) return badRequestData
  if (body.title === "") return message(400, "Dashboard title cannot be empty")
  const folder = context.org.folders.get(param(context, "uid"))
  if (folder === undefined) return folderNotFound
  if (body.overwrite !== true && body.version !== folder.version) {
    return message(412, "The dashboard has been changed by someone else")
  }
  const { description = folder.description, title = folder.title } = body
  change(context, folder, { title: title.trim(), description }, 1)
  return ok(folderView(context, folder))
}

const circular = publicError(400, "folder.circular-reference", "Circular reference detected")
const tooDeep = publicError(400, "folder.maximum-depth-reached", "Maximum nested folder depth reached")

const move = (context: Context): FakeResponse => {
  const { caller, org } = context
  const body = bind(context.request, { parentUid: "string" })
  if (body === undefined) return badRequestData
  const folder = org.folders.get(param(context, "uid"))
  const parentUid = body.parentUid ?? ""
  const parent = org.folders.get(parentUid)
  if (folder === undefined || (parentUid !== "" && parent === undefined))
    return message(500, "move folder failed")
  if (!allowedInFolder(caller, org, "folders:create", parentUid)) {
    return publicError(403, "folders.forbiddenMove", "Access denied to the destination folder")
  }
  if (parent !== undefined) {
    if (parent === folder || ancestorsOf(org, parent).includes(folder)) return circular
    if (heightOf(org, folder) + ancestorsOf(org, parent).length + 1 > maxDepth) return tooDeep
  }
  change(context, folder, { parentUid }, 2)
  return ok(folderView(context, folder))
}

const counts = ({ org, params }: Context): FakeResponse => {
  const uid = params["uid"] ?? ""
  const below = descendantsOf(org, isGeneral(uid) ? "" : uid)
  const uids = new Set([uid, ...below.map((folder) => folder.uid)])
  const within = (rows: Iterable<{ readonly folderUid: string }>): number => {
    let count = 0
    for (const row of rows) if (uids.has(row.folderUid)) count++
    return count
  }
  return ok({
    alertrule: 0,
    dashboard: within(org.dashboards.values()),
    folder: below.length,
    librarypanel: within(org.libraryElements.values())
  })
}

export const folderRoutes: ReadonlyArray<Route> = [
  route({ method: "POST", path: "/api/folders" }, create, { access: anywhere("folders:create") }),
  route({ method: "GET", path: "/api/folders/{uid}" }, get, { access: onFolder("folders:read") }),
  route({ method: "PUT", path: "/api/folders/{uid}" }, update, { access: onFolder("folders:write") }),
  route({ method: "POST", path: "/api/folders/{uid}/move" }, move, { access: onFolder("folders:write") }),
  route({ method: "GET", path: "/api/folders/{uid}/counts" }, counts, { access: onFolder("folders:read") }),
  route({ method: "GET", path: "/api/folders/id/{id}" }, getById, { access: readById })
]
