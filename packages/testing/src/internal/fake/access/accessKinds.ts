export type Kind = "folders" | "dashboards" | "receivers" | "teams" | "serviceaccounts"

/** What people can be given on one kind of things. */
export interface KindFacts {
  /** The number of each permission, the weakest first. */
  readonly levels: Readonly<Record<string, number>>
  /** Whom a permission can be given to. */
  readonly assignments: {
    readonly users: boolean
    readonly serviceAccounts: boolean
    readonly teams: boolean
    readonly builtInRoles: boolean
  }
  /** What a permission allows. */
  readonly actions: (level: number) => ReadonlyArray<string>
}

/** What an administrator of a dashboard may do with it. */
const onDashboard: ReadonlyArray<string> = [
  "dashboards:read",
  "dashboards:write",
  "dashboards:delete",
  "dashboards.permissions:read",
  "dashboards.permissions:write",
  "annotations:read",
  "annotations:write",
  "annotations:delete",
  "annotations:create"
]

/** What an administrator of a folder may do in it. */
const onFolder: ReadonlyArray<string> = [
  ...onDashboard,
  "folders:read",
  "alert.rules:read",
  "library.panels:read",
  "alert.silences:read",
  "folders:write",
  "folders:delete",
  "dashboards:create",
  "alert.rules:create",
  "alert.rules:write",
  "alert.rules:delete",
  "alert.silences:create",
  "alert.silences:write",
  "library.panels:create",
  "library.panels:write",
  "library.panels:delete",
  "folders.permissions:read",
  "folders.permissions:write",
  "folders:create"
]

const onReceiver: Readonly<Record<number, ReadonlyArray<string>>> = {
  1: ["alert.notifications.receivers:read"],
  2: [
    "alert.notifications.receivers:read",
    "alert.notifications.receivers:write",
    "alert.notifications.receivers:delete"
  ],
  4: [
    "alert.notifications.receivers:read",
    "alert.notifications.receivers:write",
    "alert.notifications.receivers:delete",
    "alert.notifications.receivers.secrets:read",
    "receivers.permissions:read",
    "receivers.permissions:write"
  ]
}

const onTeam: ReadonlyArray<string> = [
  "teams:write",
  "teams.permissions:read",
  "teams.permissions:write",
  "teams:read",
  "teams:delete"
]

const onServiceAccount: Readonly<Record<number, ReadonlyArray<string>>> = {
  2: ["serviceaccounts:read", "serviceaccounts:write"],
  4: [
    "serviceaccounts:write",
    "serviceaccounts:delete",
    "serviceaccounts.permissions:read",
    "serviceaccounts.permissions:write",
    "serviceaccounts:read"
  ]
}

const levels = { View: 1, Edit: 2, Admin: 4 }

const everybody = { users: true, serviceAccounts: true, teams: true, builtInRoles: true }

/** All of it with the strongest permission, the permissions of others left out with the middle one, else reading. */
const leveled =
  (all: ReadonlyArray<string>): KindFacts["actions"] =>
  (level) => {
    if (level === 4) return all
    const plain = all.filter((action) => !action.includes(".permissions:"))
    return level === 2 ? plain : plain.filter((action) => action.endsWith(":read"))
  }

export const accessKinds: Readonly<Record<Kind, KindFacts>> = {
  folders: { levels, assignments: everybody, actions: leveled(onFolder) },
  dashboards: { levels, assignments: everybody, actions: leveled(onDashboard) },
  receivers: { levels, assignments: everybody, actions: (level) => onReceiver[level] ?? [] },
  teams: {
    levels: { Member: 0, Admin: 4 },
    assignments: { users: true, serviceAccounts: false, teams: false, builtInRoles: false },
    actions: leveled(onTeam)
  },
  serviceaccounts: {
    levels: { Edit: 2, Admin: 4 },
    assignments: { users: true, serviceAccounts: false, teams: true, builtInRoles: false },
    actions: (level) => onServiceAccount[level] ?? []
  }
}
