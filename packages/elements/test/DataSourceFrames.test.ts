import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as DataSourceFrames from "../src/DataSourceFrames.js"
import * as DataSourceQueries from "../src/DataSourceQueries.js"
import type { DataSource, DataSourceIdentifier } from "../src/DataSources.js"
import { dataSource } from "./support/dataSource.js"
import { clientOf, type Reply } from "./support/lossy.js"
import { answerOf, requestOf } from "./support/recordedDataSources.js"

const frame = { schema: { refId: "A", fields: [{ name: "up", type: "number" }] }, data: { values: [[1]] } }
const answered = (results: object): Reply => ({ status: 200, body: { results } })

const identifier: DataSourceIdentifier = { name: "one" }

/** Runs on a Grafana with one data source, and gives what `/api/ds/query` was sent as well. */
const on = <A, E>(
  changes: Partial<DataSource>,
  effect: Effect.Effect<A, E, Effect.Effect.Context<ReturnType<typeof DataSourceFrames.query>>>,
  answer: Reply = answered({ A: { status: 200, frames: [frame] } })
) => {
  let sent: unknown
  const layer = clientOf(({ body, path }) => {
    if (path === "/api/datasources/name/one") return { status: 200, body: dataSource(changes) }
    sent = JSON.parse(String(body))
    return answer
  })
  return effect.pipe(
    Effect.map((value) => ({ value, sent })),
    Effect.provide(layer)
  )
}

describe("a query by its text", () => {
  it.effect("asks the data source that has the name, over the last hour, and gives its frames", () =>
    Effect.gen(function* () {
      const { sent, value } = yield* on({}, DataSourceFrames.query(identifier, "up"))
      expect(value).toEqual([frame])
      expect(sent).toEqual({
        queries: [{ refId: "A", datasource: { uid: "ds-one", type: "prometheus" }, expr: "up" }],
        from: "now-1h",
        to: "now"
      })
    })
  )

  it.effect.each<{ type: string; jsonData?: Record<string, unknown>; fields: object }>([
    { type: "prometheus", fields: { expr: "text" } },
    { type: "loki", fields: { expr: "text", queryType: "range" } },
    { type: "tempo", fields: { query: "text", queryType: "traceql" } },
    { type: "jaeger", fields: { query: "text" } },
    { type: "zipkin", fields: { query: "text" } },
    { type: "graphite", fields: { target: "text" } },
    {
      type: "opentsdb",
      fields: {
        metric: "text",
        aggregator: "sum",
        disableDownsampling: true,
        downsampleFillPolicy: "none"
      }
    },
    { type: "mysql", fields: { rawSql: "text", format: "table" } },
    { type: "mssql", fields: { rawSql: "text", format: "table" } },
    { type: "postgres", fields: { rawSql: "text", format: "table" } },
    { type: "grafana-postgresql-datasource", fields: { rawSql: "text", format: "table" } },
    { type: "grafana-clickhouse-datasource", fields: { rawSql: "text", format: 1 } },
    { type: "grafana-redshift-datasource", fields: { rawSQL: "text", format: 1 } },
    { type: "influxdb", fields: { query: "text", rawQuery: true } },
    { type: "influxdb", jsonData: { version: "InfluxQL" }, fields: { query: "text", rawQuery: true } },
    { type: "influxdb", jsonData: { version: "Flux" }, fields: { query: "text" } },
    { type: "influxdb", jsonData: { version: "SQL" }, fields: { rawSql: "text", format: "table" } },
    { type: "testdata", fields: { scenarioId: "text" } },
    { type: "grafana-testdata-datasource", fields: { scenarioId: "text" } },
    {
      type: "elasticsearch",
      jsonData: { timeField: "at" },
      fields: {
        query: "text",
        timeField: "at",
        metrics: [{ type: "count", id: "1" }],
        bucketAggs: [{ type: "date_histogram", id: "2", field: "at", settings: { interval: "auto" } }]
      }
    }
  ])("of $type $jsonData is what its plugin reads", ({ type, jsonData = {}, fields }) =>
    Effect.gen(function* () {
      const { sent } = yield* on({ type, jsonData }, DataSourceFrames.query(identifier, "text"))
      expect(sent).toMatchObject({
        queries: [{ refId: "A", datasource: { uid: "ds-one", type }, ...fields }]
      })
    })
  )

  it.effect("fails before anything is queried where its type needs more than text", () =>
    Effect.gen(function* () {
      const query = Effect.flip(DataSourceFrames.query(identifier, "CPUUtilization"))
      const { sent, value } = yield* on({ type: "cloudwatch" }, query)
      expect(value).toMatchObject({ _tag: "FieldsNeeded", uid: "ds-one", type: "cloudwatch" })
      expect(sent).toBeUndefined()
    })
  )
})

describe("a query by its fields", () => {
  it.effect("is of any type; range and density go along, and its own fields win", () =>
    Effect.gen(function* () {
      const fields = { refId: "Q", namespace: "AWS/EC2", maxDataPoints: 5 }
      const { sent, value } = yield* on(
        { type: "cloudwatch" },
        DataSourceFrames.query(identifier, fields, {
          from: "1700000000000",
          to: "1700000300000",
          maxDataPoints: 100,
          intervalMs: 60000
        }),
        answered({ Q: { status: 200, frames: [frame] } })
      )
      expect(value).toEqual([frame])
      expect(sent).toEqual({
        queries: [{ ...fields, intervalMs: 60000, datasource: { uid: "ds-one", type: "cloudwatch" } }],
        from: "1700000000000",
        to: "1700000300000"
      })
    })
  )

  it.effect("asks the data source of the identifier, whatever the fields name", () =>
    Effect.gen(function* () {
      const fields = DataSourceQueries.prometheus({ expr: "up", datasource: { uid: "other" } })
      const { sent } = yield* on({}, DataSourceFrames.query(identifier, fields))
      expect(sent).toMatchObject({ queries: [{ datasource: { uid: "ds-one" } }] })
    })
  )
})

it.effect("Grafana 12.3.0 is sent what it was seen to answer, and its frames are handed out", () =>
  Effect.gen(function* () {
    const [, body] = answerOf("query of the fake prometheus")
    const query = DataSourceFrames.query(
      identifier,
      DataSourceQueries.prometheus({ expr: "up", instant: true, maxDataPoints: 5, intervalMs: 60000 }),
      { from: "1700000000000", to: "1700000300000" }
    )
    const { sent, value } = yield* on({ uid: "ds-pr" }, query, { status: 200, body })
    expect(sent).toEqual(requestOf("query of the fake prometheus"))
    expect(value).toMatchObject([
      {
        schema: { refId: "A", fields: [{ name: "Time" }, { name: "up", labels: { job: "demo" } }] },
        data: { values: [[1700000000000], [1]] }
      }
    ])
  })
)

it.effect("a query that is left out of the answer has no frames", () =>
  Effect.gen(function* () {
    const { value } = yield* on({}, DataSourceFrames.query(identifier, "up"), answered({}))
    expect(value).toEqual([])
  })
)

it.effect("a query that fails fails in the data source's words", () =>
  Effect.gen(function* () {
    const [, body] = answerOf("query with an error in it")
    const query = Effect.flip(DataSourceFrames.query(identifier, "up"))
    const { value } = yield* on({}, query, { status: 400, body })
    expect(value).toMatchObject({ _tag: "QueryFailed" })
    expect(value.message).toContain("connect: connection refused")
  })
)
