import { expect } from "@effect/vitest"
import * as DataSources from "@effect-grafana/elements/DataSources"
import * as QueryHistory from "@effect-grafana/elements/QueryHistory"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Live from "../../src/Live.js"
import { dataSource, suite } from "./support.js"

suite("data sources", (test) => {
  test(
    "are created, found, changed and removed, and never show a secret",
    Effect.gen(function* () {
      const { id, name, uid, version } = yield* dataSource
      const found = yield* DataSources.getByName({ name })
      expect(found).toMatchObject({ id, uid, secureJsonFields: { basicAuthPassword: true } })
      expect(JSON.stringify(found)).not.toContain("live-password")
      yield* DataSources.update({
        currentUid: uid,
        name,
        type: found.type,
        access: "proxy",
        url: "http://127.0.0.1:10",
        ...(version === undefined ? {} : { version })
      })
      expect((yield* DataSources.get({ uid })).url).toBe("http://127.0.0.1:10")
      yield* DataSources.remove({ uid })
      expect((yield* Effect.flip(DataSources.get({ uid })))._tag).toBe("NotFound")
    })
  )

  test(
    "of a name that is taken are refused",
    Effect.gen(function* () {
      const { name } = yield* dataSource
      const again = DataSources.create({ name, type: "prometheus", access: "proxy" })
      expect((yield* Effect.flip(again))._tag).toBe("NameTaken")
    })
  )
})

suite("query history", (test) => {
  test(
    "keeps queries, with a comment and a star",
    Effect.gen(function* () {
      const { uid: datasourceUid } = yield* dataSource
      const entries = Effect.map(
        QueryHistory.search.stream({ datasourceUid: [datasourceUid] }).pipe(Stream.runCollect),
        (found) => [...found]
      )
      yield* Effect.gen(function* () {
        const { uid } = yield* Live.making(
          Effect.map(
            QueryHistory.create({ datasourceUid, queries: [{ refId: "A" }] }),
            ({ result }) => result
          ),
          QueryHistory.remove
        )
        yield* QueryHistory.setComment({ uid, comment: uid })
        yield* QueryHistory.star({ uid })
        expect(yield* entries).toMatchObject([{ uid, comment: uid, starred: true }])
        yield* QueryHistory.unstar({ uid })
        expect(yield* entries).toMatchObject([{ uid, starred: false }])
      }).pipe(Effect.scoped)
      expect(yield* entries).toEqual([])
    })
  )
})
