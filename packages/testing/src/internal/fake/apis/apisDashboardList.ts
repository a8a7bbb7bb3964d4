import { versionView, type DashboardResource } from "./apisDashboardView.js"
import type { ListOptions } from "./apisList.js"
import type { KubeObject } from "./apisObject.js"
import type { Page } from "./apisRoutes.js"
import { failure, notBuilt } from "./apisStatus.js"
import { versionsOf } from "../dashboards/dashboardStore.js"
import type { FakeResponse } from "../message.js"
import type { Dashboard, DashboardVersion } from "../model.js"
import { allowedOnDashboard } from "../access/permissions.js"
import type { Context } from "../route.js"

/** A page also ends where its dashboards come to this many bytes. */
const maxPageBytes = 2 * 1024 * 1024
const defaultLimit = 500

interface Token {
  readonly org: number
  readonly start: number
}

const problem = (message: string): FakeResponse => failure(500, message)

const readToken = (token: string): Token | FakeResponse => {
  const [org = "", start, folder] = token.split("/")
  if (start === undefined || folder === undefined) return problem("invalid continue token (too few parts)")
  if (!org.startsWith("org:")) return problem("expected org in first slug")
  if (!/^org:\d+$/.test(org)) return problem("error parsing orgid")
  if (!start.startsWith("start:")) return problem("expected internal ID in second slug")
  if (!/^start:-?\d+$/.test(start)) return problem("error parsing updated")
  if (!folder.startsWith("folder:")) return problem("expected folder UID in third slug")
  return { org: Number(org.slice(4)), start: Number(start.slice(6)) }
}

interface Row {
  readonly dashboard: Dashboard
  readonly version: DashboardVersion
  /** What the token of a page that ends here holds. */
  readonly position: number
  readonly message: string
}

const latest = (dashboard: Dashboard): ReadonlyArray<Row> =>
  versionsOf(dashboard)
    .slice(-1)
    .map((version) => ({ dashboard, version, position: dashboard.id, message: "" }))

/** All dashboards, newest first. */
function* newestFirst({ org }: Context, below: number): Generator<Row> {
  for (const dashboard of org.dashboards.sorted("newest", (left, right) => right.id - left.id)) {
    if (dashboard.id < below) yield* latest(dashboard)
  }
}

/** The versions of one dashboard, newest first. */
function* history({ org }: Context, name: string, below: number): Generator<Row> {
  const dashboard = org.dashboards.get(name)
  if (dashboard === undefined) return
  for (const version of [...versionsOf(dashboard)].reverse()) {
    if (version.version >= below) continue
    yield { dashboard, version, position: version.version, message: version.message }
  }
}

const rowsOf = (context: Context, { fields, labels }: ListOptions, below: number) => {
  if (labels.get("grafana.app/get-history") === "true") {
    return history(context, fields.get("metadata.name") ?? "", below)
  }
  // Dashboards are deleted for good: the bin is always empty.
  if (labels.get("grafana.app/get-trash") === "true") return [][Symbol.iterator]()
  return labels.size > 0 || fields.size > 0 ? undefined : newestFirst(context, below)
}

/** The time of the last change in the organization, in microseconds. */
const listVersion = ({ org }: Context): string => {
  let last = 0
  for (const { updated } of org.dashboards.values()) last = Math.max(last, updated)
  return String(Math.floor(last / 1000) * 1_000_000)
}

export const unconvertible = notBuilt("the conversion of a dashboard from one v2 version to another")

export const listDashboards = (
  context: Context,
  resource: DashboardResource,
  options: ListOptions
): Page | FakeResponse => {
  const { caller, org } = context
  const token = options.token === "" ? { org: org.id, start: Infinity } : readToken(options.token)
  if ("status" in token) return token
  if (token.org !== org.id) return problem("token and orgID mismatch")
  const rows = rowsOf(context, options, token.start)
  if (rows === undefined) return problem("labels not yet supported")
  const limit = options.limit > 0 ? options.limit : defaultLimit
  const items: Array<KubeObject> = []
  const metadata = { resourceVersion: listVersion(context) }
  let bytes = 0
  for (const { dashboard, message, position, version } of rows) {
    if (!allowedOnDashboard(caller, org, "dashboards:read", dashboard)) continue
    const view = versionView(context, resource, dashboard, version, message)
    if (view === undefined) return unconvertible
    items.push(view)
    bytes += JSON.stringify(version.data).length
    if (items.length < limit && bytes < maxPageBytes) continue
    const isLast = rows.next().done === true
    return {
      metadata: isLast ? metadata : { ...metadata, continue: `org:${org.id}/start:${position}/folder:` },
      items
    }
  }
  return { metadata, items }
}
