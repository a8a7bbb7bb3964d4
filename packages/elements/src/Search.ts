/** Search over dashboards and folders. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, when } from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Schema from "effect/Schema"
import { Count, Id, OpenEnum } from "./Common.js"

/** A dashboard or folder that a search found; the `folder...` fields are absent at the root. */
export interface Hit extends Schema.Schema.Type<typeof hit> {}
const hit = Schema.Struct({
  id: Schema.Int,
  uid: Schema.String,
  orgId: Schema.optional(Schema.Int),
  title: Schema.String,
  description: Schema.optional(Schema.String),
  uri: Schema.String,
  url: Schema.String,
  slug: Schema.String,
  type: OpenEnum("dash-db", "dash-folder", "dash-home"),
  tags: Schema.Array(Schema.String),
  isStarred: Schema.Boolean,
  folderId: Schema.optional(Schema.Int),
  folderUid: Schema.optional(Schema.String),
  folderTitle: Schema.optional(Schema.String),
  folderUrl: Schema.optional(Schema.String),
  sortMeta: Schema.Int,
  sortMetaName: Schema.optional(Schema.String),
  isDeleted: Schema.optional(Schema.Boolean),
  permanentlyDeleteDate: Schema.optional(Schema.NullOr(Schema.String))
})
export const Hit: Schema.Schema<Hit> = hit

/** An order that a search can be told to give its hits in. */
export interface SortOption extends Schema.Schema.Type<typeof sortOption> {}
const sortOption = Schema.Struct({
  name: Schema.String,
  displayName: Schema.String,
  description: Schema.String,
  meta: Schema.String
})
export const SortOption: Schema.Schema<SortOption> = sortOption

/**
 * Searches for dashboards and folders by what their titles hold, and by the other filters. All tags must fit;
 * of uids any. `folderUIDs` shows what stands directly in these folders, `general` being the root. Pages are cut in
 * the order of titles, but within a page folders come first: `sort` makes the whole walk one order. `deleted: true`
 * is `Unauthorized` for all but admins.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/folder_dashboard_search/
 */
export const search = Endpoint.list(
  "search",
  "/api/search",
  {
    query: {
      query: Schema.optional(Schema.String),
      tag: Schema.optional(Schema.Array(Schema.String)),
      type: Schema.optional(Schema.Literal("dash-db", "dash-folder")),
      dashboardUIDs: Schema.optional(Schema.Array(Schema.String)),
      folderUIDs: Schema.optional(Schema.Array(Schema.String)),
      // Deprecated since Grafana 9.1; not together with the uids. In 12.3.0 folderIds finds the folders themselves.
      dashboardIds: Schema.optional(Schema.Array(Id)),
      folderIds: Schema.optional(Schema.Array(Id)),
      starred: Schema.optional(Schema.Boolean),
      deleted: Schema.optional(Schema.Boolean),
      permission: Schema.optional(Schema.Literal("View", "Edit")),
      // Another name is not an error but no order (12.3.0); Enterprise has more, which listSortOptions tells.
      sort: Schema.optional(OpenEnum("alpha-asc", "alpha-desc")),
      limit: Schema.optional(Count.pipe(Schema.lessThanOrEqualTo(5000))),
      page: Schema.optional(Count)
    },
    success: Schema.Array(Hit),
    error: [when(BadRequest, { status: 400 }, { status: 422 })]
  },
  Pagination.number({
    page: "page",
    first: 1,
    size: "limit",
    pageSize: 1000,
    maxPageSize: 5000,
    items: "",
    id: "uid"
  })
)

/**
 * Lists the orders that a search can be told to give its hits in.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/folder_dashboard_search/
 */
export const listSortOptions = Endpoint.get("listSortOptions", "/api/search/sorting", {
  success: Schema.Struct({ sortOptions: Schema.Array(SortOption) })
})
