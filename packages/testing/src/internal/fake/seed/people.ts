import type { Role, Team, User } from "../model.js"
import { addMember, addUser, nextId } from "../state.js"
import * as Words from "./words.js"
import { inTurn, many, pickFrom, send, uidOf, type Work } from "./making.js"

/** One administrator and four editors in twenty. */
export const roleOf = (index: number): Role =>
  index % 20 === 0 ? "Admin" : index % 5 === 0 ? "Editor" : "Viewer"

const password = "password"

export const makeUser = ({ org, random, state }: Work, index: number): User => {
  const first = pickFrom(random, Words.firstNames, "Ada")
  const last = pickFrom(random, Words.lastNames, "Allen")
  const login = `${first}.${last}.${index}`.toLowerCase()
  const user = addUser(state, {
    login,
    email: `${login}@example.com`,
    name: `${first} ${last}`,
    password,
    orgId: org.id
  })
  org.members.set(user.id, roleOf(index))
  return user
}

export const makeTeam = ({ org, random, state }: Work, users: ReadonlyArray<User>, index: number): Team => {
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
  return team
}

export const makeServiceAccount = (work: Work, index: number): void => {
  const name = `${pickFrom(work.random, Words.services, "Service")} robot ${index}`.toLowerCase()
  const body = { name, role: roleOf(index), isDisabled: index % 10 === 9 }
  const { id } = send(work, "POST", "/api/serviceaccounts", body)
  if (index % 2 === 0) send(work, "POST", `/api/serviceaccounts/${String(id)}/tokens`, { name: "main" })
}

const themes = ["dark", "light"]
const zones = ["utc", "browser", "Europe/Berlin"]

/** The organization's, then those of teams and of users. */
export const makePreferences = (
  work: Work,
  teams: ReadonlyArray<Team>,
  users: ReadonlyArray<User>,
  count: number
): void => {
  if (count === 0) return
  const weekStart = "monday"
  send(work, "PUT", "/api/org/preferences", { theme: "dark", timezone: "utc", weekStart })
  many(count, (index) => {
    const body = { theme: inTurn(themes, index), timezone: inTurn(zones, index), weekStart }
    const turn = Math.floor(index / 2)
    const team = teams[turn]
    const user = users[turn]
    if (index % 2 === 0 && team !== undefined) send(work, "PUT", `/api/teams/${team.id}/preferences`, body)
    if (index % 2 === 1 && user !== undefined) {
      send(work, "PUT", "/api/user/preferences", body, { as: { login: user.login, password } })
    }
  })
}
