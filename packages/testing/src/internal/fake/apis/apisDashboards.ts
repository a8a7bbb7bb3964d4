import { listDashboards, unconvertible } from "./apisDashboardList.js"
import {
  dashboardResource,
  dashboardUid,
  dashboardView,
  type DashboardResource
} from "./apisDashboardView.js"
import { create, denied, titleOf, tryCreate, update } from "./apisDashboardWrite.js"
import { typed, type KubeObject } from "./apisObject.js"
import { isAnswer, pathOf, resourceRoutes, subresource, type Storage } from "./apisRoutes.js"
import { deleted, notBuilt, notFound } from "./apisStatus.js"
import { createdColumn, nameColumn, textColumn } from "./apisTable.js"
import { accessTo } from "../dashboards/dashboards.js"
import { dashboardVersions } from "../dashboards/dashboardConversion.js"
import { removeDashboard } from "../dashboards/dashboardStore.js"
import { uuid } from "../words/identifiers.js"
import { ok, type FakeResponse } from "../message.js"
import type { Dashboard } from "../model.js"
import { allowedOnDashboard } from "../access/permissions.js"
import { route, type Context, type Route } from "../route.js"

/** A dashboard that the caller may do something with. */
const find = (
  context: Context,
  resource: DashboardResource,
  name: string,
  action: string
): { readonly dashboard: Dashboard } | { readonly problem: FakeResponse } => {
  const dashboard = context.org.dashboards.get(name)
  if (dashboard === undefined) return { problem: notFound(resource, name) }
  return allowedOnDashboard(context.caller, context.org, action, dashboard)
    ? { dashboard }
    : { problem: denied }
}

const get =
  (resource: DashboardResource) =>
  (context: Context, name: string): KubeObject | FakeResponse => {
    const found = find(context, resource, name, "dashboards:read")
    if ("problem" in found) return found.problem
    const view = dashboardView(context, resource, found.dashboard)
    return view === undefined ? unconvertible : { ...typed(resource), ...view }
  }

const remove =
  (resource: DashboardResource) =>
  (context: Context, name: string): FakeResponse => {
    const found = find(context, resource, name, "dashboards:delete")
    if ("problem" in found) return found.problem
    removeDashboard(context.org, found.dashboard)
    return deleted(resource, name, dashboardUid(context, name))
  }

/** A dashboard with what the caller may do with it. */
const dto =
  (resource: DashboardResource) =>
  (context: Context, name: string): FakeResponse => {
    const object = get(resource)(context, name)
    if (isAnswer(object)) return object
    const dashboard = context.org.dashboards.get(name)
    if (dashboard === undefined) return notFound(resource, name)
    const { annotationsPermissions, flags, place } = accessTo(context, dashboard)
    return ok({
      ...object,
      kind: "DashboardWithAccessInfo",
      access: { ...place, ...flags, annotationsPermissions }
    })
  }

const columns = [nameColumn, textColumn("Title", "The dashboard name", titleOf), createdColumn]

const storage = (resource: DashboardResource): Storage => ({
  resource,
  columns,
  list: (context, options) => listDashboards(context, resource, options),
  get: get(resource),
  create: create(resource),
  tryCreate: tryCreate(resource),
  update: update(resource),
  createNamed: create(resource, ({ state }) => uuid(state.random)),
  remove: remove(resource),
  removeAll: (context, options) => {
    const page = listDashboards(context, resource, options)
    // What a selector refuses is refused here as well; nobody has seen what happens without one.
    return isAnswer(page) ? page : notBuilt("the deletion of all dashboards")
  }
})

export const apisDashboardRoutes: ReadonlyArray<Route> = dashboardVersions.flatMap((version) => {
  const resource = dashboardResource(version)
  const kept = storage(resource)
  const path = `${pathOf(resource)}/{name}/dto`
  return [...resourceRoutes(kept), route({ method: "GET", path }, subresource(kept, dto(resource)))]
})
