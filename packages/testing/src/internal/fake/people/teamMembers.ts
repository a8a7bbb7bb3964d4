import { bind } from "../bind.js"
import { badRequestData, message, ok, type FakeResponse } from "../message.js"
import type { Team, User } from "../model.js"
import { idParam, onTeam, route, type Context, type Route } from "../route.js"
import { addMember } from "../state.js"
import { resolvingTeam, teamNotFound } from "./teams.js"
import { memberView } from "./teamView.js"
import { byLogin } from "./userStore.js"
import { userNotFound } from "./users.js"

const list = (context: Context, team: Team | undefined): FakeResponse => {
  if (team === undefined) return ok([])
  const users = [...team.members.keys()].flatMap((id) => context.state.users.byId(id) ?? []).sort(byLogin)
  return ok(
    users.flatMap((user) => {
      const member = team.members.get(user.id)
      return member === undefined ? [] : [memberView(context, team, member, user)]
    })
  )
}

const join = ({ org, state }: Context, team: Team, userId: number, permission: number): void => {
  addMember(state, team, userId, permission)
  org.teams.touch()
}

const add = (context: Context, team: Team | undefined): FakeResponse => {
  const body = bind(context.request, { userId: "number" })
  if (body?.userId === undefined) return badRequestData
  if (team === undefined) return teamNotFound
  if (team.members.has(body.userId)) return message(400, "User is already added to this team")
  if (context.state.users.byId(body.userId) === undefined) return message(500, "Failed to add Member to Team")
  join(context, team, body.userId, 0)
  return message(200, "Member added to Team")
}

const update = (context: Context, team: Team | undefined): FakeResponse => {
  const body = bind(context.request, { permission: "number" })
  if (body === undefined) return badRequestData
  if (team === undefined) return teamNotFound
  const member = team.members.get(idParam(context, "userId"))
  if (member === undefined) return message(404, "Team member not found.")
  // Any other number than 4 makes a plain member (12.3.0).
  member.permission = body.permission === 4 ? 4 : 0
  member.updated = context.state.now()
  return message(200, "Team member updated")
}

const remove = (context: Context, team: Team | undefined): FakeResponse => {
  if (team === undefined) return teamNotFound
  if (!team.members.delete(idParam(context, "userId"))) return message(404, "Team member not found")
  context.org.teams.touch()
  return message(200, "Team Member removed")
}

const usersByEmail = ({ state }: Context, emails: ReadonlyArray<unknown>): ReadonlyArray<User | undefined> =>
  emails.map((email) => (typeof email === "string" ? state.logins.get(email.toLowerCase()) : undefined))

const replace = (context: Context, team: Team | undefined): FakeResponse => {
  const body = bind(context.request, { members: "array", admins: "array" })
  if (body === undefined) return badRequestData
  const admins = usersByEmail(context, body.admins ?? [])
  const members = usersByEmail(context, body.members ?? [])
  if ([...admins, ...members].includes(undefined)) return userNotFound
  if (team === undefined) return teamNotFound
  team.members.clear()
  for (const user of admins) if (user !== undefined) join(context, team, user.id, 4)
  for (const user of members) if (user !== undefined) join(context, team, user.id, 0)
  return message(200, "Team memberships have been updated")
}

const members = "/api/teams/{id}/members"
const member = "/api/teams/{id}/members/{userId}"

export const teamMemberRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: members }, resolvingTeam(list), { access: onTeam("teams.permissions:read") }),
  route({ method: "POST", path: members }, resolvingTeam(add), { access: onTeam("teams.permissions:write") }),
  route({ method: "PUT", path: members }, resolvingTeam(replace), {
    access: onTeam("teams.permissions:write")
  }),
  route({ method: "PUT", path: member }, resolvingTeam(update), {
    access: onTeam("teams.permissions:write")
  }),
  route({ method: "DELETE", path: member }, resolvingTeam(remove), {
    access: onTeam("teams.permissions:write")
  })
]
