import { isObject } from "../bind.js"

/** A query that somebody made in Explore; only its maker ever sees it. */
export interface HistoryQuery {
  readonly uid: string
  readonly datasourceUid: string
  readonly createdBy: number
  readonly created: number
  comment: string
  readonly queries: unknown
  starred: boolean
}

/** The data sources that the parts of a query name, which may be others than its own. */
export const sourcesIn = (queries: unknown): ReadonlyArray<string> =>
  Array.isArray(queries)
    ? queries.filter(isObject).flatMap(({ datasource }) => {
        const uid = isObject(datasource) ? datasource["uid"] : undefined
        return typeof uid === "string" ? [uid] : []
      })
    : []
