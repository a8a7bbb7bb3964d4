import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { FakeRequest, FakeResponse } from "../../src/FakeGrafana.js"
import { said } from "./rules.js"
import { needed, start } from "./support.js"

const yaml = (body: string): FakeResponse => ({
  status: 200,
  headers: { "content-type": "application/yaml" },
  body
})

/** A Grafana with a Prometheus whose ruler answers as given, and what it was asked. */
const startWith = (answer: (request: FakeRequest) => FakeResponse | undefined) =>
  Effect.gen(function* () {
    const asked: Array<readonly [string, string, string | undefined]> = []
    const grafana = yield* start({
      upstream: (request) => {
        asked.push([request.method, request.url, request.body])
        return answer(request)
      }
    })
    const source = { uid: "pr", name: "pr", type: "prometheus", access: "proxy", url: "http://prometheus" }
    grafana.post("/api/datasources", source)
    return { grafana, asked }
  })

const api = "/api/ruler/pr/api/v1/rules"

describe("the rulers of data sources", () => {
  it.effect("their YAML comes back as JSON", () =>
    Effect.gen(function* () {
      const group = "name: g\ninterval: 60s\nrules:\n  - alert: Down\n    expr: up == 0\n    for: 300s\n"
      const { asked, grafana } = yield* startWith(({ url }) =>
        yaml(url.endsWith("/g") ? group : `ns:\n  - ${group.trimEnd().replaceAll("\n", "\n    ")}\n`)
      )
      const expected = { name: "g", interval: "1m", rules: [{ alert: "Down", expr: "up == 0", for: "5m" }] }
      expect(grafana.get(`${api}?subtype=mimir`).body).toEqual({ ns: [expected] })
      expect(grafana.get(`${api}/a%2Fb/g`).body).toEqual(expected)
      expect(asked.map(([, url]) => url)).toEqual(["/config/v1/rules?subtype=mimir", "/rules/a%2Fb/g"])
    })
  )

  it.effect("a group is sent on as YAML, and a deletion as it is", () =>
    Effect.gen(function* () {
      const { asked, grafana } = yield* startWith(({ method }) => ({
        status: 202,
        headers: { "content-type": "application/json" },
        body: method === "POST" ? '{"status":"success"}' : "gone"
      }))
      const rules = [{ record: "r", expr: "sum(up)" }]
      expect(grafana.post(`${api}/ns`, { name: "g", interval: "1m", rules })).toMatchObject({
        status: 202,
        body: { status: "success" }
      })
      expect(grafana.del(`${api}/ns/g`)).toMatchObject({ status: 202, body: { message: "gone" } })
      expect(asked).toEqual([
        ["POST", "/rules/ns", "name: g\ninterval: 1m\nrules:\n    - record: r\n      expr: sum(up)\n"],
        ["DELETE", "/rules/ns/g", undefined]
      ])
    })
  )

  it.effect("what goes wrong there is told in the words of the server, if it has any", () =>
    Effect.gen(function* () {
      const { grafana } = yield* startWith(({ url }) =>
        url === "/rules"
          ? { status: 404, headers: { "content-type": "application/json" }, body: '{"error":"no such path"}' }
          : url === "/rules/json"
            ? { status: 200, headers: { "content-type": "application/json" }, body: "{}" }
            : undefined
      )
      expect(said(grafana.get(api))).toEqual([404, '{"error":"no such path"}'])
      expect(said(grafana.get(`${api}/json`))).toEqual([
        500,
        "unexpected content type from upstream. expected YAML, got application/json"
      ])
      expect(grafana.get(`${api}/down`)).toMatchObject({ status: 502, body: {} })
    })
  )

  it.effect("only data sources of Prometheus' kind have rules, and only editors change them", () =>
    Effect.gen(function* () {
      const { grafana } = yield* startWith(() => undefined)
      const graphite = { uid: "gr", name: "gr", type: "graphite", access: "proxy", url: "http://graphite" }
      grafana.post("/api/datasources", graphite)
      expect(said(grafana.get("/api/ruler/gr/api/v1/rules"))).toEqual([
        400,
        "unexpected datasource type 'graphite', expected loki, prometheus, amazon prometheus, azure prometheus"
      ])
      expect(said(grafana.get("/api/ruler/nope/api/v1/rules"))).toEqual([404, "data source not found"])
      const viewer = grafana.user("vera", "Viewer")
      expect(viewer.del(`${api}/ns`)).toMatchObject(needed("alert.rules.external:write"))
      const grafanaRule = { name: "g", rules: [{ grafana_alert: { title: "R" } }] }
      expect(said(grafana.post(`${api}/ns`, grafanaRule))).toEqual([
        500,
        "unexpected backend type (lotex) for payload type (grafana)"
      ])
    })
  )
})
