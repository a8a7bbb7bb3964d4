import { accessKinds } from "./accessKinds.js"
import { hasRole, isRole, type Caller } from "../caller.js"
import type { Dashboard, Grant, Level, Org, ServiceAccount, Team } from "../model.js"
import { lowestRole } from "./permissionTable.js"

/** The level on a folder or dashboard from which an action is allowed. */
const levels: Readonly<Record<string, Level>> = {
  "folders:read": 1,
  "dashboards:read": 1,
  "library.panels:read": 1,
  "annotations:read": 1,
  "annotations:create": 2,
  "annotations:write": 2,
  "annotations:delete": 2,
  "alert.silences:read": 1,
  "alert.rules:read": 1,
  "alert.silences:create": 2,
  "alert.silences:write": 2,
  "alert.rules:create": 2,
  "alert.rules:write": 2,
  "alert.rules:delete": 2,
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

/** Whether a grant is given to the caller, to a team of the caller or to a role that the caller has. */
export const applies = (caller: Caller, org: Org, grant: Grant): boolean =>
  grant.userId !== undefined
    ? grant.userId === caller.id
    : grant.teamId !== undefined
      ? (org.teams.byId(grant.teamId)?.members.has(caller.id) ?? false)
      : grant.role !== undefined && isRole(grant.role) && hasRole(caller, grant.role)

/** The highest level that grants give the caller. */
export const levelOf = (caller: Caller, org: Org, grants: ReadonlyArray<Grant>): number => {
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

/** Whether the caller's role alone has an action, in every folder. */
export const roleHas = (caller: Caller, action: string): boolean =>
  hasRole(caller, lowestRole(action) ?? "Admin")

const isAdministrator = (caller: Caller): boolean => caller.role === "Admin"

/** Whether an action is allowed in a folder; the root of the folders is `""` or `general`. */
export const allowedInFolder = (caller: Caller, org: Org, action: string, folderUid: string): boolean => {
  if (isAdministrator(caller)) return true
  if (isGeneral(folderUid)) {
    const role = lowestRole(action)
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
  const role = lowestRole(action)
  if (role === undefined) return caller.isGrafanaAdmin
  if (hasRole(caller, role)) return true
  if (action.startsWith("teams") && action !== "teams:create") {
    return [...org.teams.values()].some((team) => allowedOnTeam(caller, action, team))
  }
  if (action.startsWith("serviceaccounts")) {
    return [...org.serviceAccounts.values()].some((account) =>
      allowedOnServiceAccount(caller, org, action, account)
    )
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

export const allowedOnServiceAccount = (
  caller: Caller,
  org: Org,
  action: string,
  { grants }: ServiceAccount
): boolean =>
  isAdministrator(caller) ||
  accessKinds.serviceaccounts.actions(levelOf(caller, org, grants)).includes(action)
