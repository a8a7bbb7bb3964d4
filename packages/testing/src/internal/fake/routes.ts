import { accessControlRoutes } from "./accessControl.js"
import { adminRoutes } from "./admin.js"
import { adminUserRoutes } from "./adminUsers.js"
import { correlationRoutes } from "./correlations.js"
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
import { healthRoutes } from "./health.js"
import { homeDashboardRoutes } from "./homeDashboard.js"
import { inviteRoutes } from "./invites.js"
import { libraryElementListRoutes } from "./libraryElementList.js"
import { libraryElementRoutes } from "./libraryElements.js"
import { loginRoutes } from "./login.js"
import { organizationRoutes } from "./organizations.js"
import { orgUserRoutes } from "./orgUsers.js"
import { permissionListRoutes } from "./permissionLists.js"
import { preferencesRoutes } from "./preferences.js"
import { publicDashboardRoutes } from "./publicDashboards.js"
import type { Route } from "./route.js"
import { searchRoutes } from "./search.js"
import { serviceAccountRoutes } from "./serviceAccounts.js"
import { signedInUserRoutes } from "./signedInUser.js"
import { signUpRoutes } from "./signUp.js"
import { starRoutes } from "./stars.js"
import { teamMemberRoutes } from "./teamMembers.js"
import { teamRoutes } from "./teams.js"
import { unbuiltRoutes } from "./unbuilt.js"
import { userRoutes } from "./users.js"

/**
 * Every route that the fake knows, those that it has not built among them. A resource is one file of handlers that
 * exports its routes; what it builds leaves `unbuilt.ts`.
 */
export const routes: ReadonlyArray<Route> = [
  ...accessControlRoutes,
  ...adminRoutes,
  ...adminUserRoutes,
  ...correlationRoutes,
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
  ...healthRoutes,
  ...homeDashboardRoutes,
  ...inviteRoutes,
  ...libraryElementListRoutes,
  ...libraryElementRoutes,
  ...loginRoutes,
  ...organizationRoutes,
  ...orgUserRoutes,
  ...permissionListRoutes,
  ...preferencesRoutes,
  ...publicDashboardRoutes,
  ...searchRoutes,
  ...serviceAccountRoutes,
  ...signedInUserRoutes,
  ...signUpRoutes,
  ...starRoutes,
  ...teamMemberRoutes,
  ...teamRoutes,
  ...userRoutes,
  ...unbuiltRoutes
]
