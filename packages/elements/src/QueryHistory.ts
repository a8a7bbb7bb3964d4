/** The signed-in user's history of queries, as Explore keeps it. Viewers have none: `Forbidden`. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, Forbidden, NotFound, when } from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Schema from "effect/Schema"
import { Count, JsonObject, Removed, Uid } from "./Common.js"
import { DataQuery } from "./Queries.js"

/** What was asked of a data source at once; `createdAt` is in epoch seconds. */
export interface PastQuery extends Schema.Schema.Type<typeof pastQuery> {}
const pastQuery = Schema.Struct({
  uid: Schema.String,
  datasourceUid: Schema.String,
  createdBy: Schema.Int,
  createdAt: Schema.Int,
  comment: Schema.String,
  queries: Endpoint.nullAsEmpty(Schema.Array(JsonObject)),
  starred: Schema.Boolean
})
export const PastQuery: Schema.Schema<PastQuery> = pastQuery

/** A page of the history. */
export interface PastQueryPage extends Schema.Schema.Type<typeof pastQueryPage> {}
const pastQueryPage = Schema.Struct({
  totalCount: Schema.Int,
  queryHistory: Endpoint.nullAsEmpty(Schema.Array(PastQuery)),
  page: Schema.Int,
  perPage: Schema.Int
})
export const PastQueryPage: Schema.Schema<PastQueryPage> = pastQueryPage

// A 401 to a credential that is right (12.3.0).
const NoExplore = when(Forbidden, { status: 401, message: /query history$/ })

/**
 * Searches the history by a part of queries and comments (`searchString`) and by the other filters. `from` and `to`
 * are epoch milliseconds as text, or relative (`now-7d`).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/query_history/#query-history-search
 */
export const search = Endpoint.list(
  "searchQueries",
  "/api/query-history",
  {
    query: {
      datasourceUid: Schema.optional(Schema.Array(Uid)),
      searchString: Schema.optional(Schema.String),
      onlyStarred: Schema.optional(Schema.Boolean),
      sort: Schema.optional(Schema.Literal("time-desc", "time-asc")),
      from: Schema.optional(Schema.NonEmptyString),
      to: Schema.optional(Schema.NonEmptyString),
      page: Schema.optional(Count),
      limit: Schema.optional(Count)
    },
    success: Schema.Struct({ result: PastQueryPage }),
    error: [NoExplore]
  },
  Pagination.number({
    page: "page",
    size: "limit",
    first: 1,
    pageSize: 1000,
    items: "result.queryHistory",
    total: "result.totalCount",
    id: "uid"
  })
)

/**
 * Adds queries of one data source to the history, as one entry.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/query_history/#add-query-to-query-history
 */
export const create = Endpoint.post("createQuery", "/api/query-history", {
  payload: { datasourceUid: Uid, queries: Schema.Array(DataQuery) },
  success: Schema.Struct({ result: PastQuery }),
  error: [BadRequest, NoExplore]
})

/**
 * Sets the comment of an entry. One that is not there, or is another user's, is `NotFound`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/query_history/#update-comment-of-query-in-query-history-by-uid
 */
export const setComment = Endpoint.patch("patchQueryComment", "/api/query-history/{uid}", {
  kind: "idempotent",
  params: { uid: Uid },
  payload: { comment: Schema.String },
  success: Schema.Struct({ result: PastQuery }),
  error: [
    BadRequest,
    // The 404 is for what is no uid, the 500 for one that is not there (12.3.0).
    when(
      NotFound,
      { status: 404 },
      { status: 500, message: "Failed to update comment of query in query history" }
    ),
    NoExplore
  ]
})

/**
 * Stars an entry. One that is not there and one that is starred already are a `ServerError` "Failed to star query in
 * query history" (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/query_history/#star-query-in-query-history
 */
export const star = Endpoint.post("starQuery", "/api/query-history/star/{uid}", {
  params: { uid: Uid },
  success: Schema.Struct({ result: PastQuery }),
  error: [NotFound, NoExplore]
})

/**
 * Takes the star from an entry. One that is not there and one without a star are a `ServerError` "Failed to unstar
 * query in query history" (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/query_history/#unstar-query-in-query-history
 */
export const unstar = Endpoint.delete("unstarQuery", "/api/query-history/star/{uid}", {
  // A repeated request would fail on its own success.
  kind: "unsafe",
  params: { uid: Uid },
  success: Schema.Struct({ result: PastQuery }),
  error: [NotFound, NoExplore]
})

/**
 * Deletes an entry. One that is not there and one of another user are a `ServerError` "Failed to delete query from
 * query history" (12.3.0), so that a deletion whose answer was lost may fail so when it is repeated.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/query_history/#delete-query-from-query-history-by-uid
 */
export const remove = Endpoint.delete("deleteQuery", "/api/query-history/{uid}", {
  params: { uid: Uid },
  success: Removed,
  // The 404 is for what is no uid (12.3.0).
  error: [NotFound, NoExplore]
})
