import { assert, describe, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as LogLevel from "effect/LogLevel"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as TestClock from "effect/TestClock"
import { inspect } from "node:util"
import * as Auth from "../src/Auth.js"
import * as Endpoint from "../src/Endpoint.js"
import { BadRequest } from "../src/GrafanaError.js"
import * as Grafana from "../src/Grafana.js"
import { GrafanaConfig } from "../src/GrafanaConfig.js"
import * as Hooks from "../src/Hooks.js"
import { Transport } from "../src/Transport.js"
import { json, scriptBy, settings, type Step } from "./support/scripted.js"
import { recorder } from "./support/tracer.js"

const secrets = {
  token: "CANARY-glsa-token",
  password: "CANARY pass+word/=&",
  header: "CANARY-header-value",
  cookie: "CANARY-cookie",
  config: "CANARY-proxy-secret",
  secureJsonData: "CANARY-db-password",
  made: "CANARY-token-just-made"
}

/** Each secret as it may travel: plain, in base64 alone or after a user name, percent-encoded. */
const forms = Object.values(secrets).flatMap((secret) => [
  secret,
  Buffer.from(secret).toString("base64"),
  Buffer.from(`admin:${secret}`).toString("base64"),
  encodeURIComponent(secret)
])

const leaked = (text: string): ReadonlyArray<string> => forms.filter((form) => text.includes(form))

const make = Endpoint.post("createToken", "/api/tokens/{name}/{key}", {
  params: { name: Schema.String, key: Schema.Redacted(Schema.String) },
  query: { code: Schema.Redacted(Schema.String) },
  payload: { secureJsonData: Schema.Record({ key: Schema.String, value: Schema.String }) },
  success: Schema.Struct({ id: Schema.Int, key: Schema.String }),
  error: [BadRequest]
})

const answers: Record<string, Step> = {
  "a success": json(200, { id: 1, key: secrets.made }, { "set-cookie": secrets.cookie }),
  "a success that does not fit": json(200, { id: secrets.made, key: secrets.made }),
  "a declared error that echoes": json(400, { message: "bad", extra: { given: secrets.secureJsonData } }),
  "an undeclared error that echoes": json(418, { given: secrets.secureJsonData, token: secrets.token }),
  "a server error that echoes": json(500, { message: "failed", error: secrets.secureJsonData }),
  "a refusal": json(401, { message: "Invalid API key" }),
  "a redirect": {
    status: 302,
    headers: { location: `https://u:${secrets.token}@g.test/login?key=${secrets.made}` }
  },
  "a web page": {
    status: 200,
    body: `<html>${secrets.made}</html>`,
    headers: { "content-type": "text/html" }
  },
  "no answer": { fail: "Closed", sent: true },
  "a timeout": { never: true, sent: true }
}

const credentials = {
  token: Auth.token(secrets.token),
  basic: Auth.basic({ username: "admin", password: secrets.password }),
  header: Auth.header("x-webauth-user", secrets.header),
  cookie: Auth.cookieSession({ value: secrets.cookie })
}

/** All that a call leaves where somebody could read it. */
const traces = (
  auth: Layer.Layer<Auth.Auth, unknown>,
  step: Step,
  program: Effect.Effect<unknown, unknown, Grafana.Grafana>
) =>
  Effect.gen(function* () {
    const seen: Array<string> = []
    const { layer, spans } = recorder()
    const log = Logger.replace(
      Logger.defaultLogger,
      Logger.make((entry) => void seen.push(inspect(entry, { depth: 9 })))
    )
    const on = scriptBy(() => step)
    const config = {
      ...settings,
      headers: Redacted.make({ "x-proxy": secrets.config }),
      hooks: Hooks.make({
        onRequest: (event: unknown) => Effect.sync(() => void seen.push(inspect(event, { depth: 9 }))),
        onResponse: (event: unknown) => Effect.sync(() => void seen.push(inspect(event, { depth: 9 })))
      })
    }
    const client = Layer.provide(Grafana.layer, [
      Layer.succeed(GrafanaConfig, config),
      auth,
      Layer.succeed(Transport, on.transport)
    ])
    const all = Effect.gen(function* () {
      const exit = yield* Effect.exit(program)
      if (Exit.isFailure(exit)) {
        yield* Effect.logError("failed", exit.cause)
        const error = Cause.squash(exit.cause)
        seen.push(
          Cause.pretty(exit.cause),
          inspect(exit, { depth: 9 }),
          inspect(error, { depth: 9 }),
          String(error)
        )
        seen.push(
          JSON.stringify(error) ?? "",
          JSON.stringify(exit),
          error instanceof Error ? (error.stack ?? "") : ""
        )
      }
      seen.push(
        inspect(yield* Grafana.Grafana, { depth: 9 }),
        inspect(config, { depth: 9 }),
        JSON.stringify(config)
      )
    })
    const fiber = yield* Effect.fork(
      all.pipe(
        Effect.provide(client),
        Effect.provide(layer),
        Effect.provide(log),
        Logger.withMinimumLogLevel(LogLevel.All)
      )
    )
    yield* TestClock.adjust("10 minutes")
    yield* Fiber.join(fiber)
    seen.push(
      inspect(spans, { depth: 9 }),
      JSON.stringify(spans, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value))
    )
    return { text: seen.join("\n"), requests: on.requests }
  })

const call = make({
  name: "t",
  key: Redacted.make(secrets.made),
  code: Redacted.make(secrets.header),
  secureJsonData: { password: secrets.secureJsonData }
})

describe("no secret shows in logs, spans, hooks, errors or services", () => {
  for (const [name, step] of Object.entries(answers)) {
    for (const [kind, auth] of Object.entries(credentials)) {
      it.effect(`${name}, with a credential of kind ${kind}`, () =>
        Effect.gen(function* () {
          const { requests, text } = yield* traces(auth, step, call)
          assert.isAbove(requests.length, 0)
          // What is not sent cannot leak: the secrets have been on the wire.
          const wire = JSON.stringify(requests)
          assert.isAbove(leaked(wire).length, 2)
          assert.deepStrictEqual(leaked(text), [])
        })
      )
    }
  }

  it.effect("and a deliberate leak is caught", () =>
    Effect.gen(function* () {
      const leak = Effect.zipRight(Effect.logInfo(`token ${secrets.token}`), call)
      const { text } = yield* traces(credentials.token, answers["a success"]!, leak)
      assert.include(leaked(text), secrets.token)
    })
  )
})
