import * as ServiceAccounts from "@effect-grafana/elements/ServiceAccounts"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { scripted, settled } from "./support/scripted.js"

const account: ServiceAccounts.ServiceAccountHit = {
  id: 27,
  name: "sa-one",
  login: "sa-1-sa-one",
  orgId: 1,
  isDisabled: false,
  role: "Viewer",
  tokens: 0,
  avatarUrl: ""
}

const page = (...serviceAccounts: ReadonlyArray<ServiceAccounts.ServiceAccountHit>) =>
  [200, { totalCount: serviceAccounts.length, serviceAccounts, page: 1, perPage: 1000 }] as const

const token = {
  id: 1,
  name: "tok-one",
  created: "2026-11-22T05:53:15Z",
  lastUsedAt: null,
  expiration: null,
  secondsUntilExpiration: 0,
  hasExpired: false
}

describe("find", () => {
  it.effect("gives the service account of exactly that name", () => {
    const grafana = scripted(page({ ...account, id: 28, name: "sa-one-more" }, account))
    return Effect.gen(function* () {
      expect(yield* ServiceAccounts.find("sa-one")).toEqual(Option.some(account))
      expect(grafana.asked).toEqual(["GET /api/serviceaccounts/search?query=sa-one&page=1&perpage=1000"])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("gives none where only others have names like it", () => {
    const grafana = scripted(page({ ...account, name: "sa-one-more" }))
    return Effect.gen(function* () {
      expect(yield* ServiceAccounts.find("sa-one")).toEqual(Option.none())
    }).pipe(Effect.provide(grafana.layer))
  })
})

describe("a creation whose outcome is unknown", () => {
  it.effect("is sent again where no service account has the name", () => {
    const grafana = scripted("lost", page({ ...account, name: "sa-one-more" }), [201, account])
    return Effect.gen(function* () {
      expect(yield* settled(ServiceAccounts.create({ name: "sa-one" }))).toEqual(account)
      expect(grafana.asked).toEqual([
        "POST /api/serviceaccounts",
        "GET /api/serviceaccounts/search?query=sa-one",
        "POST /api/serviceaccounts"
      ])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is never taken for done: the service account may have been there before", () => {
    const grafana = scripted("lost", page(account))
    return Effect.gen(function* () {
      const failure = yield* Effect.flip(settled(ServiceAccounts.create({ name: "sa-one" })))
      expect(failure._tag).toBe("TransportError")
    }).pipe(Effect.provide(grafana.layer))
  })
})

describe("a token's creation whose outcome is unknown", () => {
  it.effect("is sent again where the account has no token of the name", () => {
    const created = { id: 2, name: "tok-two", key: "glsa_CANARY" }
    const grafana = scripted("lost", [200, [token]], [200, created])
    return Effect.gen(function* () {
      expect(yield* settled(ServiceAccounts.createToken({ id: 27, name: "tok-two" }))).toEqual(created)
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("fails where the token is there, because its key is lost", () => {
    const grafana = scripted("lost", [200, [token]])
    return Effect.gen(function* () {
      const failure = yield* Effect.flip(settled(ServiceAccounts.createToken({ id: 27, name: "tok-one" })))
      expect(failure._tag).toBe("TransportError")
      expect(grafana.asked).toEqual([
        "POST /api/serviceaccounts/27/tokens",
        "GET /api/serviceaccounts/27/tokens"
      ])
    }).pipe(Effect.provide(grafana.layer))
  })
})

it.effect("a token that would have expired before is refused", () => {
  const grafana = scripted()
  return Effect.gen(function* () {
    const creating = ServiceAccounts.createToken({ id: 27, name: "neg", secondsToLive: -1 })
    expect((yield* Effect.flip(creating))._tag).toBe("InvalidInput")
    expect(grafana.asked).toEqual([])
  }).pipe(Effect.provide(grafana.layer))
})
