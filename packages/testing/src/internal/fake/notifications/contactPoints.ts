import { exportsContactPoints, readsProvisioned, writesProvisioned } from "./alertmanagerAccess.js"
import type { Integration, Receiver } from "./alertmanagerModel.js"
import {
  forgetProvenance,
  nameToUid,
  provenanceOf,
  receiverExists,
  requestedProvenance,
  saveConfig,
  setProvenance
} from "./alertmanagerStore.js"
import { rulesNotifying } from "./alertmanagerUses.js"
import { bind, type Bound } from "../bind.js"
import { contactPointExport } from "./contactPointExport.js"
import { moved } from "./contactPointMove.js"
import { grantDefaults } from "./contactPointPermissions.js"
import { redactedSettings, settingsProblem, splitSecrets, unredacted } from "./contactPointSettings.js"
import { contactPointType } from "./contactPointTypes.js"
import { contactPointView, listedContactPoints } from "./contactPointView.js"
import { isValidUid, maxUidLength } from "../words/identifiers.js"
import { badRequestData, json, message, ok, publicError, type FakeResponse } from "../message.js"
import type { Org } from "../model.js"
import { receiverUses } from "./policiesTree.js"
import { param, route, type Handler, type Route } from "../route.js"
import { newUid } from "../state.js"

const list: Handler = ({ org, query }) =>
  ok(
    listedContactPoints(org, query.get("name"), false).map(({ integration, provenance, settings }) =>
      contactPointView(integration, settings, provenance)
    )
  )

const shape = {
  uid: "string",
  name: "string",
  type: "string",
  settings: "object",
  disableResolveMessage: "boolean"
} as const

type Body = Bound<typeof shape>

const invalid = (problem: string): FakeResponse => message(400, `invalid object specification: ${problem}`)

/** An integration that was sent, or what is wrong with it. */
const readIntegration = (
  uid: string,
  { disableResolveMessage = false, name = "", settings, type: typeName = "" }: Body,
  known?: Integration
): Integration | FakeResponse => {
  if (settings === undefined) return invalid("settings should not be empty")
  if (name === "") return invalid("name is required")
  const type = contactPointType(typeName)
  if (type === undefined) return invalid(`unknown integration type: ${typeName}`)
  const whole = known === undefined ? settings : unredacted(type, settings, known)
  const integration = { uid, name, type: type.type, disableResolveMessage, ...splitSecrets(type, whole) }
  const problem = settingsProblem(integration, whole)
  return problem === undefined ? integration : invalid(problem)
}

const uidProblem = (uid: string): FakeResponse | undefined => {
  const problem =
    uid.length > maxUidLength
      ? `UID is longer than ${maxUidLength} symbols`
      : isValidUid(uid)
        ? undefined
        : "invalid format of UID. Only letters, numbers, '-' and '_' are allowed"
  return problem === undefined
    ? undefined
    : message(400, `invalid object specification\ncannot create contact point with UID '${uid}': ${problem}`)
}

const allIntegrations = (org: Org): ReadonlyArray<Integration> =>
  org.alertmanager.config.receivers.flatMap(({ integrations }) => integrations)

const uidTaken = ({ name, uid }: Integration): FakeResponse =>
  publicError(
    409,
    "alerting.notifications.contact-points.uidInUse",
    `Receiver configuration with UID '${uid}' already exists in contact point '${name}'. Please use unique identifiers for receivers across all contact points.`,
    { Name: name, UID: uid }
  )

const added = (receivers: ReadonlyArray<Receiver>, integration: Integration): ReadonlyArray<Receiver> =>
  receivers.some(({ name }) => name === integration.name)
    ? receivers.map((receiver) =>
        receiver.name === integration.name
          ? { ...receiver, integrations: [...receiver.integrations, integration] }
          : receiver
      )
    : [...receivers, { name: integration.name, integrations: [integration] }]

const create: Handler = (context) => {
  const { org, request, state } = context
  const body = bind(request, shape)
  if (body === undefined) return badRequestData
  const read = readIntegration(body.uid ?? "", body)
  if ("status" in read) return read
  const problem = uidProblem(read.uid)
  if (problem !== undefined) return problem
  const integration = { ...read, uid: read.uid || newUid(state) }
  const taken = allIntegrations(org).find(({ uid }) => uid === integration.uid)
  if (taken !== undefined) return uidTaken(taken)
  if (!receiverExists(org, integration.name)) grantDefaults(context, integration.name)
  saveConfig(context, { receivers: added(org.alertmanager.config.receivers, integration) })
  setProvenance(org, "contactPoint", integration.uid, requestedProvenance(request))
  return json(202, contactPointView(integration, redactedSettings(integration), ""))
}

const update: Handler = (context) => {
  const { org, request } = context
  const body = bind(request, shape)
  if (body === undefined) return badRequestData
  const uid = param(context, "uid")
  if (body.settings === undefined) return invalid("settings should not be empty")
  const type = body.type ?? ""
  if (contactPointType(type) === undefined) return invalid(`unknown integration type: ${type}`)
  const known = allIntegrations(org).find((integration) => integration.uid === uid)
  if (known === undefined) return message(404, `object not found: contact point with uid '${uid}' not found`)
  const integration = readIntegration(uid, body, known)
  if ("status" in integration) return integration
  const provenance = requestedProvenance(request)
  const stored = provenanceOf(org, "contactPoint", uid)
  if (stored !== provenance && stored !== "")
    return message(500, `cannot change provenance from '${stored}' to '${provenance}'`)
  const problem = moved(context, known, integration, provenance)
  if (problem !== undefined) return problem
  setProvenance(org, "contactPoint", uid, provenance)
  return message(202, "contactpoint updated")
}

const usedByPolicy = publicError(
  409,
  "alerting.notifications.contact-points.referenced",
  "Contact point is currently referenced by a notification policy."
)

const usedByRule = publicError(
  409,
  "alerting.notifications.contact-points.used-by-rule",
  "Contact point is currently used in the notification settings of one or many alert rules."
)

/** Deletes one integration. The last one of a name takes the contact point along, unless something uses it. */
const remove: Handler = (context) => {
  const { org } = context
  const uid = param(context, "uid")
  const { policy, receivers } = org.alertmanager.config
  const receiver = receivers.find(({ integrations }) => integrations.some((one) => one.uid === uid))
  if (receiver === undefined) return message(202, "contactpoint deleted")
  const integrations = receiver.integrations.filter((one) => one.uid !== uid)
  if (integrations.length === 0) {
    if (receiverUses(policy, receiver.name) > 0) return usedByPolicy
    if (rulesNotifying(org, receiver.name).length > 0) return usedByRule
    org.alertmanager.receiverGrants.delete(nameToUid(receiver.name))
  }
  saveConfig(context, {
    receivers: receivers
      .map((one) => (one === receiver ? { ...one, integrations } : one))
      .filter((one) => one.integrations.length > 0)
  })
  forgetProvenance(org, "contactPoint", uid)
  return message(202, "contactpoint deleted")
}

const all = "/api/v1/provisioning/contact-points"

export const contactPointRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: all }, list, readsProvisioned),
  route({ method: "POST", path: all }, create, writesProvisioned),
  route({ method: "GET", path: `${all}/export` }, contactPointExport, exportsContactPoints),
  route({ method: "PUT", path: `${all}/{uid}` }, update, writesProvisioned),
  route({ method: "DELETE", path: `${all}/{uid}` }, remove, writesProvisioned)
]
