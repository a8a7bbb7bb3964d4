import { bind } from "../bind.js"
import { badRequestData, message, ok, type FakeResponse } from "../message.js"
import { route, type Handler, type Route } from "../route.js"

/** Signing up is off, and no mail is sent: a server with the default settings. */
const disabled = message(401, "User signup is disabled")

const ifBody =
  (field: string, answer: FakeResponse): Handler =>
  ({ request }) => {
    const body = bind(request, { [field]: "string" })
    return body?.[field] === undefined || body[field] === "" ? badRequestData : answer
  }

export const signUpRoutes: ReadonlyArray<Route> = [
  route(
    { method: "GET", path: "/api/user/signup/options" },
    () => ok({ autoAssignOrg: true, verifyEmailEnabled: false }),
    { open: true }
  ),
  route({ method: "POST", path: "/api/user/signup" }, ifBody("email", disabled), { open: true }),
  route(
    { method: "POST", path: "/api/user/signup/step2" },
    ({ request }) => (bind(request, {}) === undefined ? badRequestData : disabled),
    { open: true }
  ),
  route(
    { method: "POST", path: "/api/user/password/send-reset-email" },
    ifBody("userOrEmail", message(500, "Failed to send email")),
    { open: true }
  ),
  route(
    { method: "POST", path: "/api/user/password/reset" },
    ({ request }) =>
      bind(request, {}) === undefined
        ? badRequestData
        : message(400, "Invalid or expired reset password code"),
    { open: true }
  )
]
