import type { Integration, Provenance, Receiver } from "./alertmanagerModel.js"
import { provenanceField, provenanceOf } from "./alertmanagerStore.js"
import type { JsonObject } from "../bind.js"
import { plainSettings, redactedSettings } from "./contactPointSettings.js"
import type { Org } from "../model.js"
import { compareText } from "../words/table.js"

/** A receiver is provisioned as its first provisioned integration is. */
export const receiverProvenance = (org: Org, receiver: Receiver): Provenance =>
  receiver.integrations
    .map(({ uid }) => provenanceOf(org, "contactPoint", uid))
    .find((provenance) => provenance !== "") ?? ""

export const contactPointView = (
  { disableResolveMessage, name, type, uid }: Integration,
  settings: JsonObject,
  provenance: Provenance
): JsonObject => ({
  uid,
  name,
  type,
  settings,
  disableResolveMessage,
  ...provenanceField(provenance)
})

const byNameAndUid = (left: Integration, right: Integration): number =>
  compareText(left.name, right.name) || compareText(left.uid, right.uid)

interface Listed {
  readonly integration: Integration
  readonly settings: JsonObject
  readonly provenance: Provenance
}

/** The integrations of all contact points or of one, in the order in which Grafana lists them. */
export const listedContactPoints = (org: Org, name: string, decrypt: boolean): ReadonlyArray<Listed> =>
  org.alertmanager.config.receivers
    .filter((receiver) => name === "" || receiver.name === name)
    .flatMap((receiver) => {
      const provenance = receiverProvenance(org, receiver)
      return receiver.integrations.map((integration) => ({
        integration,
        settings: decrypt ? plainSettings(integration) : redactedSettings(integration),
        provenance
      }))
    })
    .sort((left, right) => byNameAndUid(left.integration, right.integration))
