/**
 * How somebody becomes a user, and how a user who forgot the password gets in again. Nothing here needs a credential
 * but {@link startEmailVerification}, and nothing stands in Grafana's OpenAPI. The invited take `Invites.complete`.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import {
  BadRequest,
  ExternalUser,
  Forbidden,
  LoginTaken,
  NotFound,
  QuotaReached,
  SessionsNotRevoked,
  SignUpDisabled,
  WeakPassword,
  when
} from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Message, Secret } from "./Common.js"

/** How this server takes users on. */
export interface SignUpOptions extends Schema.Schema.Type<typeof signUpOptions> {}
const signUpOptions = Schema.Struct({ verifyEmailEnabled: Schema.Boolean, autoAssignOrg: Schema.Boolean })
export const SignUpOptions: Schema.Schema<SignUpOptions> = signUpOptions

/**
 * Reads how this server takes users on.
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#users
 */
export const getOptions = Endpoint.get("getSignUpOptions", "/api/user/signup/options", {
  success: SignUpOptions
})

/**
 * Asks for a verification mail with the code that {@link complete} needs.
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#users
 */
export const start = Endpoint.post("signUp", "/api/user/signup", {
  payload: { email: Schema.NonEmptyString },
  success: Schema.Struct({ status: Schema.String }),
  error: [BadRequest, SignUpDisabled, QuotaReached, when(LoginTaken, { status: 422 })]
})

/**
 * Creates the user, with the `code` of the mail where the server verifies e-mails; a wrong one is `NotFound`.
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#users
 */
export const complete = Endpoint.post("signUpStep2", "/api/user/signup/step2", {
  payload: {
    email: Schema.NonEmptyString,
    username: Schema.optional(Schema.String),
    name: Schema.optional(Schema.String),
    password: Secret,
    code: Schema.optional(Secret),
    orgName: Schema.optional(Schema.String)
  },
  success: Schema.Struct({ message: Schema.String, code: Schema.String }),
  error: [BadRequest, NotFound, SignUpDisabled, when(LoginTaken, { status: 401, message: /already exists$/ })]
})

// The server has no login form (disable_login_form).
const NoPasswords = when(Forbidden, { status: 401, message: /^Not allowed to reset password/ })

/**
 * Sends a user a mail with the code that {@link resetPassword} needs. Whether there is such a user is not told.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/
 */
export const sendResetEmail = Endpoint.post("sendResetPasswordEmail", "/api/user/password/send-reset-email", {
  payload: { userOrEmail: Schema.NonEmptyString },
  success: Message,
  error: [BadRequest, NoPasswords]
})

/**
 * Sets a new password by the code of a mail, and ends the user's sessions. A wrong code is `BadRequest`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/
 */
export const resetPassword = Endpoint.post("resetPassword", "/api/user/password/reset", {
  payload: { code: Secret, newPassword: Secret, confirmPassword: Secret },
  success: Message,
  error: [BadRequest, WeakPassword, ExternalUser, SessionsNotRevoked, NoPasswords]
})

/**
 * Sends the signed-in user a mail with the code that `User.updateEmail` needs. Only where the server verifies e-mails.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/
 */
export const startEmailVerification = Endpoint.post(
  "startEmailVerification",
  "/api/user/email/start-verify",
  {
    success: Message,
    error: [BadRequest, NotFound]
  }
)
