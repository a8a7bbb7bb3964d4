import { hasRole, isRole, type Caller } from "./caller.js"
import type { Dashboard, Grant, Level, Org, Role, Team } from "./model.js"

/** The lowest role that has an action somewhere in its organization. What is not named here takes an administrator. */
const lowestRole: Readonly<Record<string, Role>> = {
  // A user without a role may list folders: the list is then only "Shared with me".
  "folders:read": "None",
  "orgs:read": "Viewer",
  "orgs.quotas:read": "Viewer",
  "datasources:read": "Viewer",
  "datasources:query": "Viewer",
  "datasources.id:read": "Viewer",
  "library.panels:read": "Viewer",
  "annotations:read": "Viewer",
  "snapshots:read": "Viewer",
  "folders:create": "Editor",
  "dashboards:create": "Editor",
  "library.panels:create": "Editor",
  "library.panels:write": "Editor",
  "library.panels:delete": "Editor",
  "datasources:explore": "Editor"
}

/** What only a Grafana administrator may do, whatever the organization. */
const serverActions =
  /^(users[.:]|server\.|settings:|provisioning:|ldap\.|orgs:(create|delete)$|orgs\.quotas:write$)/

/** The level on a folder or dashboard from which an action is allowed. */
const levels: Readonly<Record<string, Level>> = {
  "folders:read": 1,
  "dashboards:read": 1,
  "library.panels:read": 1,
  "annotations:read": 1,
  "folders:write": 2,
  "folders:delete": 2,
  "folders:create": 2,
  "dashboards:write": 2,
  "dashboards:delete": 2,
  "dashboards:create": 2,
  "library.panels:create": 2,
  "library.panels:write": 2,
  "library.panels:delete": 2,
  "folders.permissions:read": 4,
  "folders.permissions:write": 4,
  "dashboards.permissions:read": 4,
  "dashboards.permissions:write": 4
}

const onDashboards = /^dashboards(\.permissions)?:(?!create)/

export const isGeneral = (folderUid: string): boolean => folderUid === "" || folderUid === "general"

export const sharedWithMe = "sharedwithme"

const applies = (caller: Caller, org: Org, grant: Grant): boolean =>
  grant.userId !== undefined
    ? grant.userId === caller.id
    : grant.teamId !== undefined
      ? (org.teams.byId(grant.teamId)?.members.has(caller.id) ?? false)
      : grant.role !== undefined && isRole(grant.role) && hasRole(caller, grant.role)

const levelOf = (caller: Caller, org: Org, grants: ReadonlyArray<Grant>): number => {
  let level = 0
  for (const grant of grants) {
    if (grant.permission > level && applies(caller, org, grant)) level = grant.permission
  }
  return level
}

/** The highest level on a folder, by its own grants and those of the folders around it. */
const levelOnFolder = (caller: Caller, org: Org, folderUid: string): number => {
  let level = 0
  let folder = org.folders.get(folderUid)
  while (folder !== undefined) {
    level = Math.max(level, levelOf(caller, org, folder.grants))
    folder = folder.parentUid === "" ? undefined : org.folders.get(folder.parentUid)
  }
  return level
}

const isAdministrator = (caller: Caller): boolean => caller.role === "Admin"

/** Whether an action is allowed in a folder; the root of the folders is `""` or `general`. */
export const allowedInFolder = (caller: Caller, org: Org, action: string, folderUid: string): boolean => {
  if (isAdministrator(caller)) return true
  if (isGeneral(folderUid)) {
    const role = lowestRole[action]
    return role !== undefined && hasRole(caller, role)
  }
  if (folderUid === sharedWithMe) return action === "folders:read"
  return levelOnFolder(caller, org, folderUid) >= (levels[action] ?? 5)
}

/** Grants that a dashboard has when nobody set any: none of its own inside a folder, the roles' in the root. */
export const dashboardGrants = (dashboard: Dashboard): ReadonlyArray<Grant> =>
  dashboard.grants ?? (dashboard.folderUid === "" ? rootGrants(0) : [])

/** The roles' grants on what stands at the root. */
export const rootGrants = (created: number): ReadonlyArray<Grant> => [
  { id: 0, role: "Editor", permission: 2, created },
  { id: 0, role: "Viewer", permission: 1, created }
]

export const allowedOnDashboard = (
  caller: Caller,
  org: Org,
  action: string,
  dashboard: Dashboard
): boolean => {
  if (isAdministrator(caller)) return true
  const needed = levels[action] ?? 5
  return (
    levelOf(caller, org, dashboardGrants(dashboard)) >= needed ||
    levelOnFolder(caller, org, dashboard.folderUid) >= needed
  )
}

const allowedInSomeFolder = (caller: Caller, org: Org, needed: number): boolean => {
  for (const folder of org.folders.values()) {
    if (levelOf(caller, org, folder.grants) >= needed) return true
  }
  return false
}

const allowedOnSomeDashboard = (caller: Caller, org: Org, needed: number): boolean => {
  for (const dashboard of org.dashboards.values()) {
    if (levelOf(caller, org, dashboardGrants(dashboard)) >= needed) return true
  }
  return false
}

/** Whether the caller has an action anywhere in the organization. */
export const allowedSomewhere = (caller: Caller, org: Org, action: string): boolean => {
  if (caller.role === undefined) return false
  if (serverActions.test(action)) return caller.isGrafanaAdmin
  if (isAdministrator(caller) || hasRole(caller, lowestRole[action] ?? "Admin")) return true
  if (action.startsWith("teams") && action !== "teams:create") {
    return [...org.teams.values()].some((team) => allowedOnTeam(caller, action, team))
  }
  const needed = levels[action]
  return (
    needed !== undefined &&
    (allowedInSomeFolder(caller, org, needed) ||
      (onDashboards.test(action) && allowedOnSomeDashboard(caller, org, needed)))
  )
}

export const allowedOnTeam = (caller: Caller, action: string, team: Team): boolean => {
  if (isAdministrator(caller)) return true
  const member = team.members.get(caller.id)
  return member !== undefined && (action === "teams:read" || member.permission === 4)
}
