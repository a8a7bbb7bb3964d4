/** What an OpenTelemetry collector receives of the program, started as a user starts it. */
import { beforeAll, describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { readFileSync } from "node:fs"
import { execute } from "../started.js"
import { collector, type Log, type Metric, type Span } from "./collector.js"

let spans: ReadonlyArray<Span>
let metrics: ReadonlyArray<Metric>
let logs: ReadonlyArray<Log>

beforeAll(async () => {
  const watched = Effect.gen(function* () {
    const { url, ...received } = yield* collector
    expect(yield* execute("telemetry", { OTEL_EXPORTER_OTLP_ENDPOINT: url })).toMatchObject({ code: 0 })
    spans = received.spans()
    metrics = received.metrics()
    logs = received.logs()
  })
  await Effect.runPromise(Effect.scoped(watched))
}, 60_000)

const search = "GET /api/search"

const port = (): unknown => spans.find(({ kind }) => kind === "CLIENT")?.attributes["server.port"]

/** The spans as a tree: name, kind and what came, those within a span a step to the right. */
const tree = (parent?: string, indent = ""): ReadonlyArray<string> =>
  spans
    .filter(({ parentSpanId }) => parentSpanId === parent)
    .flatMap(({ attributes, kind, name, spanId }) => [
      [indent + name, kind, attributes["http.response.status_code"]].filter(Boolean).join(" "),
      ...tree(spanId, `${indent}  `)
    ])

describe("spans", () => {
  it("are one for each attempt, within one of the call from its second attempt on, in one trace", () => {
    expect(tree()).toEqual([
      "survey INTERNAL",
      "  GET /api/search CLIENT 200",
      "  GET /api/search CLIENT 503",
      "  grafana search INTERNAL",
      "    GET /api/search CLIENT 200",
      "  GET /api/search CLIENT 200",
      "  GET /api/folders/{uid} CLIENT 404"
    ])
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1)
  })

  it("of a call starts with its first attempt, links it, and ends after its last", () => {
    const call = spans.find(({ name }) => name === "grafana search")!
    const first = spans.find(({ attributes }) => attributes["http.response.status_code"] === 503)!
    const last = spans.find(({ attributes }) => attributes["http.request.resend_count"] === 1)!
    expect(call).toMatchObject({ start: first.start, links: [first.spanId], status: "Ok" })
    expect(call.attributes).toEqual({ "grafana.operation": "search" })
    expect(call.end).toBeGreaterThanOrEqual(last.end)
    expect(last.start).toBeGreaterThanOrEqual(first.end)
  })

  it("say of a request where it goes and what came, and nothing else", () => {
    const [page] = spans.filter(({ name }) => name === search)
    expect(page).toMatchObject({ kind: "CLIENT", status: "Ok" })
    expect(page?.attributes).toEqual({
      "http.request.method": "GET",
      "http.response.status_code": 200,
      "server.address": "127.0.0.1",
      "server.port": expect.any(Number),
      "url.full": `http://127.0.0.1:${port()}/api/search?type=dash-db&limit=100&page=1`,
      "url.template": "/api/search",
      "grafana.operation": "search"
    })
  })

  it("count how often a request was sent again, from the second attempt on", () => {
    const counts = spans
      .filter(({ name }) => name === search)
      .map(({ attributes }) => attributes["http.request.resend_count"])
    expect(counts).toEqual([undefined, undefined, 1, undefined])
  })

  it("of a status from 400 on are errors of that type, handled by the program or not", () => {
    const errors = spans
      .filter(({ status }) => status === "Error")
      .map(({ attributes, name }) => [name, attributes["error.type"]])
    expect(errors).toEqual([
      [search, "503"],
      ["GET /api/folders/{uid}", "404"]
    ])
    for (const { attributes, status } of spans)
      expect("error.type" in attributes, JSON.stringify(attributes)).toBe(status === "Error")
  })
})

describe("metrics", () => {
  const metric = (name: string) => metrics.find((it) => it.name === name)!
  const target = (template: string) => ({
    "http.request.method": "GET",
    "server.address": "127.0.0.1",
    "server.port": String(port()),
    "url.template": template
  })

  it("are a histogram of the requests' durations in seconds, with the advised buckets", () => {
    const { monotonic, points, unit } = metric("http.client.request.duration")
    expect([unit, monotonic]).toEqual(["s", undefined])
    expect(points.map(({ attributes, count }) => [attributes, count])).toEqual(
      expect.arrayContaining([
        [{ ...target("/api/search"), "http.response.status_code": "200", unit: "s" }, 3],
        [
          {
            ...target("/api/search"),
            "http.response.status_code": "503",
            "error.type": "503",
            unit: "s"
          },
          1
        ],
        [
          {
            ...target("/api/folders/{uid}"),
            "http.response.status_code": "404",
            "error.type": "404",
            unit: "s"
          },
          1
        ]
      ])
    )
    expect(points).toHaveLength(3)
    for (const { bucketCounts, count, explicitBounds, sum } of points) {
      expect(explicitBounds).toEqual([
        0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10
      ])
      expect(bucketCounts?.reduce((one, other) => one + other)).toBe(count)
      // Milliseconds told as seconds would be above it.
      expect(sum).toBeLessThan(5)
    }
  })

  it("count the requests that were sent again, and what is under way, which is nothing at the end", () => {
    const resends = metric("grafana.client.resends")
    expect(resends).toMatchObject({ unit: "{request}", monotonic: true })
    expect(resends.points).toMatchObject([
      { asDouble: 1, attributes: { ...target("/api/search"), unit: "{request}" } }
    ])
    const active = metric("http.client.active_requests")
    expect(active).toMatchObject({ unit: "{request}", monotonic: false })
    expect(active.points.map(({ asDouble }) => asDouble)).toEqual([0, 0])
  })
})

it("a line that is logged stands in the same trace", () => {
  expect(logs).toEqual([{ body: "250 dashboards; the folder is missing", traceId: spans[0]?.traceId }])
})

it("the page of the docs names all that was received", () => {
  const page = readFileSync(new URL("../../../docs/observability.md", import.meta.url), "utf8")
  const own = metrics.filter(({ name }) => !name.startsWith("effect_"))
  const named = [
    ...spans.flatMap(({ attributes }) => Object.keys(attributes)),
    ...own.flatMap(({ points }) => points.flatMap(({ attributes }) => Object.keys(attributes)))
  ].filter((name) => !/^(span\.label|status\.interrupted)$/.test(name))
  expect([...new Set(named)].filter((name) => !page.includes(`\`${name}\``))).toEqual([])
  for (const { name, unit } of own) expect(page).toMatch(new RegExp(`\\| \`${name}\` .*\\| \`${unit}\` `))
  expect(own).toHaveLength(3)
})
