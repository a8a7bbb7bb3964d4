import type { Bound } from "../bind.js"
import { ancestorsOf, heightOf, maxDepth } from "./folderTree.js"
import { isValidUid, maxUidLength } from "../words/identifiers.js"
import { message, publicError, type FakeResponse } from "../message.js"
import type { Folder, Grant } from "../model.js"
import { allowedInFolder, rootGrants, sharedWithMe } from "../access/permissions.js"
import type { Context } from "../route.js"
import { newUid, nextId } from "../state.js"

export const newFolder = {
  uid: "string",
  title: "string",
  description: "string",
  parentUid: "string"
} as const

/** Why a folder cannot be made. */
export const newFolderProblem = (
  context: Context,
  body: Bound<typeof newFolder>
): FakeResponse | undefined => {
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

/** Stores a new folder that nobody has a grant on yet. */
export const addFolder = ({ caller, org, state }: Context, body: Bound<typeof newFolder>): Folder => {
  const now = state.now()
  const folder: Folder = {
    id: nextId(state, "dashboard"),
    uid: (body.uid ?? "").trim() || newUid(state),
    title: (body.title ?? "").trim(),
    description: body.description ?? "",
    parentUid: body.parentUid ?? "",
    version: 1,
    created: now,
    createdBy: caller.login,
    updated: now,
    updatedBy: caller.login,
    grants: []
  }
  org.folders.add(folder)
  return folder
}

/** A folder at the root is open to the roles; inside another one only its creator has a grant of his own. */
export const grantInitially = (context: Context, folder: Folder): void => {
  const { caller, state } = context
  const { created, parentUid } = folder
  const creator: Grant = { id: 0, userId: caller.id, permission: 4, created }
  const grants = [creator, ...(parentUid === "" ? [...rootGrants(created)].reverse() : [])]
  folder.grants = grants.map((grant) => ({ ...grant, id: nextId(state, "grant") }))
}

/** Changes fields of a folder, which counts as so many versions. */
export const changeFolder = (
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

const circular = publicError(400, "folder.circular-reference", "Circular reference detected")
const tooDeep = publicError(400, "folder.maximum-depth-reached", "Maximum nested folder depth reached")

/** Why a folder cannot go into another one, or to the root where there is none. */
export const moveProblem = (
  { caller, org }: Context,
  folder: Folder,
  parent: Folder | undefined
): FakeResponse | undefined => {
  if (!allowedInFolder(caller, org, "folders:create", parent?.uid ?? "")) {
    return publicError(403, "folders.forbiddenMove", "Access denied to the destination folder")
  }
  if (parent === undefined) return undefined
  const above = ancestorsOf(org, parent)
  if (parent === folder || above.includes(folder)) return circular
  return heightOf(org, folder) + above.length + 1 > maxDepth ? tooDeep : undefined
}
