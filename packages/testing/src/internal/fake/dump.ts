import { alertmanagerDump } from "./notifications/alertmanagerDump.js"
import { provenanceOf, rulesOf } from "./alerting/alertRulesModel.js"
import type { JsonObject } from "./bind.js"
import { dashboardData, storedVersion } from "./dashboards/dashboardStore.js"
import type { Dashboard, DataSource, Org, ServiceAccount, Team, User } from "./model.js"
import type { Quotas } from "./server/quotas.js"
import { withoutSecrets } from "./server/ssoSecrets.js"
import type { State } from "./state.js"

const userDump = ({ authTokens: _, password: __, ...user }: User): JsonObject => ({ ...user })

const dashboardDump = (dashboard: Dashboard): JsonObject => {
  const { seeded: _, versions: __, ...row } = dashboard
  return { ...row, apiVersion: storedVersion(dashboard), data: dashboardData(dashboard) }
}

const accountDump = ({ tokens, ...account }: ServiceAccount): JsonObject => ({
  ...account,
  tokens: tokens.map(({ key: _, ...token }) => token)
})

const teamDump = (team: Team): JsonObject => ({ ...team, members: [...team.members.values()] })

const sourceDump = (source: DataSource): JsonObject => ({ ...source, secureFields: [...source.secureFields] })

const limitsDump = (limits: ReadonlyMap<number, ReadonlyMap<string, number>>): ReadonlyArray<JsonObject> =>
  [...limits].map(([id, targets]) => ({ id, limits: Object.fromEntries(targets) }))

/** The limits that somebody set. */
const quotasDump = ({ orgs, users }: Quotas): JsonObject => ({
  orgs: limitsDump(orgs),
  users: limitsDump(users)
})

const orgDump = (org: Org): JsonObject => ({
  id: org.id,
  name: org.name,
  address: org.address,
  preferences: org.preferences,
  userPreferences: [...org.userPreferences].map(([userId, chosen]) => ({ userId, ...chosen })),
  teamPreferences: [...org.teamPreferences].map(([teamId, chosen]) => ({ teamId, ...chosen })),
  members: [...org.members].map(([userId, role]) => ({ userId, role })),
  folders: [...org.folders.values()],
  dashboards: [...org.dashboards.values()].map(dashboardDump),
  publicDashboards: [...org.publicDashboards.values()].map(({ accessToken: _, ...row }) => row),
  libraryElements: [...org.libraryElements.values()],
  connections: [...org.connections].map(([uid, dashboards]) => ({ uid, dashboards: [...dashboards.keys()] })),
  teams: [...org.teams.values()].map(teamDump),
  dataSources: [...org.dataSources.values()].map(sourceDump),
  correlations: org.correlations,
  serviceAccounts: [...org.serviceAccounts.values()].map(accountDump),
  invites: org.invites,
  alertRules: rulesOf(org).map((rule) => ({ ...rule, provenance: provenanceOf(org, rule.uid) })),
  deletedAlertRules: org.alertRules.trash,
  notifications: alertmanagerDump(org.alertmanager),
  annotations: [...org.annotations.values()].map(({ indexed: _, ...row }) => row),
  playlists: [...org.playlists.values()],
  userStorage: [...org.userStorage.values()],
  pluginSettings: [...org.pluginSettings].map(([id, { secureFields, ...setting }]) => ({
    id,
    ...setting,
    secureFields: [...secureFields]
  })),
  queryHistory: [...org.queryHistory.values()],
  shortUrls: [...org.shortUrls.values()],
  snapshots: [...org.snapshots.values()].map(({ deleteKey: _, key: __, ...row }) => row),
  stars: [...org.stars].map(([who, uids]) => ({ who, uids }))
})

/** Everything that the server holds, as plain data that shares nothing with it; without passwords, keys and secrets. */
export const dump = (state: State): JsonObject =>
  // Sound: what was written as JSON from an object is read back as one.
  JSON.parse(
    JSON.stringify({
      orgs: [...state.orgs.values()].map(orgDump),
      users: [...state.users.values()].map(userDump),
      ...(state.quotas === undefined ? {} : { quotas: quotasDump(state.quotas) }),
      ssoSettings: [...state.ssoSettings].map(([provider, settings]) => ({
        provider,
        settings: withoutSecrets(settings)
      }))
    })
  ) as JsonObject
