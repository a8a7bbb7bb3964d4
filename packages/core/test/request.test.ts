import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { Auth } from "../src/Auth.js"
import * as Endpoint from "../src/Endpoint.js"
import * as Grafana from "../src/Grafana.js"
import { GrafanaConfig } from "../src/GrafanaConfig.js"
import * as Redirects from "../src/Redirects.js"
import { Transport } from "../src/Transport.js"
import * as Things from "./support/endpoints.js"
import { credential, json, script, scriptBy, settings, type Script } from "./support/scripted.js"

const sent = <A, E>(call: Effect.Effect<A, E, Grafana.Grafana>, settings?: Parameters<Script["layer"]>[0]) =>
  Effect.gen(function* () {
    const on = scriptBy(() => json(200, { uid: "a" }))
    const result = yield* Effect.either(Effect.provide(call, on.layer(settings)))
    return { request: on.requests[0], result }
  })

describe("a path parameter", () => {
  it.effect("is percent-encoded", () =>
    Effect.gen(function* () {
      const { request } = yield* sent(Things.get({ uid: "a/b?c#d%e +ä" }))
      assert.strictEqual(request?.path, "/api/things/a%2Fb%3Fc%23d%25e%20%2B%C3%A4")
    })
  )
  it.effect(
    "that is empty, a dot or two in any spelling, or no Unicode is refused before anything is sent",
    () =>
      Effect.gen(function* () {
        for (const uid of ["", ".", "..", "%2e", "%2E%2e", ".%2e", "%252e%252e", "\ud800"]) {
          const { request, result } = yield* sent(Things.get({ uid }))
          assert.isUndefined(request, uid)
          assert.isTrue(Either.isLeft(result) && result.left._tag === "InvalidInput", uid)
        }
      })
  )
  it("never changes how many segments the path has", () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.fullUnicodeString(),
          fc.stringOf(fc.constantFrom(".", "/", "%", "2", "e", "E", "\\", "?"))
        ),
        (uid) => {
          const on = scriptBy(() => json(200, { uid: "a" }))
          Effect.runSync(Effect.either(Effect.provide(Things.get({ uid }), on.layer())))
          const path = on.requests[0]?.path
          if (path === undefined) return
          assert.strictEqual(new URL(`http://h${path}`).pathname.split("/").length, 4)
          assert.strictEqual(decodeURIComponent(path.split("/")[3]!), uid)
        }
      ),
      { numRuns: 2000 }
    ))
  it.effect("of several segments is encoded one by one", () =>
    Effect.gen(function* () {
      const proxy = Endpoint.get("proxy", "/api/proxy/{uid}/{+path}", {
        params: { uid: Schema.String, path: Schema.String }
      })
      assert.strictEqual(
        (yield* sent(proxy({ uid: "u", path: "api/v1/a b" }))).request?.path,
        "/api/proxy/u/api/v1/a%20b"
      )
      assert.isUndefined((yield* sent(proxy({ uid: "u", path: "a/../b" }))).request)
    })
  )
})

describe("the rest of a request", () => {
  it.effect("prints a query with repeated names, and leaves out what is undefined", () =>
    Effect.gen(function* () {
      const { request } = yield* sent(Things.get({ uid: "a", tag: ["x&y", "z"], limit: undefined }))
      assert.strictEqual(request?.path, "/api/things/a?tag=x%26y&tag=z")
    })
  )
  it.effect(
    "sends a record payload as JSON with its content type, and nothing that the contract does not name",
    () =>
      Effect.gen(function* () {
        const input = { uid: "a", title: "t", extra: 1 }
        const { request } = yield* sent(Things.put(input))
        assert.deepInclude(request, { method: "PUT", body: '{"title":"t"}' })
        assert.strictEqual(request?.headers["content-type"], "application/json")
      })
  )
  it.effect("sends any other payload whole", () =>
    Effect.gen(function* () {
      const tags = Endpoint.post("tags", "/api/tags", { payload: Schema.Array(Schema.String) })
      assert.strictEqual((yield* sent(tags({ payload: ["a", "b"] }))).request?.body, '["a","b"]')
      const form = Endpoint.post("form", "/api/form", {
        encoding: "form",
        payload: { "match[]": Schema.Array(Schema.String) }
      })
      const { request } = yield* sent(form({ "match[]": ["up", "a=b"] }))
      assert.strictEqual(request?.body, "match%5B%5D=up&match%5B%5D=a%3Db")
      assert.strictEqual(request?.headers["content-type"], "application/x-www-form-urlencoded")
    })
  )
  it.effect("sends a form of several parts, with bytes as files and a boundary that stands in none", () =>
    Effect.gen(function* () {
      const upload = Endpoint.post("upload", "/api/upload", {
        encoding: "multipart",
        payload: {
          'a "b"\r\n': Schema.String,
          file: Schema.Uint8ArrayFromSelf,
          note: Schema.optional(Schema.String)
        }
      })
      const bytes = new Uint8Array([...new TextEncoder().encode("--effect-grafana-0\r\n"), 0, 255])
      const { request } = yield* sent(
        upload({ 'a "b"\r\n': "effect-grafana-1 ä", file: bytes, note: undefined })
      )
      const form = yield* Effect.promise(() =>
        new Response(request?.body ?? "", { headers: { ...request?.headers } }).formData()
      )
      assert.deepStrictEqual([...form.keys()], ['a "b"\r\n', "file"])
      assert.strictEqual(form.get('a "b"\r\n'), "effect-grafana-1 ä")
      const file = form.get("file")
      assert.isTrue(file instanceof File && file.name === "file" && file.type === "application/octet-stream")
      const content = yield* Effect.promise(() => new Response(file).arrayBuffer())
      assert.deepStrictEqual(new Uint8Array(content), bytes)
      assert.include(request?.headers["content-type"], "boundary=effect-grafana-2")
    })
  )
  it.effect("renames a parameter whose name stands twice", () =>
    Effect.gen(function* () {
      const rename = Endpoint.put("rename", "/api/x/{uid}", {
        params: { currentUid: Schema.propertySignature(Schema.String).pipe(Schema.fromKey("uid")) },
        payload: { uid: Schema.String }
      })
      const { request } = yield* sent(rename({ currentUid: "old", uid: "new" }))
      assert.deepInclude(request, { path: "/api/x/old", body: '{"uid":"new"}' })
    })
  )
  it.effect("carries credential, organization and user agent, and stands behind the prefix", () =>
    Effect.gen(function* () {
      const call = Grafana.withOrganization(7)(Things.get({ uid: "a" }))
      const { request } = yield* sent(call, { prefix: "/grafana", organization: 3 })
      assert.deepInclude(request?.headers, {
        authorization: "Bearer CANARY-t",
        "x-grafana-org-id": "7",
        "user-agent": "test",
        accept: "application/json"
      })
      assert.strictEqual(request?.path, "/grafana/api/things/a")
      assert.strictEqual(
        (yield* sent(Things.ping(), { organization: 3 })).request?.headers["x-grafana-org-id"],
        "3"
      )
    })
  )
  it.effect(
    "refuses a header value with a line break, a payload that is no JSON, and an input that does not fit",
    () =>
      Effect.gen(function* () {
        const headed = Endpoint.get("headed", "/api/h", { headers: { "X-Note": Schema.String } })
        const open = Endpoint.post("open", "/api/o", { payload: Schema.Unknown })
        const loop: Record<string, unknown> = {}
        loop["self"] = loop
        const calls = [headed({ "X-Note": "a\r\nX-Evil: 1" }), open({ payload: loop }), open({ payload: 1n })]
        for (const call of calls) {
          const { request, result } = yield* sent<void, Effect.Effect.Error<typeof call>>(call)
          assert.isUndefined(request)
          assert.isTrue(Either.isLeft(result) && result.left._tag === "InvalidInput")
        }
        // @ts-expect-error a number where a text belongs, as it comes from untyped code
        const { result } = yield* sent(Things.put({ uid: "a", title: 12345 }))
        assert.isTrue(
          Either.isLeft(result) &&
            result.left._tag === "InvalidInput" &&
            !result.left.message.includes("12345")
        )
      })
  )
})

describe("redirects", () => {
  const moved = (location: string) => ({ status: 302, headers: { location } })
  it.live("do not start the clock of their attempt anew", () =>
    Effect.gen(function* () {
      const clocks = (redirects: Redirects.Redirects | undefined) =>
        Effect.gen(function* () {
          const on = script(moved("/api/things/b"), json(200, { uid: "b" }))
          const client = Layer.provide(Grafana.layer, [
            Layer.succeed(GrafanaConfig, { ...settings, redirects }),
            Layer.succeed(Auth, { credential: Effect.succeed(credential) }),
            Layer.succeed(Transport, { ...on.transport, keepsTime: true })
          ])
          yield* Effect.either(Effect.provide(Things.get({ uid: "a" }), client))
          return on.requests.map(({ timeoutMillis }) => timeoutMillis !== undefined)
        })
      // A transport's own timer is for one request.
      assert.deepStrictEqual(yield* clocks(undefined), [true])
      assert.deepStrictEqual(yield* clocks(Redirects.sameOrigin), [false, false])
    })
  )
  it.effect("are not followed unless told", () =>
    Effect.gen(function* () {
      const on = script(moved("/api/things/b"), json(200, { uid: "b" }))
      assert.isTrue(Either.isLeft(yield* Effect.either(Effect.provide(Things.get({ uid: "a" }), on.layer()))))
      assert.strictEqual(on.requests.length, 1)
    })
  )
  it.effect("are followed for reads within the origin, five at most, and never to where they came from", () =>
    Effect.gen(function* () {
      const count = (call: typeof get, next: (n: number) => string) =>
        Effect.gen(function* () {
          const on = scriptBy((_, n) => (n < 20 ? moved(next(n)) : json(200, { uid: "b" })))
          yield* Effect.either(Effect.provide(call, on.layer({ redirects: Redirects.sameOrigin })))
          return on.requests.length
        })
      const get = Things.get({ uid: "a" })
      assert.strictEqual(yield* count(get, (n) => `/api/things/${n}`), 6)
      assert.strictEqual(yield* count(get, () => "/api/things/a"), 1)
      assert.strictEqual(yield* count(get, () => "http://evil.test/api/things/b"), 1)
      assert.strictEqual(yield* count(get, () => "//evil.test/api/things/b"), 1)
      const on = script(moved("/api/things/b"), json(200, { uid: "b" }))
      yield* Effect.either(
        Effect.provide(Things.put({ uid: "a", title: "t" }), on.layer({ redirects: Redirects.sameOrigin }))
      )
      assert.strictEqual(on.requests.length, 1)
    })
  )
})
