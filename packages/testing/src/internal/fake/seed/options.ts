/** How much of each kind to make; what is left out is 0. */
export interface SeedOptions {
  /** Same number, same objects; 1 when left out. */
  readonly seed?: number
  /** Three levels deep. */
  readonly folders?: number
  /** Twelve panels each; one in four holds a library panel. */
  readonly dashboards?: number
  readonly libraryElements?: number
  /** Their password is `password`. */
  readonly users?: number
  /** Of up to twenty members each. */
  readonly teams?: number
  readonly dataSources?: number
  /** In groups of four; the first folder of them is made where there is none. Every second group is provisioned. */
  readonly alertRules?: number
  /** E-mail, webhook, Slack, PagerDuty and Opsgenie in turn, with their secrets. */
  readonly contactPoints?: number
  /** Routes below the root of the tree of notification policies, one in three with a route of its own. */
  readonly policies?: number
  readonly muteTimings?: number
  /** Of notifications. */
  readonly templates?: number
  /** Every second one with a token. */
  readonly serviceAccounts?: number
  readonly playlists?: number
  /** At most one a dashboard. */
  readonly publicDashboards?: number
  /** Half of them of a dashboard's panel, half of the organization; every second one of a span of time. */
  readonly annotations?: number
  readonly snapshots?: number
  /** Folders and dashboards, in turn, that a team and a user are given rights to. */
  readonly permissions?: number
  /** Teams and users, in turn, that have preferences; the organization has some besides. */
  readonly preferences?: number
  /** Further organizations: each has members, an address and a tenth of the folders, dashboards, library elements and data sources, a hundred of each at most. */
  readonly organizations?: number
}
