/**
 * Contact points, notification policies and mute timings as provisioning files: typed, or as text in `yaml`, or in
 * `hcl` for Terraform. Secrets are `[REDACTED]`. Every `$` in names and settings is doubled, since files have
 * variables; in `hcl` it is not.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { JsonObject } from "./Common.js"
import { text, typed, worded } from "./internal/exports.js"
import { TimeInterval } from "./MuteTimings.js"
import { Route } from "./NotificationPolicies.js"

/** A provisioning file of contact points; those of one name stand together. */
export interface ContactPointsFile extends Schema.Schema.Type<typeof contactPointsFile> {}
const contactPointsFile = Schema.Struct({
  apiVersion: Schema.Int,
  // Absent where there is none of the name.
  contactPoints: Schema.optional(
    Schema.Array(
      Schema.Struct({
        orgId: Schema.Int,
        name: Schema.String,
        receivers: Schema.Array(
          Schema.Struct({
            uid: Schema.String,
            type: Schema.String,
            settings: JsonObject,
            disableResolveMessage: Schema.Boolean
          })
        )
      })
    )
  )
})
export const ContactPointsFile: Schema.Schema<ContactPointsFile> = contactPointsFile

/** A provisioning file of the notification policies. */
export interface PoliciesFile extends Schema.Schema.Type<typeof policiesFile> {}
const policiesFile = Schema.Struct({
  apiVersion: Schema.Int,
  policies: Schema.Array(Schema.extend(Schema.Struct({ orgId: Schema.Int }), Route))
})
export const PoliciesFile: Schema.Schema<PoliciesFile> = policiesFile

/** A provisioning file of mute timings. */
export interface MuteTimingsFile extends Schema.Schema.Type<typeof muteTimingsFile> {}
const muteTimingsFile = Schema.Struct({
  apiVersion: Schema.Int,
  // Absent where there is none.
  muteTimes: Schema.optional(
    Schema.Array(
      Schema.Struct({
        orgId: Schema.Int,
        name: Schema.String,
        time_intervals: Endpoint.nullAsEmpty(Schema.Array(TimeInterval))
      })
    )
  )
})
export const MuteTimingsFile: Schema.Schema<MuteTimingsFile> = muteTimingsFile

const secrets = { name: Schema.optional(Schema.NonEmptyString), decrypt: Schema.optional(Schema.Boolean) }
const byName = { name: Schema.NonEmptyString }

/**
 * Exports the contact points, or those of one name; with `decrypt` their secrets too, for admins.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-get-contactpoints-export
 */
export const contactPoints = Endpoint.get(
  "RouteGetContactpointsExport",
  "/api/v1/provisioning/contact-points/export",
  {
    query: { ...typed, ...secrets },
    success: ContactPointsFile
  }
)

/**
 * The same as {@link contactPoints}, as text.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-get-contactpoints-export
 */
export const contactPointsText = Endpoint.get(
  "RouteGetContactpointsExportText",
  "/api/v1/provisioning/contact-points/export",
  {
    query: { ...worded, ...secrets },
    ...text
  }
)

/**
 * Exports the tree of notification policies.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-get-policy-tree-export
 */
export const policies = Endpoint.get("RouteGetPolicyTreeExport", "/api/v1/provisioning/policies/export", {
  query: typed,
  success: PoliciesFile,
  error: [NotFound]
})

/**
 * The same as {@link policies}, as text.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-get-policy-tree-export
 */
export const policiesText = Endpoint.get(
  "RouteGetPolicyTreeExportText",
  "/api/v1/provisioning/policies/export",
  {
    query: worded,
    ...text,
    error: [NotFound]
  }
)

/**
 * Exports the mute timings.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-get-mute-timings-export
 */
export const muteTimings = Endpoint.get(
  "RouteExportMuteTimings",
  "/api/v1/provisioning/mute-timings/export",
  {
    query: typed,
    success: MuteTimingsFile
  }
)

/**
 * The same as {@link muteTimings}, as text.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-get-mute-timings-export
 */
export const muteTimingsText = Endpoint.get(
  "RouteExportMuteTimingsText",
  "/api/v1/provisioning/mute-timings/export",
  {
    query: worded,
    ...text
  }
)

/**
 * Exports one mute timing.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-get-mute-timing-export
 */
export const muteTiming = Endpoint.get(
  "RouteExportMuteTiming",
  "/api/v1/provisioning/mute-timings/{name}/export",
  {
    params: byName,
    query: typed,
    success: MuteTimingsFile,
    error: [NotFound]
  }
)

/**
 * The same as {@link muteTiming}, as text.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-get-mute-timing-export
 */
export const muteTimingText = Endpoint.get(
  "RouteExportMuteTimingText",
  "/api/v1/provisioning/mute-timings/{name}/export",
  {
    params: byName,
    query: worded,
    ...text,
    error: [NotFound]
  }
)
