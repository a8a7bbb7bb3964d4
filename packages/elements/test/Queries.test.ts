import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Queries from "../src/Queries.js"
import { scripted } from "./support/scripted.js"

const good: Queries.QueryResult = {
  status: 200,
  frames: [
    { schema: { refId: "A", fields: [{ name: "v", type: "number" }] }, data: { values: [["CANARY-value"]] } }
  ]
}
const bad: Queries.QueryResult = {
  status: 502,
  frames: [],
  error: "connection refused",
  errorSource: "downstream"
}

const input = {
  from: "now-1h",
  to: "now",
  queries: [
    { refId: "A", datasource: { uid: "ds-one" }, expr: "up" },
    { refId: "B", datasource: { uid: "ds-down" }, expr: "up" }
  ]
}

describe("query", () => {
  it.effect("gives the results by refId", () => {
    const grafana = scripted([200, { results: { A: good } }])
    return Effect.gen(function* () {
      expect(yield* Queries.query(input)).toEqual({ A: good })
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect.each([400, 207, 200])(
    "fails where one query failed, with all results, under status %d",
    (status) => {
      const grafana = scripted([status, { results: { A: good, B: bad } }])
      return Effect.gen(function* () {
        const failure = yield* Effect.flip(Queries.query(input))
        expect(failure).toMatchObject({ _tag: "QueryFailed", status, message: "B: connection refused" })
        expect(failure).toHaveProperty("results", { A: good, B: bad })
        expect(JSON.stringify(failure)).not.toContain("CANARY")
      }).pipe(Effect.provide(grafana.layer))
    }
  )

  it.effect("fails with BadRequest where Grafana refuses the request itself", () => {
    const grafana = scripted([400, { messageId: "query.noQueries", message: "No queries found" }])
    return Effect.gen(function* () {
      expect((yield* Effect.flip(Queries.query({ ...input, queries: [] })))._tag).toBe("BadRequest")
    }).pipe(Effect.provide(grafana.layer))
  })
})

it.effect("results gives failed queries among the others", () => {
  const grafana = scripted([400, { results: { A: good, B: bad } }])
  return Effect.gen(function* () {
    expect((yield* Queries.results(input)).results).toEqual({ A: good, B: bad })
  }).pipe(Effect.provide(grafana.layer))
})
