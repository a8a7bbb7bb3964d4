import type { Caller } from "./caller.js"
import type { FakeRequest, FakeResponse } from "./message.js"
import type { Org } from "./model.js"
import { allowedInFolder, allowedOnDashboard, allowedOnTeam, allowedSomewhere } from "./access/permissions.js"
import type { Query } from "./query.js"
import { toInt } from "./query.js"
import type { RouteKey } from "./router.js"
import type { State } from "./state.js"

/** All that a handler may look at. */
export interface Context {
  readonly state: State
  readonly request: FakeRequest
  readonly params: Readonly<Record<string, string>>
  readonly query: Query
  readonly caller: Caller
  /** The organization that the request goes to. */
  readonly org: Org
}

/** A permission check before the handler: nothing when it passes, else the permissions that the denial names. */
export type Access = (context: Context) => string | undefined

export type Handler = (context: Context) => FakeResponse

export interface Route {
  readonly key: RouteKey
  readonly handler: Handler
  readonly access: Access | undefined
  /** Answers without credentials. */
  readonly open: boolean
  /** Changes nothing although its verb says so. */
  readonly reads: boolean
}

export const route = (
  key: RouteKey,
  handler: Handler,
  options: { readonly access?: Access; readonly open?: boolean; readonly reads?: boolean } = {}
): Route => ({
  key,
  handler,
  access: options.access,
  open: options.open ?? false,
  reads: options.reads ?? key.method === "GET"
})

export const param = (context: Context, name: string): string => context.params[name] ?? ""

export const idParam = (context: Context, name: string): number => toInt(param(context, name))

const unless = (allowed: boolean, needed: string): string | undefined => (allowed ? undefined : needed)

/** The action anywhere in the organization. */
export const anywhere =
  (action: string): Access =>
  ({ caller, org }) =>
    unless(allowedSomewhere(caller, org, action), action)

export const anyOf =
  (...actions: ReadonlyArray<string>): Access =>
  ({ caller, org }) =>
    unless(
      actions.some((action) => allowedSomewhere(caller, org, action)),
      `any of ${actions.join(", ")}`
    )

/** The action on the folder whose uid is the parameter `uid`. */
export const onFolder =
  (action: string): Access =>
  (context) =>
    unless(allowedInFolder(context.caller, context.org, action, param(context, "uid")), action)

/** The action on the dashboard that the path names by `uid` or `id`. One that is missing is the handler's to tell. */
export const onDashboard =
  (action: string): Access =>
  (context) => {
    const dashboard =
      context.params["uid"] === undefined
        ? context.org.dashboards.byId(idParam(context, "id"))
        : context.org.dashboards.get(param(context, "uid"))
    return unless(
      dashboard === undefined || allowedOnDashboard(context.caller, context.org, action, dashboard),
      action
    )
  }

/** The action on the team whose id or uid is the parameter `id`. */
export const onTeam =
  (action: string): Access =>
  (context) => {
    const team = context.org.teams.byIdOrUid(param(context, "id"))
    const allowed =
      team === undefined ? context.caller.role === "Admin" : allowedOnTeam(context.caller, action, team)
    return unless(allowed, action)
  }

/** The action for all organizations: a Grafana administrator's. */
export const globally =
  (action: string): Access =>
  ({ caller }) =>
    unless(caller.isGrafanaAdmin, action)

/** The action in the organization whose id is the parameter `orgId`. */
export const inNamedOrg =
  (action: string): Access =>
  (context) => {
    const { caller, state } = context
    if (!/^\d+$/.test(param(context, "orgId"))) return ""
    if (caller.isGrafanaAdmin) return undefined
    const org = state.orgs.get(idParam(context, "orgId"))
    if (org === undefined || caller.user === undefined) return action
    const role = org.members.get(caller.id)
    return unless(allowedSomewhere({ ...caller, role }, org, action), action)
  }
