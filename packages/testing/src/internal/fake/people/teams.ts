import { bind } from "../bind.js"
import { badRequestData, message, ok, routeNotFound, type FakeResponse } from "../message.js"
import type { Team } from "../model.js"
import { allowedOnTeam } from "../access/permissions.js"
import { preferencesBody, storePreferences } from "./preferences.js"
import { anywhere, onTeam, param, route, type Context, type Route } from "../route.js"
import { addMember, newUid, nextId } from "../state.js"
import { pageOf } from "../words/table.js"
import { byName, teamView } from "./teamView.js"
import { unknownSort } from "./users.js"

export const teamNotFound = message(404, "Team not found")

/** The team that a path names by id or uid. */
const namedTeam = (context: Context): Team | undefined => context.org.teams.byIdOrUid(param(context, "id"))

/** Answers as if there were no such route where the id is neither a number nor the uid of a team. */
export const resolvingTeam =
  (handler: (context: Context, team: Team | undefined) => FakeResponse) =>
  (context: Context): FakeResponse => {
    const team = namedTeam(context)
    return team === undefined && !/^\d+$/.test(param(context, "id")) ? routeNotFound : handler(context, team)
  }

const hasName = ({ org }: Context, name: string, self?: Team): boolean =>
  [...org.teams.values()].some((team) => team !== self && team.name === name)

const create = (context: Context): FakeResponse => {
  const { caller, org, request, state } = context
  const body = bind(request, { name: "string", email: "string" })
  if (body?.name === undefined || body.name === "") return badRequestData
  if (hasName(context, body.name)) return message(409, "Team name taken")
  const now = state.now()
  const team: Team = {
    id: nextId(state, "team"),
    uid: newUid(state),
    name: body.name,
    email: body.email ?? "",
    members: new Map(),
    created: now,
    updated: now
  }
  // Only people become the administrators of the teams that they make.
  if (caller.user !== undefined) addMember(state, team, caller.id, 4)
  org.teams.add(team)
  return ok({ message: "Team created", teamId: team.id, uid: team.uid })
}

const orders: Readonly<Record<string, (left: Team, right: Team) => number>> = {
  "name-asc": byName,
  "name-desc": (left, right) => byName(right, left),
  "email-asc": (left, right) => (left.email < right.email ? -1 : 1),
  "email-desc": (left, right) => (left.email > right.email ? -1 : 1),
  "memberCount-asc": (left, right) => left.members.size - right.members.size,
  "memberCount-desc": (left, right) => right.members.size - left.members.size
}

const search = (context: Context): FakeResponse => {
  const { caller, org, query } = context
  const sort = query.get("sort")
  const order = orders[sort]
  if (sort !== "" && order === undefined) return unknownSort
  const readable = [...org.teams.values()].filter((team) => allowedOnTeam(caller, "teams:read", team))
  const text = query.get("query").toLowerCase()
  const name = query.get("name")
  const counted = readable.filter(
    (team) => (text === "" || team.name.toLowerCase().includes(text)) && (name === "" || team.name === name)
  )
  const ids = query.all("teamId").map(Number)
  const found = ids.length === 0 ? counted : counted.filter((team) => ids.includes(team.id))
  const { page, rows, size } = pageOf(
    [...found].sort(order ?? byName),
    query.int("page"),
    query.int("perpage")
  )
  // The total does not know of `teamId` (12.3.0).
  return ok({
    totalCount: counted.length,
    teams: rows.map((team) => teamView(context, team)),
    page,
    perPage: size
  })
}

const update = (context: Context, team: Team | undefined): FakeResponse => {
  const body = bind(context.request, { name: "string", email: "string" })
  if (body === undefined) return badRequestData
  const { email = "", name = "" } = body
  if (name !== "" && hasName(context, name, team)) return message(400, "Team name taken")
  if (team === undefined) return teamNotFound
  if (name !== "") team.name = name
  team.email = email
  team.updated = context.state.now()
  context.org.teams.touch()
  return message(200, "Team updated")
}

const remove = ({ org }: Context, team: Team | undefined): FakeResponse => {
  if (team === undefined) return teamNotFound
  org.teams.remove(team)
  org.teamPreferences.delete(team.id)
  return message(200, "Team deleted")
}

const get = (context: Context, team: Team | undefined): FakeResponse =>
  team === undefined ? teamNotFound : ok(teamView(context, team))

const updatePreferences = (context: Context, team: Team | undefined): FakeResponse =>
  storePreferences(context, context.org.teamPreferences.get(team?.id ?? 0), (preferences) => {
    if (team !== undefined) context.org.teamPreferences.set(team.id, preferences)
  })

export const teamRoutes: ReadonlyArray<Route> = [
  route({ method: "POST", path: "/api/teams" }, create, { access: anywhere("teams:create") }),
  route({ method: "GET", path: "/api/teams/search" }, search, { access: anywhere("teams:read") }),
  route({ method: "GET", path: "/api/teams/{id}" }, resolvingTeam(get), { access: onTeam("teams:read") }),
  route({ method: "PUT", path: "/api/teams/{id}" }, resolvingTeam(update), { access: onTeam("teams:write") }),
  route({ method: "DELETE", path: "/api/teams/{id}" }, resolvingTeam(remove), {
    access: onTeam("teams:delete")
  }),
  route(
    { method: "GET", path: "/api/teams/{id}/preferences" },
    resolvingTeam(({ org }, team) => ok(preferencesBody(org.teamPreferences.get(team?.id ?? 0)))),
    { access: onTeam("teams:read") }
  ),
  route({ method: "PUT", path: "/api/teams/{id}/preferences" }, resolvingTeam(updatePreferences), {
    access: onTeam("teams:write")
  })
]
