/** Time intervals, in which notifications are muted or sent, by the Kubernetes-style API. */
import * as Schema from "effect/Schema"
import { onChange, onCreate, onRemove } from "./internal/notifications.js"
import * as Kubernetes from "./Kubernetes.js"
import { type KubernetesObject, objectOf } from "./KubernetesObjects.js"

const texts = Schema.optional(Schema.Array(Schema.String))

const interval = Schema.Struct({
  times: Schema.optional(Schema.Array(Schema.Struct({ start_time: Schema.String, end_time: Schema.String }))),
  weekdays: texts,
  days_of_month: texts,
  months: texts,
  years: texts,
  location: Schema.optional(Schema.String)
})

/** A named time interval; `location` is a time zone, UTC unless told. */
export interface TimeIntervalSpec extends Schema.Schema.Type<typeof timeIntervalSpec> {}
const timeIntervalSpec = Schema.Struct({ name: Schema.String, time_intervals: Schema.Array(interval) })
export const TimeIntervalSpec: Schema.Schema<TimeIntervalSpec> = timeIntervalSpec

/** A time interval. */
export interface TimeInterval extends KubernetesObject<TimeIntervalSpec> {}
export const TimeInterval: Schema.Schema<TimeInterval> = objectOf({ spec: TimeIntervalSpec })

const timeIntervals = Kubernetes.resource({
  group: "notifications.alerting.grafana.app",
  version: "v0alpha1",
  plural: "timeintervals",
  spec: Schema.Struct({ name: Schema.NonEmptyString, time_intervals: Schema.Array(interval) }),
  object: TimeInterval
})

/**
 * Lists the time intervals, in one response whatever the `limit` (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const list = Kubernetes.list("listTimeIntervals", timeIntervals)

/**
 * Reads one time interval.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const get = Kubernetes.get("getTimeInterval", timeIntervals)

/**
 * Creates a time interval. Grafana makes its `metadata.name` of its name; one of your own is not heeded.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const create = Kubernetes.create("createTimeInterval", timeIntervals, get, onCreate)

/**
 * Replaces a time interval.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const update = Kubernetes.update("updateTimeInterval", timeIntervals, get, onChange)

/**
 * Changes a part of a time interval.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const patch = Kubernetes.patch("patchTimeInterval", timeIntervals, get, onChange)

/**
 * Changes a part of a time interval step by step, all of them or none.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const patchJson = Kubernetes.patchJson("patchTimeIntervalByJson", timeIntervals, onChange)

/**
 * Deletes a time interval. `InUse` where a policy or a rule names it.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export const remove = Kubernetes.remove("deleteTimeInterval", timeIntervals, get, onRemove)
