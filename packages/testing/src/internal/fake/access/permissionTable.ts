import type { Role } from "../model.js"

export interface RolePermission {
  readonly action: string
  /** `undefined`: a Grafana administrator's, whatever the role. */
  readonly role: Role | undefined
  /** `""` where the action is on nothing in particular. */
  readonly scopes: ReadonlyArray<string>
}

/** One line an action: the action, and its scopes. A role has what the lower ones have. */
const rows = (role: Role | undefined, table: string): ReadonlyArray<RolePermission> =>
  table
    .trim()
    .split("\n")
    .map((line) => {
      const [action = "", ...scopes] = line.trim().split(" ")
      return { action, role, scopes: scopes.length === 0 ? [""] : scopes }
    })

/** What each basic role may do in Grafana 12.3.0, before anything was granted to anybody. */
export const rolePermissions: ReadonlyArray<RolePermission> = [
  ...rows("None", "folders:read folders:uid:sharedwithme"),
  ...rows(
    "Viewer",
    `
    alert.instances.external:read datasources:*
    alert.instances:read
    alert.notifications.external:read datasources:*
    alert.notifications.receivers:list
    alert.notifications.receivers:read receivers:*
    alert.notifications.routes:read
    alert.notifications.templates:read
    alert.notifications.time-intervals:read
    alert.notifications:read
    alert.rules.external:read datasources:*
    alert.rules:read folders:*
    alert.silences:read folders:*
    annotations:create annotations:type:dashboard
    annotations:delete annotations:type:dashboard
    annotations:read annotations:*
    annotations:write annotations:type:dashboard
    datasources.id:read datasources:*
    datasources:query datasources:* datasources:uid:grafana
    datasources:read datasources:* datasources:uid:grafana
    folders:read folders:uid:general
    library.panels:read folders:uid:general
    orgs.quotas:read
    orgs:read
    plugins.app:access plugins:*
    snapshots:read
    `
  ),
  ...rows(
    "Editor",
    `
    alert.instances.external:write datasources:*
    alert.instances:create
    alert.instances:write
    alert.notifications.external:write datasources:*
    alert.notifications.receivers:create
    alert.notifications.receivers:delete receivers:*
    alert.notifications.receivers:test
    alert.notifications.receivers:write receivers:*
    alert.notifications.routes:write
    alert.notifications.templates:delete
    alert.notifications.templates:write
    alert.notifications.time-intervals:delete
    alert.notifications.time-intervals:write
    alert.notifications:write
    alert.provisioning.provenance:write
    alert.rules.external:write datasources:*
    alert.rules:create folders:*
    alert.rules:delete folders:*
    alert.rules:write folders:*
    alert.silences:create folders:*
    alert.silences:write folders:*
    annotations:create annotations:*
    annotations:delete annotations:*
    annotations:write annotations:*
    dashboards:create folders:uid:general
    datasources:explore
    folders:create folders:uid:general
    library.panels:create folders:uid:general
    library.panels:delete folders:uid:general
    library.panels:write folders:uid:general
    snapshots:create
    snapshots:delete
    `
  ),
  ...rows(
    "Admin",
    `
    alert.notifications.provisioning:read
    alert.notifications.provisioning:write
    alert.notifications.receivers.secrets:read receivers:*
    alert.provisioning.secrets:read
    alert.provisioning:read
    alert.provisioning:write
    alert.rules.provisioning:read
    alert.rules.provisioning:write
    annotations:create annotations:type:organization folders:*
    annotations:delete annotations:type:organization folders:*
    annotations:read annotations:type:organization folders:*
    annotations:write annotations:type:organization folders:*
    dashboards.permissions:read dashboards:* folders:*
    dashboards.permissions:write dashboards:* folders:*
    dashboards.public:write dashboards:*
    dashboards:create folders:*
    dashboards:delete dashboards:* folders:*
    dashboards:read dashboards:* folders:*
    dashboards:write dashboards:* folders:*
    datasources:create
    datasources:delete datasources:*
    datasources:write datasources:*
    featuremgmt.read
    featuremgmt.write
    folders.permissions:read folders:*
    folders.permissions:write folders:*
    folders:create folders:*
    folders:delete folders:*
    folders:read folders:*
    folders:write folders:*
    library.panels:create folders:*
    library.panels:delete folders:*
    library.panels:read folders:*
    library.panels:write folders:*
    org.users:add users:*
    org.users:read users:*
    org.users:remove users:*
    org.users:write users:*
    orgs.preferences:read
    orgs.preferences:write
    orgs:write
    plugins:write plugins:*
    provisioning.historicjobs:read
    provisioning.jobs:create
    provisioning.jobs:delete
    provisioning.jobs:read
    provisioning.jobs:write
    provisioning.repositories:create
    provisioning.repositories:delete
    provisioning.repositories:read
    provisioning.repositories:write
    receivers.permissions:read receivers:*
    receivers.permissions:write receivers:*
    secret.keepers:create secret.keepers:*
    secret.keepers:delete secret.keepers:*
    secret.keepers:read secret.keepers:*
    secret.keepers:write secret.keepers:*
    secret.securevalues:create secret.securevalues:*
    secret.securevalues:delete secret.securevalues:*
    secret.securevalues:read secret.securevalues:*
    secret.securevalues:write secret.securevalues:*
    serviceaccounts.permissions:read serviceaccounts:*
    serviceaccounts.permissions:write serviceaccounts:*
    serviceaccounts:create
    serviceaccounts:delete serviceaccounts:*
    serviceaccounts:read serviceaccounts:*
    serviceaccounts:write serviceaccounts:*
    teams.permissions:read teams:*
    teams.permissions:write teams:*
    teams:create
    teams:delete teams:*
    teams:read teams:*
    teams:write teams:*
    users.permissions:read users:*
    `
  ),
  ...rows(
    undefined,
    `
    ldap.config:reload
    ldap.status:read
    ldap.user:read
    ldap.user:sync
    migrationassistant:migrate
    org.users:add users:*
    org.users:read users:*
    org.users:remove users:*
    org.users:write users:*
    orgs.quotas:read
    orgs.quotas:write
    orgs:create
    orgs:delete
    orgs:read
    orgs:write
    plugins:install
    provisioning:reload provisioners:*
    server.stats:read
    server.usagestats.report:read
    settings:read settings:*
    settings:write settings:auth.saml:* settings:auth.azuread:* settings:auth.okta:* settings:auth.github:* settings:auth.gitlab:* settings:auth.google:* settings:auth.generic_oauth:* settings:auth.ldap:* settings:auth.scim:* settings:auth:oauth_allow_insecure_email_lookup
    support.bundles:create
    support.bundles:delete
    support.bundles:read
    users.authtoken:read global.users:*
    users.authtoken:write global.users:*
    users.password:write global.users:*
    users.permissions:read users:*
    users.permissions:write global.users:*
    users.quotas:read global.users:*
    users.quotas:write global.users:*
    users:create
    users:delete global.users:*
    users:disable global.users:*
    users:enable global.users:*
    users:logout global.users:*
    users:read global.users:*
    users:write global.users:*
    `
  )
]

const lowest = new Map<string, Role | undefined>()
for (const { action, role } of rolePermissions) if (!lowest.has(action)) lowest.set(action, role)

/**
 * The lowest role that has an action somewhere in its organization, an administrator's where the action is not known;
 * `undefined`: what only a Grafana administrator may do, whatever the organization.
 */
export const lowestRole = (action: string): Role | undefined =>
  lowest.has(action) ? lowest.get(action) : "Admin"
