import { makeRandom, shortUid, type Random } from "../words/identifiers.js"
import type { Dashboard, DataSource, Folder, Grant, LibraryElement, Org, Role, Team, User } from "../model.js"
import { rootGrants } from "../access/permissions.js"
import { addMember, addUser, nextId, type State } from "../state.js"
import { dashboardBody, elementOf, pickFrom, type Surroundings } from "./dashboardBody.js"
import * as Words from "./words.js"

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
}

const author = "admin"
const minute = 60_000

interface Work {
  readonly state: State
  readonly org: Org
  readonly random: Random
  readonly now: number
}

const many = <A>(count: number | undefined, make: (index: number) => A): ReadonlyArray<A> =>
  Array.from({ length: count ?? 0 }, (_, index) => make(index))

/** Ends in the index, so that no two are the same. */
const uidOf = (random: Random, index: number): string =>
  shortUid(random).slice(0, 8) + index.toString(36).padStart(6, "0")

const types = ["prometheus", "loki", "grafana-testdata-datasource", "graphite", "influxdb", "tempo"]

const makeDataSource = ({ org, random, state }: Work, index: number): DataSource => {
  const type = types[index % types.length] ?? "prometheus"
  const source: DataSource = {
    id: nextId(state, "dataSource"),
    uid: uidOf(random, index),
    name: `${pickFrom(random, Words.departments, "Platform")} ${type} ${index}`,
    type,
    access: "proxy",
    url: `http://${type}-${index}.example.com`,
    user: "",
    database: "",
    basicAuth: false,
    basicAuthUser: "",
    withCredentials: false,
    isDefault: org.dataSources.size === 0,
    jsonData: { timeInterval: "30s" },
    secureFields: new Set(),
    version: 1
  }
  org.dataSources.add(source)
  return source
}

/** A third of the folders at the root, the others one or two levels below. */
const makeFolder = (work: Work, index: number, count: number, made: ReadonlyArray<Folder>): Folder => {
  const { now, org, random, state } = work
  const perLevel = Math.ceil(count / 3)
  const level = Math.floor(index / perLevel)
  const above = made.slice((level - 1) * perLevel, level * perLevel)
  const parentUid = level === 0 ? "" : (above[Math.floor(random() * above.length)]?.uid ?? "")
  const names = [Words.departments, Words.services, Words.environments][level] ?? Words.services
  const created = now - index * minute
  const grants: ReadonlyArray<Grant> = parentUid === "" ? rootGrants(created) : []
  const folder: Folder = {
    id: nextId(state, "dashboard"),
    uid: uidOf(random, index),
    title: `${pickFrom(random, names, "Folder")} ${index}`,
    description: "",
    parentUid,
    version: 1,
    created,
    createdBy: author,
    updated: created,
    updatedBy: author,
    grants
  }
  org.folders.add(folder)
  return folder
}

const makeFolders = (work: Work, count: number): ReadonlyArray<Folder> => {
  const made: Array<Folder> = []
  for (let index = 0; index < count; index++) made.push(makeFolder(work, index, count, made))
  return made
}

/** One in ten stands at the root. */
const somewhere = (random: Random, folders: ReadonlyArray<Folder>): Folder | undefined =>
  random() < 0.1 ? undefined : folders[Math.floor(random() * folders.length)]

const makeLibraryElement = (work: Work, folders: ReadonlyArray<Folder>, index: number): LibraryElement => {
  const { now, org, random, state } = work
  const folder = somewhere(random, folders)
  const type = pickFrom(random, Words.panelTypes, "timeseries")
  const name = `${pickFrom(random, Words.services, "Service")} ${pickFrom(random, Words.aspects, "Overview")} ${index}`
  const element: LibraryElement = {
    id: nextId(state, "libraryElement"),
    uid: uidOf(random, index),
    name,
    kind: 1,
    folderId: folder?.id ?? 0,
    folderUid: folder?.uid ?? "",
    type,
    description: "",
    model: { description: "", title: name, type },
    version: 1,
    created: now - index * minute,
    createdBy: 1,
    updated: now - index * minute,
    updatedBy: 1
  }
  org.libraryElements.add(element)
  return element
}

/** A few lists that all dashboards share. */
const tagLists: ReadonlyArray<ReadonlyArray<string>> = Words.tags.map((tag, i) =>
  [...new Set([tag, Words.tags[(i * 4 + 1) % Words.tags.length] ?? tag])].sort()
)

const tagsOf = (index: number): ReadonlyArray<string> => tagLists[(index * 5) % tagLists.length] ?? []

const connect = (
  { now, org, state }: Work,
  around: Surroundings,
  dashboard: Dashboard,
  index: number
): void => {
  const element = elementOf(around, index)
  if (element === undefined) return
  const dashboards = org.connections.get(element.uid) ?? new Map()
  dashboards.set(dashboard.uid, { id: nextId(state, "connection"), created: now, createdBy: 1 })
  org.connections.set(element.uid, dashboards)
}

const makeDashboards = (
  work: Work,
  around: Surroundings,
  folders: ReadonlyArray<Folder>,
  count: number
): void => {
  const { now, org, random, state } = work
  const make = dashboardBody(around)
  for (let index = 0; index < count; index++) {
    const created = now - index * minute
    const service = pickFrom(random, Words.services, "Service")
    const dashboard: Dashboard = {
      id: nextId(state, "dashboard"),
      uid: uidOf(random, index),
      title: `${service} ${pickFrom(random, Words.aspects, "Overview")} ${index}`,
      tags: tagsOf(index),
      folderUid: somewhere(random, folders)?.uid ?? "",
      version: 1,
      created,
      createdBy: author,
      updated: created,
      updatedBy: author,
      versions: undefined,
      seeded: { index, make },
      grants: undefined
    }
    org.dashboards.add(dashboard)
    connect(work, around, dashboard, index)
  }
}

/** One administrator and four editors in twenty. */
const roleOf = (index: number): Role => (index % 20 === 0 ? "Admin" : index % 5 === 0 ? "Editor" : "Viewer")

const makeUser = ({ org, random, state }: Work, index: number): User => {
  const first = pickFrom(random, Words.firstNames, "Ada")
  const last = pickFrom(random, Words.lastNames, "Allen")
  const login = `${first}.${last}.${index}`.toLowerCase()
  const user = addUser(state, {
    login,
    email: `${login}@example.com`,
    name: `${first} ${last}`,
    password: "password",
    orgId: org.id
  })
  org.members.set(user.id, roleOf(index))
  return user
}

const makeTeam = ({ org, random, state }: Work, users: ReadonlyArray<User>, index: number): void => {
  const team: Team = {
    id: nextId(state, "team"),
    uid: uidOf(random, index),
    name: `${pickFrom(random, Words.departments, "Platform")} ${pickFrom(random, Words.services, "Service")} ${index}`,
    email: "",
    members: new Map(),
    created: state.now(),
    updated: state.now()
  }
  const size = Math.min(users.length, 1 + Math.floor(random() * 20))
  for (let i = 0; i < size; i++) {
    const user = users[Math.floor(random() * users.length)]
    if (user !== undefined) addMember(state, team, user.id, i === 0 ? 4 : 0)
  }
  org.teams.add(team)
}

/** Adds made-up objects to an organization. Bodies of dashboards are made when they are read. */
export const seedOrg = (state: State, org: Org, options: SeedOptions): void => {
  const seed = options.seed ?? 1
  const work: Work = { state, org, random: makeRandom(seed), now: state.now() }
  const dataSources = many(options.dataSources, (index) => makeDataSource(work, index))
  const folders = makeFolders(work, options.folders ?? 0)
  const libraryElements = many(options.libraryElements, (index) => makeLibraryElement(work, folders, index))
  const users = many(options.users, (index) => makeUser(work, index))
  many(options.teams, (index) => makeTeam(work, users, index))
  makeDashboards(work, { seed, dataSources, libraryElements, tags: tagsOf }, folders, options.dashboards ?? 0)
}
