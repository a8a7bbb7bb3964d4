/**
 * The licence of the server. Grafana Enterprise; elsewhere everything here is `RouteNotFound`. No recording shows it:
 * fields are as Grafana's OpenAPI and pages have them, none of them promised.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound, when } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Secret } from "./Common.js"

/** What a licence allows; times are seconds since 1970. */
export interface Licence extends Schema.Schema.Type<typeof licence> {}
const licence = Schema.partial(
  Schema.Struct({
    status: Schema.Int,
    jti: Schema.String,
    iss: Schema.String,
    sub: Schema.String,
    iat: Schema.Int,
    exp: Schema.Int,
    nbf: Schema.Int,
    lexp: Schema.Int,
    lid: Schema.String,
    limit_by: Schema.String,
    included_users: Schema.Int,
    lic_exp_warn_days: Schema.Int,
    tok_exp_warn_days: Schema.Int,
    update_days: Schema.Int,
    prod: Endpoint.nullAsEmpty(Schema.Array(Schema.String)),
    company: Schema.String,
    account: Schema.String,
    slug: Schema.String,
    usage_billing: Schema.Boolean,
    max_concurrent_user_sessions: Schema.Int,
    details_url: Schema.String,
    trial: Schema.Boolean,
    trial_exp: Schema.Int,
    anonymousRatio: Schema.Int
  })
)
export const Licence: Schema.Schema<Licence> = licence

/** How many users count for the licence. */
export interface LicenceStats extends Schema.Schema.Type<typeof licenceStats> {}
const licenceStats = Schema.partial(
  Schema.Struct({
    active_users: Schema.Int,
    active_admins_and_editors: Schema.Int,
    active_viewers: Schema.Int,
    active_anonymous_devices: Schema.Int
  })
)
export const LicenceStats: Schema.Schema<LicenceStats> = licenceStats

/**
 * Tells whether there is a valid licence.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/licensing/#check-license-availability
 */
export const check = Endpoint.get("getStatus", "/api/licensing/check", { success: Schema.Boolean })

/**
 * Reads the licence.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/licensing/
 */
export const get = Endpoint.get("getLicenseToken", "/api/licensing/token", { success: Licence })

/**
 * Puts a licence into force.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/licensing/#add-license
 */
export const set = Endpoint.post("postLicenseToken", "/api/licensing/token", {
  kind: "idempotent",
  // The OpenAPI has the payload of the delete here, the page this one.
  payload: { token: Secret },
  success: Licence,
  error: [BadRequest]
})

/**
 * Asks the issuer for a new licence.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/licensing/#manually-force-license-refresh
 */
export const renew = Endpoint.post("postRenewLicenseToken", "/api/licensing/token/renew", {
  payload: {},
  // Without a body by the OpenAPI, with the licence by the page.
  success: Schema.UndefinedOr(Licence),
  error: [NotFound]
})

/**
 * Removes the licence from the database; `instance` is the root URL of the server that it is for, else `BadRequest`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/licensing/#remove-license-from-database
 */
export const remove = Endpoint.delete("deleteLicenseToken", "/api/licensing/token", {
  payload: { instance: Schema.NonEmptyString },
  error: [when(BadRequest, { status: 400 }, { status: 422 })]
})

/**
 * Counts the users anew.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/licensing/
 */
export const refreshStats = Endpoint.get("refreshLicenseStats", "/api/licensing/refresh-stats", {
  kind: "idempotent",
  success: LicenceStats
})

/**
 * Reports who has permissions beyond the basic roles.
 * @deprecated by Grafana, without a successor.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/licensing/
 */
export const getCustomPermissions = Endpoint.get(
  "getCustomPermissionsReport",
  "/api/licensing/custom-permissions",
  { success: Schema.Unknown }
)

/**
 * Reports who has permissions beyond the basic roles, as CSV.
 * @deprecated by Grafana, without a successor.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/licensing/
 */
export const getCustomPermissionsCsv = Endpoint.get(
  "getCustomPermissionsCSV",
  "/api/licensing/custom-permissions-csv",
  { success: Schema.String, response: "text" }
)
