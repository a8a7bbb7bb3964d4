import { FileSystem } from "@effect/platform"
import { NodeFileSystem } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { ConfigError, ConfigProvider, Effect, Layer, Redacted } from "effect"
import * as Auth from "@effect-grafana/core/Auth"

type Variables = Readonly<Record<string, string>>

const provider = (variables: Variables) =>
  Layer.setConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(variables))))

const headers = (variables: Variables, options?: { readonly prefix?: string }) =>
  Auth.Auth.pipe(
    Effect.flatMap(({ credential }) => credential),
    Effect.map(Redacted.value),
    Effect.provide(Auth.layerConfig(options)),
    Effect.provide(provider(variables))
  )

const failure = (variables: Variables, options?: { readonly prefix?: string }) =>
  Effect.map(Effect.flip(headers(variables, options)), (error) =>
    ConfigError.isConfigError(error) ? { error, text: String(error) } : assert.fail(String(error))
  )

const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString("base64")}` })

const tokens = ["GRAFANA_SERVICE_ACCOUNT_TOKEN", "GRAFANA_TOKEN", "GRAFANA_API_KEY"]
const users = ["GRAFANA_USER", "GRAFANA_USERNAME"]
const file = "GRAFANA_SERVICE_ACCOUNT_TOKEN_FILE"

describe("Auth.layerConfig", () => {
  it.effect.each(tokens)("%s is a token", (name) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* headers({ [name]: "abc" }), { authorization: "Bearer abc" })
    })
  )

  it.effect.each(users)("%s and GRAFANA_PASSWORD are a user", (name) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(
        yield* headers({ [name]: "ann", GRAFANA_PASSWORD: " p, ä:w " }),
        basic("ann: p, ä:w ")
      )
    })
  )

  it.scoped("a token file is read where a FileSystem is provided", () =>
    Effect.gen(function* () {
      const path = yield* Effect.flatMap(FileSystem.FileSystem, (files) => files.makeTempFileScoped())
      yield* Effect.flatMap(FileSystem.FileSystem, (files) => files.writeFileString(path, "abc\n"))
      assert.deepStrictEqual(yield* headers({ [file]: path }), { authorization: "Bearer abc" })
    }).pipe(Effect.provide(NodeFileSystem.layer))
  )

  it.effect("a token file without a FileSystem says what is needed", () =>
    Effect.gen(function* () {
      const { error, text } = yield* failure({ [file]: "/run/token" })
      assert.isTrue(ConfigError.isUnsupported(error))
      assert.include(text, file)
      assert.include(text, "NodeFileSystem.layer")
    })
  )

  it.effect("the same value twice is fine", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* headers({ GRAFANA_TOKEN: "abc", GRAFANA_API_KEY: "abc" }), {
        authorization: "Bearer abc"
      })
      assert.deepStrictEqual(
        yield* headers({ GRAFANA_USER: "ann", GRAFANA_USERNAME: "ann", GRAFANA_PASSWORD: "p" }),
        basic("ann:p")
      )
    })
  )

  it.effect("an empty variable counts as unset", () =>
    Effect.gen(function* () {
      const empty = Object.fromEntries(
        [...tokens, ...users, file, "GRAFANA_PASSWORD"].map((name) => [name, ""])
      )
      assert.deepStrictEqual(yield* headers({ ...empty, GRAFANA_API_KEY: "abc" }), {
        authorization: "Bearer abc"
      })
      assert.isTrue(ConfigError.isMissingDataOnly((yield* failure(empty)).error))
    })
  )

  it.effect("nothing set is missing data that lists what can be set", () =>
    Effect.gen(function* () {
      const { error, text } = yield* failure({ GRAFANA_URL: "http://host" })
      assert.isTrue(ConfigError.isMissingDataOnly(error))
      for (const name of [
        "GRAFANA_SERVICE_ACCOUNT_TOKEN",
        file,
        "GRAFANA_USER",
        "GRAFANA_PASSWORD",
        "Auth.anonymous"
      ]) {
        assert.include(text, name)
      }
    })
  )

  it.effect.each<readonly [string, string]>([
    ["GRAFANA_SERVICE_ACCOUNT_TOKEN", "GRAFANA_TOKEN"],
    ["GRAFANA_SERVICE_ACCOUNT_TOKEN", "GRAFANA_API_KEY"],
    ["GRAFANA_TOKEN", "GRAFANA_API_KEY"],
    ["GRAFANA_USER", "GRAFANA_USERNAME"],
    ["GRAFANA_SERVICE_ACCOUNT_TOKEN", file],
    ["GRAFANA_TOKEN", "GRAFANA_USER"],
    ["GRAFANA_API_KEY", "GRAFANA_USERNAME"],
    ["GRAFANA_TOKEN", "GRAFANA_PASSWORD"],
    [file, "GRAFANA_USER"]
  ])("%s and %s that contradict each other are both named", ([one, other]) =>
    Effect.gen(function* () {
      const { error, text } = yield* failure({ [one]: "CANARY1", [other]: "CANARY2" })
      assert.isFalse(ConfigError.isMissingDataOnly(error))
      assert.include(text, `${one} and ${other} contradict each other`)
      assert.notInclude(text, "CANARY")
    })
  )

  it.effect("three tokens of which the last differs name the two that do", () =>
    Effect.gen(function* () {
      const { text } = yield* failure({
        GRAFANA_SERVICE_ACCOUNT_TOKEN: "a",
        GRAFANA_TOKEN: "a",
        GRAFANA_API_KEY: "b"
      })
      assert.include(text, "GRAFANA_SERVICE_ACCOUNT_TOKEN and GRAFANA_API_KEY contradict")
    })
  )

  it.effect("a user without password, and the reverse, name what is missing", () =>
    Effect.gen(function* () {
      const noPassword = yield* failure({ GRAFANA_USERNAME: "ann" })
      assert.include(noPassword.text, "GRAFANA_USERNAME is set, GRAFANA_PASSWORD is not")
      const noUser = yield* failure({ GRAFANA_PASSWORD: "CANARY" })
      assert.include(noUser.text, "GRAFANA_PASSWORD is set, GRAFANA_USER is not")
      assert.notInclude(noUser.text, "CANARY")
      assert.isFalse(
        ConfigError.isMissingDataOnly(noPassword.error) || ConfigError.isMissingDataOnly(noUser.error)
      )
    })
  )

  it.effect.each<readonly [string, Variables]>([
    ["GRAFANA_API_KEY", { GRAFANA_API_KEY: "CANARY\n" }],
    ["GRAFANA_USERNAME", { GRAFANA_USERNAME: "CANARY:x", GRAFANA_PASSWORD: "p" }],
    ["GRAFANA_PASSWORD", { GRAFANA_USER: "ann", GRAFANA_PASSWORD: "CANARY\n" }]
  ])("%s that cannot be used is named and not quoted", ([name, variables]) =>
    Effect.gen(function* () {
      const { text } = yield* failure(variables)
      assert.include(text, `Invalid data at ${name}:`)
      assert.notInclude(text, "CANARY")
    })
  )

  it.effect("a prefix keeps two Grafanas apart", () =>
    Effect.gen(function* () {
      const variables = {
        SOURCE_GRAFANA_TOKEN: "old",
        TARGET_GRAFANA_USER: "ann",
        TARGET_GRAFANA_PASSWORD: "p",
        GRAFANA_TOKEN: "other"
      }
      assert.deepStrictEqual(yield* headers(variables, { prefix: "SOURCE_" }), {
        authorization: "Bearer old"
      })
      assert.deepStrictEqual(yield* headers(variables, { prefix: "TARGET_" }), basic("ann:p"))
      const { text } = yield* failure({ SOURCE_GRAFANA_PASSWORD: "p" }, { prefix: "SOURCE_" })
      assert.include(text, "SOURCE_GRAFANA_PASSWORD is set, SOURCE_GRAFANA_USER is not")
      assert.include((yield* failure(variables, { prefix: "X_" })).text, "X_GRAFANA_SERVICE_ACCOUNT_TOKEN")
    })
  )
})
