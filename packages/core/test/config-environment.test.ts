import { assert, describe, it } from "@effect/vitest"
import { ConfigError, ConfigProvider, Effect, Layer } from "effect"
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"

const provider = (variables: Record<string, string>) =>
  Layer.setConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(variables))))

const settings = (variables: Record<string, string>, options?: GrafanaConfig.EnvironmentOptions) =>
  GrafanaConfig.GrafanaConfig.pipe(
    Effect.provide(GrafanaConfig.layerConfig(options)),
    Effect.provide(provider(variables))
  )

const failure = (variables: Record<string, string>, options?: GrafanaConfig.EnvironmentOptions) =>
  Effect.map(Effect.flip(settings(variables, options)), (error) => ({ error, text: String(error) }))

const url = "http://host:3000/grafana"

describe("GrafanaConfig.layerConfig", () => {
  it.effect.each(["GRAFANA_URL", "GRAFANA_SERVER"])("%s says where Grafana is", (name) =>
    Effect.gen(function* () {
      const { organization, origin, prefix } = yield* settings({ [name]: url })
      assert.deepStrictEqual([origin, prefix, organization], ["http://host:3000", "/grafana", undefined])
    })
  )

  it.effect("GRAFANA_ORG_ID says which organization", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* settings({ GRAFANA_URL: url, GRAFANA_ORG_ID: "12" })).organization, 12)
    })
  )

  it.effect("an empty variable counts as unset", () =>
    Effect.gen(function* () {
      const { organization, origin } = yield* settings({
        GRAFANA_URL: "",
        GRAFANA_SERVER: url,
        GRAFANA_ORG_ID: ""
      })
      assert.deepStrictEqual([origin, organization], ["http://host:3000", undefined])
    })
  )

  it.effect("the same address twice is fine", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* settings({ GRAFANA_URL: url, GRAFANA_SERVER: url })).prefix, "/grafana")
    })
  )

  it.effect("two addresses that differ fail, and both variables are named", () =>
    Effect.gen(function* () {
      const { error, text } = yield* failure({
        GRAFANA_URL: "http://a.CANARY",
        GRAFANA_SERVER: "http://b.CANARY"
      })
      assert.isTrue(ConfigError.isConfigError(error))
      assert.include(text, "GRAFANA_URL and GRAFANA_SERVER contradict each other")
      assert.notInclude(text, "CANARY")
    })
  )

  it.effect("no address is missing data", () =>
    Effect.gen(function* () {
      const { error, text } = yield* failure({ GRAFANA_ORG_ID: "1" })
      assert.isTrue(ConfigError.isConfigError(error) && ConfigError.isMissingDataOnly(error))
      assert.include(text, "GRAFANA_URL")
    })
  )

  it.effect.each<readonly [string, Record<string, string>]>([
    ["GRAFANA_URL", { GRAFANA_URL: "https://admin:CANARY@host" }],
    ["GRAFANA_SERVER", { GRAFANA_SERVER: "CANARY" }],
    ["GRAFANA_ORG_ID", { GRAFANA_URL: url, GRAFANA_ORG_ID: "0" }],
    ["GRAFANA_ORG_ID", { GRAFANA_URL: url, GRAFANA_ORG_ID: "CANARY" }],
    ["GRAFANA_ORG_ID", { GRAFANA_URL: url, GRAFANA_ORG_ID: "1e3" }]
  ])("%s that cannot be used is named and not quoted", ([name, variables]) =>
    Effect.gen(function* () {
      const { error, text } = yield* failure(variables)
      assert.isTrue(ConfigError.isConfigError(error) && !ConfigError.isMissingDataOnly(error))
      assert.include(text, `Invalid data at ${name}:`)
      assert.notInclude(text, "CANARY")
    })
  )

  it.effect("what the environment does not say is given as values", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* settings({ GRAFANA_URL: url }, { slots: 4 })).slots, 4)
      const { error } = yield* failure({ GRAFANA_URL: url }, { slots: 0 })
      assert.deepInclude(error, { _tag: "InvalidConfig", field: "slots" })
    })
  )

  it.effect("a prefix keeps two Grafanas apart", () =>
    Effect.gen(function* () {
      const variables = {
        SOURCE_GRAFANA_URL: "http://old",
        SOURCE_GRAFANA_ORG_ID: "2",
        TARGET_GRAFANA_URL: "http://new",
        GRAFANA_ORG_ID: "9"
      }
      const source = yield* settings(variables, { prefix: "SOURCE_" })
      const target = yield* settings(variables, { prefix: "TARGET_" })
      assert.deepStrictEqual([source.origin, source.organization], ["http://old", 2])
      assert.deepStrictEqual([target.origin, target.organization], ["http://new", undefined])
      assert.include((yield* failure({}, { prefix: "SOURCE_" })).text, "SOURCE_GRAFANA_URL")
    })
  )
})
