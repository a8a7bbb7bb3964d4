import { unconvertible } from "./apisDashboardList.js"
import { dashboardUid, dashboardView, type DashboardResource } from "./apisDashboardView.js"
import { folderResource } from "./apisFolderView.js"
import { managedFields } from "./apisManagedFields.js"
import {
  annotation,
  folderOf,
  internalId,
  nameOf,
  namespaceOf,
  typed,
  callerName,
  type KubeObject
} from "./apisObject.js"
import { isAnswer } from "./apisRoutes.js"
import { alreadyExists, badRequest, conflict, failure, invalid, notFound } from "./apisStatus.js"
import { isObject, type JsonObject } from "../bind.js"
import { isNewSchema, readNewSchema, unknownField } from "../dashboards/dashboardConversion.js"
import { saveDashboard } from "../dashboards/dashboardStore.js"
import { latestSchema, upgradeDashboard } from "../dashboards/dashboardUpgrade.js"
import { seconds } from "../words/format.js"
import { generatedName, isValidUid, maxUidLength } from "../words/identifiers.js"
import type { FakeResponse } from "../message.js"
import type { Dashboard } from "../model.js"
import { allowedInFolder, allowedOnDashboard } from "../access/permissions.js"
import { quotaReached } from "../server/quotas.js"
import { refreshProblem } from "../words/refreshInterval.js"
import type { Context } from "../route.js"

/** The resource server says no more than that. */
export const denied = failure(403)

/** The object with its content as it is going to be stored, or why it cannot be. */
const prepare = (
  context: Context,
  resource: DashboardResource,
  object: KubeObject
): KubeObject | FakeResponse => {
  const spec = isObject(object["spec"]) ? object["spec"] : undefined
  if (isNewSchema(resource.version)) {
    const unknown = unknownField(spec ?? {})
    if (context.query.get("fieldValidation") === "Strict" && unknown !== undefined) {
      return badRequest(
        `Dashboard in version "${resource.version}" cannot be handled as a Dashboard: strict decoding error: unknown field "spec.${unknown}"`
      )
    }
    return { ...object, spec: readNewSchema(spec ?? {}) }
  }
  const { id: _, uid: __, version: ___, ...classic } = spec ?? {}
  if (resource.version === "v0alpha1") return { ...object, spec: classic }
  if (spec === undefined) {
    const why = `Invalid value: "": schema migration from version 0 to ${latestSchema} failed: dashboard is nil`
    return invalid(resource, nameOf(object), "spec", "FieldValueInvalid", why)
  }
  return { ...object, spec: upgradeDashboard(classic) }
}

const specOf = (object: KubeObject): JsonObject => (isObject(object["spec"]) ? object["spec"] : {})

export const titleOf = (object: KubeObject): string => {
  const { title } = specOf(object)
  return typeof title === "string" ? title : ""
}

/** The new schema has it among the settings of time. */
const refreshOf = (object: KubeObject): unknown => {
  const { refresh, timeSettings } = specOf(object)
  return isObject(timeSettings) ? timeSettings["autoRefresh"] : refresh
}

const propertyProblem = (object: KubeObject): FakeResponse | undefined => {
  const title = titleOf(object)
  const name = nameOf(object)
  const refresh = refreshProblem(refreshOf(object))
  if (title === "") return badRequest("Dashboard title cannot be empty")
  if (title.length > 5000) return badRequest("Dashboard title cannot contain more than 5 000 characters")
  if (annotation(object, "grafana.app/message").length > 500) {
    return badRequest("message too long, max 500 characters")
  }
  if (!isValidUid(name)) return badRequest("uid contains illegal characters")
  if (name.length > maxUidLength) return badRequest("uid too long, max 40 characters")
  return refresh === undefined ? undefined : badRequest(refresh)
}

const folderProblem = ({ org }: Context, folderUid: string): FakeResponse | undefined =>
  folderUid === "" || org.folders.get(folderUid) !== undefined
    ? undefined
    : notFound(folderResource, folderUid)

/** The name that was sent, or one that begins as was asked for. */
const withName = (context: Context, object: KubeObject): KubeObject => {
  const { generateName, ...metadata } = object.metadata
  if (nameOf(object) !== "" || typeof generateName !== "string" || generateName === "") return object
  return { ...object, metadata: { ...metadata, name: generatedName(context.state.random, generateName) } }
}

const nameMissing = "Required value: name or generateName is required"

/** A new object, ready to be stored under its name. */
const check = (
  context: Context,
  resource: DashboardResource,
  object: KubeObject,
  isDryRun: boolean
): KubeObject | FakeResponse => {
  const prepared = prepare(context, resource, object)
  if (isAnswer(prepared)) return prepared
  const named = withName(context, prepared)
  const name = nameOf(named)
  if (name === "") return invalid(resource, "", "metadata.name", "FieldValueRequired", nameMissing)
  const problem = propertyProblem(named) ?? (isDryRun ? undefined : folderProblem(context, folderOf(named)))
  if (problem !== undefined) return problem
  if (!isDryRun && quotaReached(context, "dashboard")) {
    return failure(403, `dashboards.dashboard.grafana.app "${name}" is forbidden: Quota reached`, {
      reason: "Forbidden",
      details: { name, group: resource.group, kind: resource.plural }
    })
  }
  if (!allowedInFolder(context.caller, context.org, "dashboards:create", folderOf(named))) return denied
  return context.org.dashboards.get(name) === undefined ? named : alreadyExists(resource, name)
}

/** The answer to a creation: what was sent, with what Grafana adds, but not yet what a later read tells. */
const created = (
  context: Context,
  resource: DashboardResource,
  sent: KubeObject,
  object: KubeObject,
  more: { readonly uid?: string; readonly dashboard?: Dashboard }
): KubeObject => {
  const { dashboard, uid } = more
  const author = dashboard === undefined ? {} : { "grafana.app/createdBy": callerName(context.caller) }
  const given = isObject(object.metadata["annotations"]) ? object.metadata["annotations"] : {}
  const notes = { ...author, ...given }
  return {
    ...typed(resource),
    metadata: {
      name: nameOf(object),
      namespace: namespaceOf(context.org),
      uid: uid ?? dashboardUid(context, nameOf(object)),
      ...(dashboard === undefined ? {} : { resourceVersion: "1" }),
      generation: 1,
      creationTimestamp: seconds(context.state.now()),
      ...(dashboard === undefined ? {} : { labels: internalId(dashboard.id) }),
      ...(Object.keys(notes).length === 0 ? {} : { annotations: notes }),
      ...(isNewSchema(resource.version) ? {} : { managedFields: managedFields(context, resource, sent) })
    },
    spec: object["spec"],
    status: {}
  }
}

const store = (
  context: Context,
  resource: DashboardResource,
  object: KubeObject,
  existing: Dashboard | undefined
): Dashboard =>
  saveDashboard(context, existing, {
    document: specOf(object),
    uid: nameOf(object),
    title: titleOf(object),
    folderUid: folderOf(object),
    message: annotation(object, "grafana.app/message"),
    apiVersion: resource.version,
    grants: annotation(object, "grafana.app/grant-permissions") === "default"
  })

/** Stores a new dashboard; `newUid` where its first answer has another uid than later ones. */
export const create =
  (resource: DashboardResource, newUid?: (context: Context) => string) =>
  (context: Context, object: KubeObject): KubeObject | FakeResponse => {
    const checked = check(context, resource, object, false)
    if (isAnswer(checked)) return checked
    const dashboard = store(context, resource, checked, undefined)
    const uid = newUid?.(context)
    return created(context, resource, object, checked, { dashboard, ...(uid === undefined ? {} : { uid }) })
  }

export const tryCreate =
  (resource: DashboardResource) =>
  (context: Context, object: KubeObject): KubeObject | FakeResponse => {
    const checked = check(context, resource, object, true)
    return isAnswer(checked) ? checked : created(context, resource, object, checked, {})
  }

/** Stores the next version, if nobody else did since the object was read. */
export const update =
  (resource: DashboardResource) =>
  (context: Context, name: string, object: KubeObject): KubeObject | FakeResponse => {
    const { caller, org } = context
    const dashboard = org.dashboards.get(name)
    if (dashboard === undefined) return notFound(resource, name)
    const prepared = prepare(context, resource, object)
    if (isAnswer(prepared)) return prepared
    const { resourceVersion = "" } = object.metadata
    if (resourceVersion !== "" && resourceVersion !== String(dashboard.version))
      return conflict(resource, name)
    const folderUid = folderOf(object)
    const moves = folderUid !== dashboard.folderUid
    const problem = propertyProblem(prepared) ?? (moves ? folderProblem(context, folderUid) : undefined)
    if (problem !== undefined) return problem
    const allowed =
      allowedOnDashboard(caller, org, "dashboards:write", dashboard) &&
      (!moves || allowedInFolder(caller, org, "dashboards:create", folderUid))
    if (!allowed) return denied
    return dashboardView(context, resource, store(context, resource, prepared, dashboard)) ?? unconvertible
  }
