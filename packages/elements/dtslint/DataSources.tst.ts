import type * as Endpoint from "@effect-grafana/core/Endpoint"
import type {
  BadRequest,
  CallError,
  DataSourceUnauthorized,
  Forbidden,
  NameTaken,
  NotFound,
  NotImplemented,
  QuotaReached,
  ReadOnly,
  UidTaken,
  VersionMismatch
} from "@effect-grafana/core/GrafanaError"
import type { Message, Removed } from "@effect-grafana/elements/Common"
import * as Correlations from "@effect-grafana/elements/Correlations"
import * as DataSourceCache from "@effect-grafana/elements/DataSourceCache"
import * as DataSourceFrames from "@effect-grafana/elements/DataSourceFrames"
import * as DataSourceHealth from "@effect-grafana/elements/DataSourceHealth"
import * as DataSourceModels from "@effect-grafana/elements/DataSourceModels"
import * as DataSourceProbes from "@effect-grafana/elements/DataSourceProbes"
import * as DataSourceProxy from "@effect-grafana/elements/DataSourceProxy"
import * as DataSourceQueries from "@effect-grafana/elements/DataSourceQueries"
import * as DataSourceResources from "@effect-grafana/elements/DataSourceResources"
import * as DataSources from "@effect-grafana/elements/DataSources"
import type * as DataSourceSettings from "@effect-grafana/elements/DataSourceSettings"
import * as Graphite from "@effect-grafana/elements/Graphite"
import * as InfluxQL from "@effect-grafana/elements/InfluxQL"
import * as Prometheus from "@effect-grafana/elements/Prometheus"
import * as Queries from "@effect-grafana/elements/Queries"
import * as QueryHistory from "@effect-grafana/elements/QueryHistory"
import type * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "tstyche"
import type { Call, Walk } from "./types.js"

type Proxied = BadRequest | NotFound | DataSourceUnauthorized
type Scalar = string | number | boolean
/** Parameters that travel as they are given. */
interface Parameters {
  readonly [name: string]: Scalar | ReadonlyArray<Scalar>
}

describe("data sources", () => {
  it("DataSources", () => {
    expect(DataSources.get).type.toBe<
      Endpoint.Endpoint<{ readonly uid: string }, DataSources.DataSource, NotFound>
    >()
    expect(DataSources.remove).type.toBe<
      Endpoint.Endpoint<{ readonly uid: string }, Removed, BadRequest | NotFound | ReadOnly>
    >()
    expect<Endpoint.Error<typeof DataSources.create>>().type.toBe<
      BadRequest | NameTaken | UidTaken | QuotaReached
    >()
    expect<Endpoint.Error<typeof DataSources.update>>().type.toBe<
      BadRequest | NotFound | ReadOnly | NameTaken | VersionMismatch
    >()
    expect<Effect.Effect.Error<ReturnType<typeof DataSources.find>>>().type.toBe<
      BadRequest | NotFound | CallError
    >()
    expect(DataSources.list.stream()).type.toBe<Walk<DataSources.DataSourceHit>>()
  })

  it("DataSourceCache", () => {
    expect(DataSourceCache.enable).type.toBe<
      Endpoint.Endpoint<{ readonly uid: string }, DataSourceCache.CacheConfig, BadRequest | NotFound>
    >()
  })

  it("DataSourceHealth", () => {
    expect(DataSourceHealth.check).type.toBe<
      Endpoint.Endpoint<
        { readonly uid: string },
        DataSourceHealth.DataSourceHealth,
        BadRequest | NotFound | NotImplemented
      >
    >()
  })

  it("DataSourceProbes", () => {
    expect(DataSourceProbes.check({ name: "one" })).type.toBe<
      Call<DataSourceProbes.Probed, BadRequest | NotFound>
    >()
    expect(DataSourceProbes.check).type.not.toBeCallableWith({})
    expect<DataSourceProbes.Probed["via"]>().type.toBe<"health" | "query" | "proxy" | "settings">()
  })

  it("DataSourceModels", () => {
    const secret = Redacted.make("")
    expect(DataSourceModels.prometheus).type.toBe<
      (
        model: DataSourceModels.Remote<DataSourceSettings.Prometheus, DataSourceSettings.SigV4Secrets>
      ) => DataSourceModels.DataSourceInput
    >()
    expect(DataSources.create).type.toBeCallableWith(DataSourceModels.loki({ name: "one", url: "" }))
    expect(DataSources.update).type.toBeCallableWith({
      currentUid: "ds-one",
      ...DataSourceModels.postgres({ name: "one", url: "", jsonData: { sslmode: "verify-full" } })
    })
    expect(DataSourceModels.loki).type.not.toBeCallableWith({ name: "one" })
    expect(DataSourceModels.loki).type.not.toBeCallableWith({ name: "one", url: "", type: "loki" })
    expect(DataSourceModels.prometheus).type.not.toBeCallableWith({
      name: "one",
      url: "",
      jsonData: { httpMethods: "POST" }
    })
    expect(DataSourceModels.flux).type.not.toBeCallableWith({ name: "one", url: "", jsonData: {} })
    expect(DataSourceModels.mysql).type.toBeCallableWith({
      name: "one",
      url: "",
      secureJsonData: { password: secret }
    })
    expect(DataSourceModels.mysql).type.not.toBeCallableWith({
      name: "one",
      url: "",
      secureJsonData: { password: "in clear" }
    })
    expect(DataSourceModels.graphite).type.toBeCallableWith({
      name: "one",
      url: "",
      jsonData: { httpHeaderName12: "X-A", timeout: 5 },
      secureJsonData: { httpHeaderValue12: secret }
    })
    expect(DataSourceModels.graphite).type.not.toBeCallableWith({
      name: "one",
      url: "",
      secureJsonData: { token: secret }
    })
    expect(DataSourceModels.cloudWatch).type.toBeCallableWith({
      name: "one",
      jsonData: { authType: "keys" },
      secureJsonData: { accessKey: secret, secretKey: secret }
    })
  })

  it("DataSourceProxy", () => {
    expect(DataSourceProxy.postForm).type.toBe<
      Endpoint.Endpoint<
        {
          readonly uid: string
          readonly path: string
          readonly query?: Parameters | undefined
          readonly payload: Parameters
        },
        unknown,
        Proxied
      >
    >()
  })

  it("DataSourceResources", () => {
    expect(DataSourceResources.get).type.toBe<
      Endpoint.Endpoint<
        { readonly uid: string; readonly path: string; readonly query?: Parameters | undefined },
        unknown,
        Proxied
      >
    >()
  })

  it("Correlations", () => {
    expect(Correlations.remove).type.toBe<
      Endpoint.Endpoint<{ readonly sourceUID: string; readonly uid: string }, Message, NotFound | ReadOnly>
    >()
    expect(Correlations.list.stream({ sourceUID: ["a"] })).type.toBe<
      Walk<Correlations.Correlation, NotFound>
    >()
  })
})

describe("queries", () => {
  it("Queries", () => {
    expect(Queries.results).type.toBe<
      Endpoint.Endpoint<
        {
          readonly queries: ReadonlyArray<typeof Queries.DataQuery.Type>
          readonly from: string
          readonly to: string
          readonly debug?: boolean | undefined
        },
        { readonly results: Queries.QueryResults },
        BadRequest | NotFound
      >
    >()
    expect(Queries.query({ queries: [{ refId: "A", expr: "up" }], from: "now-1h", to: "now" })).type.toBe<
      Call<Queries.QueryResults, Queries.QueryFailed | BadRequest | NotFound>
    >()
  })

  it("DataSourceFrames", () => {
    expect(DataSourceFrames.query({ uid: "ds-one" }, "up")).type.toBe<
      Call<
        ReadonlyArray<Queries.Frame>,
        DataSourceFrames.FieldsNeeded | Queries.QueryFailed | BadRequest | NotFound
      >
    >()
    expect(DataSourceFrames.query).type.toBeCallableWith(
      { id: 1 },
      { namespace: "AWS/EC2" },
      { from: "now-5m", to: "now", maxDataPoints: 100 }
    )
    expect(DataSourceFrames.query).type.not.toBeCallableWith({ uid: "ds-one" }, "up", { from: 0 })
  })

  it("DataSourceQueries", () => {
    expect(DataSourceQueries.prometheus).type.toBe<
      (query: DataSourceQueries.PrometheusQuery) => typeof Queries.DataQuery.Type
    >()
    expect(DataSourceQueries.prometheus).type.not.toBeCallableWith({})
    expect(DataSourceQueries.prometheus).type.not.toBeCallableWith({ expr: "up", expression: "up" })
    expect(DataSourceQueries.loki).type.not.toBeCallableWith({ expr: "up", queryType: "stream" })
    expect(Queries.query).type.toBeCallableWith({
      queries: [DataSourceQueries.sql({ rawSql: "SELECT 1", datasource: { uid: "ds-one" } })],
      from: "now-1h",
      to: "now"
    })
  })

  it("QueryHistory", () => {
    expect(QueryHistory.setComment).type.toBe<
      Endpoint.Endpoint<
        { readonly uid: string; readonly comment: string },
        { readonly result: QueryHistory.PastQuery },
        BadRequest | NotFound | Forbidden
      >
    >()
    expect(QueryHistory.search.stream({ datasourceUid: ["a"] })).type.toBe<
      Walk<QueryHistory.PastQuery, Forbidden>
    >()
  })

  it("Graphite", () => {
    expect(Graphite.render).type.toBe<
      Endpoint.Endpoint<
        {
          readonly uid: string
          readonly target: string | ReadonlyArray<string>
          readonly from?: string | undefined
          readonly until?: string | undefined
          readonly format: "json"
          readonly maxDataPoints?: number | undefined
        },
        ReadonlyArray<Graphite.GraphiteSeries>,
        Proxied
      >
    >()
  })

  it("InfluxQL", () => {
    expect(InfluxQL.query).type.toBe<
      Endpoint.Endpoint<
        {
          readonly uid: string
          readonly db?: string | undefined
          readonly epoch?: "ns" | "u" | "ms" | "s" | "m" | "h" | undefined
          readonly q: string
        },
        { readonly results: ReadonlyArray<InfluxQL.StatementResult> },
        Proxied
      >
    >()
  })

  it("Prometheus", () => {
    expect(Prometheus.queryRange).type.toBe<
      Endpoint.Endpoint<
        {
          readonly uid: string
          readonly query: string
          readonly start: number | string
          readonly end: number | string
          readonly step: number | string
          readonly timeout?: number | string | undefined
          readonly limit?: number | undefined
        },
        {
          readonly status: "success"
          readonly data: Prometheus.Matrix
          readonly warnings?: ReadonlyArray<string> | undefined
          readonly infos?: ReadonlyArray<string> | undefined
        },
        Proxied
      >
    >()
    expect<Endpoint.Success<typeof Prometheus.query>["data"]>().type.toBe<
      | Prometheus.Vector
      | Prometheus.Matrix
      | { readonly resultType: "scalar" | "string"; readonly result: Prometheus.Sample }
    >()
  })
})
