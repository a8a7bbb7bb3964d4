/** Every contract of this package in one list. Tests and tools read it; a program imports the modules it uses. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import * as Predicate from "effect/Predicate"
import * as AccessControl from "./AccessControl.js"
import * as Admin from "./Admin.js"
import * as AlertRuleExports from "./AlertRuleExports.js"
import * as AlertRuleTests from "./AlertRuleTests.js"
import * as AlertRules from "./AlertRules.js"
import * as AlertingSettings from "./AlertingSettings.js"
import * as Alertmanager from "./Alertmanager.js"
import * as AlertmanagerReceivers from "./AlertmanagerReceivers.js"
import * as AlertsLegacy from "./AlertsLegacy.js"
import * as Annotations from "./Annotations.js"
import * as AnonymousDevices from "./AnonymousDevices.js"
import * as ApiGroups from "./ApiGroups.js"
import * as ApiKeyMigration from "./ApiKeyMigration.js"
import * as ApiResources from "./ApiResources.js"
import * as CloudMigrationSnapshots from "./CloudMigrationSnapshots.js"
import * as CloudMigrations from "./CloudMigrations.js"
import * as ContactPoints from "./ContactPoints.js"
import * as Correlations from "./Correlations.js"
import * as CortexImport from "./CortexImport.js"
import * as DashboardImports from "./DashboardImports.js"
import * as DashboardPermissions from "./DashboardPermissions.js"
import * as DashboardResources from "./DashboardResources.js"
import * as DashboardVersions from "./DashboardVersions.js"
import * as Dashboards from "./Dashboards.js"
import * as DashboardsLegacy from "./DashboardsLegacy.js"
import * as DataSourceAlertmanagers from "./DataSourceAlertmanagers.js"
import * as DataSourceCache from "./DataSourceCache.js"
import * as DataSourceHealth from "./DataSourceHealth.js"
import * as DataSourcePermissions from "./DataSourcePermissions.js"
import * as DataSourceProxy from "./DataSourceProxy.js"
import * as DataSourceResources from "./DataSourceResources.js"
import * as DataSourceRuler from "./DataSourceRuler.js"
import * as DataSourceTeamRules from "./DataSourceTeamRules.js"
import * as DataSources from "./DataSources.js"
import * as Encryption from "./Encryption.js"
import * as FolderResources from "./FolderResources.js"
import * as Folders from "./Folders.js"
import * as Graphite from "./Graphite.js"
import * as GroupSync from "./GroupSync.js"
import * as Health from "./Health.js"
import * as InfluxQL from "./InfluxQL.js"
import * as Invites from "./Invites.js"
import * as Ldap from "./Ldap.js"
import * as LibraryElements from "./LibraryElements.js"
import * as Licensing from "./Licensing.js"
import * as Live from "./Live.js"
import * as MuteTimings from "./MuteTimings.js"
import * as NotificationChannels from "./NotificationChannels.js"
import * as NotificationExports from "./NotificationExports.js"
import * as NotificationPolicies from "./NotificationPolicies.js"
import * as NotificationTemplates from "./NotificationTemplates.js"
import * as Organization from "./Organization.js"
import * as Organizations from "./Organizations.js"
import * as PlaylistResources from "./PlaylistResources.js"
import * as Playlists from "./Playlists.js"
import * as PluginContents from "./PluginContents.js"
import * as PluginHealth from "./PluginHealth.js"
import * as PluginProxy from "./PluginProxy.js"
import * as PluginResources from "./PluginResources.js"
import * as Plugins from "./Plugins.js"
import * as Prometheus from "./Prometheus.js"
import * as PrometheusImport from "./PrometheusImport.js"
import * as PrometheusRules from "./PrometheusRules.js"
import * as Provisioning from "./Provisioning.js"
import * as PublicDashboards from "./PublicDashboards.js"
import * as Queries from "./Queries.js"
import * as QueryHistory from "./QueryHistory.js"
import * as Receivers from "./Receivers.js"
import * as RecordingRules from "./RecordingRules.js"
import * as ReportFiles from "./ReportFiles.js"
import * as ReportSettings from "./ReportSettings.js"
import * as Reports from "./Reports.js"
import * as ResourceSearch from "./ResourceSearch.js"
import * as Roles from "./Roles.js"
import * as RoutingTrees from "./RoutingTrees.js"
import * as RuleGroups from "./RuleGroups.js"
import * as Ruler from "./Ruler.js"
import * as RulerRules from "./RulerRules.js"
import * as Saml from "./Saml.js"
import * as Search from "./Search.js"
import * as ServerSettings from "./ServerSettings.js"
import * as ServiceAccountResources from "./ServiceAccountResources.js"
import * as ServiceAccounts from "./ServiceAccounts.js"
import * as ShortUrls from "./ShortUrls.js"
import * as SignUp from "./SignUp.js"
import * as SigningKeys from "./SigningKeys.js"
import * as Silences from "./Silences.js"
import * as Snapshots from "./Snapshots.js"
import * as SsoSettings from "./SsoSettings.js"
import * as TeamBindings from "./TeamBindings.js"
import * as TeamGroups from "./TeamGroups.js"
import * as TeamResources from "./TeamResources.js"
import * as TeamRoles from "./TeamRoles.js"
import * as Teams from "./Teams.js"
import * as TemplateGroups from "./TemplateGroups.js"
import * as TimeIntervals from "./TimeIntervals.js"
import * as User from "./User.js"
import * as UserPermissions from "./UserPermissions.js"
import * as UserResources from "./UserResources.js"
import * as UserRoles from "./UserRoles.js"
import * as Users from "./Users.js"

const modules: Readonly<Record<string, object>> = {
  AccessControl,
  Admin,
  AlertRuleExports,
  AlertRuleTests,
  AlertRules,
  AlertingSettings,
  Alertmanager,
  AlertmanagerReceivers,
  AlertsLegacy,
  Annotations,
  AnonymousDevices,
  ApiGroups,
  ApiKeyMigration,
  ApiResources,
  CloudMigrationSnapshots,
  CloudMigrations,
  ContactPoints,
  Correlations,
  CortexImport,
  DashboardImports,
  DashboardPermissions,
  DashboardResources,
  DashboardVersions,
  Dashboards,
  DashboardsLegacy,
  DataSourceAlertmanagers,
  DataSourceCache,
  DataSourceHealth,
  DataSourcePermissions,
  DataSourceProxy,
  DataSourceResources,
  DataSourceRuler,
  DataSourceTeamRules,
  DataSources,
  Encryption,
  FolderResources,
  Folders,
  Graphite,
  GroupSync,
  Health,
  InfluxQL,
  Invites,
  Ldap,
  LibraryElements,
  Licensing,
  Live,
  MuteTimings,
  NotificationChannels,
  NotificationExports,
  NotificationPolicies,
  NotificationTemplates,
  Organization,
  Organizations,
  PlaylistResources,
  Playlists,
  PluginContents,
  PluginHealth,
  PluginProxy,
  PluginResources,
  Plugins,
  Prometheus,
  PrometheusImport,
  PrometheusRules,
  Provisioning,
  PublicDashboards,
  Queries,
  QueryHistory,
  Receivers,
  RecordingRules,
  ReportFiles,
  ReportSettings,
  Reports,
  ResourceSearch,
  Roles,
  RoutingTrees,
  RuleGroups,
  Ruler,
  RulerRules,
  Saml,
  Search,
  ServerSettings,
  ServiceAccountResources,
  ServiceAccounts,
  ShortUrls,
  SignUp,
  SigningKeys,
  Silences,
  Snapshots,
  SsoSettings,
  TeamBindings,
  TeamGroups,
  TeamResources,
  TeamRoles,
  Teams,
  TemplateGroups,
  TimeIntervals,
  User,
  UserPermissions,
  UserResources,
  UserRoles,
  Users
}

/** A contract and where a program finds it: module `Folders`, name `get`. */
export interface Known {
  /** `Folders` */
  readonly module: string
  /** `get` */
  readonly name: string
  readonly endpoint: Endpoint.Contract
}

const isContract = (u: unknown): u is Endpoint.Contract => Predicate.hasProperty(u, Endpoint.TypeId)

/** Every contract with its module and name, in the order of both. */
export const known: ReadonlyArray<Known> = Object.entries(modules).flatMap(([module, exports]) =>
  Object.entries(exports)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, endpoint]) => (isContract(endpoint) ? [{ module, name, endpoint }] : []))
)

/** Every contract. */
export const endpoints: ReadonlyArray<Endpoint.Contract> = known.map(({ endpoint }) => endpoint)
