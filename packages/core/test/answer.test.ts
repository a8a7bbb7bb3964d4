import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import { inspect } from "node:util"
import * as Endpoint from "../src/Endpoint.js"
import {
  ApiError,
  BadRequest,
  Forbidden,
  NotFound,
  QuotaReached,
  UidTaken,
  VersionMismatch,
  when
} from "../src/GrafanaError.js"
import type { Grafana } from "../src/Grafana.js"
import * as Retry from "../src/Retry.js"
import * as Things from "./support/endpoints.js"
import { json, script, type Step } from "./support/scripted.js"

/** One call that meets one answer. */
const met = <A, E>(call: Effect.Effect<A, E, Grafana>, step: Step) =>
  Effect.either(Effect.provide(call, script(step).layer({ retry: Retry.none })))

const failure = <A, E>(call: Effect.Effect<A, E, Grafana>, step: Step) =>
  Effect.map(met(call, step), Either.getLeft).pipe(Effect.flatten, Effect.orDie)

const get = Things.get({ uid: "a" })

describe("a success", () => {
  it.effect("is the server's own JSON: unknown fields, key order and __proto__ stay", () =>
    Effect.gen(function* () {
      const text = '{"zz":1,"uid":"a","__proto__":{"x":1},"10":true}'
      const value = yield* Effect.provide(get, script({ status: 200, body: text }).layer())
      assert.strictEqual(JSON.stringify(value), JSON.stringify(JSON.parse(text)))
      assert.isTrue(Object.hasOwn(value, "__proto__"))
      assert.strictEqual(Object.getPrototypeOf(value), Object.prototype)
    })
  )
  it.effect("is any 2xx", () =>
    Effect.gen(function* () {
      for (const status of [200, 201, 202, 207])
        assert.isTrue(Either.isRight(yield* met(get, json(status, { uid: "a" }))))
    })
  )
  it.effect("without a schema ignores its body, but for a web page", () =>
    Effect.gen(function* () {
      for (const body of ["", "null", "done", '{"a":'])
        assert.deepStrictEqual(yield* met(Things.ping(), { status: 200, body }), Either.right(undefined))
      const page = { status: 200, body: "<!doctype html><title>Log in</title>" }
      assert.deepInclude(yield* failure(Things.ping(), page), {
        _tag: "UnexpectedResponse",
        reason: "not Grafana"
      })
    })
  )
  it.effect("that names its statuses takes these and no other", () =>
    Effect.gen(function* () {
      const health = Endpoint.get("health", "/api/h", {
        success: Schema.Struct({ status: Schema.String }),
        statuses: [200, 400]
      })
      assert.isTrue(Either.isRight(yield* met(health(), json(400, { status: "ERROR" }))))
      assert.strictEqual(
        (yield* failure(health(), json(400, { message: "id is invalid" })))._tag,
        "UnexpectedResponse"
      )
      assert.strictEqual((yield* failure(health(), json(201, { status: "OK" })))._tag, "UnexpectedResponse")
    })
  )
  it.effect("gives [] for an annotated list that came as null, and only for that", () =>
    Effect.gen(function* () {
      const list = Endpoint.nullAsEmpty(
        Schema.Array(Schema.Struct({ tags: Endpoint.nullAsEmpty(Schema.Array(Schema.String)) }))
      )
      const all = Endpoint.get("all", "/api/all", { success: Schema.Struct({ items: list }) })
      assert.deepStrictEqual(yield* met(all(), json(200, { items: null })), Either.right({ items: [] }))
      assert.deepStrictEqual(
        yield* met(all(), json(200, { items: [{ tags: null }] })),
        Either.right({ items: [{ tags: [] }] })
      )
      assert.isTrue(Either.isLeft(yield* met(all(), json(200, {}))))
    })
  )
  it.effect("is handed out with status, headers and text where that is asked for", () =>
    Effect.gen(function* () {
      const call = Endpoint.withResponse(Things.get)({ uid: "a" })
      const response = yield* Effect.provide(
        call,
        script({
          status: 201,
          body: '{"uid":"a","big":12345678901234567890}',
          headers: { "x-y": "z" }
        }).layer()
      )
      assert.strictEqual(response.status, 201)
      assert.strictEqual(response.headers["x-y"], "z")
      assert.include(response.text, "12345678901234567890")
    })
  )
})

describe("an answer that does not fit", () => {
  it.effect("is UnexpectedResponse with reason body, and names the place and not the value", () =>
    Effect.gen(function* () {
      const error = yield* failure(get, json(200, { uid: { secret: "CANARY-hunter2" } }))
      assert.isTrue(error._tag === "UnexpectedResponse" && error.reason === "body" && error.status === 200)
      assert.include(error.message, "uid")
      assert.notInclude(error.message + inspect(error) + JSON.stringify(error), "CANARY-hunter2")
      assert.isTrue(error._tag === "UnexpectedResponse" && error.body.includes("CANARY-hunter2"))
    })
  )
  it.effect(
    "is 'body' for truncated JSON and an empty text, 'not Grafana' for a web page and a login redirect",
    () =>
      Effect.gen(function* () {
        const reasons = []
        const html = { "content-type": "text/html" }
        for (const step of [
          { status: 200, body: '{"uid":' },
          { status: 200, body: "" },
          { status: 200, body: "<!doctype html><title>Sign in</title>", headers: html },
          { status: 302, headers: { location: "/login?token=CANARY-s3cret" } },
          { status: 418, body: "{}" }
        ]) {
          const error = yield* failure(get, step)
          reasons.push(error._tag === "UnexpectedResponse" ? error.reason : error._tag)
          assert.notInclude(inspect(error) + JSON.stringify(error), "CANARY-s3cret")
        }
        assert.deepStrictEqual(reasons, ["body", "body", "not Grafana", "not Grafana", "status"])
      })
  )
})

describe("an error answer", () => {
  it.effect("becomes the error of every call that its status means", () =>
    Effect.gen(function* () {
      const tags = []
      for (const status of [401, 403, 429, 500, 502, 599])
        tags.push((yield* failure(get, json(status, {})))._tag)
      assert.deepStrictEqual(tags, [
        "Unauthorized",
        "Forbidden",
        "TooManyRequests",
        "ServerError",
        "ServerError",
        "ServerError"
      ])
    })
  )
  it.effect("carries Grafana's words, messageId, traceID and status", () =>
    Effect.gen(function* () {
      const body = { statusCode: 404, messageId: "thing.notFound", message: "no such thing", traceID: "abc" }
      const error = yield* failure(get, json(404, body))
      assert.deepInclude(JSON.parse(JSON.stringify(error)), {
        _tag: "NotFound",
        operation: "getThing",
        attempts: 1,
        status: 404,
        message: "no such thing",
        messageId: "thing.notFound",
        traceID: "abc"
      })
      assert.isTrue(error instanceof NotFound && error instanceof Error)
      assert.deepStrictEqual(error._tag === "NotFound" ? error.body : undefined, body)
      assert.isFalse(Object.keys(error).includes("body"))
    })
  )
  it.effect(
    "404 'Not found' is a missing route where the object's own words differ, else NotFound that may be one",
    () =>
      Effect.gen(function* () {
        const missing = json(404, { message: "Not found" })
        assert.strictEqual((yield* failure(get, missing))._tag, "RouteNotFound")
        const error = yield* failure(Things.find({ name: "x" }), missing)
        assert.isTrue(error._tag === "NotFound" && error.possiblyRoute)
        assert.strictEqual((yield* failure(Things.ping(), missing))._tag, "RouteNotFound")
        assert.strictEqual(
          (yield* failure(get, {
            status: 404,
            body: "404 page not found\n",
            headers: { "content-type": "text/plain" }
          }))._tag,
          "RouteNotFound"
        )
        assert.strictEqual((yield* failure(get, { status: 404, body: "" }))._tag, "NotFound")
        assert.strictEqual(
          (yield* failure(get, {
            status: 404,
            body: "<html>nginx",
            headers: { "content-type": "text/html" }
          }))._tag,
          "UnexpectedResponse"
        )
      })
  )
  it.effect("of one status is told apart by messageId, status word and message, the closest first", () =>
    Effect.gen(function* () {
      const save = Endpoint.post("save", "/api/save", {
        success: Schema.Struct({}),
        error: [
          when(UidTaken, { status: 412 }),
          VersionMismatch,
          when(BadRequest, { status: 412, messageId: "x.bad" }),
          QuotaReached
        ]
      })
      const tag = (status: number, body: object) =>
        Effect.map(failure(save(), json(status, body)), ({ _tag }) => _tag)
      assert.strictEqual(yield* tag(412, { message: "other" }), "UidTaken")
      assert.strictEqual(yield* tag(412, { status: "version-mismatch" }), "VersionMismatch")
      assert.strictEqual(yield* tag(412, { messageId: "x.bad", status: "version-mismatch" }), "BadRequest")
      assert.strictEqual(yield* tag(403, { message: "dashboard Quota reached" }), "QuotaReached")
      assert.strictEqual(yield* tag(403, { message: "Access denied" }), "Forbidden")
    })
  )
  it.effect("may be a 2xx: accepted and not done", () =>
    Effect.gen(function* () {
      assert.strictEqual(
        (yield* failure(Things.poke({ uid: "a" }), json(202, { status: "pending", message: "later" })))._tag,
        "SavePending"
      )
      assert.isTrue(Either.isRight(yield* met(Things.poke({ uid: "a" }), json(202, { uid: "a" }))))
    })
  )
  it.effect("of any of Grafana's shapes keeps its message", () =>
    Effect.gen(function* () {
      const shapes: ReadonlyArray<readonly [unknown, string]> = [
        [{ message: "plain" }, "plain"],
        [{ error: "Server Error" }, "Server Error"],
        [{ error: { id: "ERR_TOKEN_REVOKED" } }, "ERR_TOKEN_REVOKED"],
        [{ results: { A: { status: 200 }, B: { error: "no data source" } } }, "B: no data source"],
        [{ status: "error", errorType: "bad_data", error: "parse error" }, "parse error"],
        [{ kind: "Status", message: "folders not found", details: { uid: "folder.x" } }, "folders not found"],
        ["upstream says no", "upstream says no"]
      ]
      for (const [body, message] of shapes) {
        const error = yield* failure(
          Things.poke({ uid: "a" }),
          json(400, typeof body === "string" ? body : body)
        )
        assert.strictEqual(error._tag, "BadRequest")
        assert.strictEqual(error.message, message)
      }
    })
  )
  it.effect("of a user's own class is told apart like ours", () =>
    Effect.gen(function* () {
      class Busy extends ApiError("Busy", { status: 409, messageId: "plugin.busy", passing: true }) {}
      const own = Endpoint.post("own", "/api/plugins/x/resources/y", { error: [Busy] })
      const error = yield* failure(own(), json(409, { messageId: "plugin.busy", message: "busy" }))
      assert.isTrue(error instanceof Busy)
      const on = script(json(409, { messageId: "plugin.busy" }), json(200, {}))
      yield* Effect.provide(
        own(),
        on.layer({ retry: Retry.make({ schedule: Retry.fullJitter({ base: 0 }) }) })
      )
      assert.strictEqual(on.requests.length, 2)
    })
  )
  it("is an Error that can be yielded, caught and built by hand", () => {
    const error = new Forbidden({ message: "no" })
    assert.deepInclude(error, { _tag: "Forbidden", status: 403, attempts: 1 })
    assert.include(String(error), "no")
    assert.strictEqual(Effect.runSync(Effect.flip(error)), error)
  })
})

it.effect("a misfit whose wording would throw is still an UnexpectedResponse", () =>
  Effect.gen(function* () {
    const union = Endpoint.get("union", "/api/union", {
      success: Schema.Union(Schema.String, Schema.Struct({ a: Schema.Struct({ b: Schema.Int }) }))
    })
    const error = yield* failure(union(), { status: 200, body: '{"a":{"toString":""}}' })
    assert.isTrue(error._tag === "UnexpectedResponse" && error.reason === "body")
  })
)
