import { accessKinds, type Kind } from "./accessKinds.js"
import type { JsonObject } from "../bind.js"
import { avatarUrl, teamAvatarUrl } from "../words/format.js"
import type { Grant } from "../model.js"
import type { Context } from "../route.js"
import { compareText } from "../words/table.js"

const nameOf = (kind: Kind, permission: number): string =>
  Object.entries(accessKinds[kind].levels).find(([, level]) => level === permission)?.[0] ?? ""

const who = ({ org, state }: Context, grant: Grant): JsonObject => {
  const team = org.teams.byId(grant.teamId ?? 0)
  if (team !== undefined) {
    const teamAvatar = teamAvatarUrl(team.email, team.name)
    return { team: team.name, teamId: team.id, teamUid: team.uid, teamAvatarUrl: teamAvatar }
  }
  if (grant.role !== undefined) return { builtInRole: grant.role }
  const user = state.users.byId(grant.userId ?? 0) ?? org.serviceAccounts.byId(grant.userId ?? 0)
  const email = user !== undefined && "email" in user ? user.email : (user?.login ?? "")
  return {
    userId: grant.userId,
    userUid: user?.uid ?? "",
    userLogin: user?.login ?? "",
    userAvatarUrl: avatarUrl(email)
  }
}

const roleName = (grant: Grant): string =>
  grant.userId !== undefined
    ? `managed:users:${grant.userId}:permissions`
    : grant.teamId !== undefined
      ? `managed:teams:${grant.teamId}:permissions`
      : `managed:builtins:${(grant.role ?? "").toLowerCase()}:permissions`

const grantView = (context: Context, kind: Kind, grant: Grant, isInherited: boolean): JsonObject => ({
  id: grant.id,
  roleName: roleName(grant),
  isManaged: !isInherited,
  isInherited,
  isServiceAccount: context.org.serviceAccounts.byId(grant.userId ?? 0) !== undefined,
  ...who(context, grant),
  actions: accessKinds[kind].actions(grant.permission),
  permission: nameOf(kind, grant.permission)
})

/** Where roles can be given something, the organization's administrators always have it. */
const administrators = (kind: Kind): JsonObject => ({
  id: 0,
  roleName: "",
  isManaged: false,
  isInherited: false,
  isServiceAccount: false,
  builtInRole: "Admin",
  actions: accessKinds[kind].actions(4).filter((action) => action !== "folders:create"),
  permission: "Admin"
})

const rank = ({ role = "", teamId, userId }: Grant): string =>
  userId !== undefined ? "0" : teamId !== undefined ? "1" : `2${role}`

/** People first, then teams, then the roles in the order of their names, which the older lists do not keep. */
const ordered = (grants: ReadonlyArray<Grant>): ReadonlyArray<Grant> =>
  [...grants].sort((left, right) => compareText(rank(left), rank(right)) || left.id - right.id)

/** Who may do what: by the own grants of a thing, by those of the folders around it, by role. */
export const accessView = (
  context: Context,
  kind: Kind,
  own: ReadonlyArray<Grant>,
  inherited: ReadonlyArray<Grant>
): ReadonlyArray<JsonObject> => [
  ...ordered(own).map((grant) => grantView(context, kind, grant, false)),
  ...ordered(inherited).map((grant) => grantView(context, kind, grant, true)),
  ...(accessKinds[kind].assignments.builtInRoles ? [administrators(kind)] : [])
]
