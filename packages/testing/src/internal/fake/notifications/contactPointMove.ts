import type { Integration, Provenance, Receiver } from "./alertmanagerModel.js"
import { nameToUid, saveConfig } from "./alertmanagerStore.js"
import { renameReceiverInUses, usesWords } from "./alertmanagerUses.js"
import { copyGrants } from "./contactPointPermissions.js"
import { message, type FakeResponse } from "../message.js"
import type { Context } from "../route.js"

const holds = (receiver: Receiver, uid: string): boolean =>
  receiver.integrations.some((integration) => integration.uid === uid)

const swapped = (receiver: Receiver, integration: Integration): Receiver => ({
  ...receiver,
  integrations: receiver.integrations.map((one) => (one.uid === integration.uid ? integration : one))
})

const without = (receiver: Receiver, uid: string): Receiver => ({
  ...receiver,
  integrations: receiver.integrations.filter((one) => one.uid !== uid)
})

const joined = (receiver: Receiver, integration: Integration): Receiver => ({
  ...receiver,
  integrations: [...receiver.integrations, integration]
})

/** Moves an integration to the contact point of its new name, which comes to be where there is none. */
const regrouped = (receivers: ReadonlyArray<Receiver>, old: Receiver, integration: Integration) => {
  const { name, uid } = integration
  if (receivers.some((receiver) => receiver.name === name)) {
    return receivers
      .map((receiver) =>
        receiver === old
          ? without(receiver, uid)
          : receiver.name === name
            ? joined(receiver, integration)
            : receiver
      )
      .filter(({ integrations }) => integrations.length > 0)
  }
  if (old.integrations.length === 1) {
    return receivers.map((receiver) => (receiver === old ? { name, integrations: [integration] } : receiver))
  }
  return [
    ...receivers.map((receiver) => (receiver === old ? without(receiver, uid) : receiver)),
    { name, integrations: [integration] }
  ]
}

/** Grafana shows the error's id here, and calls it its own fault (12.3.0). */
const notRenamed = (by: string): FakeResponse =>
  message(
    500,
    `[alerting.notifications.receivers.usedProvisioned] Receiver cannot be renamed because it is used by provisioned ${by}`
  )

/** Saves an integration in the place of an old one. A contact point that this empties gives its name to all that used it. */
export const moved = (
  context: Context,
  known: Integration,
  integration: Integration,
  provenance: Provenance
): FakeResponse | undefined => {
  const { org } = context
  const { receivers } = org.alertmanager.config
  const old = receivers.find((receiver) => holds(receiver, known.uid))
  if (old === undefined) return undefined
  if (old.name === integration.name) {
    saveConfig(context, {
      receivers: receivers.map((receiver) => (receiver === old ? swapped(receiver, integration) : receiver))
    })
    return undefined
  }
  const regroupedReceivers = regrouped(receivers, old, integration)
  if (!receivers.some(({ name }) => name === integration.name)) copyGrants(org, old.name, integration.name)
  if (old.integrations.length > 1) {
    saveConfig(context, { receivers: regroupedReceivers })
    return undefined
  }
  const renamed = renameReceiverInUses(context, { from: old.name, to: integration.name, provenance })
  if ("blockedBy" in renamed) return notRenamed(usesWords(renamed.blockedBy))
  org.alertmanager.receiverGrants.delete(nameToUid(old.name))
  saveConfig(context, { receivers: regroupedReceivers, policy: renamed.policy })
  return undefined
}
