import { dashboardUrl } from "./dashboardStore.js"
import { slugify } from "../words/format.js"
import { folderUrl } from "../folders/folderView.js"
import { message, ok, type FakeResponse } from "../message.js"
import type { Dashboard, Folder, Org } from "../model.js"
import { allowedInFolder, allowedOnDashboard, isGeneral, sharedWithMe } from "../access/permissions.js"
import type { Query } from "../query.js"
import { route, type Context, type Route } from "../route.js"
import { starredBy } from "./stars.js"
import { compareText } from "../words/table.js"

interface Common {
  readonly title: string
  readonly parentUid: string
  readonly tags: ReadonlyArray<string>
}

export type Hit =
  | (Common & { readonly kind: "dash-folder"; readonly row: Folder })
  | (Common & { readonly kind: "dash-db"; readonly row: Dashboard })

type Test = (hit: Hit) => boolean

const noTags: ReadonlyArray<string> = []

const folderHit = (row: Folder): Hit => ({
  kind: "dash-folder",
  row,
  title: row.title,
  parentUid: row.parentUid,
  tags: noTags
})

const dashboardHit = (row: Dashboard): Hit => ({
  kind: "dash-db",
  row,
  title: row.title,
  parentUid: row.folderUid,
  tags: row.tags
})

const ascending = (left: { title: string; id: number }, right: { title: string; id: number }): number =>
  compareText(left.title, right.title) || left.id - right.id

const descending = (left: { title: string; id: number }, right: { title: string; id: number }): number =>
  compareText(right.title, left.title) || left.id - right.id

/** Folders and dashboards in one row by title, made as far as they are asked for. */
export function* byTitle(org: Org, type: string, isDescending: boolean): Generator<Hit> {
  const order = isDescending ? descending : ascending
  const name = isDescending ? "title-desc" : "title"
  const folders = type === "dash-db" ? [] : org.folders.sorted(name, order)
  const dashboards = type === "dash-folder" ? [] : org.dashboards.sorted(name, order)
  let next = 0
  for (const dashboard of dashboards) {
    for (
      let folder = folders[next];
      folder !== undefined && order(folder, dashboard) < 0;
      folder = folders[++next]
    ) {
      yield folderHit(folder)
    }
    yield dashboardHit(dashboard)
  }
  for (const folder of folders.slice(next)) yield folderHit(folder)
}

const uidTest = (query: Query): Test => {
  const given = query.all("dashboardUIDs")
  const uids = new Set(given.length === 0 ? query.all("dashboardUID") : given)
  const ids = new Set(
    query
      .all("dashboardIds")
      .filter((id) => /^\d+$/.test(id))
      .map(Number)
  )
  return ({ row }) => (uids.size === 0 || uids.has(row.uid)) && (ids.size === 0 || ids.has(row.id))
}

const folderTest = ({ caller, org, query }: Context): Test => {
  const uids = query.all("folderUIDs")
  // The ids of folders name the folders themselves, not what is in them (12.3.0).
  const ids = new Set(
    query
      .all("folderIds")
      .filter((id) => /^\d+$/.test(id))
      .map(Number)
  )
  if (ids.size > 0) return ({ kind, row }) => kind === "dash-folder" && ids.has(row.id)
  if (uids.length === 0) return () => true
  if (uids.includes(sharedWithMe)) {
    return ({ kind, parentUid }) =>
      kind === "dash-db" && parentUid !== "" && !allowedInFolder(caller, org, "folders:read", parentUid)
  }
  const parents = new Set(uids.map((uid) => (isGeneral(uid) ? "" : uid)))
  return ({ parentUid }) => parents.has(parentUid)
}

export const permissionTest = ({ caller, org, query }: Context): Test => {
  if (caller.role === "Admin") return () => true
  const verb = query.get("permission") === "Edit" ? "write" : "read"
  return (hit) =>
    hit.kind === "dash-folder"
      ? allowedInFolder(caller, org, `folders:${verb}`, hit.row.uid)
      : allowedOnDashboard(caller, org, `dashboards:${verb}`, hit.row)
}

const makeTest = (context: Context): Test => {
  const { query } = context
  const title = query.get("query").toLowerCase()
  const tags = query.all("tag")
  const starred = query.get("starred") === "true" ? new Set(starredBy(context)) : undefined
  const uids = uidTest(query)
  const folders = folderTest(context)
  const permitted = permissionTest(context)
  return (hit) =>
    (title === "" || hit.title.toLowerCase().includes(title)) &&
    tags.every((tag) => hit.tags.includes(tag)) &&
    (starred === undefined || starred.has(hit.row.uid)) &&
    uids(hit) &&
    folders(hit) &&
    permitted(hit)
}

const view = (context: Context, starred: ReadonlySet<string>, hit: Hit) => {
  const { org } = context
  const { kind, row, title } = hit
  const slug = slugify(title)
  const parent = org.folders.get(hit.parentUid)
  return {
    id: row.id,
    uid: row.uid,
    orgId: org.id,
    title,
    uri: `db/${slug}`,
    url: hit.kind === "dash-folder" ? folderUrl(hit.row) : dashboardUrl(hit.row),
    slug: "",
    type: kind,
    tags: hit.tags,
    isStarred: kind === "dash-db" && starred.has(row.uid),
    ...(parent === undefined
      ? {}
      : {
          folderId: parent.id,
          folderUid: parent.uid,
          folderTitle: parent.title,
          folderUrl: folderUrl(parent)
        }),
    sortMeta: 0,
    isDeleted: false
  }
}

/** One dashboard with one tag is one row of the database, which is handed on before its tag is read (12.3.0). */
export const asFound = (page: ReadonlyArray<Hit>): ReadonlyArray<Hit> => {
  const [only] = page
  return only !== undefined && page.length === 1 && only.tags.length === 1
    ? [{ ...only, tags: noTags }]
    : page
}

/** Without an order of the caller's a page is sorted once more: folders first, then by title in any case. */
const resort = (page: ReadonlyArray<Hit>): ReadonlyArray<Hit> =>
  [...page].sort(
    (left, right) =>
      (left.kind === right.kind ? 0 : left.kind === "dash-folder" ? -1 : 1) ||
      compareText(left.title.toLowerCase(), right.title.toLowerCase())
  )

const both = (query: Query, ids: string, uids: string): boolean =>
  query.all(ids).some((id) => /^-?\d+$/.test(id)) && query.has(uids)

const tooMany = message(
  422,
  "Limit is above maximum allowed (5000), use page parameter to access hits beyond limit"
)

const search = (context: Context): FakeResponse => {
  const { caller, org, query } = context
  const deleted = query.get("deleted") === "true"
  if (deleted && caller.role !== "Admin") return message(401, "Unauthorized")
  const limit = query.int("limit")
  if (limit > 5000) return tooMany
  if (both(query, "dashboardIds", "dashboardUIDs") || both(query, "folderIds", "folderUIDs")) {
    return message(400, "search supports UIDs or IDs, not both")
  }
  const type = query.get("type")
  if (!["", "dash-db", "dash-folder", "dash-annotation"].includes(type)) return message(500, "Search failed")
  if (deleted || type === "dash-annotation") return ok([])
  const size = limit < 1 ? 1000 : limit
  const first = (Math.max(1, query.int("page")) - 1) * size
  const fits = makeTest(context)
  const sort = query.get("sort")
  const page: Array<Hit> = []
  let count = 0
  for (const hit of byTitle(org, type, sort === "alpha-desc")) {
    if (!fits(hit)) continue
    if (count++ >= first) page.push(hit)
    if (page.length === size) break
  }
  const starred = new Set(starredBy(context))
  const hits = asFound(page)
  return ok((sort === "" ? resort(hits) : hits).map((hit) => view(context, starred, hit)))
}

export const searchRoutes: ReadonlyArray<Route> = [route({ method: "GET", path: "/api/search" }, search)]
