import * as Admin from "@effect-grafana/elements/Admin"
import * as Organization from "@effect-grafana/elements/Organization"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"

/** Makes a user of the current organization, and gives the id. */
export const join = (login: string, role: "Viewer" | "Editor" | "Admin", email = `${login}@example.com`) =>
  Effect.gen(function* () {
    const { id } = yield* Admin.createUser({ login, email, name: login, password: Redacted.make("secret-1") })
    yield* Organization.updateUser({ userId: id, role })
    return id
  })
