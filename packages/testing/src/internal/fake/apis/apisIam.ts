import * as ServiceAccountResources from "@effect-grafana/elements/ServiceAccountResources"
import * as TeamResources from "@effect-grafana/elements/TeamResources"
import * as UserResources from "@effect-grafana/elements/UserResources"
import { displayNames } from "./apisDisplay.js"
import {
  iamMetadata,
  iamResource,
  iamStorage,
  isAdministrator,
  unauthorized,
  type IamTable
} from "./apisIamStorage.js"
import { internalId, listOf, updatedAnnotation } from "./apisObject.js"
import { pathOf, refusal, resourceRoutes, subresource, type Storage } from "./apisRoutes.js"
import { apisTeamBindingRoutes } from "./apisTeamBindings.js"
import { avatarUrl, seconds } from "../words/format.js"
import { ok, text } from "../message.js"
import type { ServiceAccount, Team, TeamMember, User } from "../model.js"
import { allowedOnServiceAccount, allowedOnTeam } from "../access/permissions.js"
import { route, type Context, type Handler, type Route } from "../route.js"

const byId = (left: { readonly id: number }, right: { readonly id: number }): number => left.id - right.id

const users: IamTable<User> = {
  resource: iamResource("users", "User"),
  rows: ({ org, state }) => [...org.members.keys()].flatMap((id) => state.users.byId(id) ?? []).sort(byId),
  allowed: isAdministrator,
  view: (context, user) => ({
    metadata: iamMetadata(context, user, {
      labels: internalId(user.id),
      annotations: {
        ...updatedAnnotation(user.updated),
        "iam.grafana.app/lastSeenAt": seconds(user.lastSeen)
      }
    }),
    spec: {
      disabled: user.isDisabled,
      email: user.email,
      emailVerified: false,
      grafanaAdmin: user.isAdmin,
      login: user.login,
      title: user.name,
      provisioned: false,
      role: context.org.members.get(user.id)
    }
  })
}

const latest = (rows: Iterable<{ readonly updated: number }>): number =>
  [...rows].reduce((last, { updated }) => Math.max(last, updated), 0)

const teams: IamTable<Team> = {
  resource: iamResource("teams", "Team"),
  rows: ({ org }) => org.teams.sorted("id", byId),
  allowed: ({ caller }, team) => caller.isGrafanaAdmin || allowedOnTeam(caller, "teams:read", team),
  version: ({ org }) => latest(org.teams.values()),
  view: (context, team) => ({
    metadata: iamMetadata(context, team, {
      labels: internalId(team.id),
      annotations: updatedAnnotation(team.updated)
    }),
    spec: { title: team.name, email: team.email, provisioned: false, externalUID: "" }
  })
}

const accounts: IamTable<ServiceAccount> = {
  resource: iamResource("serviceaccounts", "ServiceAccount"),
  rows: ({ org }) => org.serviceAccounts.sorted("id", byId),
  allowed: ({ caller, org }, account) =>
    caller.isGrafanaAdmin || allowedOnServiceAccount(caller, org, "serviceaccounts:read", account),
  // People and service accounts stand in one table.
  version: ({ org, state }) => Math.max(latest(state.users.values()), latest(org.serviceAccounts.values())),
  view: (context, account) => ({
    metadata: iamMetadata(context, account, {
      labels: internalId(account.id),
      annotations: updatedAnnotation(account.updated)
    }),
    spec: { disabled: account.isDisabled, plugin: "", role: account.role, title: account.name }
  })
}

const userStorage: Storage = {
  ...iamStorage(users),
  authorize: (context, attempt) =>
    isAdministrator(context) ? undefined : unauthorized(context, users.resource, attempt)
}
const teamStorage = iamStorage(teams)
const accountStorage = iamStorage(accounts)

const permissionOf = ({ permission }: TeamMember): string => (permission === 4 ? "admin" : "member")

const teamsOfUser = (context: Context, name: string) => {
  const id = context.state.users.get(name)?.id ?? 0
  const items = teams.rows(context).flatMap((team) => {
    const member = team.members.get(id)
    return member === undefined
      ? []
      : [{ title: team.name, teamRef: { name: team.uid }, permission: permissionOf(member) }]
  })
  return ok(listOf(iamResource("", "UserTeam"), {}, items))
}

const membersOfTeam = ({ org, state }: Context, name: string) => {
  const members = [...(org.teams.get(name)?.members.values() ?? [])].sort(byId)
  const items = members.flatMap((member) => {
    const user = state.users.byId(member.userId)
    return user === undefined
      ? []
      : [
          {
            identity: { type: "user", name: user.uid },
            displayName: user.name,
            avatarURL: avatarUrl(user.email),
            internalId: user.id,
            permission: permissionOf(member)
          }
        ]
  })
  return ok(listOf(iamResource("", "TeamMember"), {}, items))
}

const tokensOfAccount = ({ org }: Context, name: string) => {
  const items = (org.serviceAccounts.get(name)?.tokens ?? []).map((token) => ({
    name: token.name,
    ...(token.expires === undefined ? {} : { expires: seconds(token.expires) }),
    ...(token.lastUsed === undefined ? {} : { lastUsed: seconds(token.lastUsed) }),
    created: seconds(token.created)
  }))
  return ok(listOf(iamResource("", "ServiceAccountToken"), {}, items))
}

/** The group names these settings and has nobody who says who may read them (12.3.0). */
const withoutAuthorizer: Handler = ({ request }) =>
  text(
    500,
    `Internal Server Error: ${JSON.stringify(request.url)}: no authorizer found for resource ssosettings\n`
  )

const ssoSettings = pathOf(iamResource("ssosettings", "SSOSetting"))
const ssoRoutes = [
  ...["GET", "POST", "DELETE"].map((method) => ({ method, path: ssoSettings })),
  ...["GET", "PUT", "PATCH", "DELETE"].map((method) => ({ method, path: `${ssoSettings}/{name}` }))
].map((key) => route(key, withoutAuthorizer, { reads: true }))

const display: Handler = (context) =>
  refusal(context, { resource: users.resource }, "list") ?? displayNames(context)

export const apisIamRoutes: ReadonlyArray<Route> = [
  ...resourceRoutes(userStorage),
  ...resourceRoutes(teamStorage),
  ...resourceRoutes(accountStorage),
  ...apisTeamBindingRoutes,
  ...ssoRoutes,
  route(UserResources.getTeams, subresource(userStorage, teamsOfUser)),
  route(UserResources.getDisplayNames, display),
  route(TeamResources.getMembers, subresource(teamStorage, membersOfTeam)),
  route(ServiceAccountResources.getTokens, subresource(accountStorage, tokensOfAccount))
]
