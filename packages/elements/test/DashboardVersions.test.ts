import { describe, expect, it } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as DashboardVersions from "../src/DashboardVersions.js"
import { clientOf, type Server } from "./support/lossy.js"

const version = (version: number) => ({
  id: version,
  dashboardId: 4,
  uid: "d-one",
  parentVersion: version - 1,
  restoredFrom: 0,
  version,
  created: "2026-11-22T05:53:14Z",
  createdBy: "admin",
  message: ""
})

const numbers = Effect.map(
  Stream.runCollect(DashboardVersions.list.stream({ uid: "d-one" }, { pageSize: 2 })),
  (versions) => Chunk.toReadonlyArray(versions).map((it) => it.version)
)

describe("list", () => {
  it.effect("follows the token to its end, which is the empty one", () =>
    Effect.gen(function* () {
      const server: Server = ({ path }) => {
        const token = new URL(path, "http://grafana.test").searchParams.get("continueToken")
        const page = token === null ? [3, 2] : [1]
        return {
          status: 200,
          body: { continueToken: token === null ? "t" : "", versions: page.map(version) }
        }
      }
      expect(yield* Effect.provide(numbers, clientOf(server))).toEqual([3, 2, 1])
    })
  )

  it.effect("does not take the array of Grafana 10 for an empty page; listByOffset reads it", () =>
    Effect.gen(function* () {
      const client = clientOf(() => ({ status: 200, body: [version(2), version(1)] }))
      const error = yield* numbers.pipe(Effect.flip, Effect.provide(client))
      expect(error).toMatchObject({ _tag: "UnexpectedResponse", reason: "body" })
      const old = yield* DashboardVersions.listByOffset({ uid: "d-one", start: 0 }).pipe(
        Effect.provide(client)
      )
      expect(old.map((it) => it.version)).toEqual([2, 1])
    })
  )
})

it.effect("a diff is text, also where it looks like JSON", () =>
  Effect.gen(function* () {
    const target = { dashboardId: 4, version: 1 }
    const diff = yield* DashboardVersions.diff({
      base: target,
      new: { ...target, version: 2 },
      diffType: "delta"
    })
    expect(diff).toBe('{"title":["a","b"]}')
  }).pipe(Effect.provide(clientOf(() => ({ status: 200, body: { title: ["a", "b"] } }))))
)
