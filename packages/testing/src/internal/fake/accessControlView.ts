import type { JsonObject } from "./bind.js"
import { avatarUrl, teamAvatarUrl } from "./format.js"
import type { Grant } from "./model.js"
import type { Context } from "./route.js"
import { compareText } from "./table.js"

/** What an administrator of a dashboard may do with it. */
const onDashboard: ReadonlyArray<string> = [
  "dashboards:read",
  "dashboards:write",
  "dashboards:delete",
  "dashboards.permissions:read",
  "dashboards.permissions:write",
  "annotations:read",
  "annotations:write",
  "annotations:delete",
  "annotations:create"
]

/** What an administrator of a folder may do in it. */
const onFolder: ReadonlyArray<string> = [
  ...onDashboard,
  "folders:read",
  "alert.rules:read",
  "library.panels:read",
  "alert.silences:read",
  "folders:write",
  "folders:delete",
  "dashboards:create",
  "alert.rules:create",
  "alert.rules:write",
  "alert.rules:delete",
  "alert.silences:create",
  "alert.silences:write",
  "library.panels:create",
  "library.panels:write",
  "library.panels:delete",
  "folders.permissions:read",
  "folders.permissions:write",
  "folders:create"
]

export type Kind = "folders" | "dashboards"

const actions = (kind: Kind, permission: number): ReadonlyArray<string> => {
  const all = (kind === "folders" ? onFolder : onDashboard).filter(
    (action) => permission === 4 || !action.includes(".permissions:")
  )
  return permission === 1 ? all.filter((action) => action.endsWith(":read")) : all
}

const names: Readonly<Record<number, string>> = { 1: "View", 2: "Edit", 4: "Admin" }

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
  actions: actions(kind, grant.permission),
  permission: names[grant.permission] ?? ""
})

/** The organization's administrators are always among those who may. */
const administrators = (kind: Kind): JsonObject => ({
  id: 0,
  roleName: "",
  isManaged: false,
  isInherited: false,
  isServiceAccount: false,
  builtInRole: "Admin",
  actions: actions(kind, 4).filter((action) => action !== "folders:create"),
  permission: "Admin"
})

const rank = ({ role = "", teamId, userId }: Grant): string =>
  userId !== undefined ? "0" : teamId !== undefined ? "1" : `2${role}`

/** People first, then teams, then the roles in the order of their names, which the older lists do not keep. */
const ordered = (grants: ReadonlyArray<Grant>): ReadonlyArray<Grant> =>
  [...grants].sort((left, right) => compareText(rank(left), rank(right)) || left.id - right.id)

/** Who may do what with a folder or dashboard: by its own grants, by those of the folders around it, by role. */
export const accessView = (
  context: Context,
  kind: Kind,
  own: ReadonlyArray<Grant>,
  inherited: ReadonlyArray<Grant>
): ReadonlyArray<JsonObject> => [
  ...ordered(own).map((grant) => grantView(context, kind, grant, false)),
  ...ordered(inherited).map((grant) => grantView(context, kind, grant, true)),
  administrators(kind)
]
