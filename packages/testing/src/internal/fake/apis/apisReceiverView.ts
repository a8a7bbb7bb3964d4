import type { Integration, Receiver } from "../notifications/alertmanagerModel.js"
import { nameToUid } from "../notifications/alertmanagerStore.js"
import { rulesNotifying } from "../notifications/alertmanagerUses.js"
import { notificationItem } from "./apisNotifications.js"
import type { KubeObject } from "./apisObject.js"
import { forbidden, type Attempt, type Resource } from "./apisStatus.js"
import { isObject, type JsonObject } from "../bind.js"
import { receiverLevel } from "../notifications/contactPointPermissions.js"
import { receiverProvenance } from "../notifications/contactPointView.js"
import { Fingerprint } from "../words/fingerprint.js"
import type { FakeResponse } from "../message.js"
import type { Org } from "../model.js"
import { allowedSomewhere } from "../access/permissions.js"
import { receiverUses } from "../notifications/policiesTree.js"
import type { Context } from "../route.js"

const addSettings = (hash: Fingerprint, settings: JsonObject): void => {
  const names = Object.keys(settings).sort()
  if (names.length === 0) hash.text("")
  for (const name of names) {
    const value = settings[name]
    hash.text(name)
    if (isObject(value)) addSettings(hash, value)
    else if (typeof value === "boolean") hash.bytes([value ? 1 : 0, 255])
    else hash.text(typeof value === "string" ? value : JSON.stringify(value))
  }
}

/** The hash by which the versions of a receiver are told apart. */
export const receiverVersion = (org: Org, receiver: Receiver): string => {
  const hash = new Fingerprint("multiply last")
    .text(nameToUid(receiver.name))
    .text(receiver.name)
    .text(receiverProvenance(org, receiver))
  for (const { disableResolveMessage, name, secrets, settings, type, uid } of receiver.integrations) {
    hash
      .text(uid)
      .text(name)
      .text(type)
      .bytes([disableResolveMessage ? 1 : 0, 255])
    addSettings(hash, settings)
    for (const path of Object.keys(secrets).sort()) hash.text(path).text(secrets[path] ?? "")
  }
  return hash.toString()
}

const integrationView = ({
  disableResolveMessage,
  secrets,
  settings,
  type,
  uid
}: Integration): JsonObject => {
  const secureFields = Object.fromEntries(Object.keys(secrets).map((path) => [path, true]))
  return {
    uid,
    type,
    version: "v1",
    disableResolveMessage,
    settings,
    ...(Object.keys(secureFields).length === 0 ? {} : { secureFields })
  }
}

/** What the caller may do with a receiver: by role, or by a grant on it of the level. */
const may = (context: Context, { name }: Receiver, action: string, level: number): boolean =>
  allowedSomewhere(context.caller, context.org, action) || receiverLevel(context, nameToUid(name)) >= level

const access = (context: Context, receiver: Receiver): Readonly<Record<string, string>> => {
  const rights: ReadonlyArray<readonly [string, boolean]> = [
    ["canAdmin", may(context, receiver, "receivers.permissions:write", 4)],
    ["canDelete", may(context, receiver, "alert.notifications:write", 2)],
    ["canReadSecrets", may(context, receiver, "alert.notifications.receivers.secrets:read", 4)],
    ["canWrite", may(context, receiver, "alert.notifications:write", 2)]
  ]
  return Object.fromEntries(
    rights.filter(([, has]) => has).map(([right]) => [`grafana.com/access/${right}`, "true"])
  )
}

const uses = (org: Org, { name }: Receiver): Readonly<Record<string, string>> => ({
  "grafana.com/canUse": "true",
  "grafana.com/inUse/routes": String(receiverUses(org.alertmanager.config.policy, name)),
  "grafana.com/inUse/rules": String(rulesNotifying(org, name).length)
})

/** A receiver without its kind; `tellsMore` adds what the caller may do with it and what uses it. */
export const receiverItem = (context: Context, receiver: Receiver, tellsMore: boolean): KubeObject => {
  const { org } = context
  return notificationItem(
    org,
    {
      name: nameToUid(receiver.name),
      version: receiverVersion(org, receiver),
      provenance: receiverProvenance(org, receiver),
      annotations: tellsMore ? { ...access(context, receiver), ...uses(org, receiver) } : {}
    },
    { title: receiver.name, integrations: receiver.integrations.map(integrationView) }
  )
}

const reading =
  "any(alert.notifications:read alert.notifications.receivers:read any of alert.notifications.receivers.secrets:read)"

const changing = (action: string): string =>
  `all(${reading} any(alert.notifications:write alert.notifications.receivers:${action}))`

/** The permissions that a refusal names, and the level on the receiver that stands for them. */
const verbs: Readonly<Record<string, { readonly words: string; readonly level: number }>> = {
  get: { words: reading, level: 1 },
  update: { words: changing("write"), level: 2 },
  patch: { words: changing("write"), level: 2 },
  delete: { words: changing("delete"), level: 2 }
}

export const receiverAuthorize =
  (resource: Resource) =>
  (context: Context, attempt: Attempt): FakeResponse | undefined => {
    const { caller, org } = context
    const refuse = (words: string) => forbidden(resource, caller, attempt, `required permissions: ${words}`)
    if (attempt.verb === "create") {
      const isAllowed = allowedSomewhere(caller, org, "alert.notifications.receivers:create")
      return isAllowed
        ? undefined
        : refuse("any(alert.notifications:write alert.notifications.receivers:create)")
    }
    const verb = verbs[attempt.verb]
    if (verb === undefined) return undefined
    const byRole = attempt.verb === "get" ? "alert.notifications:read" : "alert.notifications:write"
    const isAllowed =
      allowedSomewhere(caller, org, byRole) || receiverLevel(context, attempt.name ?? "") >= verb.level
    return isAllowed ? undefined : refuse(verb.words)
  }
