import { removeAnnotationsOf } from "./annotationsModel.js"
import { isObject, type JsonObject } from "../bind.js"
import type { DashboardApiVersion } from "./dashboardConversion.js"
import { slugify, sortKeys } from "../words/format.js"
import type { Dashboard, DashboardVersion, Grant, Org } from "../model.js"
import { rootGrants } from "../access/permissions.js"
import type { Context } from "../route.js"
import { nextId } from "../state.js"

export const dashboardUrl = (dashboard: Dashboard): string =>
  `/d/${dashboard.uid}/${slugify(dashboard.title)}`

/** All versions of a dashboard, oldest first. One that only a seed stands for has a single one. */
export const versionsOf = (dashboard: Dashboard): ReadonlyArray<DashboardVersion> =>
  dashboard.versions ?? [
    {
      version: 1,
      created: dashboard.created,
      createdBy: dashboard.createdBy,
      message: "",
      apiVersion: "v0alpha1",
      data: dashboard.seeded?.make(dashboard.seeded.index, dashboard.uid, dashboard.title) ?? {}
    }
  ]

/** The document as it was last saved: sorted keys, with its uid and version, without the id. */
export const dashboardData = (dashboard: Dashboard): JsonObject => versionsOf(dashboard).at(-1)?.data ?? {}

/** The version of the API that a dashboard was last written in. */
export const storedVersion = (dashboard: Dashboard): DashboardApiVersion =>
  dashboard.versions?.at(-1)?.apiVersion ?? "v0alpha1"

const elementsIn = (panels: unknown): ReadonlyArray<string> =>
  Array.isArray(panels)
    ? panels.filter(isObject).flatMap((panel) => {
        const uid = isObject(panel["libraryPanel"]) ? panel["libraryPanel"]["uid"] : undefined
        return [...(typeof uid === "string" ? [uid] : []), ...elementsIn(panel["panels"])]
      })
    : []

const disconnect = (org: Org, dashboardUid: string): void => {
  for (const dashboards of org.connections.values()) dashboards.delete(dashboardUid)
}

const connect = ({ caller, org, state }: Context, dashboard: Dashboard, data: JsonObject): void => {
  disconnect(org, dashboard.uid)
  for (const uid of elementsIn(data["panels"])) {
    if (org.libraryElements.get(uid) === undefined) continue
    const dashboards = org.connections.get(uid) ?? new Map()
    org.connections.set(uid, dashboards)
    if (dashboards.has(dashboard.uid)) continue
    dashboards.set(dashboard.uid, {
      id: nextId(state, "connection"),
      created: state.now(),
      createdBy: caller.id
    })
  }
}

export interface Save {
  readonly document: JsonObject
  readonly uid: string
  readonly title: string
  readonly folderUid: string
  readonly message: string
  /** That of the classic routes when left out. */
  readonly apiVersion?: DashboardApiVersion
  /** Whether a new one is opened to its creator and the roles; so it is when left out. */
  readonly grants?: boolean
}

/** In order: so does a search show them. */
const tagsOf = (document: JsonObject): ReadonlyArray<string> => {
  const tags = document["tags"]
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string").sort() : []
}

const initialGrants = (
  { caller, state }: Context,
  folderUid: string,
  created: number
): ReadonlyArray<Grant> => {
  const creator: Grant = { id: 0, userId: caller.id, permission: 4, created }
  return [creator, ...(folderUid === "" ? rootGrants(created) : [])].map((grant) => ({
    ...grant,
    id: nextId(state, "grant")
  }))
}

/** Stores the next version of a dashboard, or the first one of a new dashboard. */
export const saveDashboard = (context: Context, existing: Dashboard | undefined, save: Save): Dashboard => {
  const { caller, org, state } = context
  const now = state.now()
  const version = (existing?.version ?? 0) + 1
  const { id: _, ...document } = save.document
  const data = sortKeys({ ...document, title: save.title, uid: save.uid, version })
  const row: DashboardVersion = {
    version,
    created: now,
    createdBy: caller.login,
    message: save.message,
    apiVersion: save.apiVersion ?? "v0alpha1",
    data
  }
  const versions = [...(existing === undefined ? [] : versionsOf(existing)), row]
  const fields = {
    title: save.title,
    tags: tagsOf(document),
    folderUid: save.folderUid,
    version,
    updated: now,
    updatedBy: caller.login,
    versions
  }
  const dashboard: Dashboard =
    existing === undefined
      ? {
          id: nextId(state, "dashboard"),
          uid: save.uid,
          created: now,
          createdBy: caller.login,
          seeded: undefined,
          grants: save.grants === false ? [] : initialGrants(context, save.folderUid, now),
          ...fields
        }
      : Object.assign(existing, fields)
  if (existing === undefined) org.dashboards.add(dashboard)
  else org.dashboards.touch()
  connect(context, dashboard, data)
  return dashboard
}

export const removeDashboard = (org: Org, dashboard: Dashboard): void => {
  disconnect(org, dashboard.uid)
  org.publicDashboards.delete(dashboard.uid)
  removeAnnotationsOf(org, dashboard)
  org.dashboards.remove(dashboard)
}
