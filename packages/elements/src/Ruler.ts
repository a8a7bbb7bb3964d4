/**
 * Groups of Grafana's own alert rules by the ruler API, which the user interface uses: what it writes has no
 * provenance, and what has one it leaves alone. `folder` is a folder's uid; up to Grafana 10.3 it is its title. A
 * folder that is not there is `Forbidden` (12.3.0).
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import {
  BadRequest,
  ConcurrentWrite,
  NotFound,
  ProvenanceMismatch,
  when
} from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Duration, RuleName } from "./Alerting.js"
import { Id, Message, Uid } from "./Common.js"
import { quotaReached, titleTaken, uidTaken } from "./internal/alerting.js"
import { RulerRule, RulerRuleInput } from "./RulerRules.js"

/** A rule group; `interval` is how often it is evaluated: `1m`. */
export interface RulerGroup extends Schema.Schema.Type<typeof rulerGroup> {}
const rulerGroup = Schema.Struct({
  name: Schema.String,
  interval: Schema.String,
  rules: Schema.Array(RulerRule)
})
export const RulerGroup: Schema.Schema<RulerGroup> = rulerGroup

/** Rule groups by the full path of their folders' titles. */
export interface RulerGroups extends Schema.Schema.Type<typeof rulerGroups> {}
const rulerGroups = Schema.Record({ key: Schema.String, value: Schema.Array(RulerGroup) })
export const RulerGroups: Schema.Schema<RulerGroups> = rulerGroups

const folder = { folder: Schema.NonEmptyString }
const group = { ...folder, group: RuleName }

/**
 * Lists the rule groups of all folders, those of a dashboard or of one of its panels, or, for admins from Grafana 12
 * on, with `deleted` the rules in the trash: they come in one group without a name.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/
 */
export const list = Endpoint.get("RouteGetGrafanaRulesConfig", "/api/ruler/grafana/api/v1/rules", {
  query: {
    dashboard_uid: Schema.optional(Uid),
    panel_id: Schema.optional(Id),
    deleted: Schema.optional(Schema.Boolean)
  },
  success: RulerGroups,
  error: [BadRequest]
})

/**
 * Lists the rule groups of one folder.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/
 */
export const listByFolder = Endpoint.get(
  "RouteGetNamespaceGrafanaRulesConfig",
  "/api/ruler/grafana/api/v1/rules/{folder}",
  { params: folder, success: RulerGroups, error: [BadRequest, NotFound] }
)

/**
 * Reads one rule group.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/
 */
export const getGroup = Endpoint.get(
  "RouteGetGrafanaRuleGroupConfig",
  "/api/ruler/grafana/api/v1/rules/{folder}/{group}",
  { params: group, success: RulerGroup, error: [BadRequest, NotFound] }
)

/** Which rules a write has touched, by uid. */
export interface RulerChanges extends Schema.Schema.Type<typeof rulerChanges> {}
const uids = Schema.optional(Schema.Array(Schema.String))
const rulerChanges = Schema.Struct({ message: Schema.String, created: uids, updated: uids, deleted: uids })
export const RulerChanges: Schema.Schema<RulerChanges> = rulerChanges

/**
 * Makes the rule group `name` what `rules` say: rules with a `uid` are changed, the others created, and rules that are
 * not in the list deleted. An empty list, which would delete them all, is refused: use {@link removeGroup}. Not sent
 * again after an unknown outcome, for that would create the new rules anew. From Grafana 12 on, what is deleted goes
 * to the trash, or away with `deletePermanently` (admins).
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/
 */
export const replaceGroup = Endpoint.post(
  "RoutePostNameGrafanaRulesConfig",
  "/api/ruler/grafana/api/v1/rules/{folder}",
  {
    params: folder,
    query: { deletePermanently: Schema.optional(Schema.Boolean) },
    payload: {
      name: RuleName,
      interval: Schema.optional(Duration),
      rules: Schema.NonEmptyArray(RulerRuleInput)
    },
    success: RulerChanges,
    error: [BadRequest, NotFound, ProvenanceMismatch, ConcurrentWrite, quotaReached, titleTaken, uidTaken]
  }
)

const removal = {
  query: { deletePermanently: Schema.optional(Schema.Boolean) },
  success: Message,
  error: [BadRequest, NotFound, ProvenanceMismatch]
} as const

/**
 * Deletes a rule group with its rules; one that is not there is no error.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/
 */
export const removeGroup = Endpoint.delete(
  "RouteDeleteGrafanaRuleGroupConfig",
  "/api/ruler/grafana/api/v1/rules/{folder}/{group}",
  { params: group, ...removal }
)

/**
 * Deletes all rule groups of a folder. Those with a provenance stay without a word, unless all have one.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/
 */
export const removeByFolder = Endpoint.delete(
  "RouteDeleteNamespaceGrafanaRulesConfig",
  "/api/ruler/grafana/api/v1/rules/{folder}",
  { params: folder, ...removal }
)

/**
 * Pauses all rules of a folder, or lets them go on. `RouteNotFound` up to Grafana 10.
 * @see https://grafana.com/docs/grafana/latest/alerting/alerting-rules/
 */
export const setPaused = Endpoint.patch(
  "RouteUpdateNamespaceRules",
  "/api/ruler/grafana/api/v1/rules/{folder}",
  {
    kind: "idempotent",
    params: folder,
    payload: { is_paused: Schema.Boolean },
    success: Message,
    error: [
      // A rule of the folder that is broken already is a 500 of these words (12.3.0).
      when(BadRequest, { status: 400 }, { status: 500, message: /^invalid alert rule/ }),
      NotFound,
      ProvenanceMismatch,
      ConcurrentWrite
    ]
  }
)
