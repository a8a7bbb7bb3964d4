import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Search from "../src/Search.js"
import { clientOf } from "./support/lossy.js"

const unreached = clientOf(() => ({ status: 599 }))

it.effect("a page of more than 5000 is refused before anything is sent", () =>
  Effect.gen(function* () {
    const call = yield* Effect.flip(Search.search({ limit: 5001 }))
    expect(call._tag).toBe("InvalidInput")
    const walk = yield* Effect.flip(Stream.runDrain(Search.search.stream({}, { pageSize: 5001 })))
    expect(walk._tag).toBe("InvalidInput")
  }).pipe(Effect.provide(unreached))
)

it.effect("lists of filters are sent as repeated names", () =>
  Effect.gen(function* () {
    let path = ""
    const client = clientOf((request) => {
      path = request.path
      return { status: 200, body: [] }
    })
    yield* Search.search({ tag: ["a,b", "c"], folderUIDs: ["general"] }).pipe(Effect.provide(client))
    expect(path).toBe("/api/search?tag=a%2Cb&tag=c&folderUIDs=general")
  })
)
