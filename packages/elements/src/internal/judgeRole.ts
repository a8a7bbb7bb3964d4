import * as Endpoint from "@effect-grafana/core/Endpoint"
import type { Role } from "../Roles.js"

interface Allowed {
  readonly action: string
  readonly scope?: string | undefined
}

interface Sent {
  readonly name: string
  readonly permissions?: ReadonlyArray<Allowed> | undefined
}

/** Whether a create was carried out, by what stands under its uid: a role that allows the same. */
export const judgeCreate = (sent: Sent, found: Role): Endpoint.Verdict<Role> =>
  isAsSent(sent, found) ? Endpoint.done(found) : Endpoint.conflict

/** Whether an update was carried out: it makes the version that was sent. */
export const judgeUpdate = (
  sent: Sent & { readonly version: number },
  found: Role
): Endpoint.Verdict<Role> => {
  if (found.version < sent.version) return Endpoint.notDone
  return found.version === sent.version && isAsSent(sent, found) ? Endpoint.done(found) : Endpoint.conflict
}

const isAsSent = (sent: Sent, found: Role): boolean =>
  sent.name === found.name && allowed(sent.permissions) === allowed(found.permissions)

const allowed = (permissions: ReadonlyArray<Allowed> = []): string =>
  JSON.stringify(permissions.map(({ action, scope = "" }) => `${action} ${scope}`).sort())
