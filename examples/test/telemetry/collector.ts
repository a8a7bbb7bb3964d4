/** A stand-in for an OpenTelemetry collector on a loopback port: it keeps all that it is sent as OTLP over JSON. */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Http from "node:http"
import type { AddressInfo } from "node:net"

export type Attributes = Readonly<Record<string, unknown>>

export interface Span {
  readonly name: string
  readonly kind: "INTERNAL" | "CLIENT" | "other"
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string | undefined
  readonly start: bigint
  readonly end: bigint
  readonly attributes: Attributes
  readonly status: "Unset" | "Ok" | "Error"
  /** Ids of the spans that it links. */
  readonly links: ReadonlyArray<string>
}

export interface Metric {
  readonly name: string
  readonly unit: string
  /** Undefined: a histogram. */
  readonly monotonic: boolean | undefined
  readonly points: ReadonlyArray<Point>
}

export interface Point {
  readonly attributes: Attributes
  readonly asDouble?: number
  readonly count?: number
  readonly sum?: number
  readonly bucketCounts?: ReadonlyArray<number>
  readonly explicitBounds?: ReadonlyArray<number>
}

export interface Log {
  readonly body: unknown
  readonly traceId: string | undefined
}

export interface Collector {
  readonly url: string
  /** Headers and bodies of all requests, as they came. */
  readonly text: () => string
  /** In the order of their beginning. */
  readonly spans: () => ReadonlyArray<Span>
  /** As last told. */
  readonly metrics: () => ReadonlyArray<Metric>
  readonly logs: () => ReadonlyArray<Log>
}

interface Received {
  readonly path: string
  readonly headers: string
  readonly body: string
}

export const collector: Effect.Effect<Collector, never, Scope.Scope> = Effect.gen(function* () {
  const received: Array<Received> = []
  const server = yield* Effect.acquireRelease(
    Effect.async<Http.Server>((resume) => {
      const server = Http.createServer((request, response) => {
        const chunks: Array<Buffer> = []
        request.on("data", (chunk: Buffer) => chunks.push(chunk))
        request.on("end", () => {
          const { rawHeaders, url = "" } = request
          received.push({ path: url, headers: rawHeaders.join(), body: Buffer.concat(chunks).toString() })
          response.setHeader("content-type", "application/json").end("{}")
        })
      })
      server.listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
    }),
    (server) =>
      Effect.async<void>((resume) => {
        server.close(() => resume(Effect.void))
        server.closeAllConnections()
      })
  )
  const sent = <A>(path: string): ReadonlyArray<A> =>
    received.filter((it) => it.path === path).map(({ body }) => JSON.parse(body))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    text: () => received.flatMap(({ body, headers }) => [headers, body]).join("\n"),
    spans: () => sent<Traces>("/v1/traces").flatMap(spansOf).sort(byStart),
    metrics: () => sent<Metrics>("/v1/metrics").slice(-1).flatMap(metricsOf),
    logs: () => sent<Logs>("/v1/logs").flatMap(logsOf)
  }
})

// ---- OTLP ------------------------------------------------------------------------------------------------

type Pairs = ReadonlyArray<{ readonly key: string; readonly value: Value }>
type Value = Readonly<Record<string, unknown>>

interface Traces {
  readonly resourceSpans: ReadonlyArray<{
    readonly scopeSpans: ReadonlyArray<{
      readonly spans: ReadonlyArray<{
        readonly name: string
        readonly kind: number
        readonly traceId: string
        readonly spanId: string
        readonly parentSpanId?: string
        readonly startTimeUnixNano: string
        readonly endTimeUnixNano: string
        readonly attributes: Pairs
        readonly status: { readonly code: 0 | 1 | 2 }
        readonly links: ReadonlyArray<{ readonly spanId: string }>
      }>
    }>
  }>
}

interface Metrics {
  readonly resourceMetrics: ReadonlyArray<{
    readonly scopeMetrics: ReadonlyArray<{
      readonly metrics: ReadonlyArray<{
        readonly name: string
        readonly unit: string
        readonly sum?: Points & { readonly isMonotonic: boolean }
        readonly histogram?: Points
      }>
    }>
  }>
}

interface Points {
  readonly dataPoints: ReadonlyArray<Omit<Point, "attributes"> & { readonly attributes: Pairs }>
}

interface Logs {
  readonly resourceLogs: ReadonlyArray<{
    readonly scopeLogs: ReadonlyArray<{
      readonly logRecords: ReadonlyArray<{ readonly body: Value; readonly traceId?: string }>
    }>
  }>
}

const plain = (value: Value): unknown => Object.values(value)[0]

const attributesOf = (pairs: Pairs): Attributes =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, plain(value)]))

const byStart = (one: Span, other: Span): number => Number(one.start - other.start)

const kinds = ["other", "INTERNAL", "other", "CLIENT"] as const

const spansOf = ({ resourceSpans }: Traces): ReadonlyArray<Span> =>
  resourceSpans
    .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
    .map(({ attributes, kind, links, name, parentSpanId, spanId, status, traceId, ...times }) => ({
      name,
      kind: kinds[kind] ?? "other",
      traceId,
      spanId,
      parentSpanId,
      start: BigInt(times.startTimeUnixNano),
      end: BigInt(times.endTimeUnixNano),
      attributes: attributesOf(attributes),
      status: (["Unset", "Ok", "Error"] as const)[status.code],
      links: links.map(({ spanId }) => spanId)
    }))

const metricsOf = ({ resourceMetrics }: Metrics): ReadonlyArray<Metric> =>
  resourceMetrics
    .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics))
    .map(({ histogram, name, sum, unit }) => ({
      name,
      unit,
      monotonic: sum?.isMonotonic,
      points: ((sum ?? histogram)?.dataPoints ?? []).map((point) => ({
        ...point,
        attributes: attributesOf(point.attributes)
      }))
    }))

const logsOf = ({ resourceLogs }: Logs): ReadonlyArray<Log> =>
  resourceLogs
    .flatMap(({ scopeLogs }) => scopeLogs.flatMap(({ logRecords }) => logRecords))
    .map(({ body, traceId }) => ({ body: plain(body), traceId }))
