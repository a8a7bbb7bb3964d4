import { describe, expect, it } from "@effect/vitest"
import { NotFound } from "@effect-grafana/core/GrafanaError"
import * as Folders from "@effect-grafana/elements/Folders"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as FakeGrafana from "../../src/FakeGrafana.js"
import * as FakeServer from "../../src/FakeServer.js"
import * as Live from "../../src/Live.js"

const environment = (variables: Readonly<Record<string, string>>) =>
  Layer.setConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(variables))))

const liveIn = (variables: Readonly<Record<string, string>>) =>
  Layer.provide(Live.layer, environment(variables))

const version = (version: string) => Layer.succeed(Live.Live, { server: "real", version })

describe("a live suite", () => {
  it.effect.each([{}, { GRAFANA_URL: "" }])(
    "runs against a fresh fake where %o names no server",
    (variables) =>
      Effect.gen(function* () {
        expect(yield* Live.Live).toEqual({ server: "fake", version: "12.3.0" })
        yield* Live.needsServerAdmin
      }).pipe(Effect.provide(liveIn(variables)))
  )

  it.scopedLive("runs against the server that GRAFANA_URL names, as who the environment says", () =>
    Effect.gen(function* () {
      const fake = yield* FakeGrafana.make({ adminPassword: "CANARY-live" })
      const { url } = yield* FakeServer.listen(fake)
      const variables = { GRAFANA_URL: url, GRAFANA_USERNAME: "admin", GRAFANA_PASSWORD: "CANARY-live" }
      const { server } = yield* Effect.zipLeft(
        Live.Live,
        Folders.create({ uid: "live", title: "Live" })
      ).pipe(Effect.provide(liveIn(variables)))
      expect(server).toBe("real")
      expect(fake.writes.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /api/folders"])
    })
  )

  it.effect("does not take a fake for a server that cannot be had", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(Layer.build(liveIn({ GRAFANA_URL: "http://127.0.0.1:9" })))
      expect(String(failure)).toContain("GRAFANA_SERVICE_ACCOUNT_TOKEN")
    }).pipe(Effect.scoped)
  )

  it.effect.each([
    ["9.5.2", false],
    ["10.4.19", false],
    ["11.0.0", true],
    ["12.3.0", true],
    ["0.0.0", false]
  ] as const)("that needs 11.0.0 runs on %s: %s", ([present, runs]) =>
    Effect.gen(function* () {
      const exit = yield* Effect.either(Live.needs("11.0.0"))
      expect(exit._tag).toBe(runs ? "Right" : "Left")
      if (exit._tag === "Left") {
        expect(exit.left.message).toBe(`skipped: this is ${present}, needs Grafana >= 11.0.0`)
      }
    }).pipe(Effect.provide(version(present)))
  )

  it.effect("takes away what it made, though it fails, the last first", () =>
    Effect.gen(function* () {
      const gone: Array<number> = []
      const making = (n: number) =>
        Live.making(Effect.succeed(n), (made) => Effect.sync(() => gone.push(made)))
      yield* Effect.exit(
        Effect.scoped(Effect.zipRight(making(1), Effect.zipRight(making(2), Effect.fail("no"))))
      )
      expect(gone).toEqual([2, 1])
    })
  )

  it.effect("does not mind that something is gone already, but does not leave anything in silence", () =>
    Effect.gen(function* () {
      const removing = (failure: { readonly _tag: string }) =>
        Effect.exit(Effect.scoped(Live.making(Effect.void, () => Effect.fail(failure))))
      expect(Exit.isSuccess(yield* removing(new NotFound()))).toBe(true)
      expect(Exit.isFailure(yield* removing({ _tag: "Forbidden" }))).toBe(true)
    })
  )

  it.effect("names what it makes as nobody else does", () =>
    Effect.gen(function* () {
      const names = yield* Effect.replicateEffect(Live.name, 100)
      expect(new Set(names).size).toBe(100)
      for (const name of names) expect(name).toMatch(/^effect-grafana-live-[a-z0-9]{10}$/)
    })
  )
})
