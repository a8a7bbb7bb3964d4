import { assert, describe, it } from "@effect/vitest"
import * as fc from "fast-check"
import { Duration, Effect, Either, Layer, Redacted, Schedule } from "effect"
import { readFileSync } from "node:fs"
import { inspect } from "node:util"
import * as Check from "@effect-grafana/core/Check"
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"
import * as Hooks from "@effect-grafana/core/Hooks"
import * as Redirects from "@effect-grafana/core/Redirects"
import * as Retry from "@effect-grafana/core/Retry"

const { version }: { readonly version: string } = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8")
)

const url = "https://grafana.example.com"

const settings = (options: Partial<GrafanaConfig.Options> = {}) => GrafanaConfig.make({ url, ...options })

const problem = (options: Partial<GrafanaConfig.Options>) =>
  Effect.map(Effect.flip(settings(options)), (e) => e.message)

const place = (url: string) => Effect.map(settings({ url }), ({ origin, prefix }) => [origin, prefix])

describe("defaults", () => {
  it.effect("an address is enough", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* settings(), {
        origin: url,
        prefix: "",
        organization: undefined,
        headers: Redacted.make({}),
        userAgent: `effect-grafana/${version}`,
        attemptTimeout: Duration.seconds(30),
        callTimeout: Duration.minutes(2),
        retry: Retry.standard,
        slots: 16,
        maxBodyBytes: 52_428_800,
        check: Check.standard,
        redirects: undefined,
        hooks: undefined
      })
    })
  )

  it.effect("what is given stands in their place", () =>
    Effect.gen(function* () {
      const hooks = Hooks.make({ onRequest: () => Effect.void })
      const given = yield* settings({
        organization: 7,
        headers: { "X-Proxy": "a", "x-other": Redacted.make("b") },
        userAgent: "exporter/1.2",
        timeout: { attempt: "5 seconds", call: Infinity },
        retry: Retry.none,
        slots: 1,
        maxBodyBytes: 1,
        check: Check.compiled,
        redirects: Redirects.sameOrigin,
        hooks
      })
      const { headers, ...rest } = given
      assert.deepStrictEqual(rest, {
        origin: url,
        prefix: "",
        organization: 7,
        userAgent: "exporter/1.2",
        attemptTimeout: Duration.seconds(5),
        callTimeout: Duration.infinity,
        retry: Retry.none,
        slots: 1,
        maxBodyBytes: 1,
        check: Check.compiled,
        redirects: Redirects.sameOrigin,
        hooks
      })
      assert.deepStrictEqual(Redacted.value(headers), { "x-proxy": "a", "x-other": "b" })
    })
  )

  it.effect("a bare schedule takes the place of the standard policy's schedule", () =>
    Effect.gen(function* () {
      const schedule = Schedule.recurs(1)
      assert.deepStrictEqual((yield* settings({ retry: schedule })).retry, { ...Retry.standard, schedule })
    })
  )

  it.effect("the layer gives what make gives", () =>
    Effect.gen(function* () {
      const { organization, origin } = yield* GrafanaConfig.GrafanaConfig
      assert.deepStrictEqual([origin, organization], [url, 3])
    }).pipe(Effect.provide(GrafanaConfig.layer({ url, organization: 3 })))
  )
})

describe("the address", () => {
  it.effect.each<readonly [string, string, string]>([
    ["http://host/grafana", "http://host", "/grafana"],
    ["http://host/grafana/", "http://host", "/grafana"],
    ["http://host/a/b//", "http://host", "/a/b"],
    ["http://host//", "http://host", ""],
    ["http://host:80", "http://host", ""],
    ["https://host:443/", "https://host", ""],
    ["https://host:80", "https://host:80", ""],
    ["HTTP://Host:3000", "http://host:3000", ""],
    ["http://[::1]:3000/grafana", "http://[::1]:3000", "/grafana"],
    ["http://[2001:DB8::0:1]", "http://[2001:db8::1]", ""],
    ["http://host/gräfin", "http://host", "/gr%C3%A4fin"],
    ["http://host/a/../b", "http://host", "/b"],
    ["http://host/apis", "http://host", "/apis"],
    ["http://host/api/v1", "http://host", "/api/v1"]
  ])("%s is %s and %s", ([given, origin, prefix]) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* place(given), [origin, prefix])
    })
  )

  it.effect.each<readonly [string, string]>([
    ["", "is empty"],
    ["grafana.example.com", "absolute"],
    ["localhost:3000", "absolute"],
    ["/grafana", "absolute"],
    ["//host", "absolute"],
    ["ftp://host", "absolute"],
    ["http:host", "absolute"],
    ["http:///host", "absolute"],
    ["http://", "absolute"],
    ["http://ho\nst", "white space"],
    ["http://host\n", "white space"],
    ["http://host/my grafana", "white space"],
    ["http://host/\0", "control character"],
    ["http://host:99999", "not a URL"],
    ["http://[::1", "not a URL"],
    ["http://host?orgId=2", "query or fragment"],
    ["http://host/?", "query or fragment"],
    ["http://host/#/d/x", "query or fragment"],
    ["http://host/a//b", "empty path segment"],
    ["http://host/api", "leave it out"],
    ["http://host/grafana/api/", "leave it out"]
  ])("%j is refused: %s", ([given, words]) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(settings({ url: given }))
      assert.strictEqual(error._tag, "InvalidConfig")
      assert.strictEqual(error.field, "url")
      assert.include(error.problem, words)
    })
  )

  it.effect.each([
    "https://admin@host",
    "https://admin:CANARY@host",
    "https://:CANARY@host",
    "https://x:CANARY#@host"
  ])("%s is refused without being quoted", (given) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(settings({ url: given }))
      assert.notInclude(inspect(error) + JSON.stringify(error) + String(error), "CANARY")
    })
  )

  it.effect("user info is sent to Auth.basic", () =>
    Effect.gen(function* () {
      assert.include(yield* problem({ url: "https://admin:admin@host" }), "Auth.basic")
    })
  )

  const segment = fc.oneof(
    fc.webPath(),
    fc.string().map((text) => `/${text}`),
    fc.constantFrom("/api", "/", "/..", "/%2e%2e")
  )
  const address = fc.oneof(
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.string(),
    fc
      .tuple(
        fc.constantFrom("http://", "https://", "HTTP://"),
        fc.oneof(
          fc.domain(),
          fc.ipV4(),
          fc.ipV6().map((ip) => `[${ip}]`)
        ),
        fc.option(
          fc.nat(65535).map((port) => `:${port}`),
          { nil: "" }
        ),
        fc.array(segment, { maxLength: 3 }).map((path) => path.join(""))
      )
      .map((parts) => parts.join(""))
  )

  it("an address that is accepted leads to the same host, and to a path that ends in the call's", () => {
    let accepted = 0
    fc.assert(
      fc.property(address, (given) => {
        const result = Effect.runSync(Effect.either(settings({ url: given })))
        if (Either.isLeft(result)) return
        accepted++
        const { origin, prefix } = result.right
        const parsed = new URL(`${origin}${prefix}/api/x`)
        assert.strictEqual(parsed.host, new URL(given).host)
        assert.strictEqual(parsed.origin, origin)
        assert.strictEqual(parsed.pathname, `${prefix}/api/x`)
        assert.strictEqual(parsed.search + parsed.hash + parsed.username + parsed.password, "")
        assert.notMatch(prefix, /\/$|\/\/|\/api$/)
      }),
      { numRuns: 500, seed: 1 }
    )
    assert.isAbove(accepted, 100)
  })
})

describe("numbers and clocks", () => {
  it.effect.each<readonly [string, Partial<GrafanaConfig.Options>]>([
    ["organization", { organization: 0 }],
    ["organization", { organization: -1 }],
    ["organization", { organization: 1.5 }],
    ["organization", { organization: NaN }],
    ["organization", { organization: 2 ** 53 }],
    ["slots", { slots: 0 }],
    ["slots", { slots: 0.5 }],
    ["maxBodyBytes", { maxBodyBytes: 0 }],
    ["maxBodyBytes", { maxBodyBytes: -1 }],
    ["timeout.attempt", { timeout: { attempt: 0 } }],
    ["timeout.attempt", { timeout: { attempt: NaN } }],
    ["timeout.call", { timeout: { call: "0 millis" } }],
    ["timeout.call", { timeout: { call: -5 } }],
    ["timeout.call", { timeout: { call: -Infinity } }]
  ])("%s cannot be %j", ([field, options]) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* Effect.flip(settings(options))).field, field)
    })
  )
})

describe("headers", () => {
  it.effect.each([
    "Host",
    "Content-Length",
    "Transfer-Encoding",
    "connection",
    "Authorization",
    "Cookie",
    "X-Grafana-Org-Id",
    "User-Agent",
    "Accept-Encoding",
    "Content-Type"
  ])("%s is not an extra header", (name) =>
    Effect.gen(function* () {
      assert.include(yield* problem({ headers: { [name]: "x" } }), name)
    })
  )

  it.effect.each(["", "a b", "a:b", "a\r\nb", "ä", "(a)"])("%j is not a header name", (name) =>
    Effect.gen(function* () {
      assert.include(yield* problem({ headers: { [name]: "x" } }), "cannot have")
    })
  )

  it.effect.each(["", "a\r\nX-Evil: 1", "a\nb", "a\0b", "ü", " a", "a ", "\u{1f600}"])(
    "%j is not a header value",
    (value) =>
      Effect.gen(function* () {
        assert.include(yield* problem({ headers: { "X-A": value } }), "header x-a ")
        assert.include(yield* problem({ headers: { "X-A": Redacted.make(value) } }), "header x-a ")
        assert.include(yield* problem({ userAgent: value }), "userAgent ")
      })
  )

  it.effect("a name stands once, however it is spelled", () =>
    Effect.gen(function* () {
      assert.include(yield* problem({ headers: { "X-A": "1", "x-a": "1" } }), "x-a, which stands there twice")
    })
  )

  it("what is accepted travels unchanged", () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom("a", " ", "\t", "~") })
    )
    let accepted = 0
    fc.assert(
      fc.property(fc.oneof(text, fc.constantFrom("x-a", "X-B")), text, (name, value) => {
        const result = Effect.runSync(Effect.either(settings({ headers: { [name]: value } })))
        if (Either.isLeft(result)) return
        accepted++
        const entries = Object.entries(Redacted.value(result.right.headers))
        assert.deepStrictEqual([...new Headers([[name, value]])], entries)
        assert.deepStrictEqual(entries, [[name.toLowerCase(), value]])
      }),
      { numRuns: 1000, seed: 1 }
    )
    assert.isAbove(accepted, 100)
  })

  it.effect("no value shows: in the settings, the layer or a failure", () =>
    Effect.gen(function* () {
      const headers = { "x-proxy-secret": "CANARY", "x-other": Redacted.make("CANARY") }
      const good = yield* settings({ headers })
      const layer = GrafanaConfig.layer({ url, headers })
      const failing = GrafanaConfig.layer({ url, headers: { "x-proxy-secret": "CANARY\n" } })
      const exit = yield* Effect.exit(Layer.build(failing))
      const cause = yield* Effect.sandbox(Layer.build(failing)).pipe(Effect.flip)
      for (const value of [good, layer, failing, exit, cause]) {
        const shown = `${inspect(value, { depth: Infinity, showHidden: true })} ${JSON.stringify(value)} ${String(value)}`
        assert.notInclude(shown, "CANARY")
      }
      assert.include(String(cause), "header x-proxy-secret begins or ends with white space")
    }).pipe(Effect.scoped)
  )
})
