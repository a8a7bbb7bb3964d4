import * as Auth from "@effect-grafana/core/Auth"
import * as Grafana from "@effect-grafana/core/Grafana"
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"
import { Transport } from "@effect-grafana/core/Transport"
import { describe, expect, it } from "@effect/vitest"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/TestClock"
import * as DataSourceProbes from "../src/DataSourceProbes.js"
import type { DataSource } from "../src/DataSources.js"
import { dataSource } from "./support/dataSource.js"
import { clientOf, type Reply } from "./support/lossy.js"
import { answerOf } from "./support/recordedDataSources.js"
import { scripted, settled, type Step } from "./support/scripted.js"

const source = (changes?: Partial<DataSource>): Step => [200, dataSource(changes)]
const notImplemented: Step = [404, { messageId: "plugin.notImplemented", message: "Method not implemented" }]
const unavailable = answerOf("health of alertmanager (no backend)")

const checkOn = (...steps: ReadonlyArray<Step>) => {
  const grafana = scripted(...steps)
  return DataSourceProbes.check({ uid: "ds-one" }).pipe(
    Effect.map((found) => ({ ...found, asked: grafana.asked.slice(1) })),
    Effect.provide(grafana.layer)
  )
}

describe("Grafana's own check", () => {
  it.effect("tells a data source that works", () =>
    Effect.gen(function* () {
      const found = yield* checkOn(source(), answerOf("health of the fake prometheus"))
      expect(found).toEqual({
        uid: "ds-one",
        type: "prometheus",
        status: "OK",
        message: "Successfully queried the Prometheus API.",
        via: "health",
        durationMs: 0,
        asked: ["GET /api/datasources/uid/ds-one/health"]
      })
    })
  )

  it.effect("tells one that does not, in its plugin's words", () =>
    Effect.gen(function* () {
      const found = yield* checkOn(source(), answerOf("health of unreachable prometheus"))
      expect(found).toMatchObject({ status: "ERROR", via: "health" })
      expect(found.message).toContain("connect: connection refused")
    })
  )

  it.effect.each([
    { messageId: "plugin.healthCheck", message: "Plugin health check failed" },
    { message: "Plugin request failed" }
  ])("that breaks within the plugin is the data source's error: $message", (body) =>
    Effect.gen(function* () {
      const found = yield* checkOn(source(), [500, body])
      expect(found).toMatchObject({ status: "ERROR", message: body.message, via: "health" })
    })
  )

  it.effect("that breaks in the server is the call's failure", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(checkOn(source(), [500, { message: "Internal Server Error" }]))
      expect(failure._tag).toBe("ServerError")
    })
  )

  it.effect("with a status that is not known here is UNKNOWN", () =>
    Effect.gen(function* () {
      const found = yield* checkOn(source(), [400, { status: "UNKNOWN", message: "?" }])
      expect(found).toMatchObject({ status: "UNKNOWN", message: "?" })
    })
  )
})

describe("what keeps a probe from finding anything is a failure", () => {
  it.effect("a data source that is missing", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(checkOn([404, { message: "Data source not found" }]))
      expect(failure._tag).toBe("NotFound")
    })
  )

  it.effect("a data source that goes missing before its check", () =>
    Effect.gen(function* () {
      expect((yield* Effect.flip(checkOn(source(), answerOf("health unknown"))))._tag).toBe("NotFound")
    })
  )

  it.effect("a data source that goes missing before its query or read", () =>
    Effect.gen(function* () {
      const query = checkOn(
        source({ type: "graphite" }),
        notImplemented,
        answerOf("query unknown datasource")
      )
      expect((yield* Effect.flip(query))._tag).toBe("NotFound")
      const read = checkOn(source({ type: "zipkin" }), notImplemented, answerOf("proxy unknown data source"))
      expect((yield* Effect.flip(read))._tag).toBe("NotFound")
    })
  )

  it.effect("a credential that may not query it", () =>
    Effect.gen(function* () {
      const health = checkOn(source(), answerOf("health as no role"))
      expect((yield* Effect.flip(health))._tag).toBe("Forbidden")
      const opentsdb = source({ type: "opentsdb" })
      const proxy = checkOn(opentsdb, notImplemented, answerOf("proxy as no role"))
      expect((yield* Effect.flip(proxy))._tag).toBe("Forbidden")
    })
  )
})

/** Grafana of a data source whose plugin has no check, and what it was asked last. */
const withoutCheck = (changes: Partial<DataSource>, answer: Reply) => {
  let last: unknown
  const layer = clientOf(({ body, method, path }) => {
    if (path === "/api/datasources/uid/ds-one") return { status: 200, body: dataSource(changes) }
    if (path.endsWith("/health")) return { status: 404, body: { message: "Not found" } }
    last = { asked: `${method} ${path}`, ...(body === undefined ? {} : { body: JSON.parse(String(body)) }) }
    return answer
  })
  return DataSourceProbes.check({ uid: "ds-one" }).pipe(
    Effect.map((found) => ({ found, last })),
    Effect.provide(layer)
  )
}

describe("without a check", () => {
  it.effect.each<{ type: string; jsonData?: Record<string, unknown>; query: object }>([
    { type: "prometheus", query: { expr: "1+1" } },
    { type: "loki", query: { expr: "vector(1)+vector(1)" } },
    { type: "mysql", query: { rawSql: "SELECT 1" } },
    { type: "mssql", query: { rawSql: "SELECT 1" } },
    { type: "postgres", query: { rawSql: "SELECT 1" } },
    { type: "grafana-postgresql-datasource", query: { rawSql: "SELECT 1" } },
    { type: "grafana-clickhouse-datasource", query: { rawSql: "SELECT 1" } },
    { type: "grafana-redshift-datasource", query: { rawSQL: "SELECT 1" } },
    { type: "graphite", query: { target: "constantLine(100)" } },
    { type: "testdata", query: { scenarioId: "random_walk" } },
    { type: "influxdb", query: { query: "SHOW DATABASES", rawQuery: true } },
    { type: "influxdb", jsonData: { version: "Flux" }, query: { query: "buckets()" } },
    { type: "influxdb", jsonData: { version: "SQL" }, query: { rawSql: "SELECT 1" } },
    { type: "elasticsearch", jsonData: { timeField: "at" }, query: { query: "", timeField: "at" } }
  ])("$type is tried by a query", ({ type, jsonData = {}, query }) =>
    Effect.gen(function* () {
      const { found, last } = yield* withoutCheck({ type, jsonData }, { status: 200, body: { results: {} } })
      expect(found).toMatchObject({ status: "OK", via: "query", type })
      expect(last).toMatchObject({
        asked: "POST /api/ds/query",
        body: { queries: [{ refId: "A", datasource: { uid: "ds-one", type }, ...query }], from: "now-5m" }
      })
    })
  )

  it.effect.each<{ type: string; jsonData?: Record<string, unknown>; asked: string; body?: unknown }>([
    { type: "alertmanager", asked: "GET alertmanager/api/v2/status" },
    { type: "alertmanager", jsonData: { implementation: "prometheus" }, asked: "GET api/v2/status" },
    { type: "jaeger", asked: "GET api/services" },
    { type: "opentsdb", asked: "GET api/suggest?type=metrics&q=cpu" },
    { type: "tempo", asked: "GET api/echo" },
    { type: "zipkin", asked: "GET api/v2/services" },
    { type: "grafana-simple-json-datasource", asked: "POST search", body: { target: "" } },
    { type: "simpod-json-datasource", asked: "POST metrics", body: {} }
  ])("$type is tried through the proxy: $asked", ({ type, jsonData = {}, asked, body }) =>
    Effect.gen(function* () {
      const { found, last } = yield* withoutCheck({ type, jsonData }, { status: 200, body: [] })
      expect(found).toMatchObject({ status: "OK", via: "proxy", type })
      const path = asked.replace(" ", " /api/datasources/proxy/uid/ds-one/")
      expect(last).toEqual(body === undefined ? { asked: path } : { asked: path, body })
    })
  )

  it.effect("sun and moon are looked for in the settings", () =>
    Effect.gen(function* () {
      const type = "fetzerch-sunandmoon-datasource"
      const set = source({ type, jsonData: { latitude: 52.5, longitude: 13.4 } })
      expect(yield* checkOn(set, unavailable)).toMatchObject({ status: "OK", via: "settings" })
      const half = source({ type, jsonData: { latitude: 52.5 } })
      expect(yield* checkOn(half, unavailable)).toMatchObject({
        status: "ERROR",
        message: "Not set: longitude"
      })
    })
  )

  it.effect.each<{ what: string; words: Step }>([
    { what: "no check", words: notImplemented },
    { what: "no backend", words: unavailable },
    { what: "no check, in Grafana 9", words: [404, { message: "Not found" }] },
    { what: "no backend, in Grafana 9", words: [404, { message: "Plugin not found" }] },
    {
      what: "none installed",
      words: [404, { messageId: "plugin.notRegistered", message: "Plugin not registered" }]
    }
  ])("a type that is not known here is UNKNOWN in Grafana's words: $what", ({ words }) =>
    Effect.gen(function* () {
      const found = yield* checkOn(source({ type: "other-datasource" }), words)
      expect(found).toMatchObject({ status: "UNKNOWN", via: "health", type: "other-datasource" })
      expect(words[1]).toMatchObject({ message: found.message })
    })
  )
})

it.effect("a plugin that does not run, in Grafana 9's words, is asked for again and then tried", () => {
  const down: Step = [503, { message: "Plugin unavailable" }]
  const type = "fetzerch-sunandmoon-datasource"
  return Effect.gen(function* () {
    const found = yield* settled(checkOn(source({ type }), down, down, down))
    expect(found).toMatchObject({ via: "settings" })
  })
})

describe("an unhealthy data source is a result", () => {
  it.effect("of a query that Grafana refuses", () =>
    Effect.gen(function* () {
      const body = { messageId: "query.invalidDatasourceId", message: "Query does not contain a valid id" }
      const { found } = yield* withoutCheck({ type: "graphite" }, { status: 400, body })
      expect(found).toMatchObject({ status: "ERROR", message: body.message, via: "query" })
    })
  )

  it.effect("of a query whose plugin is not installed: UNKNOWN", () =>
    Effect.gen(function* () {
      const body = { messageId: "plugin.notRegistered", message: "Plugin not registered" }
      const { found } = yield* withoutCheck({ type: "graphite" }, { status: 404, body })
      expect(found).toMatchObject({ status: "UNKNOWN", message: body.message, via: "query" })
    })
  )

  it.effect("of a query, in the data source's words", () =>
    Effect.gen(function* () {
      const results = { A: { status: 502, frames: [], error: "connection refused" } }
      const { found } = yield* withoutCheck({ type: "graphite" }, { status: 400, body: { results } })
      expect(found).toMatchObject({ status: "ERROR", message: "A: connection refused", via: "query" })
    })
  )

  it.effect("of a query that breaks within the plugin", () =>
    Effect.gen(function* () {
      const body = {
        messageId: "plugin.requestFailureError",
        message: "An error occurred within the plugin"
      }
      const { found } = yield* withoutCheck({ type: "graphite" }, { status: 500, body })
      expect(found).toMatchObject({ status: "ERROR", message: body.message, via: "query" })
    })
  )

  it.effect.each<{ what: string; answer: Step }>([
    { what: "cannot be reached", answer: answerOf("proxy unreachable") },
    { what: "turns Grafana's credential down", answer: answerOf("proxy upstream 401") },
    { what: "forbids it", answer: [403, { message: "denied by upstream" }] },
    { what: "has no such path", answer: answerOf("proxy unknown upstream path") },
    { what: "answers otherwise", answer: answerOf("proxy teapot") }
  ])("of a read, asked for once, of one that $what", ({ answer }) =>
    Effect.gen(function* () {
      const found = yield* checkOn(source({ type: "opentsdb" }), notImplemented, answer)
      expect(found).toMatchObject({ status: "ERROR", via: "proxy" })
      expect(found.message).toMatch(/^api\/suggest: ./)
      expect(found.asked).toHaveLength(2)
    })
  )
})

describe("time", () => {
  /** Grafana that takes its time for all but the data source itself. */
  const slow = (delay: Duration.DurationInput) => {
    const send = Effect.fn(function* (request: { readonly path: string; readonly onSend: () => void }) {
      request.onSend()
      const health = request.path.endsWith("/health")
      yield* Effect.sleep(health ? delay : "7 millis")
      const body = health ? { status: "OK", message: "" } : dataSource()
      return {
        status: 200,
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body)
      }
    })
    return Grafana.layer.pipe(
      Layer.provide(Layer.succeed(Transport, { keepsTime: false, send })),
      Layer.provide(GrafanaConfig.layer({ url: "http://grafana.test" })),
      Layer.provide(Auth.anonymous),
      Layer.orDie
    )
  }

  const after = (delay: Duration.DurationInput, wait: Duration.DurationInput) =>
    Effect.gen(function* () {
      const fiber = yield* Effect.fork(DataSourceProbes.check({ uid: "ds-one" }))
      yield* TestClock.adjust("7 millis")
      yield* TestClock.adjust(wait)
      return yield* Fiber.join(fiber)
    }).pipe(Effect.provide(slow(delay)))

  it.effect("is measured without the reading of the data source", () =>
    Effect.gen(function* () {
      expect((yield* after("250 millis", "250 millis")).durationMs).toBe(250)
    })
  )

  it.effect("that runs out over the check is UNKNOWN", () =>
    Effect.gen(function* () {
      const found = yield* after("1 hour", "10 minutes")
      expect(found).toMatchObject({ status: "UNKNOWN", via: "health" })
      expect(found.message).not.toBe("")
    })
  )
})
