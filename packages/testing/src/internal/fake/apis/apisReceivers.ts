import type { Integration, Receiver } from "../notifications/alertmanagerModel.js"
import {
  forgetProvenance,
  nameToUid,
  provenanceProblem,
  receiverExists,
  saveConfig,
  setProvenance
} from "../notifications/alertmanagerStore.js"
import {
  renameReceiverInUses,
  rulesNotifying,
  usesFields,
  usesWords
} from "../notifications/alertmanagerUses.js"
import {
  asNotificationStatus,
  notificationPage,
  notificationResource,
  preconditionOf,
  resourceVersionOf,
  withKind
} from "./apisNotifications.js"
import { nameOf, type KubeObject } from "./apisObject.js"
import { readReceiver } from "./apisReceiverBody.js"
import { receiverAuthorize, receiverItem, receiverVersion } from "./apisReceiverView.js"
import { resourceRoutes, type Storage } from "./apisRoutes.js"
import { badRequest, failure, notSupported } from "./apisStatus.js"
import { nameColumn, textColumn } from "./apisTable.js"
import { isObject } from "../bind.js"
import { copyGrants, grantDefaults } from "../notifications/contactPointPermissions.js"
import { receiverProvenance } from "../notifications/contactPointView.js"
import { json, publicError, type FakeResponse } from "../message.js"
import type { Org } from "../model.js"
import { receiverUses } from "../notifications/policiesTree.js"
import type { Context, Route } from "../route.js"

const receiverResource = notificationResource("receivers", "Receiver")

const id = (name: string): string => `alerting.notifications.receivers.${name}`

const notFound = asNotificationStatus(publicError(404, id("notFound"), "Receiver not found"))

const exists = publicError(
  409,
  id("exists"),
  "Receiver with this name already exists. Use a different name or update an existing one."
)

const invalid = (reason: string): FakeResponse =>
  publicError(400, id("invalid"), `Invalid receiver: '${reason}'`, { Reason: reason })

const stale = (org: Org, receiver: Receiver, version: string): FakeResponse => {
  const { name } = receiver
  const current = receiverVersion(org, receiver)
  return publicError(
    409,
    id("conflict"),
    `Provided version '${version}' of receiver '${name}' does not match current version '${current}'`,
    { Version: version, CurrentVersion: current, Name: name }
  )
}

/** Does something with a receiver that is there. */
const withReceiver =
  <A>(use: (context: Context, receiver: Receiver) => A) =>
  (context: Context, uid: string): A | FakeResponse => {
    const { receivers } = context.org.alertmanager.config
    const receiver = receivers.find(({ name }) => nameToUid(name) === uid)
    return receiver === undefined ? notFound : use(context, receiver)
  }

const viewOf = (context: Context, receiver: Receiver, tellsMore: boolean): KubeObject =>
  withKind(receiverResource, receiverItem(context, receiver, tellsMore))

/** An integration that has the uid of one elsewhere, or twice. */
const takenUid = (receiver: Receiver, others: ReadonlyArray<Receiver>): string | undefined => {
  const seen = new Set(others.flatMap(({ integrations }) => integrations.map(({ uid }) => uid)))
  return receiver.integrations.find(({ uid }) => {
    const isTaken = seen.has(uid)
    seen.add(uid)
    return isTaken
  })?.uid
}

const uidTaken = (uid: string): FakeResponse =>
  invalid(`integration with UID ${JSON.stringify(uid)} already exists`)

/** A receiver that was sent, or the answer that refuses it. */
const sent = (
  context: Context,
  object: KubeObject,
  known: ReadonlyArray<Integration>
): Receiver | FakeResponse => {
  const read = readReceiver(context.state, object, known)
  if ("unreadable" in read) return failure(500, read.unreadable)
  return "problem" in read ? asNotificationStatus(invalid(read.problem)) : read
}

/** What is made here is not provisioned. */
const unprovisioned = (org: Org, { integrations }: Receiver): void => {
  for (const { uid } of integrations) setProvenance(org, "contactPoint", uid, "")
}

const create = (context: Context, object: KubeObject): KubeObject | FakeResponse => {
  const { org } = context
  const { receivers } = org.alertmanager.config
  if (nameOf(object) !== "") return badRequest("object's metadata.name should be empty")
  const receiver = sent(context, object, [])
  if ("status" in receiver) return receiver
  if (receiverExists(org, receiver.name)) return asNotificationStatus(exists)
  const taken = takenUid(receiver, receivers)
  if (taken !== undefined) return asNotificationStatus(uidTaken(taken))
  saveConfig(context, { receivers: [...receivers, receiver] })
  grantDefaults(context, receiver.name)
  unprovisioned(org, receiver)
  return viewOf(context, receiver, false)
}

const usedByProvisioned = (words: string, extra: Readonly<Record<string, unknown>>): FakeResponse =>
  publicError(
    409,
    id("usedProvisioned"),
    `Receiver cannot be renamed because it is used by provisioned ${words}. You must update those resources first using the original provision method.`,
    extra
  )

/** Puts a receiver in the place of an old one, and gives its new name to all that use it; or says why not. */
const replace = (context: Context, old: Receiver, receiver: Receiver): FakeResponse | undefined => {
  const { org } = context
  const receivers = org.alertmanager.config.receivers.map((one) => (one === old ? receiver : one))
  if (old.name === receiver.name) {
    saveConfig(context, { receivers })
    return undefined
  }
  const renamed = renameReceiverInUses(context, { from: old.name, to: receiver.name, provenance: "" })
  if ("blockedBy" in renamed)
    return usedByProvisioned(usesWords(renamed.blockedBy), usesFields(renamed.blockedBy))
  copyGrants(org, old.name, receiver.name)
  org.alertmanager.receiverGrants.delete(nameToUid(old.name))
  saveConfig(context, { receivers, policy: renamed.policy })
  return undefined
}

const updateProblem = (org: Org, old: Receiver, receiver: Receiver): FakeResponse | undefined => {
  const others = org.alertmanager.config.receivers.filter((one) => one !== old)
  const taken = takenUid(receiver, others)
  if (others.some(({ name }) => name === receiver.name))
    return invalid(`name ${JSON.stringify(receiver.name)} already exists`)
  return taken === undefined ? undefined : uidTaken(taken)
}

const update = (context: Context, old: Receiver, object: KubeObject): KubeObject | FakeResponse => {
  const { org } = context
  const version = resourceVersionOf(object)
  if (version !== receiverVersion(org, old)) return asNotificationStatus(stale(org, old, version))
  const provisioned = provenanceProblem(receiverProvenance(org, old), "")
  if (provisioned !== undefined) return asNotificationStatus(provisioned)
  const receiver = sent(context, object, old.integrations)
  if ("status" in receiver) return receiver
  const refused = updateProblem(org, old, receiver) ?? replace(context, old, receiver)
  if (refused !== undefined) return asNotificationStatus(refused)
  for (const { uid } of old.integrations) forgetProvenance(org, "contactPoint", uid)
  unprovisioned(org, receiver)
  return viewOf(context, receiver, false)
}

const inUse = (org: Org, { name }: Receiver): FakeResponse | undefined => {
  const byRules = rulesNotifying(org, name)
  const byRoutes = receiverUses(org.alertmanager.config.policy, name) > 0
  if (byRules.length === 0 && !byRoutes) return undefined
  const words = [
    ...(byRules.length > 0 ? [`${byRules.length} rule(s)`] : []),
    ...(byRoutes ? ["one or more routes"] : [])
  ].join(", ")
  return publicError(409, id("used"), `Receiver is used by ${words}`, {
    ...usesFields({ byRules, byRoutes }),
    UsedBy: words
  })
}

const remove = (context: Context, receiver: Receiver): FakeResponse => {
  const { org } = context
  const version = preconditionOf(context)
  if (version !== "" && version !== receiverVersion(org, receiver))
    return asNotificationStatus(stale(org, receiver, version))
  const problem = provenanceProblem(receiverProvenance(org, receiver), "") ?? inUse(org, receiver)
  if (problem !== undefined) return asNotificationStatus(problem)
  const deleted = viewOf(context, receiver, true)
  const { receivers } = org.alertmanager.config
  saveConfig(context, { receivers: receivers.filter((one) => one !== receiver) })
  org.alertmanager.receiverGrants.delete(nameToUid(receiver.name))
  for (const { uid } of receiver.integrations) forgetProvenance(org, "contactPoint", uid)
  return json(200, deleted)
}

const titleOf = ({ spec }: KubeObject): unknown => (isObject(spec) ? spec["title"] : undefined)

const storage: Storage = {
  resource: receiverResource,
  columns: [nameColumn, textColumn("Title", "The receiver name", titleOf)],
  authorize: receiverAuthorize(receiverResource),
  list: (context, options) =>
    notificationPage(
      context.org.alertmanager.config.receivers.map((receiver) => receiverItem(context, receiver, true)),
      options
    ),
  get: withReceiver((context, receiver) => viewOf(context, receiver, true)),
  // A dry run creates (12.3.0).
  create,
  update: (context, uid, object) =>
    withReceiver((_, receiver) => update(context, receiver, object))(context, uid),
  remove: withReceiver(remove),
  removeAll: () => notSupported(receiverResource, "deleteCollection")
}

export const apisReceiverRoutes: ReadonlyArray<Route> = resourceRoutes(storage)
