/** What Grafana takes no more of (12.3.0). */
import { canonical } from "../json.js"

/** How many folders a folder may stand in. */
export const mostAbove = 4

/** Where a listing of data sources ends, unless the server's `datasource_limit` says otherwise. */
export const mostDataSources = 5000

export const mostOfUid = 40

/** MiB of JSON: what a column of MySQL holds. */
export const mostOfDashboard = 16

/** The kinds whose keys are uids. */
const withUids = new Set([
  "folders",
  "data-sources",
  "library-elements",
  "dashboards",
  "alert-rules",
  "contact-points",
  "playlists"
])

export const isLongUid = (kind: string, key: string): boolean => withUids.has(kind) && key.length > mostOfUid

export const isLargeDashboard = (dashboard: unknown): boolean => {
  const most = mostOfDashboard * 2 ** 20
  const text = canonical(dashboard ?? null)
  // A character is one to three bytes.
  return text.length * 3 > most && new TextEncoder().encode(text).length > most
}
