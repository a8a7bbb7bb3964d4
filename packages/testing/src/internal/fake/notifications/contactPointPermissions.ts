import { accessRoutes } from "../access/accessControlRoutes.js"
import { nameToUid } from "./alertmanagerStore.js"
import type { Grant, Org } from "../model.js"
import { allowedSomewhere, levelOf } from "../access/permissions.js"
import { param, type Access, type Context, type Route } from "../route.js"
import { publicError } from "../message.js"
import { nextId } from "../state.js"

/** What a new contact point is open to: the roles as they are, and its creator. */
export const grantDefaults = ({ caller, org, state }: Context, name: string): void => {
  const created = state.now()
  const grants: ReadonlyArray<Omit<Grant, "id" | "created">> = [
    { role: "Editor", permission: 2 },
    { role: "Viewer", permission: 1 },
    { userId: caller.id, permission: 4 }
  ]
  org.alertmanager.receiverGrants.set(
    nameToUid(name),
    grants.map((grant) => ({ ...grant, id: nextId(state, "grant"), created }))
  )
}

/** A contact point that comes out of another one is open to the same people. */
export const copyGrants = (org: Org, from: string, to: string): void => {
  const { receiverGrants } = org.alertmanager
  receiverGrants.set(nameToUid(to), receiverGrants.get(nameToUid(from)) ?? [])
}

/** The highest level that the caller has on a contact point by its own grants. */
export const receiverLevel = ({ caller, org }: Context, uid: string): number =>
  levelOf(caller, org, org.alertmanager.receiverGrants.get(uid) ?? [])

/** The permission by role, or by a grant to administer the contact point. */
const onReceiver =
  (action: string): Access =>
  (context) => {
    const isAllowed =
      allowedSomewhere(context.caller, context.org, action) ||
      receiverLevel(context, param(context, "uid")) === 4
    return isAllowed ? undefined : action
  }

/** Grants on contact points. Whether there is such a contact point is not asked (12.3.0). */
export const contactPointPermissionRoutes: ReadonlyArray<Route> = accessRoutes({
  kind: "receivers",
  unknown: publicError(404, "alerting.notifications.receivers.notFound", "Receiver not found"),
  on: onReceiver,
  find: (context) => {
    const uid = param(context, "uid")
    const { receiverGrants } = context.org.alertmanager
    return {
      own: () => receiverGrants.get(uid) ?? [],
      inherited: () => [],
      set: (grants) => {
        receiverGrants.set(uid, grants)
      }
    }
  }
})
