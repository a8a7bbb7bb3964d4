import { FileSystem } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Cause, ConfigProvider, Context, Effect, Layer, Option, Redacted } from "effect"
import { inspect } from "node:util"
import * as Auth from "@effect-grafana/core/Auth"

const canary = "CANARY/+ä="
const ascii = "CANARY/+="

const base64 = (text: string) => Buffer.from(text).toString("base64")

const forms = [
  "CANARY",
  base64("CANARY").slice(0, 8),
  base64(canary),
  base64(`ann:${canary}`),
  encodeURIComponent(canary),
  encodeURIComponent(ascii),
  Buffer.from("CANARY").toString("hex")
]

const assertSecret = (value: unknown) => {
  const shown = [
    inspect(value, { depth: Infinity, showHidden: true, getters: true }),
    inspect(value, { depth: Infinity, customInspect: false }),
    JSON.stringify(value),
    String(value)
  ].join("\n")
  for (const form of forms) assert.notInclude(shown, form)
}

const fileOf = (text: string) =>
  FileSystem.layerNoop({
    // Sound: the token file looks at no other field.
    stat: () =>
      Effect.succeed({ mtime: Option.none(), ino: Option.none(), size: 1n } as FileSystem.File.Info),
    readFileString: () => Effect.succeed(text)
  })

const environment = (variables: Readonly<Record<string, string>>) =>
  Layer.provide(
    Auth.layerConfig(),
    Layer.setConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(variables))))
  )

const file = { GRAFANA_SERVICE_ACCOUNT_TOKEN_FILE: "/run/token" }

const good: ReadonlyArray<readonly [string, Layer.Layer<Auth.Auth, unknown>]> = [
  ["token", Auth.token(ascii)],
  ["redacted token", Auth.token(Redacted.make(ascii))],
  ["basic", Auth.basic({ username: "ann", password: canary })],
  ["header", Auth.header("x-secret", ascii)],
  ["cookieSession", Auth.cookieSession({ value: ascii })],
  ["layer", Auth.layer(Effect.sync(() => ({ authorization: ascii })))],
  ["tokenFile", Layer.provide(Auth.tokenFile("/run/token"), fileOf(ascii))],
  ["layerConfig with a token", environment({ GRAFANA_TOKEN: ascii })],
  ["layerConfig with a user", environment({ GRAFANA_USER: "ann", GRAFANA_PASSWORD: canary })],
  ["layerConfig with a file", Layer.provide(environment(file), fileOf(ascii))]
]

const bad: ReadonlyArray<readonly [string, Layer.Layer<Auth.Auth, unknown>]> = [
  ["token", Auth.token(`${canary}\n`)],
  ["basic user name", Auth.basic({ username: `${canary}:`, password: canary })],
  ["basic password", Auth.basic({ username: "ann", password: `${canary}\n` })],
  ["header name", Auth.header(`Bearer ${canary}`, "authorization")],
  ["header value", Auth.header("x-secret", `${canary}\n`)],
  ["cookieSession", Auth.cookieSession({ value: `${canary}; ` })],
  ["cookieSession with its name", Auth.cookieSession({ value: `grafana_session=${ascii}` })],
  ["layerConfig with a token", environment({ GRAFANA_TOKEN: `${canary}\n` })],
  ["layerConfig with two tokens", environment({ GRAFANA_TOKEN: canary, GRAFANA_API_KEY: ascii })],
  ["layerConfig with a token and a user", environment({ GRAFANA_TOKEN: canary, GRAFANA_USER: ascii })],
  ["layerConfig with a password alone", environment({ GRAFANA_PASSWORD: canary })]
]

describe("no secret shows", () => {
  it.scoped.each(good)("in the layer, the service or the credential of %s", ([_, layer]) =>
    Effect.gen(function* () {
      assertSecret(layer)
      const context = yield* Layer.build(layer)
      const service = Context.get(context, Auth.Auth)
      const credential = yield* service.credential
      for (const value of [context, service, service.credential, credential]) assertSecret(value)
      // The secret is there all the same, so that the test could fail.
      const sent = Object.values(Redacted.value(credential)).join()
      assert.isTrue([ascii, base64(`ann:${canary}`)].some((secret) => sent.includes(secret)))
      // After use, too: a file's token is kept.
      for (const value of [layer, service]) assertSecret(value)
    })
  )

  it.scoped.each(bad)("in the failure of %s", ([_, layer]) =>
    Effect.gen(function* () {
      assertSecret(layer)
      const cause = yield* Effect.flip(Effect.sandbox(Layer.build(layer)))
      for (const value of [
        cause,
        Cause.pretty(cause),
        Cause.squash(cause),
        Cause.pretty(cause, { renderErrorCause: true })
      ]) {
        assertSecret(value)
      }
    })
  )

  it.effect("in CredentialUnavailable of a file that holds no token", () =>
    Effect.gen(function* () {
      const service = yield* Auth.Auth
      const cause = yield* Effect.flip(Effect.sandbox(service.credential))
      for (const value of [cause, Cause.pretty(cause), service]) assertSecret(value)
    }).pipe(Effect.provide(Layer.provide(Auth.tokenFile("/run/token"), fileOf(`${canary} ${canary}`))))
  )
})
