import * as ResourceSearch from "@effect-grafana/elements/ResourceSearch"
import { refusal } from "./apisRoutes.js"
import { dashboardResource } from "./apisDashboardView.js"
import { notBuilt } from "./apisStatus.js"
import { ok, type FakeResponse } from "../message.js"
import { isGeneral, sharedWithMe } from "../access/permissions.js"
import { route, type Context, type Handler, type Route } from "../route.js"
import { asFound, byTitle, permissionTest, type Hit } from "../dashboards/search.js"
import { compareText, pageOf } from "../words/table.js"

const types: Readonly<Record<string, string>> = { dashboard: "dash-db", folder: "dash-folder" }

const hitView = ({ kind, parentUid, row, tags, title }: Hit) => ({
  resource: kind === "dash-folder" ? "folders" : "dashboards",
  name: row.uid,
  title,
  ...(tags.length === 0 ? {} : { tags }),
  ...(parentUid === "" ? {} : { folder: parentUid }),
  field: { "grafana.app/deprecatedInternalID": row.id }
})

/** A folder takes the place of the tags where both are asked for (12.3.0). */
const makeTest = (context: Context): ((hit: Hit) => boolean) => {
  const { query } = context
  const title = query.get("query").toLowerCase()
  const folder = query.get("folder")
  const tags = folder === "" ? query.all("tag") : []
  const names = query.all("name")
  const permitted = permissionTest(context)
  return (hit) =>
    hit.title.toLowerCase().includes(title) &&
    (folder === "" || hit.parentUid === (isGeneral(folder) ? "" : folder)) &&
    tags.every((tag) => hit.tags.includes(tag)) &&
    (names.length === 0 || names.includes(hit.row.uid)) &&
    permitted(hit)
}

/** What of a search only Grafana can do. */
const unknownPart = ({ query }: Context): string | undefined =>
  query.get("folder") === sharedWithMe
    ? "what was shared"
    : ["explain", "facet", "field"].find((name) => query.has(name))

interface Part {
  readonly limit: number
  readonly offset: number
  readonly page: number
}

/** The database knows pages alone: an offset inside of one begins with it. */
const readPart = ({ query }: Context): Part => {
  const limit = query.has("limit") ? query.int("limit") : 50
  if (query.has("offset")) {
    const offset = query.int("offset")
    return { limit, offset, page: offset > 0 && limit > 0 ? Math.floor(offset / limit) + 1 : 1 }
  }
  const page = query.has("page") ? query.int("page") : 1
  return { limit, offset: (page - 1) * limit, page }
}

/** Both kinds unless exactly one is asked for. */
const kindOf = ({ query }: Context): string => {
  const [kind = "", other] = query.all("type").flatMap((type) => types[type] ?? [])
  return other === undefined ? kind : ""
}

const search: Handler = (context) => {
  const { org, query } = context
  const asked = unknownPart(context)
  if (asked !== undefined) return notBuilt(`a search with ${asked}`)
  const { limit, offset, page } = readPart(context)
  const sort = query.get("sort")
  const found = [...byTitle(org, kindOf(context), sort === "-title")].filter(makeTest(context))
  const hits = asFound(pageOf(found, page, limit).rows).map(hitView)
  // Without an order of the caller's folders go before dashboards, page by page.
  if (sort === "") hits.sort((left, right) => compareText(right.resource, left.resource))
  // The total is that of this page (12.3.0).
  return ok({ ...(offset === 0 ? {} : { offset }), totalHits: hits.length, hits })
}

const sortable: Handler = () =>
  ok({
    kind: "SortableFields",
    apiVersion: "dashboard.grafana.app/v0alpha1",
    fields: [
      { string: "title", display: "Title (A-Z)", type: "string" },
      { string: "-title", display: "Title (Z-A)", type: "string" }
    ]
  })

const resource = dashboardResource("v0alpha1")

const inNamespace =
  (handler: Handler): Handler =>
  (context): FakeResponse =>
    refusal(context, { resource }, "list") ?? handler(context)

export const apisSearchRoutes: ReadonlyArray<Route> = [
  route(ResourceSearch.search, inNamespace(search)),
  route(ResourceSearch.getSortableFields, inNamespace(sortable))
]
