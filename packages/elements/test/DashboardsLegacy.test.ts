import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as DashboardsLegacy from "../src/DashboardsLegacy.js"
import { clientOf } from "./support/lossy.js"

it.effect("getUids asks for all ids in one path", () =>
  Effect.gen(function* () {
    let path = ""
    const client = clientOf((request) => {
      path = request.path
      return { status: 200, body: ["a", "b"] }
    })
    expect(yield* Effect.provide(DashboardsLegacy.getUids({ ids: [4, 5] }), client)).toEqual(["a", "b"])
    expect(decodeURIComponent(path)).toBe("/api/dashboards/ids/4,5")
  })
)
