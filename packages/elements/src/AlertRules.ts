/**
 * Alert rules, one by one, by the provisioning API. What it writes has the provenance `api` and is locked in the user
 * interface, unless `disableProvenance` is set; a provenance, once there, is not taken away again by an update.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { NotFound } from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { AlertQuery, Labels, NotificationSettings, Provenance, Recording, RuleName } from "./Alerting.js"
import { OpenEnum, Uid } from "./Common.js"
import {
  folderMissing,
  quotaReached,
  refused,
  ruleFields,
  titleTaken,
  uidTaken
} from "./internal/alerting.js"
import { judgeCreate } from "./internal/judgeAlertRule.js"
import { provenance } from "./internal/provenance.js"

/** An alert rule, or a recording rule where `record` is set: then it has neither condition nor states. */
export interface AlertRule extends Schema.Schema.Type<typeof alertRule> {}
const alertRule = Schema.Struct({
  id: Schema.Int,
  uid: Schema.String,
  orgID: Schema.Int,
  folderUID: Schema.String,
  ruleGroup: Schema.String,
  title: Schema.String,
  condition: Schema.String,
  data: Schema.Array(AlertQuery),
  updated: Schema.String,
  noDataState: OpenEnum("", "NoData", "Alerting", "OK", "KeepLast"),
  execErrState: OpenEnum("", "Error", "Alerting", "OK", "KeepLast"),
  for: Schema.String,
  keep_firing_for: Schema.optional(Schema.String),
  annotations: Schema.optional(Labels),
  labels: Schema.optional(Labels),
  provenance: Schema.optional(Provenance),
  isPaused: Schema.optional(Schema.Boolean),
  notification_settings: Schema.optional(Schema.NullOr(NotificationSettings)),
  record: Schema.optional(Schema.NullOr(Recording)),
  missingSeriesEvalsToResolve: Schema.optional(Schema.Int)
})
export const AlertRule: Schema.Schema<AlertRule> = alertRule

/**
 * Lists the alert rules of all folders that the credential may read; where that is none, `ServerError` (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-get-alert-rules
 */
export const list = Endpoint.list(
  "RouteGetAlertRules",
  "/api/v1/provisioning/alert-rules",
  { success: Schema.Array(AlertRule) },
  Pagination.whole({ items: "" })
)

/**
 * Reads one alert rule.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-get-alert-rule
 */
export const get = Endpoint.get("RouteGetAlertRule", "/api/v1/provisioning/alert-rules/{uid}", {
  params: { uid: Uid },
  success: AlertRule,
  error: [NotFound]
})

const place = { folderUID: Uid, ruleGroup: RuleName }

/**
 * Creates an alert rule in `folderUID`, in the group `ruleGroup`, which is made if need be. With a `uid` of one's
 * own, an unknown outcome is read back. Grafana 12.3.0 takes a `condition` that names no query, and a title that is
 * there already.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-post-alert-rule
 */
export const create = Endpoint.keyed(
  Endpoint.post("RoutePostAlertRule", "/api/v1/provisioning/alert-rules", {
    headers: provenance,
    payload: { uid: Schema.optional(Uid), ...place, ...ruleFields },
    success: AlertRule,
    error: [...refused, folderMissing, quotaReached, titleTaken, uidTaken]
  }),
  {
    read: get,
    input: ({ uid }) => (uid === undefined ? undefined : { uid }),
    decide: (sent, found) =>
      Option.match(found, { onNone: () => Endpoint.notDone, onSome: (it) => judgeCreate(sent, it) })
  }
)

/**
 * Replaces an alert rule; without a version, so that the last one wins. To take its provenance away is a
 * `ServerError` without words (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-put-alert-rule
 */
export const update = Endpoint.put("RoutePutAlertRule", "/api/v1/provisioning/alert-rules/{uid}", {
  params: { uid: Uid },
  headers: provenance,
  payload: { ...place, ...ruleFields },
  success: AlertRule,
  error: [...refused, NotFound, folderMissing, titleTaken]
})

/**
 * Deletes an alert rule; one that is not there is no error.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-delete-alert-rule
 */
export const remove = Endpoint.delete("RouteDeleteAlertRule", "/api/v1/provisioning/alert-rules/{uid}", {
  params: { uid: Uid },
  headers: provenance,
  error: [...refused]
})
