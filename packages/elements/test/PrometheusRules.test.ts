import { expect, it } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as PrometheusRules from "../src/PrometheusRules.js"
import { scripted } from "./support/scripted.js"

const page = (names: ReadonlyArray<string>, groupNextToken?: string) =>
  [
    200,
    {
      status: "success",
      data: {
        groups: names.map((name) => ({
          name,
          file: "Folder",
          rules: [],
          interval: 60,
          lastEvaluation: "0001-01-01T00:00:00Z",
          evaluationTime: 0
        })),
        groupNextToken
      }
    }
  ] as const

it.effect("A walk goes on by the token to the end", () => {
  const grafana = scripted(page(["a", "b"], "t="), page([], "u"), page(["c"]))
  return Effect.gen(function* () {
    const walk = PrometheusRules.list.stream({ folder_uid: "f" }, { pageSize: 2, prefetch: 0 })
    const groups = yield* Stream.runCollect(walk)
    expect(Chunk.toReadonlyArray(groups).map(({ name }) => name)).toEqual(["a", "b", "c"])
    expect(grafana.asked).toEqual([
      "GET /api/prometheus/grafana/api/v1/rules?folder_uid=f&group_limit=2",
      "GET /api/prometheus/grafana/api/v1/rules?folder_uid=f&group_limit=2&group_next_token=t%3D",
      "GET /api/prometheus/grafana/api/v1/rules?folder_uid=f&group_limit=2&group_next_token=u"
    ])
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("A matcher travels as JSON", () => {
  const grafana = scripted(page([]))
  return Effect.gen(function* () {
    yield* PrometheusRules.list({
      matcher: [{ name: "team", value: "a", isRegex: false }],
      state: ["firing"]
    })
    const url = new URL(grafana.asked[0]?.slice("GET ".length) ?? "", "http://grafana.test")
    expect(url.searchParams.getAll("matcher")).toEqual(['{"name":"team","value":"a","isRegex":false}'])
    expect(url.searchParams.getAll("state")).toEqual(["firing"])
  }).pipe(Effect.provide(grafana.layer))
})
