import {
  annotations,
  clusterUid,
  internalId,
  namespaceOf,
  typed,
  updatedAnnotation,
  userKey,
  type KubeObject
} from "./apisObject.js"
import type { Resource } from "./apisStatus.js"
import type { JsonObject } from "../bind.js"
import { convert, type DashboardApiVersion } from "../dashboards/dashboardConversion.js"
import { versionsOf } from "../dashboards/dashboardStore.js"
import { seconds } from "../words/format.js"
import type { Dashboard, DashboardVersion } from "../model.js"
import type { Context } from "../route.js"

export interface DashboardResource extends Resource {
  readonly version: DashboardApiVersion
}

export const dashboardResource = (version: DashboardApiVersion): DashboardResource => ({
  group: "dashboard.grafana.app",
  version,
  plural: "dashboards",
  kind: "Dashboard"
})

const who = ({ org, state }: Context, login: string): string | undefined => {
  const account = [...org.serviceAccounts.values()].find((one) => one.login === login)
  return account === undefined ? userKey(state.logins.get(login)) : `user:${account.uid}`
}

export const dashboardUid = ({ org }: Context, name: string): string =>
  clusterUid("dashboard.grafana.app", "Dashboard", namespaceOf(org), name)

const metadataOf = (
  context: Context,
  dashboard: Dashboard,
  row: DashboardVersion,
  message: string
): JsonObject => ({
  name: dashboard.uid,
  namespace: namespaceOf(context.org),
  uid: dashboardUid(context, dashboard.uid),
  resourceVersion: String(row.version),
  generation: row.version,
  creationTimestamp: seconds(dashboard.created),
  labels: internalId(dashboard.id),
  annotations: annotations({
    "grafana.app/createdBy": who(context, dashboard.createdBy),
    "grafana.app/folder": dashboard.folderUid,
    "grafana.app/message": message,
    "grafana.app/updatedBy": who(context, row.createdBy),
    ...updatedAnnotation(row.created)
  })
})

const content = ({ uid: _, version: __, ...spec }: JsonObject): JsonObject => spec

/** One version of a dashboard as a version of the API shows it; `undefined` where only Grafana can convert it. */
export const versionView = (
  context: Context,
  resource: DashboardResource,
  dashboard: Dashboard,
  row: DashboardVersion,
  message = ""
): KubeObject | undefined => {
  const metadata = metadataOf(context, dashboard, row, message)
  const stored = row.apiVersion
  const spec = content(row.data)
  if (stored === resource.version) return { ...typed(resource), metadata, spec, status: {} }
  const conversion = convert(spec, stored, resource.version)
  if (conversion === undefined) return undefined
  const { error, spec: converted } = conversion
  const source = { ...typed(dashboardResource(stored)), metadata, spec, status: {} }
  const status = {
    conversion: {
      failed: error !== undefined,
      error,
      storedVersion: stored,
      ...(error === undefined ? {} : { source })
    }
  }
  return { metadata, spec: converted, status }
}

/** A dashboard as a version of the API shows it; without its kind where it was converted, as in lists. */
export const dashboardView = (
  context: Context,
  resource: DashboardResource,
  dashboard: Dashboard
): KubeObject | undefined => {
  const row = versionsOf(dashboard).at(-1)
  return row === undefined ? undefined : versionView(context, resource, dashboard, row)
}
