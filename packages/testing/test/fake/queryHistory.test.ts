import { describe, expect, it } from "@effect/vitest"
import * as QueryHistory from "@effect-grafana/elements/QueryHistory"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/TestClock"
import * as FakeGrafana from "../../src/FakeGrafana.js"
import { start } from "./support.js"

const add = (refId: string) => QueryHistory.create({ datasourceUid: "ds", queries: [{ refId }] })

describe("query history", () => {
  it.effect("the client adds a query, comments it, stars it, finds it and deletes it", () =>
    Effect.gen(function* () {
      const { uid } = (yield* add("A")).result
      yield* QueryHistory.setComment({ uid, comment: "good one" })
      yield* QueryHistory.star({ uid })
      const found = yield* QueryHistory.search({ onlyStarred: true, searchString: "GOOD" })
      expect(found.result).toMatchObject({
        totalCount: 1,
        queryHistory: [{ uid, comment: "good one", starred: true, queries: [{ refId: "A" }] }]
      })
      yield* QueryHistory.unstar({ uid })
      yield* QueryHistory.remove({ uid })
      expect((yield* QueryHistory.search()).result.queryHistory).toEqual([])
    }).pipe(Effect.provide(FakeGrafana.layer()))
  )

  it.effect("pages go on to the end, in the order of time", () =>
    Effect.gen(function* () {
      for (const refId of ["A", "B", "C", "D", "E"]) {
        yield* add(refId)
        yield* TestClock.adjust("1 second")
      }
      const walk = (sort: "time-asc" | "time-desc") =>
        Effect.map(Stream.runCollect(QueryHistory.search.stream({ sort }, { pageSize: 2 })), (found) =>
          Chunk.toReadonlyArray(found).map(({ queries }) => queries[0]?.refId)
        )
      expect(yield* walk("time-asc")).toEqual(["A", "B", "C", "D", "E"])
      expect(yield* walk("time-desc")).toEqual(["E", "D", "C", "B", "A"])
    }).pipe(Effect.provide(FakeGrafana.layer()))
  )

  it.effect("a query is found by the data sources of its parts, and in a range of time", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      yield* TestClock.setTime(3_600_000)
      grafana.post("/api/query-history", {
        datasourceUid: "-- Mixed --",
        queries: [{ refId: "A", datasource: { uid: "inside" } }]
      })
      yield* TestClock.adjust("2 hours")
      const count = (query: string): number =>
        grafana.get(`/api/query-history?${query}`).body.result.totalCount
      expect(count("datasourceUid=inside")).toBe(1)
      expect(count("datasourceUid=other")).toBe(0)
      expect(count("from=now-3h&to=now-1h")).toBe(1)
      expect(count("from=now-1h")).toBe(0)
    })
  )

  it.effect("what is missing, another's, or done already is a failure of the server", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const { uid } = grafana.post("/api/query-history", { queries: [] }).body.result
      const ed = grafana.user("ed", "Editor")
      expect(ed.del(`/api/query-history/${uid}`).status).toBe(500)
      expect(grafana.post(`/api/query-history/star/${uid}`).status).toBe(200)
      expect(grafana.post(`/api/query-history/star/${uid}`)).toMatchObject({
        status: 500,
        body: { message: "Failed to star query in query history" }
      })
      expect(grafana.del("/api/query-history/bad%20uid!").status).toBe(404)
    })
  )

  it.effect("an empty comment is answered and not stored", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const { uid } = grafana.post("/api/query-history", { queries: [] }).body.result
      const path = `/api/query-history/${uid}`
      grafana.patch(path, { comment: "kept" })
      expect(grafana.patch(path, { comment: "" }).body.result.comment).toBe("")
      expect(grafana.get("/api/query-history").body.result.queryHistory[0].comment).toBe("kept")
    })
  )

  it.effect("a viewer has none, and is told so with 401", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      expect(grafana.user("vera", "Viewer").get("/api/query-history")).toMatchObject({
        status: 401,
        body: { message: "Failed to get query history" }
      })
    })
  )
})
