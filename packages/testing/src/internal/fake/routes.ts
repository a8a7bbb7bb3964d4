import { accessControlRoutes } from "./access/accessControl.js"
import { alertmanagerRoutes } from "./notifications/alertmanager.js"
import { alertmanagerChoiceRoutes } from "./notifications/alertmanagerChoice.js"
import { alertmanagerProxyRoutes } from "./notifications/alertmanagerProxy.js"
import { apisDashboardRoutes } from "./apis/apisDashboards.js"
import { apisDiscoveryRoutes } from "./apis/apisDiscovery.js"
import { apisFolderRoutes } from "./apis/apisFolders.js"
import { apisIamRoutes } from "./apis/apisIam.js"
import { apisPlaylistRoutes } from "./apis/apisPlaylists.js"
import { apisReceiverRoutes } from "./apis/apisReceivers.js"
import { apisRoutingTreeRoutes } from "./apis/apisRoutingTrees.js"
import { apisSearchRoutes } from "./apis/apisSearch.js"
import { apisTemplateGroupRoutes } from "./apis/apisTemplateGroups.js"
import { apisTimeIntervalRoutes } from "./apis/apisTimeIntervals.js"
import { apisUserStorageRoutes } from "./apis/apisUserStorage.js"
import { adminRoutes } from "./server/admin.js"
import { adminUserRoutes } from "./people/adminUsers.js"
import { alertRuleExportRoutes } from "./alerting/alertRulesExport.js"
import { alertRuleRoutes } from "./alerting/alertRules.js"
import { alertRuleTestRoutes } from "./alerting/alertRulesTest.js"
import { annotationListRoutes } from "./dashboards/annotationList.js"
import { annotationRoutes } from "./dashboards/annotations.js"
import { cloudMigrationRoutes } from "./server/cloudMigrations.js"
import { contactPointPermissionRoutes } from "./notifications/contactPointPermissions.js"
import { contactPointRoutes } from "./notifications/contactPoints.js"
import { convertPrometheusRoutes } from "./alerting/convertPrometheus.js"
import { correlationRoutes } from "./sources/correlations.js"
import { dashboardDiffRoutes } from "./dashboards/dashboardDiff.js"
import { dashboardImportRoutes } from "./dashboards/dashboardImport.js"
import { dashboardRoutes } from "./dashboards/dashboards.js"
import { dashboardSaveRoutes } from "./dashboards/dashboardSave.js"
import { dashboardVersionRoutes } from "./dashboards/dashboardVersions.js"
import { dataSourceCallRoutes } from "./sources/dataSourceCalls.js"
import { dataSourceRoutes } from "./sources/dataSources.js"
import { dsQueryRoutes } from "./sources/dsQuery.js"
import { folderListRoutes } from "./folders/folderList.js"
import { folderRemoveRoutes } from "./folders/folderRemove.js"
import { folderRoutes } from "./folders/folders.js"
import { frontendSettingsRoutes } from "./server/frontendSettings.js"
import { healthRoutes } from "./server/health.js"
import { homeDashboardRoutes } from "./dashboards/homeDashboard.js"
import { inviteRoutes } from "./people/invites.js"
import { ldapRoutes } from "./server/ldap.js"
import { libraryElementListRoutes } from "./dashboards/libraryElementList.js"
import { libraryElementRoutes } from "./dashboards/libraryElements.js"
import { liveRoutes } from "./server/live.js"
import { loginRoutes } from "./access/login.js"
import { muteTimingRoutes } from "./notifications/muteTimings.js"
import { organizationRoutes } from "./people/organizations.js"
import { orgUserRoutes } from "./people/orgUsers.js"
import { permissionListRoutes } from "./access/permissionLists.js"
import { playlistRoutes } from "./dashboards/playlists.js"
import { pluginRoutes } from "./server/plugins.js"
import { policyRoutes } from "./notifications/policies.js"
import { preferencesRoutes } from "./people/preferences.js"
import { quotaRoutes } from "./server/quotaRoutes.js"
import { publicDashboardRoutes } from "./dashboards/publicDashboards.js"
import { publicDashboardViewRoutes } from "./dashboards/publicDashboardView.js"
import { queryHistoryRoutes } from "./sources/queryHistory.js"
import { promRuleRoutes } from "./alerting/promRules.js"
import { promRuleSourceRoutes } from "./alerting/promRulesSources.js"
import type { Route } from "./route.js"
import { ruleGroupRoutes } from "./alerting/ruleGroups.js"
import { rulerRoutes } from "./alerting/ruler.js"
import { rulerExportRoutes } from "./alerting/rulerExport.js"
import { rulerHistoryRoutes } from "./alerting/rulerHistory.js"
import { rulerSourceRoutes } from "./alerting/rulerSources.js"
import { rulerWriteRoutes } from "./alerting/rulerWrite.js"
import { searchRoutes } from "./dashboards/search.js"
import { serviceAccountRoutes } from "./people/serviceAccounts.js"
import { shortUrlRoutes } from "./server/shortUrls.js"
import { signedInUserRoutes } from "./people/signedInUser.js"
import { signingKeyRoutes } from "./server/signingKeys.js"
import { signUpRoutes } from "./people/signUp.js"
import { silenceRoutes } from "./notifications/silences.js"
import { snapshotRoutes } from "./dashboards/snapshots.js"
import { ssoSettingsRoutes } from "./server/ssoSettings.js"
import { starRoutes } from "./dashboards/stars.js"
import { teamMemberRoutes } from "./people/teamMembers.js"
import { teamRoutes } from "./people/teams.js"
import { templateRoutes } from "./notifications/templates.js"
import { unbuiltRoutes } from "./unbuilt.js"
import { userPermissionRoutes } from "./access/userPermissions.js"
import { userRoutes } from "./people/users.js"

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
