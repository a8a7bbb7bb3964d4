import { elementView } from "./libraryElementView.js"
import { message, ok, type FakeResponse } from "../message.js"
import type { LibraryElement } from "../model.js"
import { allowedInFolder, isGeneral } from "../access/permissions.js"
import type { Query } from "../query.js"
import { anywhere, route, type Context, type Route } from "../route.js"
import { compareText, pageOf } from "../words/table.js"

type Test = (element: LibraryElement) => boolean

const commaList = (text: string): ReadonlyArray<string> => (text.trim() === "" ? [] : text.split(","))

const fitsText = ({ org }: Context, text: string, hasFolderFilter: boolean): Test => {
  const wanted = text.trim().toLowerCase()
  if (wanted === "") return () => true
  const folders = new Set<string>()
  for (const folder of hasFolderFilter ? [] : org.folders.values()) {
    if (folder.title.toLowerCase().includes(wanted)) folders.add(folder.uid)
  }
  return (element) =>
    element.name.toLowerCase().includes(wanted) ||
    element.description.toLowerCase().includes(wanted) ||
    folders.has(element.folderUid)
}

const fitsFields = (query: Query): Test => {
  const types = commaList(query.get("typeFilter"))
  const excluded = query.get("excludeUid")
  return (element) => (types.length === 0 || types.includes(element.type)) && element.uid !== excluded
}

/**
 * The folder filters, for the rows and for the total: where only the root is asked for, the rows are those of every
 * folder, and the total is the root's (12.3.0). `undefined` when they cannot be read.
 */
const folderTests = (query: Query): { readonly rows: Test; readonly total: Test } | undefined => {
  const ids = commaList(query.get("folderFilter"))
  const uids = commaList(query.get("folderFilterUIDs"))
  if ((ids.length > 0 && uids.length > 0) || ids.some((id) => !/^\d+$/.test(id))) return undefined
  if (ids.length === 0 && uids.length === 0) return { rows: () => true, total: () => true }
  const hasRoot = ids.includes("0") || uids.some(isGeneral)
  const named = new Set([...ids.filter((id) => id !== "0"), ...uids.filter((uid) => !isGeneral(uid))])
  const isNamed: Test = (element) => named.has(String(element.folderId)) || named.has(element.folderUid)
  const total: Test = (element) => (element.folderId === 0 ? hasRoot : isNamed(element))
  return { rows: named.size === 0 ? () => true : total, total }
}

const list = (context: Context): FakeResponse => {
  const { caller, org, query } = context
  const folders = folderTests(query)
  if (folders === undefined) return message(500, "Failed to get library elements")
  const text = fitsText(context, query.get("searchString"), query.get("folderFilterUIDs").trim() !== "")
  const fields = fitsFields(query)
  const descending = query.get("sortDirection") === "alpha-desc"
  const ordered = org.libraryElements.sorted(descending ? "desc" : "asc", (left, right) =>
    descending ? compareText(right.name, left.name) : compareText(left.name, right.name)
  )
  const fitting = ordered.filter((element) => text(element) && fields(element))
  const found = pageOf(fitting.filter(folders.rows), query.int("page"), query.int("perPage"), 100)
  // What the caller may not read is taken out of the page afterwards, so pages run short and the total is too high.
  const readable = found.rows.filter((element) =>
    allowedInFolder(caller, org, "library.panels:read", org.folders.byId(element.folderId)?.uid ?? "")
  )
  return ok({
    result: {
      totalCount: fitting.filter(folders.total).length,
      elements: readable.map((element) =>
        elementView(context, element, {
          folderId: element.folderId,
          folderUid: element.folderId === 0 ? "" : element.folderUid,
          folderName: org.folders.get(element.folderUid)?.title ?? "General"
        })
      ),
      page: found.page,
      perPage: found.size
    }
  })
}

export const libraryElementListRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: "/api/library-elements" }, list, { access: anywhere("library.panels:read") })
]
