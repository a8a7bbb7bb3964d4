import * as UserPermissions from "@effect-grafana/elements/UserPermissions"
import { accessKinds, type Kind } from "./accessKinds.js"
import { hasRole, serviceAccountCaller, userCaller, type Caller } from "../caller.js"
import { json, ok } from "../message.js"
import type { Grant, Org } from "../model.js"
import { applies, dashboardGrants } from "./permissions.js"
import { rolePermissions } from "./permissionTable.js"
import { anywhere, route, type Context, type Handler, type Route } from "../route.js"
import { compareText } from "../words/table.js"

/** Which scopes each action is allowed on. */
type Permissions = ReadonlyMap<string, ReadonlySet<string>>

interface Granted {
  readonly kind: Kind
  readonly scope: string
  readonly grants: ReadonlyArray<Grant>
}

function* granted(org: Org): Generator<Granted> {
  for (const { grants, uid } of org.folders.values()) {
    yield { kind: "folders", scope: `folders:uid:${uid}`, grants }
  }
  for (const dashboard of org.dashboards.values()) {
    const scope = `dashboards:uid:${dashboard.uid}`
    yield { kind: "dashboards", scope, grants: dashboardGrants(dashboard) }
  }
  for (const { id, members } of org.teams.values()) {
    yield { kind: "teams", scope: `teams:id:${id}`, grants: [...members.values()] }
  }
  for (const { grants, id } of org.serviceAccounts.values()) {
    yield { kind: "serviceaccounts", scope: `serviceaccounts:id:${id}`, grants }
  }
  for (const [uid, grants] of org.alertmanager.receiverGrants) {
    yield { kind: "receivers", scope: `receivers:uid:${uid}`, grants }
  }
}

const permissionsOf = (org: Org, caller: Caller): Permissions => {
  const permissions = new Map<string, Set<string>>()
  const allow = (action: string, scope: string): void => {
    const scopes = permissions.get(action) ?? new Set()
    permissions.set(action, scopes.add(scope))
  }
  for (const { action, role, scopes } of rolePermissions) {
    const has = role === undefined ? caller.isGrafanaAdmin : hasRole(caller, role)
    if (has) for (const scope of scopes) allow(action, scope)
  }
  // Everybody but those without a role may query every data source.
  if (hasRole(caller, "Viewer")) {
    for (const { uid } of org.dataSources.values()) {
      allow("datasources:query", `datasources:uid:${uid}`)
      allow("datasources:read", `datasources:uid:${uid}`)
    }
  }
  for (const { grants, kind, scope } of granted(org)) {
    for (const grant of grants) {
      if (!applies(caller, org, grant)) continue
      for (const action of accessKinds[kind].actions(grant.permission)) allow(action, scope)
    }
  }
  return new Map([...permissions].sort(([left], [right]) => compareText(left, right)))
}

const own = ({ caller, org }: Context): Permissions => permissionsOf(org, caller)

const actions: Handler = (context) =>
  ok(Object.fromEntries([...own(context).keys()].map((action) => [action, true])))

const scopes: Handler = (context) =>
  ok(Object.fromEntries([...own(context)].map(([action, held]) => [action, [...held]])))

/** What a wildcard covers is left out of a search. */
const reduced = (held: ReadonlySet<string>): ReadonlyArray<string> => {
  const wildcards = [...held].filter((scope) => scope.endsWith("*"))
  const isCovered = (scope: string): boolean =>
    wildcards.some((wildcard) => wildcard !== scope && scope.startsWith(wildcard.slice(0, -1)))
  return [...held].filter((scope) => !isCovered(scope))
}

/** All people and service accounts of the organization. */
const everybody = ({ org, state }: Context): ReadonlyArray<Caller> =>
  [
    ...[...org.members.keys()].flatMap((id) => {
      const user = state.users.byId(id)
      return user === undefined ? [] : [userCaller(user, org)]
    }),
    ...[...org.serviceAccounts.values()].map(serviceAccountCaller)
  ].sort((left, right) => left.id - right.id)

const badSearch = (problem: string) => json(400, problem)

const search: Handler = (context) => {
  const { query } = context
  const action = query.get("action")
  const prefix = query.get("actionPrefix")
  const scope = query.get("scope")
  const [, id] = /^(?:user|service-account):(.+)$/.exec(query.get("namespacedId")) ?? []
  if (action !== "" && prefix !== "") return badSearch("'action' and 'actionPrefix' are mutually exclusive")
  if (action === "" && prefix === "" && id === undefined) {
    return badSearch("at least one search option must be provided")
  }
  const fits = (name: string): boolean => (action === "" ? name.startsWith(prefix) : name === action)
  const found = everybody(context)
    .filter(({ key, user }) => id === undefined || key.endsWith(`:${id}`) || user?.uid === id)
    .map((caller) => {
      const held = [...permissionsOf(context.org, caller)].flatMap(([name, all]) => {
        const wanted = reduced(all).filter((one) => scope === "" || one === scope)
        return fits(name) && wanted.length > 0 ? [[name, wanted]] : []
      })
      return [caller.id, Object.fromEntries(held)] as const
    })
  return ok(Object.fromEntries(found.filter(([, held]) => Object.keys(held).length > 0)))
}

export const userPermissionRoutes: ReadonlyArray<Route> = [
  route(UserPermissions.ownActions, actions),
  route(UserPermissions.own, scopes),
  route(UserPermissions.search, search, { access: anywhere("users.permissions:read") })
]
