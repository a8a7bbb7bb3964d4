import * as CloudMigrationSnapshots from "@effect-grafana/elements/CloudMigrationSnapshots"
import * as CloudMigrations from "@effect-grafana/elements/CloudMigrations"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { scripted, settled } from "./support/scripted.js"

it.effect("a token that is none is the caller's fault, and none of its words is told", () => {
  const invalid = {
    statusCode: 500,
    messageId: "cloudmigrations.createMigration.tokenInvalid",
    message: "Token is not valid."
  }
  const other = {
    statusCode: 500,
    messageId: "cloudmigrations.createMigration.instanceUnreachable",
    message: "Unreachable"
  }
  const grafana = scripted([500, invalid], [500, other])
  const create = Effect.flip(CloudMigrations.create({ authToken: Redacted.make("CANARY-token") }))
  return Effect.gen(function* () {
    const failure = yield* create
    expect(failure._tag).toBe("BadRequest")
    expect(JSON.stringify(failure)).not.toContain("CANARY")
    expect((yield* create)._tag).toBe("ServerError")
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("a session's removal whose outcome is unknown is done where the session is gone", () => {
  const grafana = scripted("lost", [
    404,
    { messageId: "cloudmigrations.sessionNotFound", message: "NotFound" }
  ])
  return Effect.gen(function* () {
    yield* settled(CloudMigrations.remove({ uid: "s1" }))
    expect(grafana.asked).toHaveLength(2)
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("a snapshot of nothing, and a page that Grafana would silently exchange, are refused", () => {
  const grafana = scripted()
  return Effect.gen(function* () {
    // @ts-expect-error no kind
    const nothing = yield* Effect.flip(CloudMigrationSnapshots.create({ uid: "s1", resourceTypes: [] }))
    expect(nothing._tag).toBe("InvalidInput")
    const page = yield* Effect.flip(
      CloudMigrationSnapshots.get({ uid: "s1", snapshotUid: "x", resultLimit: 10_001 })
    )
    expect(page._tag).toBe("InvalidInput")
  }).pipe(Effect.provide(grafana.layer))
})
