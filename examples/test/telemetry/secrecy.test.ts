/** That a collector receives no secret, whatever goes wrong, and that who is told of a trace can be chosen. */
import { expect, it } from "@effect/vitest"
import * as Auth from "@effect-grafana/core/Auth"
import * as Grafana from "@effect-grafana/core/Grafana"
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"
import * as Node from "@effect-grafana/core/Node"
import * as Retry from "@effect-grafana/core/Retry"
import { Transport } from "@effect-grafana/core/Transport"
import * as Admin from "@effect-grafana/elements/Admin"
import * as DataSources from "@effect-grafana/elements/DataSources"
import * as Folders from "@effect-grafana/elements/Folders"
import * as Invites from "@effect-grafana/elements/Invites"
import * as Snapshots from "@effect-grafana/elements/Snapshots"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as FakeServer from "@effect-grafana/testing/FakeServer"
import * as Faults from "@effect-grafana/testing/Faults"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import { telemetry } from "../../src/telemetry/telemetry.js"
import { collector } from "./collector.js"

const secrets = {
  password: "CANARY pass+word/=&",
  token: "CANARY-glsa-token",
  header: "CANARY-proxy-header",
  secureField: "CANARY-database-password",
  segment: "CANARY-snapshot-key",
  code: "CANARY-invite-code",
  newPassword: "CANARY-new-password"
}

const basic = (password: string): string => Buffer.from(`admin:${password}`).toString("base64")

/** Each secret as it may travel: plain, in base64 alone or after a user name, percent-encoded, within JSON. */
const forms = Object.values(secrets).flatMap((secret) => [
  secret,
  Buffer.from(secret).toString("base64"),
  basic(secret),
  encodeURIComponent(secret)
])

const leaked = (text: string): ReadonlyArray<string> => forms.filter((form) => text.includes(form))

/** A server that shows what has come over the wire, and what it meets there. */
const serve = (...rules: ReadonlyArray<Faults.Rule>) =>
  Effect.gen(function* () {
    const fake = yield* FakeGrafana.make({ adminPassword: secrets.password })
    const requests: Array<FakeGrafana.FakeRequest> = []
    const faults = yield* Faults.make(Faults.script(rules))
    const seen: typeof fake = {
      ...fake,
      handle: (request) => {
        requests.push(request)
        return fake.handle(request)
      }
    }
    const { url } = yield* FakeServer.listen(seen, { faults })
    return { requests, url }
  })

/** Runs a program to its end as the example does, its spans, metrics and logs sent to a collector. */
const watched = <E>(program: Effect.Effect<unknown, E>) =>
  Effect.gen(function* () {
    const received = yield* collector
    const environment = ConfigProvider.fromMap(new Map([["OTEL_EXPORTER_OTLP_ENDPOINT", received.url]]))
    yield* program.pipe(
      Effect.provide(Layer.merge(telemetry, Logger.remove(Logger.defaultLogger))),
      Effect.withConfigProvider(environment)
    )
    return received
  }).pipe(Effect.scoped)

const asAdmin = (url: string) =>
  Node.layer({
    url,
    auth: Auth.basic({ username: "admin", password: secrets.password }),
    headers: { "x-proxy": secrets.header },
    transport: { proxy: "none" }
  })

const asService = (url: string) =>
  Node.layer({ url, auth: Auth.token(secrets.token), transport: { proxy: "none" } })

/** Calls that carry a secret in each place where one may stand. */
const calls: ReadonlyArray<Effect.Effect<unknown, unknown, Grafana.Grafana>> = [
  DataSources.create({
    name: "a",
    type: "prometheus",
    access: "proxy",
    secureJsonData: { basicAuthPassword: Redacted.make(secrets.secureField) }
  }),
  Snapshots.get({ key: Redacted.make(secrets.segment) }),
  Invites.get({ code: Redacted.make(secrets.code) }),
  Admin.setPassword({ id: 999, password: Redacted.make(secrets.newPassword) })
]

/** As careless as a program may be: each call in a span of its own, each failure logged with all that it holds. */
const careless = Effect.forEach(calls, (call) =>
  call.pipe(
    Effect.tapErrorCause((cause) => Effect.logError("failed", cause)),
    Effect.withSpan("mine"),
    Effect.either,
    Effect.tap((result) => Effect.logInfo(result._tag === "Left" ? result.left : "done"))
  )
).pipe(Grafana.withRetry(Retry.none))

const echo = { message: "failed", error: Object.values(secrets).join(" "), given: secrets }

const troubles: Readonly<Record<string, Faults.Fault>> = {
  "a refusal that echoes what it was given": Faults.status(400, echo),
  "a server error that echoes what it was given": Faults.status(500, echo),
  "a web page that shows it": Faults.status(200, `<html>${Object.values(secrets).join(" ")}</html>`, {
    "content-type": "text/html",
    "set-cookie": `session=${secrets.token}`
  }),
  "JSON that breaks off": Faults.corruptJson,
  "a connection that is reset": Faults.resetAfterCommit,
  "a credential that is refused": Faults.unauthorized
}

it.live("a collector receives no secret of calls that succeed and fail", () =>
  Effect.gen(function* () {
    const { requests, url } = yield* serve()
    const received = yield* watched(
      Effect.zipRight(Effect.provide(careless, asAdmin(url)), Effect.provide(careless, asService(url)))
    )
    // What is not sent cannot leak: each secret has been on the wire.
    const wire = decodeURIComponent(JSON.stringify(requests).replace(/%(?![0-9a-f]{2})/gi, "%25"))
    for (const secret of Object.values(secrets))
      expect(wire.includes(secret) || wire.includes(basic(secret)), secret.slice(7)).toBe(true)
    expect(received.spans().filter(({ kind }) => kind === "CLIENT")).toHaveLength(2 * calls.length)
    expect(received.logs().length).toBeGreaterThan(2 * calls.length)
    expect(leaked(received.text())).toEqual([])
    const urls = received.spans().flatMap(({ attributes }) => attributes["url.full"] ?? [])
    expect(urls).toContain(`${url}/api/snapshots/REDACTED`)
    expect(urls).toContain(`${url}/api/user/invite/REDACTED`)
  }).pipe(Effect.scoped)
)

it.live("nor of calls that meet trouble on the way", () =>
  Effect.gen(function* () {
    for (const [name, fault] of Object.entries(troubles)) {
      const { url } = yield* serve(Faults.on({}, fault))
      const received = yield* watched(Effect.provide(careless, asAdmin(url)))
      const failed = received.spans().filter(({ kind, status }) => kind === "CLIENT" && status === "Error")
      expect(failed, name).toHaveLength(calls.length)
      expect(leaked(received.text()), name).toEqual([])
    }
  }).pipe(Effect.scoped)
)

it.live("and a deliberate leak is caught", () =>
  Effect.gen(function* () {
    const leak = Effect.withSpan(Effect.logInfo(secrets.token), "mine", {
      attributes: { password: secrets.password }
    })
    const received = yield* watched(leak)
    expect(leaked(received.text())).toEqual(expect.arrayContaining([secrets.token, secrets.password]))
  })
)

it.live("Grafana is told the trace and the span of the attempt, where its transport lets it know", () =>
  Effect.gen(function* () {
    const { requests, url } = yield* serve(Faults.on(Folders.list, Faults.status(503), { nth: 1 }))
    const auth = Auth.basic({ username: "admin", password: secrets.password })
    const silent = Layer.provide(Grafana.layer, [
      GrafanaConfig.layer({ url }),
      auth,
      Layer.provide(withoutTraceparent, Node.transport({ proxy: "none" }))
    ])
    const received = yield* watched(
      Effect.zipRight(
        Effect.provide(Folders.list({}), asAdmin(url)),
        Effect.provide(Folders.list({}), silent)
      )
    )
    const attempts = received.spans().filter(({ kind }) => kind === "CLIENT")
    const told = requests.map(({ headers }) => headers["traceparent"])
    // The first of the three was answered by the fault.
    expect(told).toEqual([`00-${attempts[1]?.traceId}-${attempts[1]?.spanId}-01`, undefined])
    expect(attempts).toHaveLength(3)
  }).pipe(Effect.scoped)
)

/** Keeps a trace from Grafana, or from a proxy that takes no header which it does not know. */
const withoutTraceparent = Layer.effect(
  Transport,
  Effect.map(Transport, ({ keepsTime, send }) => ({
    keepsTime,
    send: ({ headers: { traceparent: _, ...headers }, ...request }) => send({ ...request, headers })
  }))
)
