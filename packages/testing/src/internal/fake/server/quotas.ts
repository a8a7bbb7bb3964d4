import { rulesOf } from "../alerting/alertRulesModel.js"
import { middlewareJson } from "../message.js"
import type { Org } from "../model.js"
import type { Context, Handler } from "../route.js"
import type { State } from "../state.js"

/** What an organization may have a limited number of, in the order in which they are listed, and Grafana's limits. */
const organizationLimits = {
  org_user: 10,
  alert_rule: 100,
  api_key: 10,
  dashboard: 100,
  data_source: 10
} as const

export type Target = keyof typeof organizationLimits

export const targets: ReadonlyArray<Target> = [
  "org_user",
  "alert_rule",
  "api_key",
  "dashboard",
  "data_source"
]

/** Limits of the whole server, which are off unless its settings say otherwise. */
const serverTargets = ["org", "user", "session", "file", "correlations"]

export const isKnown = (target: string): boolean =>
  Object.hasOwn(organizationLimits, target) || serverTargets.includes(target)

/** How many organizations a user may be in. */
const userLimit = 10

/** Limits that somebody set: of organizations and of users, by their ids. Negative is without limit. */
export interface Quotas {
  readonly orgs: Map<number, Map<string, number>>
  readonly users: Map<number, Map<string, number>>
}

export const makeQuotas = (): Quotas => ({ orgs: new Map(), users: new Map() })

const countTokens = (org: Org): number =>
  [...org.serviceAccounts.values()].reduce((count, { tokens }) => count + tokens.length, 0)

const counters: Readonly<Record<Target, (org: Org) => number>> = {
  org_user: (org) => org.members.size,
  alert_rule: (org) => rulesOf(org).length,
  api_key: countTokens,
  dashboard: (org) => org.dashboards.size,
  data_source: (org) => org.dataSources.size
}

export interface Usage {
  readonly limit: number
  readonly used: number
}

/** An organization that does not exist uses nothing. */
export const orgUsage = (state: State, quotas: Quotas, orgId: number, target: Target): Usage => {
  const org = state.orgs.get(orgId)
  return {
    limit: quotas.orgs.get(orgId)?.get(target) ?? organizationLimits[target],
    used: org === undefined ? 0 : counters[target](org)
  }
}

/** In how many organizations a user is. */
export const userUsage = (state: State, quotas: Quotas, userId: number): Usage => ({
  limit: quotas.users.get(userId)?.get("org_user") ?? userLimit,
  used: [...state.orgs.values()].filter((org) => org.members.has(userId)).length
})

const isReached = ({ limit, used }: Usage): boolean => limit >= 0 && used >= limit

/**
 * Whether the organization of a request has as many as it may, or would have with so many more; never on a server
 * without quotas.
 */
export const quotaReached = ({ org, state }: Context, target: Target, more = 0): boolean => {
  if (state.quotas === undefined) return false
  const { limit, used } = orgUsage(state, state.quotas, org.id, target)
  return isReached({ limit, used: used + more })
}

const reachedWords = (service: string) => middlewareJson(403, { message: `${service} Quota reached` })

/** Refuses a further data source. */
export const withDataSourceQuota =
  (handler: Handler): Handler =>
  (context) =>
    quotaReached(context, "data_source") ? reachedWords("data_source") : handler(context)

/** Refuses where the organization has no place for a further user, or the caller none for a further organization. */
export const withOrgQuota =
  (handler: Handler): Handler =>
  (context) => {
    const { caller, state } = context
    const { quotas } = state
    const callerIsFull =
      quotas !== undefined && caller.user !== undefined && isReached(userUsage(state, quotas, caller.id))
    return callerIsFull || quotaReached(context, "org_user") ? reachedWords("org") : handler(context)
  }
