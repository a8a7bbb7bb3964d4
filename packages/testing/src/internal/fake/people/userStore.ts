import type { Org, User } from "../model.js"
import type { State } from "../state.js"
import { indexUser, unindexUser } from "../state.js"
import { compareText } from "../words/table.js"

export const byLogin = (left: User, right: User): number =>
  compareText(left.login, right.login) || compareText(left.email, right.email)

export const usersByLogin = (state: State): ReadonlyArray<User> => state.users.sorted("login", byLogin)

/** Whether a user fits the free text of a search: name, login or e-mail address contain it, in any case. */
export const fitsQuery = (user: User, query: string): boolean => {
  if (query === "") return true
  const wanted = query.toLowerCase()
  return (
    user.login.includes(wanted) || user.email.includes(wanted) || user.name.toLowerCase().includes(wanted)
  )
}

export const orgsOf = (state: State, userId: number): ReadonlyArray<Org> =>
  [...state.orgs.values()].filter((org) => org.members.has(userId))

/** Whether another user than `self` already has the login or the e-mail address. */
export const isTaken = (state: State, login: string, email: string, self?: User): boolean =>
  [login, email].some((name) => {
    const owner = name === "" ? undefined : state.logins.get(name.toLowerCase())
    return owner !== undefined && owner !== self
  })

export const renameUser = (
  state: State,
  user: User,
  fields: { readonly login: string; readonly email: string; readonly name: string }
): void => {
  unindexUser(state, user)
  if (fields.login !== "") user.login = fields.login.toLowerCase()
  if (fields.email !== "") user.email = fields.email.toLowerCase()
  if (fields.name !== "") user.name = fields.name
  user.updated = state.now()
  indexUser(state, user)
  state.users.touch()
}

/** Takes a user out of one organization; the active one becomes another of his. */
export const leaveOrg = (state: State, org: Org, user: User): void => {
  org.members.delete(user.id)
  for (const team of org.teams.values()) team.members.delete(user.id)
  if (user.orgId === org.id) user.orgId = orgsOf(state, user.id)[0]?.id ?? 0
}

export const removeUser = (state: State, user: User): void => {
  for (const org of orgsOf(state, user.id)) leaveOrg(state, org, user)
  unindexUser(state, user)
  state.users.remove(user)
}
