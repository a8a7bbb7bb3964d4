import { dashboardNotFound, namedDashboard } from "../dashboards/dashboards.js"
import { dashboardUrl } from "../dashboards/dashboardStore.js"
import { slugify } from "../words/format.js"
import { folderNotFound } from "../folders/folders.js"
import { folderUrl } from "../folders/folderView.js"
import { grantView, ordered, readGrants } from "./grants.js"
import { message, ok, type FakeResponse } from "../message.js"
import { dashboardGrants } from "./permissions.js"
import { anywhere, onFolder, param, route, type Access, type Context, type Route } from "../route.js"

const folderList = (context: Context): FakeResponse => {
  const folder = context.org.folders.get(param(context, "uid"))
  if (folder === undefined) return folderNotFound
  const on = { uid: folder.uid, title: folder.title, slug: "", isFolder: true, url: folderUrl(folder) }
  return ok(
    ordered(folder.grants).map((grant) => ({
      folderId: folder.id,
      ...grantView(context, grant),
      ...on,
      inherited: false
    }))
  )
}

const setFolder = (context: Context): FakeResponse => {
  const read = readGrants(context)
  if ("problem" in read) return read.problem
  const folder = context.org.folders.get(param(context, "uid"))
  if (folder === undefined) return folderNotFound
  folder.grants = read.grants
  return message(200, "Folder permissions updated")
}

const dashboardList = (context: Context): FakeResponse => {
  const dashboard = namedDashboard(context)
  if (dashboard === undefined) return dashboardNotFound
  const { title, uid } = dashboard
  const on = { uid, title, slug: slugify(title), isFolder: false, url: dashboardUrl(dashboard) }
  return ok(
    ordered(dashboardGrants(dashboard)).map((grant) => ({
      dashboardId: dashboard.id,
      ...grantView(context, grant),
      // The uids of people are left out here, though a folder's list has them (12.3.0).
      userUid: "",
      ...on,
      inherited: false
    }))
  )
}

const setDashboard = (context: Context): FakeResponse => {
  const read = readGrants(context)
  if ("problem" in read) return read.problem
  const dashboard = namedDashboard(context)
  if (dashboard === undefined) return dashboardNotFound
  dashboard.grants = read.grants
  return message(200, "Dashboard permissions updated")
}

const folder = "/api/folders/{uid}/permissions"
const reads: { readonly access: Access } = { access: anywhere("dashboards.permissions:read") }
const writes: { readonly access: Access } = { access: anywhere("dashboards.permissions:write") }

export const permissionListRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: folder }, folderList, { access: onFolder("folders.permissions:read") }),
  route({ method: "POST", path: folder }, setFolder, { access: onFolder("folders.permissions:write") }),
  ...["uid/{uid}", "id/{id}"].flatMap((named) => [
    route({ method: "GET", path: `/api/dashboards/${named}/permissions` }, dashboardList, reads),
    route({ method: "POST", path: `/api/dashboards/${named}/permissions` }, setDashboard, writes)
  ])
]
