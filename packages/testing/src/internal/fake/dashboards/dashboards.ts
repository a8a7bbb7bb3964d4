import type { JsonObject } from "../bind.js"
import { namespaceOf } from "../apis/apisObject.js"
import { isNewSchema } from "./dashboardConversion.js"
import { dashboardData, dashboardUrl, removeDashboard, storedVersion } from "./dashboardStore.js"
import { never, seconds, slugify } from "../words/format.js"
import { folderUrl } from "../folders/folderView.js"
import { message, middlewareJson, ok, type FakeResponse } from "../message.js"
import type { Dashboard } from "../model.js"
import { allowedOnDashboard, allowedSomewhere } from "../access/permissions.js"
import {
  anywhere,
  idParam,
  onDashboard,
  param,
  route,
  type Context,
  type Handler,
  type Route
} from "../route.js"

export const dashboardNotFound = message(404, "Dashboard not found")

/** The dashboard that a path names by `uid` or `id`. */
export const namedDashboard = (context: Context): Dashboard | undefined =>
  context.params["uid"] === undefined
    ? context.org.dashboards.byId(idParam(context, "id"))
    : context.org.dashboards.get(param(context, "uid"))

export const withDashboard =
  (handler: (context: Context, dashboard: Dashboard) => FakeResponse): Handler =>
  (context) => {
    const dashboard = namedDashboard(context)
    return dashboard === undefined ? dashboardNotFound : handler(context, dashboard)
  }

const folderMeta = ({ org }: Context, dashboard: Dashboard) => {
  const folder = org.folders.get(dashboard.folderUid)
  return folder === undefined
    ? { folderId: 0, folderUid: "", folderTitle: "General", folderUrl: "" }
    : { folderId: folder.id, folderUid: folder.uid, folderTitle: folder.title, folderUrl: folderUrl(folder) }
}

const annotationFlags = (allowed: boolean) => ({ canAdd: allowed, canEdit: allowed, canDelete: allowed })

/** What the caller may do with a dashboard, and where it is shown. */
export const accessTo = (context: Context, dashboard: Dashboard) => {
  const { caller, org } = context
  const can = (action: string): boolean => allowedOnDashboard(caller, org, action, dashboard)
  const canEdit = can("dashboards:write")
  return {
    flags: {
      canSave: canEdit,
      canEdit,
      canAdmin: can("dashboards.permissions:write"),
      canStar: true,
      canDelete: can("dashboards:delete")
    },
    place: { slug: slugify(dashboard.title), url: dashboardUrl(dashboard) },
    annotationsPermissions: {
      dashboard: annotationFlags(canEdit),
      organization: annotationFlags(allowedSomewhere(caller, org, "datasources:explore"))
    }
  }
}

const meta = (context: Context, dashboard: Dashboard): JsonObject => {
  const { annotationsPermissions, flags, place } = accessTo(context, dashboard)
  return {
    type: "db",
    ...flags,
    ...place,
    expires: never,
    created: seconds(dashboard.created),
    updated: seconds(dashboard.updated),
    updatedBy: dashboard.updatedBy,
    createdBy: dashboard.createdBy,
    version: dashboard.version,
    hasAcl: false,
    isFolder: false,
    apiVersion: "v0alpha1",
    ...folderMeta(context, dashboard),
    provisioned: false,
    provisionedExternalId: "",
    annotationsPermissions
  }
}

/** Puts the id where the sorted keys of a document want it. */
const withId = (id: number, data: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries({ ...data, id }).sort(([left], [right]) => (left < right ? -1 : 1)))

/** A dashboard of the new schema is to be had from its own version of the Kubernetes-style API alone. */
const wrongVersion = ({ org }: Context, dashboard: Dashboard): FakeResponse => {
  const path = `/apis/dashboard.grafana.app/${storedVersion(dashboard)}/namespaces/${namespaceOf(org)}/dashboards/${dashboard.uid}`
  return message(406, `dashboard api version not supported, use ${path} instead`)
}

const get = withDashboard((context, dashboard) =>
  isNewSchema(storedVersion(dashboard))
    ? wrongVersion(context, dashboard)
    : ok({
        meta: meta(context, dashboard),
        dashboard: withId(dashboard.id, dashboardData(dashboard))
      })
)

const remove = withDashboard(({ org }, dashboard) => {
  removeDashboard(org, dashboard)
  const { title, uid } = dashboard
  return ok({ message: `Dashboard ${title} deleted`, title, uid })
})

/** Counts over all dashboards, also those that the caller may not read (12.3.0). */
const tags = ({ org }: Context): FakeResponse => {
  const counts = new Map<string, number>()
  for (const dashboard of org.dashboards.values()) {
    for (const tag of dashboard.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  }
  const terms = [...counts].sort(([left], [right]) => (left < right ? -1 : 1))
  return middlewareJson(
    200,
    terms.map(([term, count]) => ({ term, count }))
  )
}

const uids = ({ org, params }: Context): FakeResponse =>
  middlewareJson(
    200,
    (params["ids"] ?? "").split(",").flatMap((id) => org.dashboards.byId(Number(id))?.uid ?? [])
  )

export const dashboardRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: "/api/dashboards/uid/{uid}" }, get, {
    access: onDashboard("dashboards:read")
  }),
  route({ method: "DELETE", path: "/api/dashboards/uid/{uid}" }, remove, {
    access: onDashboard("dashboards:delete")
  }),
  route({ method: "GET", path: "/api/dashboards/tags" }, tags),
  route({ method: "GET", path: "/api/dashboards/ids/{ids}" }, uids, { access: anywhere("dashboards:read") })
]
