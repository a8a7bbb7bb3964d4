/** The actions without which a kind cannot be read, or not written. */

/** One that all are asked for, or several of which one is enough. */
export type Needed = string | ReadonlyArray<string>

export interface Actions {
  readonly read: ReadonlyArray<Needed>
  readonly write: ReadonlyArray<Needed>
  /** The same as for writing unless told. */
  readonly remove?: ReadonlyArray<Needed>
}

const notifications: Actions = {
  read: [["alert.provisioning:read", "alert.notifications.provisioning:read", "alert.notifications:read"]],
  write: [["alert.provisioning:write", "alert.notifications.provisioning:write", "alert.notifications:write"]]
}

const rules: Actions = {
  read: [["alert.provisioning:read", "alert.rules.provisioning:read", "alert.rules:read"]],
  write: [["alert.provisioning:write", "alert.rules.provisioning:write", "alert.rules:write"]]
}

/** Playlists go by roles, and have no actions. */
const table: Readonly<Record<string, Actions>> = {
  organizations: { read: ["orgs:read"], write: ["orgs:write"] },
  plugins: { read: [["plugins:install", "datasources:create"]], write: [] },
  users: { read: ["org.users:read"], write: ["org.users:write"] },
  teams: {
    read: ["teams:read", "teams.permissions:read"],
    write: ["teams:create", "teams:write", "teams.permissions:write"],
    remove: ["teams:delete"]
  },
  "service-accounts": {
    read: ["serviceaccounts:read"],
    write: ["serviceaccounts:create", "serviceaccounts:write"]
  },
  folders: {
    read: ["folders:read"],
    write: ["folders:create", "folders:write"],
    remove: ["folders:delete"]
  },
  "folder-permissions": { read: ["folders.permissions:read"], write: ["folders.permissions:write"] },
  "data-sources": {
    read: ["datasources:read"],
    write: ["datasources:create", "datasources:write"],
    remove: ["datasources:delete"]
  },
  "library-elements": {
    read: ["library.panels:read"],
    write: ["library.panels:create", "library.panels:write"],
    remove: ["library.panels:delete"]
  },
  dashboards: {
    read: ["dashboards:read"],
    write: ["dashboards:create", "dashboards:write"],
    remove: ["dashboards:delete"]
  },
  "dashboard-permissions": { read: ["dashboards.permissions:read"], write: ["dashboards.permissions:write"] },
  // Who may only look at a dashboard does not see its versions (12.3.0).
  "dashboard-versions": { read: ["dashboards:write"], write: ["dashboards:write"] },
  "public-dashboards": { read: ["dashboards:read"], write: ["dashboards.public:write"] },
  snapshots: { read: ["snapshots:read"], write: ["snapshots:create"] },
  annotations: { read: ["annotations:read"], write: ["annotations:create"] },
  "mute-timings": notifications,
  templates: notifications,
  "contact-points": notifications,
  "notification-policies": notifications,
  "alert-rules": rules,
  "rule-groups": rules,
  "team-preferences": { read: ["teams:read"], write: ["teams:write"] },
  "organization-preferences": { read: ["orgs.preferences:read"], write: ["orgs.preferences:write"] }
}

export const actionsOf = (kind: string): Required<Actions> => {
  const { read, write, remove = write } = table[kind] ?? { read: [], write: [] }
  return { read, write, remove }
}
