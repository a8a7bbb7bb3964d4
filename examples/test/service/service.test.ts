import { NameTaken } from "@effect-grafana/core/GrafanaError"
import * as Folders from "@effect-grafana/elements/Folders"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as FakeServer from "@effect-grafana/testing/FakeServer"
import * as Faults from "@effect-grafana/testing/Faults"
import { describe, expect, it, layer } from "@effect/vitest"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { answered } from "../../src/service/answers.js"
import { asAdmin, start } from "../started.js"

const admin = {
  authorization: `Basic ${Buffer.from("admin:admin").toString("base64")}`,
  "content-type": "application/json"
}

/** Starts the service over a fake that has the folder `ops`, and waits until it listens. */
const started = (plan: Faults.Plan) =>
  Effect.gen(function* () {
    const fake = yield* FakeGrafana.make()
    const body = JSON.stringify({ uid: "ops", title: "Operations" })
    expect(fake.handle({ method: "POST", url: "/api/folders", headers: admin, body }).status).toBe(200)
    const faults = yield* Faults.make(plan)
    const server = yield* FakeServer.listen(fake, { faults })
    const running = yield* Effect.acquireRelease(
      Effect.sync(() => start("service", { ...asAdmin(server.url), PORT: "0" })),
      ({ child, ended }) =>
        Effect.zipRight(
          Effect.sync(() => child.kill()),
          ended
        )
    )
    const address = Effect.sync(() => /Listening on (\S+)/.exec(running.said.out)?.[1] ?? "")
    const url = yield* Effect.repeat(Effect.delay(address, "20 millis"), { until: (found) => found !== "" })
    return { ...running, url, faults }
  })

const at = (path: string) => ({ method: "GET", path: `/api/folders/${path}` })

const plan = Faults.script([
  Faults.on(at("busy"), Faults.retryAfter("30 seconds")),
  Faults.on(at("limited"), Faults.retryAfter("20 seconds", { status: 429 })),
  Faults.on(at("reset"), Faults.resetBeforeCommit),
  Faults.on(at("broken"), Faults.status(500, { message: "CANARY" })),
  Faults.on(at("login"), Faults.html()),
  Faults.on(at("unknown"), Faults.unauthorized),
  Faults.on(
    at("denied"),
    Faults.status(403, { message: "You'll need additional permissions: folders:read" })
  ),
  Faults.on(at("old"), Faults.status(404, { message: "Not found" }))
])

class Service extends Context.Tag("test/Service")<
  Service,
  Effect.Effect.Success<ReturnType<typeof started>>
>() {}

const ask = (path: string, method = "GET", body?: unknown) =>
  Effect.flatMap(Service, ({ url }) =>
    Effect.promise(async () => {
      const text = typeof body === "string" ? body : JSON.stringify(body)
      const response = await fetch(url + path, { method, ...(body === undefined ? {} : { body: text }) })
      return { status: response.status, headers: response.headers, body: await response.text() }
    })
  )

const sayings = Effect.map(Service, ({ said }) => said.out + said.err)

layer(Layer.scoped(Service, started(plan)), { excludeTestServices: true })("the service", (it) => {
  it.effect("reads a folder, renames it, and adds a dashboard to it", () =>
    Effect.gen(function* () {
      expect(yield* ask("/folders/ops")).toMatchObject({
        status: 200,
        body: JSON.stringify({ uid: "ops", title: "Operations", version: 1 })
      })
      expect(yield* ask("/folders/ops", "PUT", { title: "Ops", version: 1 })).toMatchObject({
        status: 200,
        body: JSON.stringify({ uid: "ops", title: "Ops", version: 2 })
      })
      const added = yield* ask("/folders/ops/dashboards", "POST", { uid: "a", title: "A" })
      expect(added).toMatchObject({
        status: 201,
        body: JSON.stringify({ uid: "a", url: "/d/a/a", version: 1 })
      })
    })
  )

  it.effect.each([
    ["a folder that is missing", "GET", "/folders/nowhere", undefined],
    ["a folder that is missing, to rename", "PUT", "/folders/nowhere", { title: "A", version: 1 }],
    ["a folder that is missing, to add to", "POST", "/folders/nowhere/dashboards", { uid: "b", title: "B" }],
    ["a route that there is not", "GET", "/nowhere", undefined]
  ] as const)("answers %s with 404", ([, method, path, body]) =>
    Effect.gen(function* () {
      expect((yield* ask(path, method, body)).status).toBe(404)
    })
  )

  it.effect.each([
    ["a rename of another version", "PUT", "/folders/ops", { title: "Other", version: 99 }],
    ["a dashboard that is there", "POST", "/folders/ops/dashboards", { uid: "twice", title: "Twice" }]
  ] as const)("answers %s with 409", ([, method, path, body]) =>
    Effect.gen(function* () {
      yield* ask(path, method, body)
      const { body: text, status } = yield* ask(path, method, body)
      expect(status).toBe(409)
      expect(text).toContain("changed by someone else")
    })
  )

  it.effect.each([
    ["what is no JSON", "PUT", "/folders/ops", "{"],
    ["what lacks a field", "PUT", "/folders/ops", { title: "Ops" }],
    ["a uid that Grafana does not take", "GET", `/folders/${"a".repeat(41)}`, undefined]
  ] as const)("answers %s with 400", ([, method, path, body]) =>
    Effect.gen(function* () {
      expect((yield* ask(path, method, body)).status).toBe(400)
    })
  )

  it.effect.each([
    ["busy", "30"],
    ["limited", "20"],
    ["reset", null]
  ] as const)("answers 503 while Grafana is away (%s), with its Retry-After (%s)", ([uid, retryAfter]) =>
    Effect.gen(function* () {
      const { headers, status } = yield* ask(`/folders/${uid}`)
      expect(status).toBe(503)
      expect(headers.get("retry-after")).toBe(retryAfter)
    })
  )

  it.effect.each([
    ["unknown", 502, /does not let this service in: .*getFolderByUID/],
    ["denied", 502, /does not let this service do that: .*folders:read/],
    ["login", 502, /what nobody understands/],
    ["broken", 502, /Grafana failed/],
    ["old", 501, /too old/]
  ] as const)(
    "answers what its caller cannot mend (%s) with %i, and tells why in the log",
    ([uid, code, why]) =>
      Effect.gen(function* () {
        const { body, status } = yield* ask(`/folders/${uid}`)
        expect(status).toBe(code)
        expect(body).not.toMatch(/folders:read|CANARY/)
        expect(yield* sayings).toMatch(why)
      })
  )
})

describe("a route", () => {
  it("whose failure has no answer does not compile", () => {
    // @ts-expect-error: `NameTaken` is none of the failures that are answered.
    expect(answered(new NameTaken())).toBeDefined()
  })
})

describe("on SIGTERM the service", () => {
  it.scopedLive("answers what is under way, takes nothing more, and ends with 0 at once", () =>
    Effect.gen(function* () {
      const slow = Faults.script([Faults.on(Folders.get, Faults.latency("1 second"))])
      const { child, ended, faults, url } = yield* started(slow)
      const asked = fetch(`${url}/folders/ops`)
      yield* Effect.repeat(Effect.sleep("20 millis"), { until: () => faults.log.length > 0 })
      child.kill("SIGTERM")
      expect((yield* Effect.promise(() => asked)).status).toBe(200)
      const answered = performance.now()
      expect((yield* ended).code).toBe(0)
      expect(performance.now() - answered).toBeLessThan(2500)
      yield* Effect.flip(Effect.tryPromise(() => fetch(`${url}/folders/ops`)))
    })
  )
})
