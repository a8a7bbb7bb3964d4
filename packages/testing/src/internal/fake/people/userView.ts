import type { JsonObject } from "../bind.js"
import { age, avatarUrl, seconds } from "../words/format.js"
import type { Org, User } from "../model.js"
import type { State } from "../state.js"

/** A user's profile. Users without an organization have no `orgId`. */
export const profile = (user: User): JsonObject => ({
  id: user.id,
  uid: user.uid,
  email: user.email,
  name: user.name,
  login: user.login,
  theme: "",
  ...(user.orgId === 0 ? {} : { orgId: user.orgId }),
  isGrafanaAdmin: user.isAdmin,
  isDisabled: user.isDisabled,
  isExternal: false,
  isExternallySynced: false,
  isGrafanaAdminExternallySynced: false,
  authLabels: [],
  updatedAt: seconds(user.updated),
  createdAt: seconds(user.created),
  avatarUrl: avatarUrl(user.email),
  isProvisioned: false
})

/** A user as lists of all users show him. */
export const userHit = (state: State, user: User): JsonObject => ({
  id: user.id,
  uid: user.uid,
  name: user.name,
  login: user.login,
  email: user.email,
  avatarUrl: avatarUrl(user.email),
  isAdmin: user.isAdmin,
  isDisabled: user.isDisabled,
  isProvisioned: false,
  lastSeenAt: seconds(user.lastSeen),
  lastSeenAtAge: age(user.lastSeen, state.now()),
  authLabels: []
})

/** A user as a member of an organization. */
export const orgUser = (state: State, org: Org, user: User): JsonObject => ({
  orgId: org.id,
  userId: user.id,
  uid: user.uid,
  email: user.email,
  name: user.name,
  avatarUrl: avatarUrl(user.email),
  login: user.login,
  role: org.members.get(user.id),
  lastSeenAt: seconds(user.lastSeen),
  lastSeenAtAge: age(user.lastSeen, state.now()),
  isDisabled: user.isDisabled,
  authLabels: null,
  isExternallySynced: false,
  isProvisioned: false
})
