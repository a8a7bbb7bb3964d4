import type { Integration } from "./alertmanagerModel.js"
import { escapeVariables, exportResponse } from "../alerting/alertingExport.js"
import type { JsonObject } from "../bind.js"
import { isObject } from "../bind.js"
import { contactPointHcl } from "./contactPointHcl.js"
import { listedContactPoints } from "./contactPointView.js"
import { hclHash, hclResource } from "../words/hcl.js"
import { publicError } from "../message.js"
import { allowedSomewhere } from "../access/permissions.js"
import type { Context, Handler } from "../route.js"

interface Group {
  readonly name: string
  readonly integrations: Array<Integration>
}

/** Integrations by their names, in the order of the list. */
const grouped = ({ org, query }: Context): ReadonlyArray<Group> => {
  const groups = new Map<string, Group>()
  for (const { integration, settings } of listedContactPoints(
    org,
    query.get("name"),
    query.flag("decrypt")
  )) {
    const { name } = integration
    const group = groups.get(name) ?? { name, integrations: [] }
    group.integrations.push({ ...integration, settings })
    groups.set(name, group)
  }
  return [...groups.values()]
}

const escaped = (value: unknown): unknown =>
  typeof value === "string"
    ? escapeVariables(value)
    : Array.isArray(value)
      ? value.map(escaped)
      : isObject(value)
        ? Object.fromEntries(
            Object.entries(value).map(([name, inner]) => [escapeVariables(name), escaped(inner)])
          )
        : value

const fileEntry = (orgId: number, { integrations, name }: Group): JsonObject => ({
  orgId,
  name: escapeVariables(name),
  receivers: integrations.map(({ disableResolveMessage, settings, type, uid }) => ({
    uid,
    type,
    settings: escaped(settings),
    disableResolveMessage
  }))
})

const mayNotDecrypt = publicError(
  403,
  "alerting.unauthorized",
  "user is not authorized to read any decrypted receiver",
  {
    permissions:
      "any(any of alert.provisioning.secrets:read any of alert.notifications.receivers.secrets:read)"
  }
)

const readsSecrets = ({ caller, org }: Context): boolean =>
  allowedSomewhere(caller, org, "alert.provisioning.secrets:read") ||
  allowedSomewhere(caller, org, "alert.notifications.receivers.secrets:read")

export const contactPointExport: Handler = (context) => {
  if (context.query.flag("decrypt") && !readsSecrets(context)) return mayNotDecrypt
  const groups = grouped(context)
  const contactPoints = groups.map((group) => fileEntry(context.org.id, group))
  const file = { apiVersion: 1, ...(contactPoints.length === 0 ? {} : { contactPoints }) }
  return exportResponse(context, file, () =>
    groups.map(({ integrations, name }) =>
      hclResource(
        "grafana_contact_point",
        `contact_point_${hclHash(name)}`,
        contactPointHcl(name, integrations)
      )
    )
  )
}
