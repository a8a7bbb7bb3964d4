import { folderNotFound } from "./folders.js"
import { message, ok, type FakeResponse } from "../message.js"
import type { Folder, Org } from "../model.js"
import { allowedInFolder, isGeneral, sharedWithMe } from "../access/permissions.js"
import { anywhere, route, type Context, type Route } from "../route.js"
import { compareText, pageOf } from "../words/table.js"

const hit = (folder: Folder) => ({
  id: folder.id,
  uid: folder.uid,
  title: folder.title,
  ...(folder.parentUid === "" ? {} : { parentUid: folder.parentUid })
})

const byTitle = (org: Org): ReadonlyArray<Folder> =>
  org.folders.sorted("title", (left, right) => compareText(left.title, right.title) || left.id - right.id)

/** Folders that the caller may read inside folders that the caller may not. */
const sharedFolders = ({ caller, org }: Context): ReadonlyArray<Folder> =>
  byTitle(org).filter(
    (folder) =>
      folder.parentUid !== "" &&
      allowedInFolder(caller, org, "folders:read", folder.uid) &&
      !allowedInFolder(caller, org, "folders:read", folder.parentUid)
  )

const sharedWithMeHit = { id: -1, uid: sharedWithMe, title: "Shared with me" }

const rootFolders = (context: Context, action: string, page: number, size: number): FakeResponse => {
  const { caller, org } = context
  const roots = byTitle(org).filter(({ parentUid }) => parentUid === "")
  if (caller.role === "Admin") return ok(pageOf(roots, page, size, 100_000).rows.map(hit))
  const allowed = roots.filter((folder) => allowedInFolder(caller, org, action, folder.uid))
  if (action === "folders:write" && allowed.length === 0) return ok([])
  const hits = pageOf(allowed, page, size, 100_000).rows.map(hit)
  // The first page has one more than was asked for (12.3.0).
  return ok(page === 0 || page === 1 ? [sharedWithMeHit, ...hits] : hits)
}

const list = (context: Context): FakeResponse => {
  const { caller, org, query } = context
  const action = query.get("permission") === "Edit" ? "folders:write" : "folders:read"
  const page = query.int("page")
  const size = query.int("limit")
  const parentUid = query.get("parentUid")
  if (isGeneral(parentUid)) return rootFolders(context, action, page, size)
  if (parentUid === sharedWithMe) return ok(sharedFolders(context).map(hit))
  if (!allowedInFolder(caller, org, action, parentUid)) return message(403, "Access denied")
  if (org.folders.get(parentUid) === undefined) return folderNotFound
  const children = byTitle(org).filter((folder) => folder.parentUid === parentUid)
  return ok(pageOf(children, page, size, 100_000).rows.map(hit))
}

export const folderListRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: "/api/folders" }, list, { access: anywhere("folders:read") })
]
