import { makeAlertmanager } from "./notifications/alertmanagerModel.js"
import { makeAlertRules } from "./alerting/alertRulesModel.js"
import type { JsonObject } from "./bind.js"
import { makeRandom, shortUid, type Random } from "./words/identifiers.js"
import type { FakeRequest, FakeResponse } from "./message.js"
import type { Address, Org, Team, User } from "./model.js"
import { makeQuotas, type Quotas } from "./server/quotas.js"
import { Table } from "./words/table.js"

/** What answers for the servers behind data sources; `undefined` is a refused connection. */
export type Upstream = (request: FakeRequest & { readonly origin: string }) => FakeResponse | undefined

/** A request that changed something. */
export interface Write {
  readonly method: string
  readonly path: string
  readonly status: number
}

/** The kinds of rows that are numbered; folders and dashboards share one series, users and service accounts another. */
export type Sequence =
  | "org"
  | "user"
  | "team"
  | "teamMember"
  | "dashboard"
  | "libraryElement"
  | "connection"
  | "dataSource"
  | "token"
  | "session"
  | "invite"
  | "grant"
  | "alertRule"
  | "playlist"
  | "resourceVersion"
  | "alertmanagerConfig"
  | "annotation"
  | "snapshot"

export interface State {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly random: Random
  readonly upstream: Upstream
  readonly orgs: Map<number, Org>
  readonly users: Table<User>
  /** Lower-case logins and e-mail addresses to users. */
  readonly logins: Map<string, User>
  /** What is stored for each provider of single sign-on. */
  readonly ssoSettings: Map<string, JsonObject>
  readonly sequences: Map<Sequence, number>
  /** Which authorization header belongs to whom: cleared when users, passwords or tokens change. */
  readonly credentials: Map<string, string>
  readonly writes: Array<Write>
  /** `undefined` on a server without quotas. */
  readonly quotas: Quotas | undefined
}

export const nextId = (state: State, sequence: Sequence): number => {
  const id = (state.sequences.get(sequence) ?? 0) + 1
  state.sequences.set(sequence, id)
  return id
}

/** Logs a request that changed something. */
export const noteWrite = (state: State, request: FakeRequest, status: number): void => {
  state.writes.push({ method: request.method, path: request.url, status })
}

export const newUid = (state: State): string => shortUid(state.random)

export const noAddress: Address = {
  address1: "",
  address2: "",
  city: "",
  zipCode: "",
  state: "",
  country: ""
}

export const makeOrg = (id: number, name: string): Org => ({
  id,
  name,
  address: noAddress,
  members: new Map(),
  folders: new Table(),
  dashboards: new Table(),
  publicDashboards: new Map(),
  libraryElements: new Table(),
  connections: new Map(),
  resolvedElements: new Set(),
  teams: new Table(),
  dataSources: new Table(),
  serviceAccounts: new Table(),
  correlations: [],
  invites: [],
  annotations: new Map(),
  playlists: new Table(),
  userStorage: new Map(),
  pluginSettings: new Map(),
  queryHistory: new Map(),
  snapshots: new Map(),
  shortUrls: new Map(),
  liveStreams: new Map(),
  preferences: {},
  userPreferences: new Map(),
  teamPreferences: new Map(),
  stars: new Map(),
  alertmanager: makeAlertmanager(),
  alertRules: makeAlertRules()
})

export const addOrg = (state: State, name: string): Org => {
  const org = makeOrg(nextId(state, "org"), name)
  state.orgs.set(org.id, org)
  return org
}

const tenYears = 3652 * 86_400_000

export interface NewUser {
  readonly login: string
  readonly email: string
  readonly name: string
  readonly password: string | undefined
  readonly isAdmin?: boolean
  readonly orgId: number
}

/** Adds a user who belongs to no organization yet. */
export const addUser = (state: State, user: NewUser): User => {
  const now = state.now()
  const row: User = {
    id: nextId(state, "user"),
    uid: newUid(state),
    login: user.login.toLowerCase(),
    email: user.email.toLowerCase(),
    name: user.name,
    password: user.password,
    isAdmin: user.isAdmin ?? false,
    isDisabled: false,
    orgId: user.orgId,
    helpFlags1: 0,
    created: now,
    updated: now,
    lastSeen: now - tenYears,
    authTokens: []
  }
  state.users.add(row)
  indexUser(state, row)
  return row
}

export const addMember = (state: State, team: Team, userId: number, permission: number): void => {
  const now = state.now()
  const id = nextId(state, "teamMember")
  team.members.set(userId, { id, uid: newUid(state), userId, permission, created: now, updated: now })
}

export const indexUser = (state: State, user: User): void => {
  if (user.email !== "") state.logins.set(user.email, user)
  state.logins.set(user.login, user)
}

export const unindexUser = (state: State, user: User): void => {
  if (state.logins.get(user.email) === user) state.logins.delete(user.email)
  if (state.logins.get(user.login) === user) state.logins.delete(user.login)
  state.credentials.clear()
}

export interface StateOptions {
  readonly now: () => number
  readonly seed: number
  readonly adminPassword: string
  readonly upstream: Upstream
  readonly quotas: boolean
}

/** A fresh server: one organization and its administrator `admin`. */
export const makeState = (options: StateOptions): State => {
  const state: State = {
    now: options.now,
    random: makeRandom(options.seed),
    upstream: options.upstream,
    orgs: new Map(),
    users: new Table(),
    logins: new Map(),
    ssoSettings: new Map(),
    sequences: new Map(),
    credentials: new Map(),
    writes: [],
    quotas: options.quotas ? makeQuotas() : undefined
  }
  const org = addOrg(state, "Main Org.")
  const admin = addUser(state, {
    login: "admin",
    email: "admin@localhost",
    name: "",
    password: options.adminPassword,
    isAdmin: true,
    orgId: org.id
  })
  org.members.set(admin.id, "Admin")
  return state
}
