import * as Endpoint from "@effect-grafana/core/Endpoint"
import { Forbidden, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Users from "@effect-grafana/elements/Users"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { scripted } from "./support/scripted.js"

const alice: Users.User = {
  id: 2,
  uid: "dg51i3dgirthcd",
  email: "alice@example.com",
  name: "Alice",
  login: "alice",
  theme: "",
  orgId: 1,
  isGrafanaAdmin: false,
  isDisabled: false,
  isExternal: false,
  authLabels: [],
  updatedAt: "2026-11-22T05:53:12Z",
  createdAt: "2026-11-22T05:53:12Z",
  avatarUrl: ""
}

it.effect("a user is found by login or e-mail", () =>
  Users.find("alice@example.com").pipe(
    Effect.map((found) => expect(found).toEqual(Option.some(alice))),
    Effect.provide(Endpoint.stub(Users.lookup, () => Effect.succeed(alice)))
  )
)

it.effect("that there is no user of a login is no failure", () =>
  Users.find("nobody").pipe(
    Effect.map((found) => expect(found).toEqual(Option.none())),
    Effect.provide(Endpoint.stub(Users.lookup, () => Effect.fail(new NotFound())))
  )
)

it.effect("who may not look users up does not hear that there is none", () =>
  Effect.gen(function* () {
    const failure = yield* Effect.flip(Users.find("alice"))
    expect(failure._tag).toBe("Forbidden")
  }).pipe(Effect.provide(Endpoint.stub(Users.lookup, () => Effect.fail(new Forbidden()))))
)

it.effect("a lone e-mail is refused, because Grafana would make it the login", () => {
  const grafana = scripted()
  return Effect.gen(function* () {
    // @ts-expect-error the login is required
    const failure = yield* Effect.flip(Users.update({ id: 2, email: "new@example.com" }))
    expect(failure._tag).toBe("InvalidInput")
    expect(grafana.asked).toEqual([])
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("a list without authLabels has none", () => {
  const grafana = scripted([200, { ...alice, authLabels: null }])
  return Effect.gen(function* () {
    expect((yield* Users.get({ id: "dg51i3dgirthcd" })).authLabels).toEqual([])
    expect(grafana.asked).toEqual(["GET /api/users/dg51i3dgirthcd"])
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("switching to a foreign organization is no matter of credentials, and not tried again", () => {
  const grafana = scripted([200, alice], [401, { message: "Not a valid organization" }])
  return Effect.gen(function* () {
    yield* Users.get({ id: 2 })
    const failure = yield* Effect.flip(Users.switchOrganization({ id: 2, orgId: 9 }))
    expect(failure._tag).toBe("NotInOrganization")
    expect(grafana.asked).toEqual(["GET /api/users/2", "POST /api/users/2/using/9"])
  }).pipe(Effect.provide(grafana.layer))
})
