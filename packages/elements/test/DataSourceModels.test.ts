import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as DataSourceModels from "../src/DataSourceModels.js"
import * as DataSources from "../src/DataSources.js"
import { dataSource } from "./support/dataSource.js"
import { clientOf } from "./support/lossy.js"
import { requestOf } from "./support/recordedDataSources.js"

const url = "http://127.0.0.1:9"

/** What Grafana is sent for a model. */
const sentFor = (model: DataSourceModels.DataSourceInput) => {
  let sent: unknown
  const layer = clientOf(({ body }) => {
    sent = JSON.parse(String(body))
    return {
      status: 200,
      body: { id: 11, name: "one", message: "Datasource added", datasource: dataSource() }
    }
  })
  return DataSources.create(model).pipe(
    Effect.map(() => sent),
    Effect.provide(layer)
  )
}

describe("what Grafana 12.3.0 was seen to take", () => {
  it.effect("prometheus", () =>
    Effect.gen(function* () {
      const jsonData = { httpMethod: "POST" } as const
      const sent = yield* sentFor(
        DataSourceModels.prometheus({ uid: "ds-prom", name: "prom", url, jsonData })
      )
      expect(sent).toEqual(requestOf("create prometheus"))
    })
  )

  it.effect("secrets and headers, in clear on the wire alone", () =>
    Effect.gen(function* () {
      const model = DataSourceModels.prometheus({
        uid: "ds-sec",
        name: "sec",
        url: "http://127.0.0.1:3139",
        basicAuth: true,
        basicAuthUser: "u",
        jsonData: { httpHeaderName1: "X-A" },
        secureJsonData: {
          basicAuthPassword: Redacted.make("test-word"),
          httpHeaderValue1: Redacted.make("v")
        }
      })
      expect(JSON.stringify(model)).not.toContain("test-word")
      expect(yield* sentFor(model)).toEqual(requestOf("create with secrets"))
    })
  )
})

it.each([
  ["loki", DataSourceModels.loki({ name: "one", url })],
  ["tempo", DataSourceModels.tempo({ name: "one", url })],
  ["jaeger", DataSourceModels.jaeger({ name: "one", url })],
  ["zipkin", DataSourceModels.zipkin({ name: "one", url })],
  ["alertmanager", DataSourceModels.alertmanager({ name: "one", url })],
  ["graphite", DataSourceModels.graphite({ name: "one", url })],
  ["opentsdb", DataSourceModels.openTSDB({ name: "one", url })],
  ["mysql", DataSourceModels.mysql({ name: "one", url })],
  ["mssql", DataSourceModels.mssql({ name: "one", url })],
  ["postgres", DataSourceModels.postgres({ name: "one", url })],
  ["cloudwatch", DataSourceModels.cloudWatch({ name: "one" })],
  ["grafana-azure-monitor-datasource", DataSourceModels.azureMonitor({ name: "one" })],
  ["testdata", DataSourceModels.testData({ name: "one" })]
])("%s is named as Grafana's plugin is, and reached through the proxy", (type, model) => {
  expect(model).toMatchObject({ name: "one", type, access: "proxy", jsonData: {} })
})

describe("the name of a database goes where each release looks for it", () => {
  it.each([
    ["mysql", DataSourceModels.mysql, "database"],
    ["postgres", DataSourceModels.postgres, "database"],
    ["mssql", DataSourceModels.mssql, "database"],
    ["influxQL", DataSourceModels.influxQL, "dbName"],
    ["influxSQL", DataSourceModels.influxSQL, "dbName"],
    ["elasticsearch", DataSourceModels.elasticsearch, "index"]
  ] as const)("%s", (_, make, setting) => {
    const model = make({ name: "one", url, database: "db" })
    expect(model.database).toBe("db")
    expect(model.jsonData).toMatchObject({ [setting]: "db" })
    expect(make({ name: "one", url }).jsonData).not.toHaveProperty(setting)
  })
})

it("InfluxDB's language is set by the function", () => {
  const jsonData = { organization: "example" }
  expect(DataSourceModels.influxQL({ name: "one", url }).jsonData).toEqual({ version: "InfluxQL" })
  expect(DataSourceModels.influxSQL({ name: "one", url }).jsonData).toEqual({ version: "SQL" })
  expect(DataSourceModels.flux({ name: "one", url, jsonData }).jsonData).toEqual({
    version: "Flux",
    organization: "example"
  })
})

it("Elasticsearch has a time field, its own where one is given", () => {
  const jsonData = { timeField: "at" }
  expect(DataSourceModels.elasticsearch({ name: "one", url }).jsonData).toEqual({ timeField: "@timestamp" })
  expect(DataSourceModels.elasticsearch({ name: "one", url, jsonData }).jsonData).toEqual(jsonData)
})

it("access is the one that is given", () => {
  expect(DataSourceModels.loki({ name: "one", url, access: "direct" }).access).toBe("direct")
})
