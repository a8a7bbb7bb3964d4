import type { JsonObject } from "../bind.js"
import { avatarUrl, teamAvatarUrl } from "../words/format.js"
import type { Team, TeamMember, User } from "../model.js"
import { allowedOnTeam } from "../access/permissions.js"
import type { Context } from "../route.js"
import { compareText } from "../words/table.js"

const teamActions = [
  "teams.permissions:read",
  "teams.permissions:write",
  "teams:delete",
  "teams:read",
  "teams:write"
] as const

const accessControl = ({ caller, query }: Context, team: Team): Record<string, true> | null => {
  if (!query.flag("accesscontrol")) return null
  const allowed = teamActions.filter((action) => allowedOnTeam(caller, action, team))
  return Object.fromEntries(allowed.map((action) => [action, true]))
}

export const teamView = (context: Context, team: Team): JsonObject => ({
  id: team.id,
  uid: team.uid,
  orgId: context.org.id,
  name: team.name,
  email: team.email,
  externalUID: "",
  isProvisioned: false,
  avatarUrl: teamAvatarUrl(team.email, team.name),
  memberCount: team.members.size,
  permission: 0,
  accessControl: accessControl(context, team)
})

export const memberView = (context: Context, team: Team, member: TeamMember, user: User): JsonObject => ({
  uid: member.uid,
  orgId: context.org.id,
  teamId: team.id,
  teamUID: team.uid,
  userId: user.id,
  userUID: user.uid,
  auth_module: "",
  email: user.email,
  name: user.name,
  login: user.login,
  avatarUrl: avatarUrl(user.email),
  labels: [],
  permission: member.permission
})

export const byName = (left: Team, right: Team): number => compareText(left.name, right.name)

export const teamsOf = (context: Context, userId: number): ReadonlyArray<JsonObject> =>
  context.org.teams
    .sorted("name", byName)
    .filter((team) => team.members.has(userId))
    .map((team) => teamView(context, team))
