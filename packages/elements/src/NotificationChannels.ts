/**
 * Notification channels of the alerting before Grafana 9: gone since Grafana 11, and before wherever it is switched
 * off (`RouteNotFound`). Contact points succeed them.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NameTaken, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Id, JsonObject, Removed, Uid } from "./Common.js"

/** A notification channel; its `type` decides what `settings` hold. */
export interface NotificationChannel extends Schema.Schema.Type<typeof notificationChannel> {}
const brief = {
  id: Schema.Int,
  uid: Schema.String,
  name: Schema.String,
  type: Schema.String,
  isDefault: Schema.Boolean
}
const notificationChannel = Schema.Struct({
  ...brief,
  sendReminder: Schema.Boolean,
  disableResolveMessage: Schema.Boolean,
  frequency: Schema.String,
  settings: JsonObject,
  secureFields: Schema.optional(Schema.Record({ key: Schema.String, value: Schema.Boolean })),
  created: Schema.String,
  updated: Schema.String
})
export const NotificationChannel: Schema.Schema<NotificationChannel> = notificationChannel

/** A notification channel as {@link lookup} shows it. */
export interface NotificationChannelHit extends Schema.Schema.Type<typeof notificationChannelHit> {}
const notificationChannelHit = Schema.Struct(brief)
export const NotificationChannelHit: Schema.Schema<NotificationChannelHit> = notificationChannelHit

const fields = {
  uid: Schema.optional(Uid),
  name: Schema.NonEmptyString,
  type: Schema.NonEmptyString,
  isDefault: Schema.optional(Schema.Boolean),
  sendReminder: Schema.optional(Schema.Boolean),
  disableResolveMessage: Schema.optional(Schema.Boolean),
  frequency: Schema.optional(Schema.String),
  settings: JsonObject,
  secureSettings: Schema.optional(JsonObject)
}

/**
 * Lists the notification channels.
 * @deprecated by Grafana 9.0: use `ContactPoints.list`.
 * @see https://grafana.com/docs/grafana/v10.4/developers/http_api/alerting_notification_channels/#get-all-notification-channels
 */
export const list = Endpoint.get("getAlertNotificationChannels", "/api/alert-notifications", {
  success: Schema.Array(NotificationChannel)
})

/**
 * Lists the notification channels, for all who may log in.
 * @deprecated by Grafana 9.0: use `ContactPoints.list`.
 * @see https://grafana.com/docs/grafana/v10.4/developers/http_api/alerting_notification_channels/#get-all-notification-channels-lookup
 */
export const lookup = Endpoint.get("getAlertNotificationLookup", "/api/alert-notifications/lookup", {
  success: Schema.Array(NotificationChannelHit)
})

/**
 * Reads one notification channel.
 * @deprecated by Grafana 9.0: use `ContactPoints.list`.
 * @see https://grafana.com/docs/grafana/v10.4/developers/http_api/alerting_notification_channels/#get-notification-channel-by-uid
 */
export const get = Endpoint.get("getAlertNotificationChannelByUID", "/api/alert-notifications/uid/{uid}", {
  params: { uid: Uid },
  success: NotificationChannel,
  error: [NotFound]
})

/**
 * Reads one notification channel by its numeric id.
 * @deprecated by Grafana 9.0: use `ContactPoints.list`.
 * @see https://grafana.com/docs/grafana/v10.4/developers/http_api/alerting_notification_channels/#get-notification-channel-by-id
 */
export const getById = Endpoint.get("getAlertNotificationChannelByID", "/api/alert-notifications/{id}", {
  params: { id: Id },
  success: NotificationChannel,
  error: [NotFound]
})

/**
 * Creates a notification channel.
 * @deprecated by Grafana 9.0: use `ContactPoints.create`.
 * @see https://grafana.com/docs/grafana/v10.4/developers/http_api/alerting_notification_channels/#create-notification-channel
 */
export const create = Endpoint.post("createAlertNotificationChannel", "/api/alert-notifications", {
  payload: fields,
  success: NotificationChannel,
  error: [BadRequest, NameTaken]
})

/**
 * Replaces a notification channel. `currentUid` names it, `uid` gives it a new one.
 * @deprecated by Grafana 9.0: use `ContactPoints.update`.
 * @see https://grafana.com/docs/grafana/v10.4/developers/http_api/alerting_notification_channels/#update-notification-channel-by-uid
 */
export const update = Endpoint.put(
  "updateAlertNotificationChannelByUID",
  "/api/alert-notifications/uid/{uid}",
  {
    params: { currentUid: Schema.propertySignature(Uid).pipe(Schema.fromKey("uid")) },
    payload: fields,
    success: NotificationChannel,
    error: [BadRequest, NotFound]
  }
)

/**
 * Replaces a notification channel that is named by its numeric id.
 * @deprecated by Grafana 9.0: use `ContactPoints.update`.
 * @see https://grafana.com/docs/grafana/v10.4/developers/http_api/alerting_notification_channels/#update-notification-channel-by-id
 */
export const updateById = Endpoint.put("updateAlertNotificationChannel", "/api/alert-notifications/{id}", {
  params: { id: Id },
  payload: fields,
  success: NotificationChannel,
  error: [BadRequest, NotFound]
})

/**
 * Deletes a notification channel.
 * @deprecated by Grafana 9.0: use `ContactPoints.remove`.
 * @see https://grafana.com/docs/grafana/v10.4/developers/http_api/alerting_notification_channels/#delete-alert-notification-by-uid
 */
export const remove = Endpoint.delete(
  "deleteAlertNotificationChannelByUID",
  "/api/alert-notifications/uid/{uid}",
  { params: { uid: Uid }, success: Removed, error: [NotFound], gone: { message: "Notification deleted" } }
)

/**
 * Deletes a notification channel by its numeric id.
 * @deprecated by Grafana 9.0: use `ContactPoints.remove`.
 * @see https://grafana.com/docs/grafana/v10.4/developers/http_api/alerting_notification_channels/#delete-alert-notification-by-id
 */
export const removeById = Endpoint.delete("deleteAlertNotificationChannel", "/api/alert-notifications/{id}", {
  params: { id: Id },
  success: Removed,
  error: [NotFound],
  gone: { message: "Notification deleted" }
})
