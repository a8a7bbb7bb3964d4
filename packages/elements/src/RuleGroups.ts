/** Groups of alert rules by the provisioning API: rules of one folder that are evaluated together, in their order. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { NotFound } from "@effect-grafana/core/GrafanaError"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { RuleName } from "./Alerting.js"
import { AlertRule } from "./AlertRules.js"
import { Count, Uid } from "./Common.js"
import {
  folderMissing,
  quotaReached,
  refused,
  ruleFields,
  titleTaken,
  uidTaken
} from "./internal/alerting.js"
import { provenance } from "./internal/provenance.js"

/** A rule group; `interval` is how often it is evaluated, in seconds. */
export interface RuleGroup extends Schema.Schema.Type<typeof ruleGroup> {}
const ruleGroup = Schema.Struct({
  title: Schema.String,
  folderUid: Schema.String,
  interval: Schema.Int,
  rules: Endpoint.nullAsEmpty(Schema.Array(AlertRule))
})
export const RuleGroup: Schema.Schema<RuleGroup> = ruleGroup

const path = "/api/v1/provisioning/folder/{folderUid}/rule-groups/{group}"
const params = { folderUid: Uid, group: RuleName }

/**
 * Reads a rule group with its rules. Their `provenance` is left out.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-get-alert-rule-group
 */
export const get = Endpoint.get("RouteGetAlertRuleGroup", path, {
  params,
  success: RuleGroup,
  error: [NotFound]
})

/**
 * Makes a rule group what `rules` say: those whose `uid` is there are changed, the others created, and rules that are
 * not in the list deleted; without `rules` only the interval is set. An empty list is refused, since Grafana would
 * keep all rules (12.3.0): use {@link remove}. The answer is what was sent, without new rules' uids. Grafana 12.3.0
 * does not look whether there is such a folder.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-put-alert-rule-group
 */
export const replace = Endpoint.put("RoutePutAlertRuleGroup", path, {
  params,
  headers: provenance,
  payload: {
    interval: Count,
    rules: Schema.optional(Schema.NonEmptyArray(Schema.Struct({ uid: Schema.optional(Uid), ...ruleFields })))
  },
  success: RuleGroup,
  error: [...refused, folderMissing, quotaReached, titleTaken, uidTaken]
})

/**
 * Deletes a rule group with its rules.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#alert-rules
 */
export const remove = Endpoint.verified(
  Endpoint.delete("RouteDeleteAlertRuleGroup", path, {
    params,
    headers: provenance,
    error: [...refused, NotFound]
  }),
  {
    read: get,
    input: ({ folderUid, group }) => ({ folderUid, group }),
    decide: (_, found) => (Option.isNone(found) ? Endpoint.done(undefined) : Endpoint.notDone)
  }
)
