import type { Alertmanager, Integration } from "./alertmanagerModel.js"
import type { JsonObject } from "../bind.js"

const integrationDump = ({ secrets, ...integration }: Integration): JsonObject => ({
  ...integration,
  secrets: Object.keys(secrets)
})

/** What an organization has for its notifications; of the secrets only where they are. */
export const alertmanagerDump = ({
  choice,
  config,
  provenances,
  receiverGrants,
  silences
}: Alertmanager): JsonObject => ({
  contactPoints: config.receivers.map(({ integrations, name }) => ({
    name,
    integrations: integrations.map(integrationDump)
  })),
  contactPointGrants: [...receiverGrants].map(([uid, grants]) => ({ uid, grants })),
  policy: config.policy,
  muteTimings: config.muteTimings,
  templates: config.templates,
  provenances: Object.entries(provenances).flatMap(([kind, all]) =>
    [...all].map(([key, provenance]) => ({ kind, key, provenance }))
  ),
  silences: [...silences.values()],
  choice
})
