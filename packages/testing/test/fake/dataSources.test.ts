import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { needed, start, type Answer } from "./support.js"

const path = "/api/datasources"
const said = (answer: Answer) => [answer.status, answer.body.message]
const testData = { uid: "td", name: "td", type: "grafana-testdata-datasource", access: "proxy" }
const prometheus = {
  uid: "prom",
  name: "prom",
  type: "prometheus",
  access: "proxy",
  url: "http://127.0.0.1:9"
}

const withSources = Effect.map(start(), (grafana) => {
  grafana.post(path, testData)
  grafana.post(path, prometheus)
  return grafana
})

describe("data sources", () => {
  it.effect("a new one answers with everything but its secrets, and the first one is the default", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const { body } = grafana.post(path, {
        ...testData,
        jsonData: { b: 1, a: 2 },
        secureJsonData: { password: "s3cret" }
      })
      expect(body).toMatchObject({ id: 1, message: "Datasource added", name: "td" })
      expect(body.datasource).toMatchObject({
        typeLogoUrl: "public/plugins/grafana-testdata-datasource/img/testdata.svg",
        isDefault: true,
        secureJsonFields: { password: true },
        version: 1,
        readOnly: false
      })
      expect(JSON.stringify(grafana.fake.dump())).not.toContain("s3cret")
      for (const one of ["1", "uid/td", "name/td"]) {
        expect(grafana.get(`${path}/${one}`).body).toEqual(body.datasource)
      }
      expect(grafana.get(`${path}/id/td`).body).toEqual({ id: 1 })
    })
  )

  it.effect("what is wrong with a data source is told as Grafana tells it", () =>
    Effect.gen(function* () {
      const grafana = yield* withSources
      const add = (fields: object) => said(grafana.post(path, { ...testData, ...fields }))
      expect(add({ uid: "other" })).toEqual([409, "data source with the same name already exists"])
      expect(add({ name: "other" })).toEqual([409, "data source with the same uid already exists"])
      expect(add({ type: "" })).toEqual([400, "bad request data"])
      expect(add({ name: "x", uid: "bad uid!" })).toEqual([400, "Invalid datasource UID."])
      expect(add({ name: "x", uid: "x", url: "ht tp://x" })).toEqual([400, "Validation error, invalid URL"])
      expect(add({ name: "y", uid: "y", type: "no-such-plugin" })).toEqual([200, "Datasource added"])
      expect(said(grafana.put(`${path}/uid/nope`, { ...prometheus, url: "" }))).toEqual([
        400,
        "Validation error, invalid URL"
      ])
      expect(said(grafana.get(`${path}/uid/nope`))).toEqual([404, "Data source not found"])
      expect(said(grafana.get(`${path}/abc`))).toEqual([400, "id is invalid"])
    })
  )

  it.effect("a change counts from the caller's version, and without one starts again at 1", () =>
    Effect.gen(function* () {
      const grafana = yield* withSources
      const put = (fields: object) => grafana.put(`${path}/uid/td`, { ...testData, ...fields })
      expect(put({ version: 1 }).body.datasource.version).toBe(2)
      expect(said(put({ version: 1 }))).toEqual([
        409,
        "Datasource has already been updated by someone else. Please reload and try again"
      ])
      expect(put({ version: 77 }).body.datasource.version).toBe(78)
      expect(put({}).body.datasource.version).toBe(1)
      expect(said(put({ name: "prom" }))).toEqual([
        409,
        "Failed to update datasource: data source with the same name already exists"
      ])
    })
  )

  it.effect("a change keeps the secrets that it does not name", () =>
    Effect.gen(function* () {
      const grafana = yield* withSources
      grafana.put(`${path}/uid/prom`, { ...prometheus, secureJsonData: { a: "1" } })
      const { datasource } = grafana.put(`${path}/uid/prom`, {
        ...prometheus,
        secureJsonData: { b: "2" }
      }).body
      expect(datasource.secureJsonFields).toEqual({ a: true, b: true })
    })
  )

  it.effect("there is one default at most", () =>
    Effect.gen(function* () {
      const grafana = yield* withSources
      grafana.post(path, { ...prometheus, uid: "p2", name: "Alpha", isDefault: true })
      expect(
        grafana
          .get(path)
          .body.map(({ isDefault, name }: { isDefault: boolean; name: string }) => [name, isDefault])
      ).toEqual([
        ["Alpha", true],
        ["prom", false],
        ["td", false]
      ])
    })
  )

  it.effect("a viewer reads them and changes none", () =>
    Effect.gen(function* () {
      const grafana = yield* withSources
      const viewer = grafana.user("vera", "Viewer")
      expect(viewer.get(path).body).toHaveLength(2)
      expect(viewer.put(`${path}/uid/td`, testData)).toMatchObject(needed("datasources:write"))
      expect(viewer.del(`${path}/uid/td`)).toMatchObject(needed("datasources:delete"))
      expect(grafana.del(`${path}/uid/td`).body).toEqual({ id: 1, message: "Data source deleted" })
      expect(grafana.del(`${path}/2`).body).toEqual({ message: "Data source deleted" })
    })
  )

  it.effect("a type's former name stands for its present one", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const names = [
        ["testdata", "grafana-testdata-datasource"],
        ["postgres", "grafana-postgresql-datasource"],
        ["phlare", "grafana-pyroscope-datasource"]
      ]
      for (const [former, present] of names) {
        const source = { uid: former, name: former, type: former, access: "proxy", url: "" }
        expect(grafana.post(path, source).body.datasource).toMatchObject({
          type: present,
          typeLogoUrl: expect.stringContaining(`public/plugins/${present}/`)
        })
      }
      expect(grafana.get(`${path}/uid/testdata/health`).body.status).toBe("OK")
      expect(grafana.get("/api/plugins/postgres/settings").body.id).toBe("grafana-postgresql-datasource")
    })
  )
})

describe("calls to data sources", () => {
  it.effect("nobody behind a data source: health is a bad request, the proxy a bad gateway", () =>
    Effect.gen(function* () {
      const grafana = yield* withSources
      expect(grafana.get(`${path}/uid/td/health`).body).toEqual({
        message: "Data source is working",
        status: "OK"
      })
      expect(grafana.get(`${path}/uid/prom/health`)).toMatchObject({ status: 400, body: { status: "ERROR" } })
      expect(grafana.get(`${path}/uid/nope/health`).status).toBe(500)
      expect(grafana.get(`${path}/proxy/uid/prom/api/v1/query?query=up`)).toMatchObject({
        status: 502,
        body: ""
      })
      expect(grafana.get(`${path}/proxy/uid/nope/x`)).toMatchObject({
        status: 404,
        body: { message: "Unable to find datasource", traceID: "" }
      })
    })
  )

  it.effect("an upstream of the test's own answers through the proxy", () =>
    Effect.gen(function* () {
      const grafana = yield* start({
        upstream: ({ body, method, origin, url }) => ({
          status: url === "/locked" ? 401 : 418,
          headers: { "content-type": "application/json", "retry-after": "7" },
          body: JSON.stringify({ body, method, origin, url })
        })
      })
      grafana.post(path, prometheus)
      expect(grafana.post(`${path}/proxy/uid/prom/a%2Fb?x=1%2B2`, { q: 1 })).toMatchObject({
        status: 418,
        headers: { "retry-after": "7" },
        body: { method: "POST", origin: "http://127.0.0.1:9", url: "/a%2Fb?x=1%2B2", body: '{"q":1}' }
      })
      expect(grafana.get(`${path}/proxy/1/locked`)).toMatchObject({
        status: 400,
        body: "Authentication to data source failed"
      })
      expect(said(grafana.del(`${path}/proxy/uid/prom/x`))).toEqual([
        403,
        "non allow-listed DELETEs not allowed on proxied Prometheus datasource"
      ])
    })
  )

  it.effect("a query of test data gives frames, and one that fails beside it makes the whole a 400", () =>
    Effect.gen(function* () {
      const grafana = yield* withSources
      const good = {
        refId: "A",
        scenarioId: "csv_metric_values",
        datasource: { uid: "td" },
        stringInput: "1,20,90,30"
      }
      const bad = { refId: "B", datasource: { uid: "prom" }, expr: "up" }
      const ask = (...queries: ReadonlyArray<unknown>) =>
        grafana.post("/api/ds/query", { from: "1700000000000", to: "1700000300000", queries })
      expect(ask(good)).toMatchObject({
        status: 200,
        body: {
          results: {
            A: {
              status: 200,
              frames: [
                {
                  data: {
                    values: [
                      [1700000000000, 1700000100000, 1700000200000, 1700000300000],
                      [1, 20, 90, 30]
                    ]
                  }
                }
              ]
            }
          }
        }
      })
      expect(ask(good, bad)).toMatchObject({
        status: 400,
        body: { results: { A: { status: 200 }, B: { status: 502, errorSource: "downstream", frames: [] } } }
      })
      expect(ask().body.messageId).toBe("query.noQueries")
      expect(ask(good, good).body.messageId).toBe("query.duplicateRefId")
      expect(said(ask({ refId: "A", datasource: { uid: "nope" } }))).toEqual([404, "Data source not found"])
      expect(grafana.fake.writes.filter(({ path }) => path.startsWith("/api/ds"))).toEqual([])
    })
  )
})

describe("correlations", () => {
  it.effect("they belong to a source, and the total is that of all organizations", () =>
    Effect.gen(function* () {
      const grafana = yield* withSources
      const all = `${path}/uid/td/correlations`
      const body = {
        targetUID: "prom",
        label: "l",
        type: "query",
        config: { type: "query", field: "m", target: {} }
      }
      const created = grafana.post(all, body).body
      expect(created).toMatchObject({
        message: "Correlation created",
        result: { sourceUID: "td", label: "l" }
      })
      expect(created.result.config).toEqual({ field: "m", target: {} })
      const one = `${all}/${created.result.uid}`
      expect(said(grafana.patch(one, {}))).toEqual([
        400,
        "At least one of label, description or config is required"
      ])
      expect(grafana.patch(one, { label: "new" }).body.result.label).toBe("new")
      expect(grafana.get(`${path}/correlations?sourceUID=prom`).body).toEqual({
        correlations: [],
        totalCount: 1,
        page: 1,
        limit: 100
      })
      expect(said(grafana.del(one))).toEqual([200, "Correlation deleted"])
      expect(said(grafana.del(one))).toEqual([404, "Correlation not found"])
      expect(said(grafana.get(`${path}/uid/nope/correlations`))).toEqual([
        404,
        "Source data source not found"
      ])
    })
  )
})
