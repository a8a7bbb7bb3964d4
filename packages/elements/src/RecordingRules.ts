/**
 * Queries whose results Grafana writes to a Prometheus (recorded queries). Grafana Enterprise and Cloud; elsewhere
 * everything here is `RouteNotFound`. No recording shows it: fields are as Grafana's OpenAPI has them, none promised.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound, when } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { IdOrUid, JsonObject, Message, Uid } from "./Common.js"

const fields = {
  description: Schema.optional(Schema.String),
  active: Schema.optional(Schema.Boolean),
  prom_name: Schema.optional(Schema.String),
  target_ref_id: Schema.optional(Schema.String),
  dest_data_source_uid: Schema.optional(Schema.String),
  interval: Schema.optional(Schema.Int),
  range: Schema.optional(Schema.Int),
  count: Schema.optional(Schema.Boolean)
}

/** A recorded query: every `interval` seconds, over `range` seconds, its result goes to the metric `prom_name`. */
export interface RecordingRule extends Schema.Schema.Type<typeof recordingRule> {}
const recordingRule = Schema.Struct({
  ...fields,
  id: Schema.optional(Schema.String),
  name: Schema.optional(Schema.String),
  queries: Schema.optional(Endpoint.nullAsEmpty(Schema.Array(JsonObject)))
})
export const RecordingRule: Schema.Schema<RecordingRule> = recordingRule

const sent = { ...fields, queries: Schema.optional(Schema.Array(JsonObject)) }

/** Where the results go. */
export interface WriteTarget extends Schema.Schema.Type<typeof writeTarget> {}
const writeTarget = Schema.partial(
  Schema.Struct({ id: Schema.String, data_source_uid: Schema.String, remote_write_path: Schema.String })
)
export const WriteTarget: Schema.Schema<WriteTarget> = writeTarget

/**
 * Lists the rules, deleted ones included.
 * @see https://grafana.com/docs/grafana/latest/administration/recorded-queries/
 */
export const list = Endpoint.get("listRecordingRules", "/api/recording-rules", {
  success: Endpoint.nullAsEmpty(Schema.Array(RecordingRule)),
  error: [NotFound]
})

/**
 * Creates a rule and starts it.
 * @see https://grafana.com/docs/grafana/latest/administration/recorded-queries/
 */
export const create = Endpoint.post("createRecordingRule", "/api/recording-rules", {
  payload: { ...sent, name: Schema.NonEmptyString },
  success: RecordingRule,
  error: [BadRequest, NotFound]
})

/**
 * Starts or stops a rule, by `active`; Grafana changes nothing else of it.
 * @see https://grafana.com/docs/grafana/latest/administration/recorded-queries/
 */
export const update = Endpoint.put("updateRecordingRule", "/api/recording-rules", {
  payload: {
    ...sent,
    id: Schema.NonEmptyString,
    name: Schema.optional(Schema.String),
    active: Schema.Boolean
  },
  success: RecordingRule,
  error: [BadRequest, NotFound]
})

/**
 * Tries a rule out without storing it.
 * @see https://grafana.com/docs/grafana/latest/administration/recorded-queries/
 */
export const test = Endpoint.post("testCreateRecordingRule", "/api/recording-rules/test", {
  kind: "safe",
  payload: { ...sent, name: Schema.NonEmptyString },
  success: Message,
  error: [when(BadRequest, { status: 400 }, { status: 422 }), NotFound]
})

/**
 * Stops a rule and deletes it.
 * @see https://grafana.com/docs/grafana/latest/administration/recorded-queries/
 */
export const remove = Endpoint.delete("deleteRecordingRule", "/api/recording-rules/{id}", {
  params: { id: IdOrUid },
  success: Message,
  error: [NotFound],
  gone: { message: "Recording rule deleted" }
})

/**
 * Reads where the results go.
 * @see https://grafana.com/docs/grafana/latest/administration/recorded-queries/
 */
export const getWriteTarget = Endpoint.get("getRecordingRuleWriteTarget", "/api/recording-rules/writer", {
  success: WriteTarget,
  error: [NotFound]
})

/**
 * Sets where the results go: a Prometheus data source that is there, else `BadRequest`.
 * @see https://grafana.com/docs/grafana/latest/administration/recorded-queries/
 */
export const setWriteTarget = Endpoint.post("createRecordingRuleWriteTarget", "/api/recording-rules/writer", {
  kind: "idempotent",
  payload: { data_source_uid: Uid, remote_write_path: Schema.optional(Schema.String) },
  success: WriteTarget,
  error: [when(BadRequest, { status: 400 }, { status: 422 }), NotFound]
})

/**
 * Takes the write target away.
 * @see https://grafana.com/docs/grafana/latest/administration/recorded-queries/
 */
export const removeWriteTarget = Endpoint.delete(
  "deleteRecordingRuleWriteTarget",
  "/api/recording-rules/writer",
  { success: Message, error: [NotFound], gone: { message: "Remote write target deleted" } }
)
