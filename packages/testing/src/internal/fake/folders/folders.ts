import { rulesOf } from "../alerting/alertRulesModel.js"
import { noteMovedRules } from "../alerting/alertRulesStore.js"
import { bind } from "../bind.js"
import {
  addFolder,
  changeFolder,
  grantInitially,
  moveProblem,
  newFolder,
  newFolderProblem
} from "./folderStore.js"
import { descendantsOf } from "./folderTree.js"
import { folderView, generalView, sharedWithMeView } from "./folderView.js"
import { badRequestData, json, message, ok, type FakeResponse } from "../message.js"
import type { Folder } from "../model.js"
import { allowedInFolder, isGeneral, sharedWithMe } from "../access/permissions.js"
import { anywhere, idParam, onFolder, param, route, type Access, type Context, type Route } from "../route.js"

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

const create = (context: Context): FakeResponse => {
  const body = bind(context.request, newFolder)
  if (body === undefined) return badRequestData
  const problem = newFolderProblem(context, body)
  if (problem !== undefined) return problem
  const folder = addFolder(context, body)
  // A caller's permissions are read before the request, so the answer does not know the grants that it makes.
  const view = folderView(context, folder)
  grantInitially(context, folder)
  return ok(view)
}

/** Rules know the path of their folder, so that all of them count a version on when it changes. */
const noteMoved = (context: Context, folder: Folder): void => {
  const inside = [folder, ...descendantsOf(context.org, folder.uid)]
  noteMovedRules(context, new Set(inside.map(({ uid }) => uid)))
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
  changeFolder(context, folder, { title: title.trim(), description }, 1)
  if (body.title !== undefined) noteMoved(context, folder)
  return ok(folderView(context, folder))
}

const move = (context: Context): FakeResponse => {
  const { org } = context
  const body = bind(context.request, { parentUid: "string" })
  if (body === undefined) return badRequestData
  const folder = org.folders.get(param(context, "uid"))
  const parentUid = body.parentUid ?? ""
  const parent = org.folders.get(parentUid)
  if (folder === undefined || (parentUid !== "" && parent === undefined))
    return message(500, "move folder failed")
  const problem = moveProblem(context, folder, parent)
  if (problem !== undefined) return problem
  changeFolder(context, folder, { parentUid }, 2)
  noteMoved(context, folder)
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
    alertrule: within(rulesOf(org)),
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
