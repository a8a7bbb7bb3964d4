/** The administration of the server and its users: for server admins, whom no token can be. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import {
  BadRequest,
  ExternalUser,
  LastAdmin,
  LoginTaken,
  NotFound,
  QuotasDisabled,
  SessionsNotRevoked,
  WeakPassword,
  when
} from "@effect-grafana/core/GrafanaError"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Id, IdOrUid, JsonObject, Message, Quota, Secret } from "./Common.js"
import { AuthToken } from "./User.js"
import * as Users from "./Users.js"

/** The server's configuration: section, key, value. Secrets are masked. */
export interface Settings extends Schema.Schema.Type<typeof settings> {}
const settings = Schema.Record({
  key: Schema.String,
  value: Schema.Record({ key: Schema.String, value: Schema.String })
})
export const Settings: Schema.Schema<Settings> = settings

/** How many of each the server holds. */
export interface Stats extends Schema.Schema.Type<typeof stats> {}
const stats = Schema.Struct({
  orgs: Schema.Int,
  dashboards: Schema.Int,
  snapshots: Schema.Int,
  tags: Schema.Int,
  datasources: Schema.Int,
  playlists: Schema.Int,
  stars: Schema.Int,
  alerts: Schema.Int,
  users: Schema.Int,
  admins: Schema.Int,
  editors: Schema.Int,
  viewers: Schema.Int,
  activeUsers: Schema.Int,
  activeAdmins: Schema.Int,
  activeEditors: Schema.Int,
  activeViewers: Schema.Int,
  activeSessions: Schema.Int,
  dailyActiveUsers: Schema.Int,
  dailyActiveAdmins: Schema.Int,
  dailyActiveEditors: Schema.Int,
  dailyActiveViewers: Schema.Int,
  dailyActiveSessions: Schema.Int,
  monthlyActiveUsers: Schema.Int,
  activeDevices: Schema.optional(Schema.Int)
})
export const Stats: Schema.Schema<Stats> = stats

/** What Grafana tells its makers, where the server lets it. */
export interface UsageReport extends Schema.Schema.Type<typeof usageReport> {}
const usageReport = Schema.Struct({
  version: Schema.String,
  metrics: JsonObject,
  os: Schema.optional(Schema.String),
  arch: Schema.optional(Schema.String),
  edition: Schema.optional(Schema.String),
  hasValidLicense: Schema.optional(Schema.Boolean),
  packaging: Schema.optional(Schema.String),
  usageStatsId: Schema.optional(Schema.String)
})
export const UsageReport: Schema.Schema<UsageReport> = usageReport

/**
 * Reads the server's configuration, as far as the credential may see it.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/#fetch-settings
 */
export const getSettings = Endpoint.get("adminGetSettings", "/api/admin/settings", { success: Settings })

/**
 * Counts what the server holds.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/#grafana-stats
 */
export const getStats = Endpoint.get("adminGetStats", "/api/admin/stats", { success: Stats })

/**
 * Reads the usage report that Grafana would send now. It counts everything first, which takes its time.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/#grafana-usage-report-preview
 */
export const getUsageReport = Endpoint.get("getUsageReportPreview", "/api/admin/usage-report-preview", {
  success: UsageReport
})

// ---- users -----------------------------------------------------------------------------------------------

/**
 * Creates a user, with a login or an e-mail or both, in `orgId` or where the server puts new users. An unknown
 * organization is `NotFound`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/#global-users
 */
export const createUser = Endpoint.keyed(
  Endpoint.post("adminCreateUser", "/api/admin/users", {
    payload: {
      login: Schema.optional(Schema.NonEmptyString),
      email: Schema.optional(Schema.NonEmptyString),
      name: Schema.optional(Schema.String),
      password: Secret,
      orgId: Schema.optional(Id)
    },
    success: Schema.Struct({ id: Schema.Int, uid: Schema.optional(Schema.String), message: Schema.String }),
    error: [
      BadRequest,
      WeakPassword,
      when(NotFound, { status: 400, message: /org\.notFound|organization not found/i }),
      when(LoginTaken, { status: 412 })
    ]
  }),
  {
    read: Users.lookup,
    input: ({ email, login }) => {
      const loginOrEmail = login ?? email
      return loginOrEmail === undefined ? undefined : { loginOrEmail }
    },
    // A user of the name may have stood there before, with another password.
    decide: (_, found) => (Option.isSome(found) ? Endpoint.conflict : Endpoint.notDone)
  }
)

/**
 * Deletes a user with all memberships, stars and preferences; what the user made stays.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/#delete-global-user
 */
export const removeUser = Endpoint.delete("adminDeleteUser", "/api/admin/users/{id}", {
  params: { id: IdOrUid },
  success: Message,
  error: [BadRequest, NotFound],
  gone: { message: "User deleted" }
})

/**
 * Sets a user's password and ends the user's sessions. An unknown id and a password that is too short are a
 * `ServerError` "Failed to update user password" (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/#password-for-user
 */
export const setPassword = Endpoint.put("adminUpdateUserPassword", "/api/admin/users/{id}/password", {
  params: { id: IdOrUid },
  payload: { password: Secret },
  success: Message,
  error: [BadRequest, NotFound, WeakPassword, ExternalUser, SessionsNotRevoked]
})

/**
 * Makes a user a server admin, or no longer one.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/#permissions
 */
export const setPermissions = Endpoint.put(
  "adminUpdateUserPermissions",
  "/api/admin/users/{id}/permissions",
  {
    params: { id: IdOrUid },
    payload: { isGrafanaAdmin: Schema.Boolean },
    success: Message,
    error: [
      BadRequest,
      // An unknown id is a 500, an unknown uid a 404 (12.3.0).
      when(NotFound, { status: 404 }, { status: 500, message: "Failed to update user permissions" }),
      LastAdmin,
      ExternalUser
    ]
  }
)

/**
 * Keeps a user from signing in, and ends the user's sessions.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/
 */
export const disableUser = Endpoint.post("adminDisableUser", "/api/admin/users/{id}/disable", {
  kind: "idempotent",
  params: { id: IdOrUid },
  success: Message,
  error: [
    BadRequest,
    NotFound,
    when(ExternalUser, { status: 500, message: "Could not disable external user" })
  ]
})

/**
 * Lets a disabled user sign in again.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/
 */
export const enableUser = Endpoint.post("adminEnableUser", "/api/admin/users/{id}/enable", {
  kind: "idempotent",
  params: { id: IdOrUid },
  success: Message,
  error: [
    BadRequest,
    NotFound,
    when(ExternalUser, { status: 500, message: "Could not enable external user" })
  ]
})

/**
 * Ends all sessions of a user; oneself is refused with `BadRequest`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/#logout-user
 */
export const logoutUser = Endpoint.post("adminLogoutUser", "/api/admin/users/{id}/logout", {
  kind: "idempotent",
  params: { id: IdOrUid },
  success: Message,
  error: [BadRequest, NotFound]
})

/**
 * Lists the sessions of a user.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/#auth-tokens-for-user
 */
export const listAuthTokens = Endpoint.get("adminGetUserAuthTokens", "/api/admin/users/{id}/auth-tokens", {
  params: { id: IdOrUid },
  success: Endpoint.nullAsEmpty(Schema.Array(AuthToken)),
  error: [BadRequest, NotFound]
})

/**
 * Ends a session of a user.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/#revoke-auth-token-for-user
 */
export const revokeAuthToken = Endpoint.post(
  "adminRevokeUserAuthToken",
  "/api/admin/users/{id}/revoke-auth-token",
  {
    kind: "idempotent",
    params: { id: IdOrUid },
    payload: { authTokenId: Id },
    success: Message,
    error: [BadRequest, NotFound],
    gone: { message: "User auth token revoked" }
  }
)

/**
 * Lists the quotas of a user and how much of each is used.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/
 */
export const listQuotas = Endpoint.get("getUserQuota", "/api/admin/users/{id}/quotas", {
  params: { id: IdOrUid },
  success: Endpoint.nullAsEmpty(Schema.Array(Quota)),
  error: [BadRequest, NotFound, QuotasDisabled]
})

/**
 * Sets one quota of a user: `target` is `org_user`, and a `limit` of -1 is none.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/
 */
export const setQuota = Endpoint.put("updateUserQuota", "/api/admin/users/{id}/quotas/{target}", {
  params: { id: IdOrUid, target: Schema.NonEmptyString },
  payload: { limit: Schema.Int },
  success: Message,
  error: [
    when(BadRequest, { status: 400 }, { status: 500, messageId: "quota.invalid-target-table" }),
    NotFound,
    QuotasDisabled
  ]
})
