/** Grafana Live: channels that carry data to dashboards as it comes. Who listens does so on a WebSocket, not here. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"

/** A channel, how many messages a minute it carries, and the last one without its values. */
export interface LiveChannel extends Schema.Schema.Type<typeof liveChannel> {}
const liveChannel = Schema.Struct({
  channel: Schema.String,
  minute_rate: Schema.Int,
  data: Schema.optional(Schema.Unknown)
})
export const LiveChannel: Schema.Schema<LiveChannel> = liveChannel

/**
 * Lists the channels that carried data.
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/set-up-grafana-live/
 */
export const list = Endpoint.get("listLiveChannels", "/api/live/list", {
  success: Schema.Struct({ channels: Endpoint.nullAsEmpty(Schema.Array(LiveChannel)) })
})

/**
 * Publishes a message on a channel: `grafana/broadcast/x`. A channel of no kind that there is is a `ServerError`
 * "Internal Server Error" (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/set-up-grafana-live/
 */
export const publish = Endpoint.post("publishLiveMessage", "/api/live/publish", {
  payload: { channel: Schema.NonEmptyString, data: Schema.Unknown },
  error: [BadRequest, NotFound]
})

/**
 * Pushes measurements to the stream `id`, as lines of InfluxDB's protocol; each measurement becomes a channel
 * `stream/{id}/{measurement}`. Lines that do not parse are a `ServerError` without a message (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/set-up-grafana-live/
 */
export const push = Endpoint.post("pushLiveStream", "/api/live/push/{id}", {
  params: { id: Schema.NonEmptyString },
  query: { gf_live_frame_format: Schema.optional(Schema.Literal("labels_column", "wide")) },
  payload: Schema.String,
  encoding: "text",
  error: [BadRequest]
})
