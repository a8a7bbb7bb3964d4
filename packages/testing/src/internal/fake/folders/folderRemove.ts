import { rulesOf } from "../alerting/alertRulesModel.js"
import { removeRulesIn } from "../alerting/alertRulesStore.js"
import { removeDashboard } from "../dashboards/dashboardStore.js"
import { descendantsOf, heightOf } from "./folderTree.js"
import { message, ok, publicError, type FakeResponse } from "../message.js"
import type { Folder, Org } from "../model.js"
import { sharedWithMe } from "../access/permissions.js"
import { onFolder, param, route, type Context, type Route } from "../route.js"
import { noteWrite } from "../state.js"

const elementsIn = (org: Org, uid: string) =>
  [...org.libraryElements.values()].filter((element) => element.folderUid === uid)

const removeElements = (org: Org, uid: string): boolean => {
  const elements = elementsIn(org, uid)
  if (elements.some((element) => (org.connections.get(element.uid)?.size ?? 0) > 0)) return false
  for (const element of elements) org.libraryElements.remove(element)
  return true
}

/**
 * Removes folders in the order that Grafana 12.3.0 takes: parents first, and a parent takes its subfolders along, so
 * that a subfolder of its own which comes later "is not found". `false` when that happened; what went before is gone.
 */
const removeFolders = (org: Org, folders: ReadonlyArray<Folder>): boolean => {
  const heights = new Map(folders.map((folder) => [folder, heightOf(org, folder)]))
  const order = [...folders].sort((left, right) => (heights.get(right) ?? 0) - (heights.get(left) ?? 0))
  for (const folder of order) {
    if (org.folders.get(folder.uid) === undefined) return false
    for (const below of descendantsOf(org, folder.uid)) org.folders.remove(below)
    org.folders.remove(folder)
  }
  return true
}

export const removeDashboardsIn = (org: Org, uids: ReadonlySet<string>): void => {
  for (const dashboard of [...org.dashboards.values()]) {
    if (uids.has(dashboard.folderUid)) removeDashboard(org, dashboard)
  }
}

/** Says that nothing was found, after all that was there is gone. */
const notFoundAfterAll = ({ request, state }: Context, text: string): FakeResponse => {
  noteWrite(state, request, 404)
  return message(404, text)
}

const notEmpty = publicError(400, "folder.not-empty", "Folder cannot be deleted: folder is not empty")

const remove = (context: Context): FakeResponse => {
  const { org, query } = context
  const uid = param(context, "uid")
  if (!removeElements(org, uid)) {
    return message(403, "Folder could not be deleted because it contains library elements in use")
  }
  if (uid === sharedWithMe) return message(404, "NotFound")
  // The root is no folder, but everything is inside it: it all goes before the missing folder is noticed (12.3.0).
  const inside = uid === "general" ? "" : uid
  const below = descendantsOf(org, inside)
  const folder = org.folders.get(uid)
  if (folder === undefined && inside !== "") return message(404, "folder not found")
  const uids = new Set([inside, ...below.map((one) => one.uid)])
  if (query.flag("forceDeleteRules")) removeRulesIn(context, uids)
  if (rulesOf(org).some((rule) => uids.has(rule.folderUid))) return notEmpty
  removeDashboardsIn(org, uids)
  if (folder === undefined) {
    for (const one of below) org.folders.remove(one)
    return notFoundAfterAll(context, "NotFound")
  }
  if (!removeFolders(org, below)) return notFoundAfterAll(context, "folder not found")
  org.folders.remove(folder)
  return ok({ message: "Folder deleted" })
}

export const folderRemoveRoutes: ReadonlyArray<Route> = [
  route({ method: "DELETE", path: "/api/folders/{uid}" }, remove, { access: onFolder("folders:delete") })
]
