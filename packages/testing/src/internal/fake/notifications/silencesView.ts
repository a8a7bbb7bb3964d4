import type { Silence } from "./alertmanagerModel.js"
import type { JsonObject } from "../bind.js"
import type { Caller } from "../caller.js"
import type { Folder, Org } from "../model.js"
import { allowedInFolder, allowedSomewhere } from "../access/permissions.js"
import type { Context } from "../route.js"

const ruleLabel = "__alert_rule_uid__"

/** The rule that a silence is for, when it is for one. */
export const ruleOf = ({ matchers }: Pick<Silence, "matchers">): string | undefined =>
  matchers.find(({ isEqual, isRegex, name }) => name === ruleLabel && isEqual && !isRegex)?.value

/** The folder of a silence's rule. */
export const folderOf = (org: Org, silence: Pick<Silence, "matchers">): Folder | undefined => {
  const rule = org.alertRules.rules.get(ruleOf(silence) ?? "")
  return rule === undefined ? undefined : org.folders.get(rule.folderUid)
}

type Right = "read" | "create" | "write"

const onRules = (caller: Caller, org: Org, right: Right, silence: Pick<Silence, "matchers">): boolean => {
  const folder = folderOf(org, silence)
  return folder !== undefined && allowedInFolder(caller, org, `alert.silences:${right}`, folder.uid)
}

/** Whether the caller has a right on a silence: on all of them by role, else by the folder of its rule. */
export const mayOnSilence = (
  { caller, org }: Pick<Context, "caller" | "org">,
  right: Right,
  silence: Pick<Silence, "matchers">
): boolean =>
  allowedSomewhere(caller, org, `alert.instances:${right}`) ||
  (right === "read" && ruleOf(silence) === undefined) ||
  onRules(caller, org, right, silence)

/** How long an expired silence is remembered. */
const retention = 5 * 86_400_000

export const isForgotten = (silence: Silence, now: number): boolean => silence.endsAt + retention < now

type SilenceState = "active" | "pending" | "expired"

export const stateOf = ({ endsAt, startsAt }: Silence, now: number): SilenceState =>
  now < startsAt ? "pending" : now < endsAt ? "active" : "expired"

const order: ReadonlyArray<SilenceState> = ["active", "pending", "expired"]

/** Active ones by their end, pending ones by their start, expired ones with the last first. */
export const sortedSilences = (silences: ReadonlyArray<Silence>, now: number): ReadonlyArray<Silence> => {
  const key = (silence: Silence): number => {
    const state = stateOf(silence, now)
    return state === "pending" ? silence.startsAt : state === "active" ? silence.endsAt : -silence.endsAt
  }
  return [...silences].sort(
    (left, right) =>
      order.indexOf(stateOf(left, now)) - order.indexOf(stateOf(right, now)) || key(left) - key(right)
  )
}

const time = (millis: number): string => new Date(millis).toISOString()

const ruleMetadata = ({ caller, org }: Context, silence: Silence): JsonObject => {
  const uid = ruleOf(silence)
  if (uid === undefined) return {}
  const rule = org.alertRules.rules.get(uid)
  const readable = rule !== undefined && allowedInFolder(caller, org, "folders:read", rule.folderUid)
  const told = readable ? { rule_title: rule.title, folder_uid: rule.folderUid } : {}
  return { metadata: { rule_uid: uid, ...told } }
}

const rights = (context: Context, silence: Silence): JsonObject => ({
  accessControl: {
    create: mayOnSilence(context, "create", silence),
    read: mayOnSilence(context, "read", silence),
    write: mayOnSilence(context, "write", silence)
  }
})

/** A silence as it is listed; the query may ask for its rule and for the caller's rights. */
export const silenceView = (context: Context, silence: Silence): JsonObject => ({
  ...(context.query.flag("accesscontrol") ? rights(context, silence) : {}),
  comment: silence.comment,
  createdBy: silence.createdBy,
  endsAt: time(silence.endsAt),
  id: silence.id,
  matchers: silence.matchers,
  ...(context.query.flag("ruleMetadata") ? ruleMetadata(context, silence) : {}),
  startsAt: time(silence.startsAt),
  status: { state: stateOf(silence, context.state.now()) },
  updatedAt: time(silence.updatedAt)
})
