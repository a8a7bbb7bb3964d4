/** Groups of notification templates by the provisioning API: Go templates that contact points word messages with. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { NameTaken, NotFound, VersionMismatch, when } from "@effect-grafana/core/GrafanaError"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Provenance } from "./Alerting.js"
import { refused } from "./internal/alerting.js"
import { judgeTemplate } from "./internal/judgeTemplate.js"
import { provenance } from "./internal/provenance.js"

/** A template group; `version` is a hash of its content, from Grafana 11 on. */
export interface NotificationTemplate extends Schema.Schema.Type<typeof notificationTemplate> {}
const notificationTemplate = Schema.Struct({
  name: Schema.String,
  template: Schema.String,
  version: Schema.optional(Schema.String),
  provenance: Schema.optional(Provenance)
})
export const NotificationTemplate: Schema.Schema<NotificationTemplate> = notificationTemplate

/**
 * Lists the template groups.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-get-templates
 */
export const list = Endpoint.get("RouteGetTemplates", "/api/v1/provisioning/templates", {
  success: Endpoint.nullAsEmpty(Schema.Array(NotificationTemplate))
})

const path = "/api/v1/provisioning/templates/{name}"
const params = { name: Schema.NonEmptyString }
const stale = when(VersionMismatch, { status: 409, messageId: "alerting.notifications.conflict" })

/**
 * Reads one template group.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-get-template
 */
export const get = Endpoint.get("RouteGetTemplate", path, {
  params,
  success: NotificationTemplate,
  error: [NotFound]
})

/**
 * Creates a template group, or replaces it: of the `version` that was read, else the last one wins. An unknown
 * outcome is read back.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-put-template
 */
export const save = Endpoint.versioned(
  Endpoint.put("RoutePutTemplate", path, {
    params,
    headers: provenance,
    payload: { template: Schema.NonEmptyString, version: Schema.optional(Schema.String) },
    success: NotificationTemplate,
    error: [
      ...refused,
      NotFound,
      when(NameTaken, { status: 400, messageId: "alerting.notifications.templates.nameExists" }),
      stale
    ]
  }),
  {
    read: get,
    input: ({ name }) => ({ name }),
    decide: (sent, found) =>
      Option.match(found, {
        onNone: () => (sent.version === undefined ? Endpoint.notDone : Endpoint.conflict),
        onSome: (it) => judgeTemplate(sent, it)
      })
  }
)

/**
 * Deletes a template group, of the `version` that was read if one is given; one that is not there is no error.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-delete-template
 */
export const remove = Endpoint.delete("RouteDeleteTemplate", path, {
  params,
  query: { version: Schema.optional(Schema.String) },
  headers: provenance,
  error: [...refused, stale]
})
