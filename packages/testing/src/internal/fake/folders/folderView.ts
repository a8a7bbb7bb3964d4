import type { JsonObject } from "../bind.js"
import { never, seconds, slugify } from "../words/format.js"
import { ancestorsOf } from "./folderTree.js"
import type { Folder } from "../model.js"
import { allowedInFolder } from "../access/permissions.js"
import type { Context } from "../route.js"

export const folderUrl = (folder: Folder): string => `/dashboards/f/${folder.uid}/${slugify(folder.title)}`

const flags = ({ caller, org }: Context, uid: string) => {
  const canEdit = allowedInFolder(caller, org, "folders:write", uid)
  return {
    hasAcl: false,
    canSave: canEdit,
    canEdit,
    canAdmin: allowedInFolder(caller, org, "folders.permissions:write", uid),
    canDelete: allowedInFolder(caller, org, "folders:delete", uid)
  }
}

const oneFolder = (context: Context, folder: Folder) => ({
  id: folder.id,
  uid: folder.uid,
  orgId: context.org.id,
  title: folder.title,
  url: folderUrl(folder),
  ...flags(context, folder.uid),
  createdBy: folder.createdBy,
  created: seconds(folder.created),
  updatedBy: folder.updatedBy,
  updated: seconds(folder.updated),
  version: folder.version,
  ...(folder.parentUid === "" ? {} : { parentUid: folder.parentUid })
})

/** A folder with the folders around it, as far as the caller may read them. */
export const folderView = (context: Context, folder: Folder): JsonObject => {
  const { caller, org } = context
  const ancestors = ancestorsOf(org, folder)
  const firstReadable = ancestors.findLastIndex(
    (ancestor) => !allowedInFolder(caller, org, "folders:read", ancestor.uid)
  )
  const parents = ancestors.slice(firstReadable + 1).map((ancestor) => oneFolder(context, ancestor))
  return { ...oneFolder(context, folder), ...(parents.length === 0 ? {} : { parents }) }
}

const madeByNobody = { createdBy: "Anonymous", created: never, updatedBy: "Anonymous", updated: never }

/** The root, which is no folder but can be read like one. */
export const generalView = (context: Context): JsonObject => ({
  id: 0,
  uid: "general",
  orgId: 0,
  title: "Dashboards",
  url: "",
  ...flags(context, "general"),
  ...madeByNobody
})

/** The folder that stands for what was shared from folders that the caller may not read. It is its own parent. */
export const sharedWithMeView = (context: Context): JsonObject => {
  const view = {
    id: -1,
    uid: "sharedwithme",
    orgId: 0,
    title: "Shared with me",
    url: "/dashboards/f/sharedwithme/shared-with-me",
    ...flags(context, "sharedwithme"),
    ...madeByNobody
  }
  return { ...view, parents: [view] }
}
