/** The signed-in user. Who comes with a service account's token is none: see `NotForServiceAccounts`. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import {
  BadRequest,
  ExternalUser,
  LoginTaken,
  NotForServiceAccounts,
  NotFound,
  NotInOrganization,
  WeakPassword,
  when,
  WrongPassword
} from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Id, Message, Quota, Secret } from "./Common.js"
import { PreferenceFields, Preferences } from "./Preferences.js"
import { Team } from "./Teams.js"
import { Membership, User } from "./Users.js"

/** A session of a user. Grafana's OpenAPI shows its table instead of what it sends (12.3.0). */
export interface AuthToken extends Schema.Schema.Type<typeof authToken> {}
const authToken = Schema.Struct({
  id: Schema.Int,
  isActive: Schema.Boolean,
  clientIp: Schema.String,
  device: Schema.String,
  os: Schema.String,
  osVersion: Schema.String,
  browser: Schema.String,
  browserVersion: Schema.String,
  authModule: Schema.optional(Schema.String),
  createdAt: Schema.String,
  seenAt: Schema.String
})
export const AuthToken: Schema.Schema<AuthToken> = authToken

/** Which hints of its pages a user has put away: a bit for each. */
export interface HelpFlags extends Schema.Schema.Type<typeof helpFlags> {}
const helpFlags = Schema.Struct({ helpFlags1: Schema.Int, message: Schema.String })
export const HelpFlags: Schema.Schema<HelpFlags> = helpFlags

/**
 * Reads the signed-in user. For a token, `id` is 0 and `uid` names the service account: `service-account:8`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/#actual-user
 */
export const get = Endpoint.get("getSignedInUser", "/api/user", {
  success: User,
  error: [NotFound]
})

/**
 * Changes the signed-in user; fields left out stay. The login has to be given, because Grafana makes a lone e-mail
 * the login too. A taken login is a `ServerError` "Failed to update user" (12.3.0). Where the server verifies
 * e-mails, a new one is only asked for by mail, and all else in the call is dropped.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/
 */
export const update = Endpoint.put("updateSignedInUser", "/api/user", {
  payload: {
    login: Schema.NonEmptyString,
    email: Schema.optional(Schema.String),
    name: Schema.optional(Schema.String),
    theme: Schema.optional(Schema.String)
  },
  success: Message,
  error: [BadRequest, NotFound, LoginTaken, ExternalUser, NotForServiceAccounts]
})

/**
 * Changes the password of the signed-in user; a client with the old one in its Basic credential is out from then on.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/#change-password
 */
export const changePassword = Endpoint.put("changeUserPassword", "/api/user/password", {
  // A repeated request would find the old password to be wrong.
  kind: "unsafe",
  payload: { oldPassword: Secret, newPassword: Secret },
  success: Message,
  error: [BadRequest, WrongPassword, WeakPassword, ExternalUser, NotForServiceAccounts]
})

/**
 * Lists the organizations of the signed-in user.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/#organizations-of-the-actual-user
 */
export const listOrganizations = Endpoint.get("getSignedInUserOrgList", "/api/user/orgs", {
  success: Endpoint.nullAsEmpty(Schema.Array(Membership)),
  error: [NotForServiceAccounts]
})

/**
 * Lists the teams of the signed-in user in the current organization.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/#teams-that-the-actual-user-is-member-of
 */
export const listTeams = Endpoint.get("getSignedInUserTeamList", "/api/user/teams", {
  success: Endpoint.nullAsEmpty(Schema.Array(Team)),
  error: [NotForServiceAccounts]
})

/**
 * Makes an organization the active one of the signed-in user, in all sessions. For some calls of one program
 * `Grafana.withOrganization` does it without a trace.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/#switch-user-context-for-signed-in-user
 */
export const switchOrganization = Endpoint.post("userSetUsingOrg", "/api/user/using/{orgId}", {
  kind: "idempotent",
  params: { orgId: Id },
  success: Message,
  error: [BadRequest, NotInOrganization, NotForServiceAccounts]
})

// ---- preferences -----------------------------------------------------------------------------------------

/**
 * Reads the user's own preferences, those of the current organization.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/preferences/#get-current-user-prefs
 */
export const getPreferences = Endpoint.get("getUserPreferences", "/api/user/preferences", {
  success: Preferences
})

/**
 * Sets the user's preferences; what is left out is taken back, but for the home dashboard (12.3.0). A home
 * dashboard that is not there is `NotFound`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/preferences/#update-current-user-prefs
 */
export const updatePreferences = Endpoint.put("updateUserPreferences", "/api/user/preferences", {
  payload: PreferenceFields,
  success: Message,
  error: [BadRequest, NotFound]
})

/**
 * Sets some of the user's preferences; what is left out stays.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/preferences/#patch-current-user-prefs
 */
export const patchPreferences = Endpoint.patch("patchUserPreferences", "/api/user/preferences", {
  kind: "idempotent",
  payload: PreferenceFields,
  success: Message,
  error: [BadRequest, NotFound]
})

// ---- sessions --------------------------------------------------------------------------------------------

/**
 * Lists the user's sessions.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/#auth-tokens-of-the-actual-user
 */
export const listAuthTokens = Endpoint.get("getUserAuthTokens", "/api/user/auth-tokens", {
  success: Endpoint.nullAsEmpty(Schema.Array(AuthToken)),
  error: [when(NotForServiceAccounts, { status: 403, message: "entity not allowed to get tokens" })]
})

/**
 * Ends a session of the user; the one that asks is refused with `BadRequest`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/#revoke-an-auth-token-of-the-actual-user
 */
export const revokeAuthToken = Endpoint.post("revokeUserAuthToken", "/api/user/revoke-auth-token", {
  kind: "idempotent",
  payload: { authTokenId: Id },
  success: Message,
  error: [
    BadRequest,
    NotFound,
    when(NotForServiceAccounts, { status: 403, message: "entity not allowed to revoke tokens" })
  ],
  gone: { message: "User auth token revoked" }
})

// ---- the rest --------------------------------------------------------------------------------------------

/**
 * Lists the user's quotas. Grafana 12.3.0 answers `BadRequest` to everybody: it misses the user's id.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/
 */
export const listQuotas = Endpoint.get("getUserQuotas", "/api/user/quotas", {
  success: Endpoint.nullAsEmpty(Schema.Array(Quota)),
  error: [BadRequest, NotFound]
})

/**
 * Puts a hint of Grafana's pages away; `id` is its bit: 1, 2, 4, ...
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/
 */
export const setHelpFlag = Endpoint.put("setHelpFlag", "/api/user/helpflags/{id}", {
  params: { id: Id },
  success: HelpFlags,
  error: [BadRequest, NotForServiceAccounts]
})

/**
 * Brings all hints of Grafana's pages back.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/
 */
export const clearHelpFlags = Endpoint.get("clearHelpFlags", "/api/user/helpflags/clear", {
  kind: "idempotent",
  success: HelpFlags,
  error: [NotForServiceAccounts]
})

/**
 * Takes the code of a verification mail and sets the new e-mail. Only where the server has SMTP and verifies
 * e-mails; a code that Grafana does not take is `UnexpectedResponse` (a redirect to the login page).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/
 */
export const updateEmail = Endpoint.get("updateUserEmail", "/user/email/update", {
  kind: "unsafe",
  query: { code: Secret },
  // Success and failure are the same 302 and differ only in where it leads.
  statuses: [302],
  response: "text",
  success: Schema.String.pipe(Schema.pattern(/\/profile"/))
})
