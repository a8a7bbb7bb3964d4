import type { Alertmanager } from "./notifications/alertmanagerModel.js"
import type { AlertRules } from "./alerting/alertRulesModel.js"
import type { Annotation } from "./dashboards/annotationsModel.js"
import type { KubeObject } from "./apis/apisObject.js"
import type { JsonObject } from "./bind.js"
import type { DashboardApiVersion } from "./dashboards/dashboardConversion.js"
import type { LiveStream } from "./server/live.js"
import type { Playlist } from "./dashboards/playlistsModel.js"
import type { PluginSetting } from "./server/pluginsModel.js"
import type { HistoryQuery } from "./sources/queryHistoryModel.js"
import type { ShortUrl } from "./server/shortUrls.js"
import type { Snapshot } from "./dashboards/snapshotsModel.js"
import type { Table } from "./words/table.js"

export type Role = "None" | "Viewer" | "Editor" | "Admin"

/** View, edit, administer: what a grant on a folder or dashboard allows. */
export type Level = 1 | 2 | 4

/** Who may do what with one folder or dashboard: exactly one of `userId`, `teamId` and `role` is set. */
export interface Grant {
  readonly id: number
  readonly userId?: number
  readonly teamId?: number
  readonly role?: string
  readonly permission: number
  readonly created: number
}

export interface AuthToken {
  readonly id: number
  readonly token: string
  readonly created: number
  seen: number
}

export interface User {
  readonly id: number
  readonly uid: string
  login: string
  email: string
  name: string
  password: string | undefined
  isAdmin: boolean
  isDisabled: boolean
  /** The organization that requests without a header go to; 0 when the user has none. */
  orgId: number
  helpFlags1: number
  readonly created: number
  updated: number
  lastSeen: number
  authTokens: ReadonlyArray<AuthToken>
}

export interface ServiceAccountToken {
  readonly id: number
  readonly name: string
  readonly key: string
  readonly created: number
  readonly expires: number | undefined
  lastUsed: number | undefined
}

export interface ServiceAccount {
  readonly id: number
  readonly uid: string
  readonly orgId: number
  name: string
  readonly login: string
  role: Role
  isDisabled: boolean
  readonly created: number
  updated: number
  tokens: ReadonlyArray<ServiceAccountToken>
  /** Who may edit it besides the administrators. */
  grants: ReadonlyArray<Grant>
}

export interface TeamMember {
  readonly id: number
  readonly uid: string
  readonly userId: number
  /** 0 member, 4 administrator. */
  permission: number
  readonly created: number
  updated: number
}

export interface Team {
  readonly id: number
  readonly uid: string
  name: string
  email: string
  readonly members: Map<number, TeamMember>
  readonly created: number
  updated: number
}

export interface Folder {
  readonly id: number
  readonly uid: string
  title: string
  description: string
  parentUid: string
  version: number
  readonly created: number
  readonly createdBy: string
  updated: number
  updatedBy: string
  grants: ReadonlyArray<Grant>
}

export interface DashboardVersion {
  readonly version: number
  readonly created: number
  readonly createdBy: string
  readonly message: string
  /** The version of the API that it was written in. */
  readonly apiVersion: DashboardApiVersion
  readonly data: JsonObject
}

/** Where the body of a dashboard comes from that is made only when it is asked for. */
export interface Seeded {
  readonly index: number
  readonly make: (index: number, uid: string, title: string) => JsonObject
}

export interface Dashboard {
  readonly id: number
  readonly uid: string
  title: string
  tags: ReadonlyArray<string>
  folderUid: string
  version: number
  readonly created: number
  readonly createdBy: string
  updated: number
  updatedBy: string
  /** `undefined` while nobody has saved over a dashboard that a seed made. */
  versions: ReadonlyArray<DashboardVersion> | undefined
  readonly seeded: Seeded | undefined
  grants: ReadonlyArray<Grant> | undefined
}

export interface PublicDashboard {
  readonly uid: string
  readonly dashboardUid: string
  readonly accessToken: string
  readonly createdBy: number
  updatedBy: number
  readonly created: number
  updated: number
  timeSelectionEnabled: boolean
  isEnabled: boolean
  annotationsEnabled: boolean
  share: string
}

export interface LibraryElement {
  readonly id: number
  readonly uid: string
  name: string
  readonly kind: number
  /** 0 is the root. Reading one element goes by this. */
  folderId: number
  /** As it was on creation: a move does not change it (12.3.0). Lists go by this. */
  readonly folderUid: string
  type: string
  description: string
  model: JsonObject
  version: number
  readonly created: number
  readonly createdBy: number
  updated: number
  updatedBy: number
}

/** A dashboard that holds a library element. */
export interface Connection {
  readonly id: number
  readonly created: number
  readonly createdBy: number
}

export interface DataSource {
  readonly id: number
  readonly uid: string
  name: string
  type: string
  access: string
  url: string
  user: string
  database: string
  basicAuth: boolean
  basicAuthUser: string
  withCredentials: boolean
  isDefault: boolean
  jsonData: JsonObject
  readonly secureFields: ReadonlySet<string>
  version: number
}

export interface Correlation {
  readonly uid: string
  readonly sourceUID: string
  readonly targetUID: string
  label: string
  description: string
  config: JsonObject
  readonly type: string
}

export interface Invite {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly invitedBy: number
  readonly created: number
  status: "InvitePending" | "Completed" | "Revoked"
}

/** In the order in which Grafana writes the fields. */
export interface Preferences {
  homeDashboardUID?: string
  timezone?: string
  weekStart?: string
  theme?: string
  language?: string
}

export interface Address {
  readonly address1: string
  readonly address2: string
  readonly city: string
  readonly zipCode: string
  readonly state: string
  readonly country: string
}

export interface Org {
  readonly id: number
  name: string
  address: Address
  readonly members: Map<number, Role>
  readonly folders: Table<Folder>
  readonly dashboards: Table<Dashboard>
  /** By the uid of the dashboard that each one shows. */
  readonly publicDashboards: Map<string, PublicDashboard>
  readonly libraryElements: Table<LibraryElement>
  /** Library element uid to dashboard uid. */
  readonly connections: Map<string, Map<string, Connection>>
  /** Uids that a permission check has found once: Grafana remembers them, also past the element's end. */
  readonly resolvedElements: Set<string>
  readonly teams: Table<Team>
  readonly dataSources: Table<DataSource>
  readonly serviceAccounts: Table<ServiceAccount>
  correlations: ReadonlyArray<Correlation>
  invites: ReadonlyArray<Invite>
  readonly annotations: Map<number, Annotation>
  readonly playlists: Table<Playlist>
  /** What plugins keep for a user, by `service:uid of the user`. */
  readonly userStorage: Map<string, KubeObject>
  /** By the id of the plugin. */
  readonly pluginSettings: Map<string, PluginSetting>
  readonly queryHistory: Map<string, HistoryQuery>
  readonly snapshots: Map<number, Snapshot>
  readonly shortUrls: Map<string, ShortUrl>
  /** By channel. */
  readonly liveStreams: Map<string, LiveStream>
  preferences: Preferences
  readonly userPreferences: Map<number, Preferences>
  readonly teamPreferences: Map<number, Preferences>
  /** Stars by the caller's key, newest last. */
  readonly stars: Map<string, ReadonlyArray<string>>
  readonly alertmanager: Alertmanager
  readonly alertRules: AlertRules
}
