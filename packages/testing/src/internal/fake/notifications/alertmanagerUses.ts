import type { Policy, Provenance } from "./alertmanagerModel.js"
import { follows, provenanceOf } from "./alertmanagerStore.js"
import { provenanceOf as ruleProvenance, rulesOf, type AlertRule } from "../alerting/alertRulesModel.js"
import { saveChanges } from "../alerting/alertRulesStore.js"
import type { JsonObject } from "../bind.js"
import type { Org } from "../model.js"
import { receiverUses, renameInterval, renameReceiver, usesInterval } from "./policiesTree.js"
import type { Context } from "../route.js"

/** The rules that notify a contact point past the policies. */
export const rulesNotifying = (org: Org, receiver: string): ReadonlyArray<AlertRule> =>
  rulesOf(org).filter((rule) => rule.notificationSettings?.receiver === receiver)

/** The rules whose own notification settings name a mute timing. */
export const rulesTimedBy = (org: Org, interval: string): ReadonlyArray<AlertRule> =>
  rulesOf(org).filter(({ notificationSettings: settings }) =>
    [...(settings?.mute_time_intervals ?? []), ...(settings?.active_time_intervals ?? [])].includes(interval)
  )

/** What names an object, as far as Grafana tells it. */
export interface Uses {
  readonly byRules: ReadonlyArray<AlertRule>
  readonly byRoutes: boolean
}

/** The fields in which an error tells what uses an object. */
export const usesFields = ({ byRoutes, byRules }: Uses): JsonObject => ({
  ...(byRoutes ? { UsedByRoutes: true } : {}),
  ...(byRules.length > 0 ? { UsedByRules: byRules.map(({ uid }) => uid) } : {})
})

/** "alert rules", "notification policies", or both. */
export const usesWords = ({ byRoutes, byRules }: Uses): string =>
  [...(byRules.length > 0 ? ["alert rules"] : []), ...(byRoutes ? ["notification policies"] : [])].join(
    " and "
  )

interface Renaming {
  readonly from: string
  readonly to: string
  readonly provenance: Provenance
}

/** How one kind of object is named by others. */
interface Kind {
  readonly rules: (org: Org, name: string) => ReadonlyArray<AlertRule>
  readonly isIn: (policy: Policy, name: string) => boolean
  readonly inPolicy: (policy: Policy, from: string, to: string) => Policy
  readonly inRule: (rule: AlertRule, from: string, to: string) => AlertRule
}

const receivers: Kind = {
  rules: rulesNotifying,
  isIn: (policy, name) => receiverUses(policy, name) > 0,
  inPolicy: renameReceiver,
  inRule: (rule, _, to) =>
    rule.notificationSettings === undefined
      ? rule
      : { ...rule, notificationSettings: { ...rule.notificationSettings, receiver: to } }
}

const swap = (names: ReadonlyArray<string>, from: string, to: string): ReadonlyArray<string> =>
  names.map((name) => (name === from ? to : name))

const intervals: Kind = {
  rules: rulesTimedBy,
  isIn: usesInterval,
  inPolicy: renameInterval,
  inRule: (rule, from, to) => {
    const settings = rule.notificationSettings
    if (settings === undefined) return rule
    const { active_time_intervals: active, mute_time_intervals: mute } = settings
    return {
      ...rule,
      notificationSettings: {
        ...settings,
        ...(mute === undefined ? {} : { mute_time_intervals: swap(mute, from, to) }),
        ...(active === undefined ? {} : { active_time_intervals: swap(active, from, to) })
      }
    }
  }
}

type Renamed = { readonly policy: Policy } | { readonly blockedBy: Uses }

/**
 * Renames an object wherever rules and policies name it. Those that were provisioned another way stand against it, and
 * then nothing changes. The policies are handed out to be saved with the object.
 */
const renameIn =
  (kind: Kind) =>
  (context: Context, { from, provenance, to }: Renaming): Renamed => {
    const { org } = context
    const { policy } = org.alertmanager.config
    const rules = kind.rules(org, from)
    const byRoutes = kind.isIn(policy, from)
    const byRules = rules.filter((rule) => !follows(ruleProvenance(org, rule.uid), provenance))
    const isBlocked = byRoutes && !follows(provenanceOf(org, "route", ""), provenance)
    if (isBlocked || byRules.length > 0) return { blockedBy: { byRoutes, byRules } }
    const updated = rules.map((existing) => ({ existing, next: kind.inRule(existing, from, to) }))
    saveChanges(context, { removed: [], updated, added: [] })
    return { policy: kind.inPolicy(policy, from, to) }
  }

export const renameReceiverInUses = renameIn(receivers)
export const renameIntervalInUses = renameIn(intervals)
