/** Invites to the current organization, and what the invited do with them. Their codes are secrets. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import {
  AlreadyMember,
  BadRequest,
  InviteNotPending,
  LoginTaken,
  NotFound,
  QuotaReached,
  SmtpNotConfigured,
  when
} from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Message, OpenEnum, Role, Secret } from "./Common.js"

/** An invite. Who has its `code`, or the `url` that holds it, may sign up with it: a secret. */
export interface Invite extends Schema.Schema.Type<typeof invite> {}
const invite = Schema.Struct({
  id: Schema.Int,
  orgId: Schema.Int,
  name: Schema.String,
  email: Schema.String,
  role: OpenEnum("None", "Viewer", "Editor", "Admin"),
  invitedByLogin: Schema.String,
  invitedByEmail: Schema.String,
  invitedByName: Schema.String,
  code: Schema.String,
  status: OpenEnum("InvitePending", "SignUpStarted", "Completed", "Revoked", "Expired"),
  url: Schema.String,
  emailSent: Schema.Boolean,
  emailSentOn: Schema.String,
  createdOn: Schema.String
})
export const Invite: Schema.Schema<Invite> = invite

/** What an invite shows to who has its code. */
export interface InviteInfo extends Schema.Schema.Type<typeof inviteInfo> {}
const inviteInfo = Schema.Struct({
  email: Schema.String,
  name: Schema.String,
  username: Schema.String,
  invitedBy: Schema.String,
  orgName: Schema.optional(Schema.String)
})
export const InviteInfo: Schema.Schema<InviteInfo> = inviteInfo

/**
 * Lists the pending invites to the current organization.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/
 */
export const list = Endpoint.get("getPendingOrgInvites", "/api/org/invites", {
  success: Endpoint.nullAsEmpty(Schema.Array(Invite))
})

/**
 * Invites somebody to the current organization; a user of the server joins at once, and `userId` tells. With
 * `sendEmail` a server without SMTP answers `SmtpNotConfigured`, and the invite stands all the same (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/
 */
export const create = Endpoint.post("addOrgInvite", "/api/org/invites", {
  payload: {
    loginOrEmail: Schema.NonEmptyString,
    name: Schema.optional(Schema.String),
    role: Role,
    sendEmail: Schema.optional(Schema.Boolean)
  },
  success: Schema.Struct({ message: Schema.String, userId: Schema.optional(Schema.Int) }),
  error: [
    BadRequest,
    when(AlreadyMember, { status: 412, message: /already added/ }),
    SmtpNotConfigured,
    QuotaReached
  ]
})

/**
 * Revokes an invite, also one that was revoked before. Grafana's OpenAPI has DELETE, which is not served (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/
 */
export const revoke = Endpoint.patch("revokeInvite", "/api/org/invites/{code}/revoke", {
  kind: "idempotent",
  params: { code: Secret },
  success: Message,
  error: [NotFound]
})

// ---- what the invited do; no credential is needed, and it is not in Grafana's OpenAPI --------------------

/**
 * Reads a pending invite by its code.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/
 */
export const get = Endpoint.get("getInviteInfoByCode", "/api/user/invite/{code}", {
  params: { code: Secret },
  success: InviteInfo,
  error: [NotFound]
})

/**
 * Creates the user that an invite is for; the e-mail has to be the invite's. A password that is too short is a
 * `ServerError` "failed to create user" (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/
 */
export const complete = Endpoint.post("completeInvite", "/api/user/invite/complete", {
  payload: {
    inviteCode: Secret,
    email: Schema.NonEmptyString,
    username: Schema.optional(Schema.String),
    name: Schema.optional(Schema.String),
    password: Secret,
    confirmPassword: Schema.optional(Secret)
  },
  success: Schema.Struct({ id: Schema.Int, message: Schema.String }),
  error: [
    BadRequest,
    NotFound,
    InviteNotPending,
    when(LoginTaken, { status: 412, message: /already exists$/ })
  ]
})
