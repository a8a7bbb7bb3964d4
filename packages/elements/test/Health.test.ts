import * as Grafana from "@effect-grafana/core/Grafana"
import * as Retry from "@effect-grafana/core/Retry"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Health from "../src/Health.js"
import { clientOf, type Server } from "./support/lossy.js"

it.effect("a database that fails is a result, a 503 of a proxy a ServerError", () =>
  Effect.gen(function* () {
    const failing = clientOf(() => ({ status: 503, body: { database: "failing", version: "12.3.0" } }))
    expect(yield* Effect.provide(Health.get(), failing)).toMatchObject({ database: "failing" })
    const proxy = clientOf(() => ({ status: 503, body: { message: "no upstream" } }))
    const error = yield* Health.get().pipe(Grafana.withRetry(Retry.none), Effect.flip, Effect.provide(proxy))
    expect(error).toMatchObject({ _tag: "ServerError", status: 503 })
  })
)

describe("version", () => {
  const build = {
    hideVersion: false,
    commit: "NA",
    buildstamp: 1,
    edition: "Open Source",
    latestVersion: "",
    hasUpdate: false,
    env: "production"
  }
  const server =
    (health: string | undefined, settings: string): Server =>
    ({ path }) => ({
      status: 200,
      body:
        path === "/api/health"
          ? { database: "ok", version: health }
          : { buildInfo: { ...build, version: settings }, appUrl: "x" }
    })
  it.effect("stands in the build as the settings show it, with its suffix", () =>
    Effect.gen(function* () {
      const shown = yield* Effect.provide(Health.build(), clientOf(server(undefined, "12.3.0-pre")))
      expect(shown).toEqual({ ...build, version: "12.3.0-pre" })
    })
  )

  const versionOn = (health: string | undefined, settings: string) =>
    Effect.provide(Health.version(), clientOf(server(health, settings)))

  it.effect("is cut at its suffix", () =>
    Effect.gen(function* () {
      expect(yield* versionOn("12.3.0-pre", "")).toEqual(Option.some("12.3.0"))
      expect(yield* versionOn("11.6.0+security-01", "")).toEqual(Option.some("11.6.0"))
    })
  )

  it.effect("comes from the settings where health hides it, and is none where both do", () =>
    Effect.gen(function* () {
      expect(yield* versionOn(undefined, "12.3.0")).toEqual(Option.some("12.3.0"))
      expect(yield* versionOn(undefined, "")).toEqual(Option.none())
    })
  )
})
