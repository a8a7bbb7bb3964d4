import * as FolderResources from "@effect-grafana/elements/FolderResources"
import { rulesOf } from "../alerting/alertRulesModel.js"
import { folderItem, folderObject, folderResource } from "./apisFolderView.js"
import type { ListOptions } from "./apisList.js"
import { apiVersionOf, folderOf, listOf, nameOf, type KubeObject } from "./apisObject.js"
import { resourceRoutes, subresource, type Page, type Storage } from "./apisRoutes.js"
import { asPlainStatus, asStatus, failure, notBuilt } from "./apisStatus.js"
import { nameColumn, textColumn } from "./apisTable.js"
import { pick } from "../bind.js"
import { removeDashboardsIn } from "../folders/folderRemove.js"
import {
  addFolder,
  changeFolder,
  grantInitially,
  moveProblem,
  newFolderProblem
} from "../folders/folderStore.js"
import { ancestorsOf, descendantsOf } from "../folders/folderTree.js"
import { json, ok, publicError, type FakeResponse } from "../message.js"
import type { Folder } from "../model.js"
import { allowedInFolder, isGeneral, sharedWithMe } from "../access/permissions.js"
import { route, type Context, type Route } from "../route.js"
import { compareText } from "../words/table.js"

const notFound = failure(404, "folder not found")

/** A folder that the caller may read. */
const find = ({ caller, org }: Context, name: string): Folder | FakeResponse => {
  if (isGeneral(name) || name === sharedWithMe) return notBuilt(`the folder ${name}`)
  const folder = org.folders.get(name)
  if (folder === undefined) return notFound
  return allowedInFolder(caller, org, "folders:read", name) ? folder : failure(403, "Access denied")
}

const isFolder = (found: Folder | FakeResponse): found is Folder => "uid" in found

const get = (context: Context, name: string): KubeObject | FakeResponse => {
  const found = find(context, name)
  return isFolder(found) ? folderObject(context, found) : found
}

const defaultLimit = 100

interface Position {
  readonly limit: number
  readonly page: number
}

/** A token holds the size of the page and the number of the next one: another size with it is an error. */
const readPosition = ({ limit, token }: ListOptions): Position | FakeResponse => {
  if (token === "") return { limit: limit > 0 ? limit : defaultLimit, page: 1 }
  const [, size, page] = /^(\d+)\|(\d+)$/.exec(Buffer.from(token, "base64").toString()) ?? []
  if (size === undefined) return failure(500, "error decoding continue token (expected two parts)")
  if (limit > 0 && limit !== Number(size)) return failure(500, "limit does not match continue token")
  return { limit: Number(size), page: Number(page) }
}

/** All folders at every depth, by title. */
const list = (context: Context, options: ListOptions): Page | FakeResponse => {
  const { caller, org } = context
  const position = readPosition(options)
  if ("status" in position) return position
  const { limit, page } = position
  const readable = org.folders
    .sorted("title", (left, right) => compareText(left.title, right.title) || left.id - right.id)
    .filter(({ uid }) => allowedInFolder(caller, org, "folders:read", uid))
    .slice((page - 1) * limit, page * limit)
  const next = Buffer.from(`${limit}|${page + 1}`).toString("base64")
  return {
    metadata: readable.length < limit ? {} : { continue: next },
    items: readable.map((folder) => folderItem(context, folder, options.labels.size === 0))
  }
}

const specShape = { title: "string", description: "string" } as const

const create = (context: Context, object: KubeObject): KubeObject | FakeResponse => {
  const { title, description } = pick(object["spec"] ?? {}, specShape) ?? {}
  const parentUid = folderOf(object)
  const fields = { uid: nameOf(object), title, description, parentUid }
  if (!allowedInFolder(context.caller, context.org, "folders:create", parentUid)) {
    return failure(403, "not enough permissions to create a folder in the selected location")
  }
  const problem = newFolderProblem(context, fields)
  if (problem !== undefined) return asPlainStatus(problem)
  const folder = addFolder(context, fields)
  grantInitially(context, folder)
  return folderObject(context, folder, "")
}

const denied = failure(500, "access denied to folder")
const noParent = asStatus(publicError(404, "folder.notFound", "NotFound"))

/** Heeds no `resourceVersion`: the last one wins (12.3.0). */
const update = (context: Context, name: string, object: KubeObject): KubeObject | FakeResponse => {
  const { caller, org } = context
  const folder = find(context, name)
  if (!isFolder(folder)) return folder
  const { description = "", title = "" } = pick(object["spec"] ?? {}, specShape) ?? {}
  const parentUid = folderOf(object)
  const moves = parentUid !== folder.parentUid
  if (moves) {
    const parent = org.folders.get(parentUid)
    if (parentUid !== "" && parent === undefined) return noParent
    const problem = moveProblem(context, folder, parent)
    if (problem !== undefined) return asStatus(problem)
  }
  if (!allowedInFolder(caller, org, "folders:write", name)) return denied
  if (title.trim() === "") return failure(500, "folder title cannot be empty")
  changeFolder(context, folder, { title: title.trim(), description, parentUid }, moves ? 2 : 1)
  return folderObject(context, folder)
}

const notEmpty = asStatus(
  publicError(400, "folder.not-empty", "Folder cannot be deleted: folder is not empty")
)

/** Takes along what is inside, unless a rule or a library element is; the answer is the folder as it was. */
const remove = (context: Context, name: string): FakeResponse => {
  const { caller, org } = context
  if (name === "general") return noParent
  const folder = find(context, name)
  if (!isFolder(folder)) return folder
  if (!allowedInFolder(caller, org, "folders:delete", name)) return denied
  const below = descendantsOf(org, name)
  const uids = new Set([name, ...below.map(({ uid }) => uid)])
  const holds = (rows: Iterable<{ readonly folderUid: string }>): boolean =>
    [...rows].some(({ folderUid }) => uids.has(folderUid))
  if (holds(rulesOf(org)) || holds(org.libraryElements.values())) return notEmpty
  const view = folderObject(context, folder)
  removeDashboardsIn(org, uids)
  for (const one of [...below, folder]) org.folders.remove(one)
  return json(200, view)
}

const storage: Storage = {
  resource: folderResource,
  columns: [
    nameColumn,
    textColumn("Title", "The display name", ({ spec }) => pick(spec, specShape)?.title),
    textColumn("Parent", "Parent folder UID", folderOf)
  ],
  list,
  get,
  create,
  update,
  remove,
  removeAll: () => failure(500, "DeleteCollection for folders not implemented")
}

// ---- what stands around a folder -------------------------------------------------------------------------

const withFolder = (answer: (context: Context, folder: Folder) => unknown) =>
  subresource(storage, (context, name) => {
    const found = find(context, name)
    return isFolder(found) ? ok(answer(context, found)) : found
  })

const named = (kind: string) => ({ kind, apiVersion: apiVersionOf(folderResource) })

const access = ({ caller, org }: Context, { uid }: Folder) => {
  const can = (action: string): boolean => allowedInFolder(caller, org, action, uid)
  return {
    ...named("FolderAccessInfo"),
    canSave: can("folders:create"),
    canEdit: can("folders:write"),
    canAdmin: can("folders.permissions:write"),
    canDelete: can("folders:delete")
  }
}

/** Only what stands directly in the folder. */
const counts = ({ org }: Context, { uid }: Folder) => {
  const count = (resource: string, rows: Iterable<{ readonly folderUid: string }>) => ({
    group: "sql-fallback",
    resource,
    count: [...rows].filter(({ folderUid }) => folderUid === uid).length
  })
  const inside = [...org.folders.values()].map(({ parentUid }) => ({ folderUid: parentUid }))
  return {
    ...named("DescendantCounts"),
    counts: [
      count("alertrules", rulesOf(org)),
      count("dashboards", org.dashboards.values()),
      count("folders", inside),
      count("library_elements", org.libraryElements.values())
    ]
  }
}

/** The folders from the root down to this one. */
const parents = ({ org }: Context, folder: Folder) => ({
  ...named("FolderInfoList"),
  metadata: {},
  items: [...ancestorsOf(org, folder), folder].map(({ description, parentUid, title, uid }) => ({
    name: uid,
    title,
    ...(description === "" ? {} : { description }),
    ...(parentUid === "" ? {} : { parent: parentUid })
  }))
})

export const apisFolderRoutes: ReadonlyArray<Route> = [
  ...resourceRoutes(storage),
  route(FolderResources.getAccess, withFolder(access)),
  // Always empty: the server looks for the parent of a copy that does not have one (12.3.0).
  route(
    FolderResources.getChildren,
    withFolder(() => listOf(folderResource, {}, null))
  ),
  route(FolderResources.getCounts, withFolder(counts)),
  route(FolderResources.getParents, withFolder(parents))
]
