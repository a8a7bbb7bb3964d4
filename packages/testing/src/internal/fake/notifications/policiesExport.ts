import { escapeVariables, exportResponse } from "../alerting/alertingExport.js"
import type { Policy } from "./alertmanagerModel.js"
import { attribute, block, hclResource, type HclBody } from "../words/hcl.js"
import type { Handler } from "../route.js"

type Names = ReadonlyArray<string> | undefined

const escapedMap = (words: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(words).map(([name, word]) => [name, escapeVariables(word)]))

/** A policy with the sign of variables doubled; matchers are left as they are. */
const escaped = (policy: Policy): Policy => ({
  ...policy,
  ...(policy.receiver === undefined ? {} : { receiver: escapeVariables(policy.receiver) }),
  ...(policy.group_by === undefined ? {} : { group_by: policy.group_by.map(escapeVariables) }),
  ...(policy.match === undefined ? {} : { match: escapedMap(policy.match) }),
  ...(policy.match_re === undefined ? {} : { match_re: escapedMap(policy.match_re) }),
  ...(policy.mute_time_intervals === undefined
    ? {}
    : { mute_time_intervals: policy.mute_time_intervals.map(escapeVariables) }),
  ...(policy.active_time_intervals === undefined
    ? {}
    : { active_time_intervals: policy.active_time_intervals.map(escapeVariables) }),
  ...(policy.routes === undefined ? {} : { routes: policy.routes.map(escaped) })
})

const body = (policy: Policy, groupBy: Names = policy.group_by): HclBody => [
  ...attribute("contact_point", policy.receiver ?? ""),
  ...attribute("group_by", groupBy),
  ...(policy.object_matchers ?? []).flatMap(([label, match, value]) =>
    block("matcher", [
      ...attribute("label", label),
      ...attribute("match", match),
      ...attribute("value", value)
    ])
  ),
  ...attribute("mute_timings", policy.mute_time_intervals),
  ...attribute("active_timings", policy.active_time_intervals),
  ...attribute("continue", policy.continue),
  ...(policy.routes ?? []).flatMap((below) => block("policy", body(below))),
  ...attribute("group_wait", policy.group_wait),
  ...attribute("group_interval", policy.group_interval),
  ...attribute("repeat_interval", policy.repeat_interval)
]

export const policyExport: Handler = (context) => {
  const { org } = context
  const { policy } = org.alertmanager.config
  const file = { apiVersion: 1, policies: [{ orgId: org.id, ...escaped(policy) }] }
  return exportResponse(context, file, () => [
    // The root has to say what it groups by, if only that it does not.
    hclResource("grafana_notification_policy", "notification_policy_1", body(policy, policy.group_by ?? []))
  ])
}
