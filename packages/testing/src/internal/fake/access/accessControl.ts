import { accessRoutes, type Resource } from "./accessControlRoutes.js"
import { ancestorsOf } from "../folders/folderTree.js"
import { message, ok, publicError } from "../message.js"
import type { Grant, Team } from "../model.js"
import { allowedOnTeam, dashboardGrants } from "./permissions.js"
import { anywhere, onDashboard, onFolder, param, type Context, type Route } from "../route.js"
import { addMember } from "../state.js"

const folders: Resource = {
  kind: "folders",
  unknown: publicError(404, "folder.notFound", "NotFound"),
  on: onFolder,
  find: (context) => {
    const folder = context.org.folders.get(param(context, "uid"))
    return folder === undefined
      ? undefined
      : {
          own: () => folder.grants,
          inherited: () => ancestorsOf(context.org, folder).flatMap(({ grants }) => grants),
          set: (grants) => {
            folder.grants = grants
          }
        }
  }
}

const dashboards: Resource = {
  kind: "dashboards",
  unknown: message(404, "Dashboard not found"),
  on: onDashboard,
  find: (context) => {
    const { org } = context
    const dashboard = org.dashboards.get(param(context, "uid"))
    if (dashboard === undefined) return undefined
    const folder = org.folders.get(dashboard.folderUid)
    return {
      own: () => dashboardGrants(dashboard),
      inherited: () =>
        folder === undefined ? [] : [...ancestorsOf(org, folder), folder].flatMap(({ grants }) => grants),
      set: (grants) => {
        dashboard.grants = grants
      }
    }
  }
}

const namedTeam = ({ org, params }: Context): Team | undefined => org.teams.byIdOrUid(params["uid"] ?? "")

const teams: Resource = {
  kind: "teams",
  unlisted: ok([]),
  unknown: message(404, "Team not found"),
  on: (action) => (context) => {
    const { caller } = context
    const team = namedTeam(context)
    const allowed = team === undefined ? caller.role === "Admin" : allowedOnTeam(caller, action, team)
    return allowed ? undefined : action
  },
  find: (context) => {
    const team = namedTeam(context)
    return team === undefined
      ? undefined
      : {
          own: () => [...team.members.values()],
          inherited: () => [],
          set: (grants) => setMembers(context, team, grants)
        }
  }
}

/** A team's grants are its members. */
const setMembers = ({ org, state }: Context, team: Team, grants: ReadonlyArray<Grant>): void => {
  const wanted = new Map(grants.flatMap(({ permission, userId }) => (userId ? [[userId, permission]] : [])))
  for (const userId of team.members.keys()) if (!wanted.has(userId)) team.members.delete(userId)
  for (const [userId, permission] of wanted) {
    const member = team.members.get(userId)
    if (member === undefined) addMember(state, team, userId, permission)
    else if (member.permission !== permission) Object.assign(member, { permission, updated: state.now() })
  }
  org.teams.touch()
}

const serviceAccounts: Resource = {
  kind: "serviceaccounts",
  unlisted: ok([]),
  unknown: publicError(404, "serviceaccounts.ErrNotFound", "service account not found"),
  on: anywhere,
  find: ({ org, params }) => {
    const account = org.serviceAccounts.byIdOrUid(params["uid"] ?? "")
    return account === undefined
      ? undefined
      : {
          own: () => account.grants,
          inherited: () => [],
          set: (grants) => {
            account.grants = grants
          }
        }
  }
}

export const accessControlRoutes: ReadonlyArray<Route> = [
  ...accessRoutes(folders),
  ...accessRoutes(dashboards),
  ...accessRoutes(teams),
  ...accessRoutes(serviceAccounts)
]
