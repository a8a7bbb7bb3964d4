import type { AlertmanagerConfig, Integration, Provenance, ProvisionedKind } from "./alertmanagerModel.js"
import { withGenerated } from "./alertmanagerPolicy.js"
import { provenanceField, provenanceOf } from "./alertmanagerStore.js"
import type { JsonObject } from "../bind.js"
import { hasRole } from "../caller.js"
import type { Org } from "../model.js"
import type { Context } from "../route.js"

const integrationView = ({ disableResolveMessage, name, settings, type, uid }: Integration): JsonObject => ({
  uid,
  name,
  type,
  disableResolveMessage,
  settings
})

/** Which secrets an integration has. */
const secureFields = ({ secrets }: Integration): Readonly<Record<string, boolean>> =>
  Object.fromEntries(Object.keys(secrets).map((path) => [path, true]))

/** The policies, with those that Grafana makes itself only for administrators. */
const route = ({ caller, org }: Context, config: AlertmanagerConfig): JsonObject =>
  hasRole(caller, "Admin") ? { ...withGenerated(org, config) } : { ...config.policy }

const timeIntervals = ({ muteTimings }: AlertmanagerConfig): JsonObject =>
  muteTimings.length === 0 ? {} : { time_intervals: muteTimings }

/** What the Alertmanager runs on, as its status tells it. */
export const runningView = (context: Context, config: AlertmanagerConfig): JsonObject => ({
  route: route(context, config),
  ...timeIntervals(config),
  receivers: config.receivers.map(({ integrations, name }) => ({
    name,
    grafana_managed_receiver_configs: integrations.map(integrationView)
  }))
})

const provenances = (org: Org, kind: ProvisionedKind): Readonly<Record<string, Provenance>> | undefined => {
  const all = org.alertmanager.provenances[kind]
  return all.size === 0
    ? undefined
    : Object.fromEntries([...all].sort(([left], [right]) => (left < right ? -1 : 1)))
}

const fieldOf = (name: string, value: unknown): JsonObject => (value === undefined ? {} : { [name]: value })

/** A configuration with who made what, as of today: an old one is shown with them, too (12.3.0). */
export const configView = ({ org }: Context, config: AlertmanagerConfig, policy: JsonObject): JsonObject => ({
  template_files: Object.keys(config.templates).length === 0 ? null : config.templates,
  ...fieldOf("template_file_provenances", provenances(org, "template")),
  alertmanager_config: {
    route: { ...policy, ...provenanceField(provenanceOf(org, "route", "")) },
    ...timeIntervals(config),
    ...fieldOf("muteTimeProvenances", provenances(org, "muteTimeInterval")),
    receivers: config.receivers.map(({ integrations, name }) => ({
      name,
      grafana_managed_receiver_configs: integrations.map((integration) => ({
        ...integrationView(integration),
        secureFields: secureFields(integration),
        ...provenanceField(provenanceOf(org, "contactPoint", integration.uid))
      }))
    }))
  }
})

/** The configuration that was saved last. */
export const savedView = (context: Context): JsonObject => {
  const { config } = context.org.alertmanager
  return configView(context, config, route(context, config))
}
