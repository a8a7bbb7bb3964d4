/** Grafana's kinds of objects, and the order in which they depend on each other. */
import { alertRules } from "./internal/kinds/alertRules.js"
import { annotations } from "./internal/kinds/annotations.js"
import { contactPoints } from "./internal/kinds/contactPoints.js"
import { dashboardPermissions } from "./internal/kinds/dashboardPermissions.js"
import { dashboards } from "./internal/kinds/dashboards.js"
import { dashboardVersions } from "./internal/kinds/dashboardVersions.js"
import { dataSources } from "./internal/kinds/dataSources.js"
import { folderPermissions } from "./internal/kinds/folderPermissions.js"
import { folders } from "./internal/kinds/folders.js"
import { libraryElements } from "./internal/kinds/libraryElements.js"
import { muteTimings } from "./internal/kinds/muteTimings.js"
import { organizationPreferences } from "./internal/kinds/organizationPreferences.js"
import { organizations } from "./internal/kinds/organizations.js"
import { playlists } from "./internal/kinds/playlists.js"
import { plugins } from "./internal/kinds/plugins.js"
import { policies } from "./internal/kinds/policies.js"
import { publicDashboards } from "./internal/kinds/publicDashboards.js"
import { ruleGroups } from "./internal/kinds/ruleGroups.js"
import { serviceAccounts } from "./internal/kinds/serviceAccounts.js"
import { snapshots } from "./internal/kinds/snapshots.js"
import { teamPreferences } from "./internal/kinds/teamPreferences.js"
import { teams } from "./internal/kinds/teams.js"
import { templates } from "./internal/kinds/templates.js"
import { users } from "./internal/kinds/users.js"
import type { Kind } from "./Kind.js"

export { invitedUsers } from "./internal/kinds/users.js"

/** All kinds that a migration knows. */
export const all: ReadonlyArray<Kind> = [
  organizations,
  plugins,
  users,
  teams,
  serviceAccounts,
  folders,
  folderPermissions,
  dataSources,
  libraryElements,
  dashboards,
  dashboardPermissions,
  muteTimings,
  templates,
  contactPoints,
  policies,
  alertRules,
  ruleGroups,
  dashboardVersions,
  publicDashboards,
  playlists,
  snapshots,
  annotations,
  teamPreferences,
  organizationPreferences
]

/** The kinds that are migrated unless told: all but those that only come when asked for. */
export const usual: ReadonlyArray<Kind> = all.filter(({ onRequest }) => onRequest === undefined)

/** The kinds in an order in which what an object refers to comes before it; a kind that none names may be missing. */
export const inOrder = (kinds: ReadonlyArray<Kind>): ReadonlyArray<Kind> => {
  const byName = new Map(kinds.map((kind) => [kind.name, kind]))
  const ordered = new Set<Kind>()
  const entered = new Set<Kind>()
  const place = (kind: Kind): void => {
    if (entered.has(kind)) return
    entered.add(kind)
    for (const name of kind.after) {
      const before = byName.get(name)
      if (before !== undefined) place(before)
    }
    ordered.add(kind)
  }
  for (const kind of kinds) place(kind)
  return [...ordered]
}

/** The kinds with all that their objects may refer to, in order. */
export const withNeeded = (kinds: ReadonlyArray<Kind>): ReadonlyArray<Kind> => {
  const needed = new Map(kinds.map((kind) => [kind.name, kind]))
  for (const { after } of needed.values())
    for (const name of after) {
      const kind = all.find((it) => it.name === name)
      if (kind !== undefined && !needed.has(name)) needed.set(name, kind)
    }
  return inOrder([...needed.values()])
}
