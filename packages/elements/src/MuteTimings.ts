/** Mute timings by the provisioning API: the times at which a notification policy keeps silent. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { InUse, NameTaken, NotFound, VersionMismatch, when } from "@effect-grafana/core/GrafanaError"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Provenance } from "./Alerting.js"
import { refused } from "./internal/alerting.js"
import { judgeCreate, judgeUpdate } from "./internal/judgeMuteTiming.js"
import { provenance } from "./internal/provenance.js"

/**
 * Times at which all that is given applies: `times` of a day, `weekdays` (`monday:friday`), `days_of_month` (`-1` is
 * the last), `months` (`1:3`), `years`. The `location` is a time zone; without it, UTC.
 */
export interface TimeInterval extends Schema.Schema.Type<typeof timeInterval> {}
const timeInterval = Schema.Struct({
  times: Schema.optional(Schema.Array(Schema.Struct({ start_time: Schema.String, end_time: Schema.String }))),
  weekdays: Schema.optional(Schema.Array(Schema.String)),
  days_of_month: Schema.optional(Schema.Array(Schema.String)),
  months: Schema.optional(Schema.Array(Schema.String)),
  years: Schema.optional(Schema.Array(Schema.String)),
  location: Schema.optional(Schema.String)
})
export const TimeInterval: Schema.Schema<TimeInterval> = timeInterval

/** A mute timing; `version` is a hash of its content, from Grafana 11 on. */
export interface MuteTiming extends Schema.Schema.Type<typeof muteTiming> {}
const muteTiming = Schema.Struct({
  name: Schema.String,
  time_intervals: Endpoint.nullAsEmpty(Schema.Array(TimeInterval)),
  version: Schema.optional(Schema.String),
  provenance: Schema.optional(Provenance)
})
export const MuteTiming: Schema.Schema<MuteTiming> = muteTiming

/**
 * Lists the mute timings.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-get-mute-timings
 */
export const list = Endpoint.get("RouteGetMuteTimings", "/api/v1/provisioning/mute-timings", {
  success: Schema.Array(MuteTiming)
})

/**
 * Reads one mute timing.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-get-mute-timing
 */
export const get = Endpoint.get("RouteGetMuteTiming", "/api/v1/provisioning/mute-timings/{name}", {
  params: { name: Schema.NonEmptyString },
  success: MuteTiming,
  error: [NotFound]
})

/**
 * Creates a mute timing. An unknown outcome is read back.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-post-mute-timing
 */
export const create = Endpoint.keyed(
  Endpoint.post("RoutePostMuteTiming", "/api/v1/provisioning/mute-timings", {
    headers: provenance,
    payload: { name: Schema.NonEmptyString, time_intervals: Schema.Array(TimeInterval) },
    success: MuteTiming,
    error: [
      ...refused,
      when(NameTaken, { status: 400, messageId: "alerting.notifications.time-intervals.nameExists" })
    ]
  }),
  {
    read: get,
    input: ({ name }) => ({ name }),
    decide: (sent, found) =>
      Option.match(found, { onNone: () => Endpoint.notDone, onSome: (it) => judgeCreate(sent, it) })
  }
)

const stale = when(VersionMismatch, { status: 409, messageId: "alerting.notifications.conflict" })

/**
 * Replaces the times of a mute timing: of the `version` that was read, else the last one wins. `currentName` and
 * `name` are the same; a name is not changed.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-put-mute-timing
 */
export const update = Endpoint.versioned(
  Endpoint.put("RoutePutMuteTiming", "/api/v1/provisioning/mute-timings/{name}", {
    params: { currentName: Schema.propertySignature(Schema.NonEmptyString).pipe(Schema.fromKey("name")) },
    headers: provenance,
    payload: {
      name: Schema.NonEmptyString,
      time_intervals: Schema.Array(TimeInterval),
      version: Schema.optional(Schema.String)
    },
    success: MuteTiming,
    error: [...refused, NotFound, InUse, stale]
  }),
  {
    read: get,
    input: ({ name }) => ({ name }),
    decide: (sent, found) =>
      Option.match(found, { onNone: () => Endpoint.conflict, onSome: (it) => judgeUpdate(sent, it) })
  }
)

/**
 * Deletes a mute timing, of the `version` that was read if one is given; one that is not there is no error.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-delete-mute-timing
 */
export const remove = Endpoint.delete("RouteDeleteMuteTiming", "/api/v1/provisioning/mute-timings/{name}", {
  params: { name: Schema.NonEmptyString },
  query: { version: Schema.optional(Schema.String) },
  headers: provenance,
  error: [...refused, InUse, stale]
})
