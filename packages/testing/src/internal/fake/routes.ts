import { accessControlRoutes } from "./accessControl.js"
import { alertmanagerRoutes } from "./alertmanager.js"
import { alertmanagerChoiceRoutes } from "./alertmanagerChoice.js"
import { alertmanagerProxyRoutes } from "./alertmanagerProxy.js"
import { apisDashboardRoutes } from "./apisDashboards.js"
import { apisDiscoveryRoutes } from "./apisDiscovery.js"
import { apisFolderRoutes } from "./apisFolders.js"
import { apisIamRoutes } from "./apisIam.js"
import { apisPlaylistRoutes } from "./apisPlaylists.js"
import { apisReceiverRoutes } from "./apisReceivers.js"
import { apisRoutingTreeRoutes } from "./apisRoutingTrees.js"
import { apisSearchRoutes } from "./apisSearch.js"
import { apisTemplateGroupRoutes } from "./apisTemplateGroups.js"
import { apisTimeIntervalRoutes } from "./apisTimeIntervals.js"
import { apisUserStorageRoutes } from "./apisUserStorage.js"
import { adminRoutes } from "./admin.js"
import { adminUserRoutes } from "./adminUsers.js"
import { alertRuleExportRoutes } from "./alertRulesExport.js"
import { alertRuleRoutes } from "./alertRules.js"
import { alertRuleTestRoutes } from "./alertRulesTest.js"
import { annotationListRoutes } from "./annotationList.js"
import { annotationRoutes } from "./annotations.js"
import { cloudMigrationRoutes } from "./cloudMigrations.js"
import { contactPointPermissionRoutes } from "./contactPointPermissions.js"
import { contactPointRoutes } from "./contactPoints.js"
import { convertPrometheusRoutes } from "./convertPrometheus.js"
import { correlationRoutes } from "./correlations.js"
import { dashboardDiffRoutes } from "./dashboardDiff.js"
import { dashboardImportRoutes } from "./dashboardImport.js"
import { dashboardRoutes } from "./dashboards.js"
import { dashboardSaveRoutes } from "./dashboardSave.js"
import { dashboardVersionRoutes } from "./dashboardVersions.js"
import { dataSourceCallRoutes } from "./dataSourceCalls.js"
import { dataSourceRoutes } from "./dataSources.js"
import { dsQueryRoutes } from "./dsQuery.js"
import { folderListRoutes } from "./folderList.js"
import { folderRemoveRoutes } from "./folderRemove.js"
import { folderRoutes } from "./folders.js"
import { frontendSettingsRoutes } from "./frontendSettings.js"
import { healthRoutes } from "./health.js"
import { homeDashboardRoutes } from "./homeDashboard.js"
import { inviteRoutes } from "./invites.js"
import { ldapRoutes } from "./ldap.js"
import { libraryElementListRoutes } from "./libraryElementList.js"
import { libraryElementRoutes } from "./libraryElements.js"
import { liveRoutes } from "./live.js"
import { loginRoutes } from "./login.js"
import { muteTimingRoutes } from "./muteTimings.js"
import { organizationRoutes } from "./organizations.js"
import { orgUserRoutes } from "./orgUsers.js"
import { permissionListRoutes } from "./permissionLists.js"
import { playlistRoutes } from "./playlists.js"
import { pluginRoutes } from "./plugins.js"
import { policyRoutes } from "./policies.js"
import { preferencesRoutes } from "./preferences.js"
import { quotaRoutes } from "./quotaRoutes.js"
import { publicDashboardRoutes } from "./publicDashboards.js"
import { publicDashboardViewRoutes } from "./publicDashboardView.js"
import { queryHistoryRoutes } from "./queryHistory.js"
import { promRuleRoutes } from "./promRules.js"
import { promRuleSourceRoutes } from "./promRulesSources.js"
import type { Route } from "./route.js"
import { ruleGroupRoutes } from "./ruleGroups.js"
import { rulerRoutes } from "./ruler.js"
import { rulerExportRoutes } from "./rulerExport.js"
import { rulerHistoryRoutes } from "./rulerHistory.js"
import { rulerSourceRoutes } from "./rulerSources.js"
import { rulerWriteRoutes } from "./rulerWrite.js"
import { searchRoutes } from "./search.js"
import { serviceAccountRoutes } from "./serviceAccounts.js"
import { shortUrlRoutes } from "./shortUrls.js"
import { signedInUserRoutes } from "./signedInUser.js"
import { signingKeyRoutes } from "./signingKeys.js"
import { signUpRoutes } from "./signUp.js"
import { silenceRoutes } from "./silences.js"
import { snapshotRoutes } from "./snapshots.js"
import { ssoSettingsRoutes } from "./ssoSettings.js"
import { starRoutes } from "./stars.js"
import { teamMemberRoutes } from "./teamMembers.js"
import { teamRoutes } from "./teams.js"
import { templateRoutes } from "./templates.js"
import { unbuiltRoutes } from "./unbuilt.js"
import { userPermissionRoutes } from "./userPermissions.js"
import { userRoutes } from "./users.js"

/**
 * Every route that the fake knows, those that it has not built among them. A resource is one file of handlers that
 * exports its routes; what it builds leaves `unbuilt.ts`.
 */
export const routes: ReadonlyArray<Route> = [
  ...accessControlRoutes,
  ...adminRoutes,
  ...alertmanagerChoiceRoutes,
  ...alertmanagerProxyRoutes,
  ...alertmanagerRoutes,
  ...apisDashboardRoutes,
  ...apisDiscoveryRoutes,
  ...apisFolderRoutes,
  ...apisIamRoutes,
  ...apisPlaylistRoutes,
  ...apisReceiverRoutes,
  ...apisRoutingTreeRoutes,
  ...apisSearchRoutes,
  ...apisTemplateGroupRoutes,
  ...apisTimeIntervalRoutes,
  ...apisUserStorageRoutes,
  ...adminUserRoutes,
  ...alertRuleExportRoutes,
  ...alertRuleRoutes,
  ...alertRuleTestRoutes,
  ...annotationListRoutes,
  ...annotationRoutes,
  ...cloudMigrationRoutes,
  ...contactPointPermissionRoutes,
  ...contactPointRoutes,
  ...convertPrometheusRoutes,
  ...correlationRoutes,
  ...dashboardDiffRoutes,
  ...dashboardImportRoutes,
  ...dashboardRoutes,
  ...dashboardSaveRoutes,
  ...dashboardVersionRoutes,
  ...dataSourceCallRoutes,
  ...dataSourceRoutes,
  ...dsQueryRoutes,
  ...folderListRoutes,
  ...folderRemoveRoutes,
  ...folderRoutes,
  ...frontendSettingsRoutes,
  ...healthRoutes,
  ...homeDashboardRoutes,
  ...inviteRoutes,
  ...ldapRoutes,
  ...libraryElementListRoutes,
  ...libraryElementRoutes,
  ...liveRoutes,
  ...loginRoutes,
  ...muteTimingRoutes,
  ...organizationRoutes,
  ...orgUserRoutes,
  ...permissionListRoutes,
  ...playlistRoutes,
  ...pluginRoutes,
  ...policyRoutes,
  ...preferencesRoutes,
  ...publicDashboardRoutes,
  ...quotaRoutes,
  ...publicDashboardViewRoutes,
  ...queryHistoryRoutes,
  ...promRuleRoutes,
  ...promRuleSourceRoutes,
  ...ruleGroupRoutes,
  ...rulerRoutes,
  ...rulerExportRoutes,
  ...rulerHistoryRoutes,
  ...rulerSourceRoutes,
  ...rulerWriteRoutes,
  ...searchRoutes,
  ...serviceAccountRoutes,
  ...shortUrlRoutes,
  ...signedInUserRoutes,
  ...signingKeyRoutes,
  ...signUpRoutes,
  ...silenceRoutes,
  ...snapshotRoutes,
  ...ssoSettingsRoutes,
  ...starRoutes,
  ...teamMemberRoutes,
  ...teamRoutes,
  ...templateRoutes,
  ...userPermissionRoutes,
  ...userRoutes,
  ...unbuiltRoutes
]
