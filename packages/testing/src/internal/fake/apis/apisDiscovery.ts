import * as ApiGroups from "@effect-grafana/elements/ApiGroups"
import { noSuchGroup, noSuchResource, notBuilt } from "./apisStatus.js"
import { seconds } from "../words/format.js"
import { ok, type FakeResponse } from "../message.js"
import { param, route, type Context, type Route } from "../route.js"

interface Served {
  readonly plural: string
  readonly kind: string
  /** The plural without its `s` when left out; `""` for what stands below one object. */
  readonly singular?: string
  readonly verbs: ReadonlyArray<string>
}

const every = ["create", "delete", "deletecollection", "get", "list", "patch", "update"]
const watched = [...every, "watch"]
const status = ["get", "patch", "update"]

const served = (plural: string, kind: string, more: Partial<Served> = {}): Served => ({
  plural,
  kind,
  verbs: every,
  ...more
})

const below = (path: string, kind: string, verbs: ReadonlyArray<string> = ["get"]): Served => ({
  plural: path,
  kind,
  singular: "",
  verbs
})

interface Group {
  readonly name: string
  /** The one to be preferred first. */
  readonly versions: ReadonlyArray<string>
  readonly resources: ReadonlyArray<Served>
}

const v0 = ["v0alpha1"]

const groups: ReadonlyArray<Group> = [
  {
    name: "userstorage.grafana.app",
    versions: v0,
    resources: [served("user-storage", "UserStorage", { singular: "user-storage", verbs: watched })]
  },
  {
    name: "features.grafana.app",
    versions: v0,
    resources: [served("noop", "Status", { singular: "noop", verbs: ["get"] })]
  },
  {
    name: "dashboard.grafana.app",
    versions: ["v1beta1", "v0alpha1", "v2beta1", "v2alpha1"],
    resources: [served("dashboards", "Dashboard"), below("dashboards/dto", "DashboardWithAccessInfo")]
  },
  {
    name: "folder.grafana.app",
    versions: ["v1beta1"],
    resources: [
      served("folders", "Folder"),
      below("folders/access", "FolderAccessInfo"),
      below("folders/children", "FolderList"),
      below("folders/counts", "DescendantCounts"),
      below("folders/parents", "FolderInfoList")
    ]
  },
  {
    name: "iam.grafana.app",
    versions: v0,
    resources: [
      served("serviceaccounts", "ServiceAccount"),
      below("serviceaccounts/tokens", "ServiceAccountTokenList"),
      served("ssosettings", "SSOSetting", { verbs: ["delete", "get", "list", "patch", "update"] }),
      served("teambindings", "TeamBinding"),
      served("teams", "Team"),
      below("teams/members", "TeamMemberList"),
      served("users", "User"),
      below("users/teams", "UserTeamList")
    ]
  },
  {
    name: "playlist.grafana.app",
    versions: v0,
    resources: [served("playlists", "Playlist"), below("playlists/status", "Playlist", status)]
  },
  {
    name: "plugins.grafana.app",
    versions: v0,
    resources: [
      served("plugins", "Plugin", { singular: "plugins", verbs: watched }),
      below("plugins/meta", "ResourceCallOptions"),
      below("plugins/status", "Plugin", status)
    ]
  },
  // Prefers a version that it does not serve (12.3.0).
  { name: "example.grafana.app", versions: [], resources: [] },
  {
    name: "notifications.alerting.grafana.app",
    versions: v0,
    resources: [
      served("receivers", "Receiver"),
      served("routingtrees", "RoutingTree"),
      served("templategroups", "TemplateGroup"),
      served("timeintervals", "TimeInterval")
    ]
  }
]

const versionOf = (group: Group, version: string) => ({ groupVersion: `${group.name}/${version}`, version })

const view = (group: Group) => ({
  name: group.name,
  versions: group.versions.map((version) => versionOf(group, version)),
  preferredVersion: versionOf(group, group.versions[0] ?? "v1alpha1")
})

const list = ({ request }: Context): FakeResponse => {
  const serverAddressByClientCIDRs = [
    { clientCIDR: "0.0.0.0/0", serverAddress: request.headers["host"] ?? "grafana.fake" }
  ]
  return ok({
    kind: "APIGroupList",
    groups: groups.map((group) => ({ ...view(group), serverAddressByClientCIDRs }))
  })
}

const named = (context: Context): Group | undefined =>
  groups.find(({ name }) => name === param(context, "group"))

const get = (context: Context): FakeResponse => {
  const group = named(context)
  return group === undefined ? noSuchGroup : ok({ kind: "APIGroup", apiVersion: "v1", ...view(group) })
}

const resourceView = ({ kind, plural, singular, verbs }: Served) => ({
  name: plural,
  singularName: singular ?? plural.slice(0, -1),
  namespaced: true,
  kind,
  verbs
})

const getResources = (context: Context): FakeResponse => {
  const group = named(context)
  if (group === undefined) return noSuchGroup
  const version = param(context, "version")
  if (!group.versions.includes(version)) return noSuchResource
  return ok({
    kind: "APIResourceList",
    apiVersion: "v1",
    groupVersion: `${group.name}/${version}`,
    resources: group.resources.map(resourceView)
  })
}

/** Whether a path leads to a resource that the group has: then it is this fake that does not know the answer. */
const isServed = ({ resources, versions }: Group, path: string): boolean => {
  const [wanted = "", , , plural = "", , below] = path.split("/")
  const resource = below === undefined ? plural : `${plural}/${below}`
  return versions.includes(wanted) && resources.some((one) => one.plural === resource)
}

/** Whatever else is asked of a group that is served, or of one that is not. */
const missing = (context: Context): FakeResponse => {
  const group = named(context)
  if (group === undefined) return noSuchGroup
  const path = param(context, "*")
  return isServed(group, path) ? notBuilt(path) : noSuchResource
}

const version = ({ state }: Context): FakeResponse =>
  ok({
    major: "1",
    minor: "34",
    emulationMajor: "1",
    emulationMinor: "34",
    minCompatibilityMajor: "1",
    minCompatibilityMinor: "33",
    gitVersion: "1.34.0+grafana-v12.3.0",
    gitCommit: "main@NA",
    gitTreeState: "grafana v12.3.0",
    buildDate: seconds(state.now()),
    goVersion: "go1.26.8",
    compiler: "gc",
    platform: "linux/amd64"
  })

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"]

export const apisDiscoveryRoutes: ReadonlyArray<Route> = [
  route(ApiGroups.list, list),
  route(ApiGroups.get, get),
  route(ApiGroups.getResources, getResources),
  route(ApiGroups.getVersion, version),
  ...methods.map((method) => route({ method, path: "/apis/{group}/*" }, missing, { reads: true }))
]
