import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as DataSourceProxy from "../src/DataSourceProxy.js"
import * as Prometheus from "../src/Prometheus.js"
import { clientOf } from "./support/lossy.js"
import { scripted } from "./support/scripted.js"

const uid = "ds-one"

it.effect("parameters of any name follow the path; an array is a repeated one", () => {
  const grafana = scripted([200, {}])
  return Effect.gen(function* () {
    yield* DataSourceProxy.get({ uid, path: "x", query: { uid: "a&b", "match[]": ["up", "down"], time: 1 } })
    expect(decodeURIComponent(grafana.asked[0] ?? "")).toBe(
      "GET /api/datasources/proxy/uid/ds-one/x?uid=a&b&match[]=up&match[]=down&time=1"
    )
  }).pipe(Effect.provide(grafana.layer))
})

describe("a path behind the proxy", () => {
  it.effect("keeps its slashes; all else is encoded", () => {
    const grafana = scripted([200, {}])
    return Effect.gen(function* () {
      yield* DataSourceProxy.get({ uid, path: "loki/api/v1/label/a b/values" })
      expect(grafana.asked).toEqual(["GET /api/datasources/proxy/uid/ds-one/loki/api/v1/label/a%20b/values"])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect.each(["../../admin/users", "a/%2e%2e/b", "a//b", "/a"])("is refused as %s", (path) => {
    const grafana = scripted()
    return Effect.gen(function* () {
      expect((yield* Effect.flip(DataSourceProxy.get({ uid, path })))._tag).toBe("InvalidInput")
    }).pipe(Effect.provide(grafana.layer))
  })
})

it.effect(
  "a data source's own 404 is told from a data source that is missing by its words, and never a missing route",
  () => {
    const grafana = scripted([404, "404 page not found"], [404, { message: "Unable to find datasource" }])
    const get = Effect.flip(DataSourceProxy.get({ uid, path: "nope" }))
    return Effect.gen(function* () {
      expect(yield* get).toMatchObject({ _tag: "NotFound", possiblyRoute: true })
      expect(yield* get).toMatchObject({ _tag: "NotFound", possiblyRoute: false })
    }).pipe(Effect.provide(grafana.layer))
  }
)

it.effect("a data source that turns Grafana's credential down is no bad request", () => {
  const grafana = scripted([400, "Authentication to data source failed"])
  return Effect.gen(function* () {
    const failure = yield* Effect.flip(Prometheus.query({ uid, query: "up" }))
    expect(failure._tag).toBe("DataSourceUnauthorized")
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("an expression that Prometheus refuses fails in Prometheus' words", () => {
  const message = 'invalid parameter "query": 1:4: parse error: unclosed left parenthesis'
  const grafana = scripted([400, { status: "error", errorType: "bad_data", error: message }])
  return Effect.gen(function* () {
    const failure = yield* Effect.flip(Prometheus.query({ uid, query: "bad(" }))
    expect(failure).toMatchObject({ _tag: "BadRequest", message })
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("several selectors become a repeated field of the form", () => {
  let form: unknown
  const client = clientOf(({ body, headers }) => {
    form = [headers["content-type"], decodeURIComponent(String(body))]
    return { status: 200, body: { status: "success", data: [] } }
  })
  return Effect.gen(function* () {
    yield* Prometheus.series({ uid, "match[]": ["up", '{job="a"}'] })
    expect(form).toEqual(["application/x-www-form-urlencoded", 'match[]=up&match[]={job="a"}'])
  }).pipe(Effect.provide(client))
})
