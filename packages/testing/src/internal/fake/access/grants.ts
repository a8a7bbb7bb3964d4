import { bind, pick, type JsonObject } from "../bind.js"
import { isRole } from "../caller.js"
import { avatarUrl, seconds, teamAvatarUrl } from "../words/format.js"
import { badRequestData, message, type FakeResponse } from "../message.js"
import type { Grant } from "../model.js"
import type { Context } from "../route.js"
import { nextId } from "../state.js"

const names: Readonly<Record<number, string>> = { 1: "View", 2: "Edit", 4: "Admin" }

const rank = (grant: Grant): number =>
  grant.userId !== undefined ? 0 : grant.teamId !== undefined ? 1 : grant.role === "Viewer" ? 2 : 3

/** People first, then teams, then roles. */
export const ordered = (grants: ReadonlyArray<Grant>): ReadonlyArray<Grant> =>
  [...grants].sort((left, right) => rank(left) - rank(right) || left.id - right.id)

/** A grant as the permission lists of folders and dashboards show it, without what it is on. */
export const grantView = ({ org, state }: Context, grant: Grant): JsonObject => {
  const user = state.users.byId(grant.userId ?? 0)
  const account = org.serviceAccounts.byId(grant.userId ?? 0)
  const team = org.teams.byId(grant.teamId ?? 0)
  const email = user?.email ?? account?.login ?? ""
  return {
    created: seconds(grant.created),
    updated: seconds(grant.created),
    userId: grant.userId ?? 0,
    userUid: user?.uid ?? account?.uid ?? "",
    userLogin: user?.login ?? account?.login ?? "",
    userEmail: email,
    userAvatarUrl: avatarUrl(email),
    teamId: grant.teamId ?? 0,
    teamUid: team?.uid ?? "",
    teamEmail: team?.email ?? "",
    teamAvatarUrl: team === undefined ? "" : teamAvatarUrl(team.email, team.name),
    team: team?.name ?? "",
    ...(grant.role === undefined ? {} : { role: grant.role }),
    permission: grant.permission,
    permissionName: names[grant.permission] ?? ""
  }
}

const itemShape = { userId: "number", teamId: "number", role: "string", permission: "number" } as const

const readItem = (context: Context, item: unknown): Grant | FakeResponse => {
  const fields = pick(item, itemShape)
  if (fields === undefined) return badRequestData
  const { permission = 0, role = "", teamId = 0, userId = 0 } = fields
  if (role !== "" && !isRole(role)) return badRequestData
  if ([userId !== 0, teamId !== 0, role !== ""].filter(Boolean).length > 1) {
    return message(400, "team and user permissions cannot have an associated role")
  }
  const created = context.state.now()
  const who = userId !== 0 ? { userId } : teamId !== 0 ? { teamId } : { role }
  return { id: nextId(context.state, "grant"), ...who, permission, created }
}

/**
 * The grants of a body's `items`, or why they are refused. Of two for the same one the later holds, and a permission
 * that does not exist is none (12.3.0).
 */
export const readGrants = (
  context: Context
): { readonly grants: ReadonlyArray<Grant> } | { readonly problem: FakeResponse } => {
  const body = bind(context.request, { items: "array" })
  if (body === undefined) return { problem: badRequestData }
  const grants = new Map<string, Grant>()
  for (const item of body.items ?? []) {
    const grant = readItem(context, item)
    if ("status" in grant) return { problem: grant }
    grants.set(`${grant.userId ?? ""}/${grant.teamId ?? ""}/${grant.role ?? ""}`, grant)
  }
  return { grants: [...grants.values()].filter(({ permission }) => names[permission] !== undefined) }
}
