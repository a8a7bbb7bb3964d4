import { expect, it } from "@effect/vitest"
import * as Schema from "effect/Schema"
import * as DataSourceQueries from "../src/DataSourceQueries.js"
import * as Queries from "../src/Queries.js"

const shared = { refId: "B", datasource: { uid: "ds-one" }, maxDataPoints: 5, intervalMs: 60000 }

it.each([
  ["prometheus", DataSourceQueries.prometheus({ ...shared, expr: "up", instant: true })],
  ["loki", DataSourceQueries.loki({ ...shared, expr: "{}", queryType: "instant" })],
  ["sql", DataSourceQueries.sql({ ...shared, rawSql: "SELECT 1", format: "time_series" })],
  ["influxQL", DataSourceQueries.influxQL({ ...shared, query: "SHOW DATABASES", resultFormat: "table" })],
  ["flux", DataSourceQueries.flux({ ...shared, query: "buckets()" })],
  ["elasticsearch", DataSourceQueries.elasticsearch({ ...shared, query: "*" })],
  ["graphite", DataSourceQueries.graphite({ ...shared, target: "a.b" })],
  ["openTSDB", DataSourceQueries.openTSDB({ ...shared, metric: "cpu" })],
  ["tempo", DataSourceQueries.tempo({ ...shared, query: "{}", queryType: "traceId" })],
  ["trace", DataSourceQueries.trace({ ...shared, query: "abc" })],
  ["testData", DataSourceQueries.testData({ ...shared, scenarioId: "csv_metric_values" })]
])("%s is a query that Queries takes, with what is given", (_, query) => {
  expect(Schema.is(Queries.DataQuery)(query)).toBe(true)
  expect(query).toMatchObject(shared)
})

it("what is given wins over what goes without saying", () => {
  expect(DataSourceQueries.loki({ expr: "{}", queryType: "instant" })["queryType"]).toBe("instant")
  expect(DataSourceQueries.sql({ rawSql: "SELECT 1", format: "time_series" })["format"]).toBe("time_series")
  expect(DataSourceQueries.tempo({ query: "abc", queryType: "traceId" })["queryType"]).toBe("traceId")
  const bucketAggs = [{ type: "terms", id: "3", field: "host" }]
  expect(DataSourceQueries.elasticsearch({ query: "", bucketAggs })["bucketAggs"]).toEqual(bucketAggs)
})

it("a metric of OpenTSDB is downsampled where an aggregator says how", () => {
  const query = DataSourceQueries.openTSDB({ metric: "cpu", downsampleAggregator: "avg" })
  expect(query).toMatchObject({ disableDownsampling: false, downsampleFillPolicy: "none" })
})

it("test data walk at random where no scenario is given", () => {
  expect(DataSourceQueries.testData()).toEqual({ scenarioId: "random_walk" })
})
