import type { Org, Role, ServiceAccount, User } from "./model.js"

/** Who makes a request, seen from the organization that the request goes to. */
export interface Caller {
  /** `user:1`, `service-account:8`, `anonymous`. */
  readonly key: string
  /** Users and service accounts share one series of ids; 0 without credentials. */
  readonly id: number
  readonly user: User | undefined
  readonly serviceAccount: ServiceAccount | undefined
  readonly login: string
  /** `undefined`: no member of this organization, and so without any permission in it. */
  readonly role: Role | undefined
  readonly isGrafanaAdmin: boolean
  readonly sessionToken: string | undefined
}

export const anonymous: Caller = {
  key: "anonymous",
  id: 0,
  user: undefined,
  serviceAccount: undefined,
  login: "",
  role: undefined,
  isGrafanaAdmin: false,
  sessionToken: undefined
}

export const userCaller = (user: User, org: Org | undefined, sessionToken?: string): Caller => ({
  key: `user:${user.id}`,
  id: user.id,
  user,
  serviceAccount: undefined,
  login: user.login,
  role: org?.members.get(user.id),
  isGrafanaAdmin: user.isAdmin,
  sessionToken
})

export const serviceAccountCaller = (account: ServiceAccount): Caller => ({
  key: `service-account:${account.id}`,
  id: account.id,
  user: undefined,
  serviceAccount: account,
  login: account.login,
  role: account.role,
  isGrafanaAdmin: false,
  sessionToken: undefined
})

const ranks: Readonly<Record<Role, number>> = { None: 0, Viewer: 1, Editor: 2, Admin: 3 }

export const isRole = (value: string): value is Role => Object.hasOwn(ranks, value)

/** Whether the caller has the role or a higher one. */
export const hasRole = (caller: Caller, role: Role): boolean =>
  caller.role !== undefined && ranks[caller.role] >= ranks[role]
