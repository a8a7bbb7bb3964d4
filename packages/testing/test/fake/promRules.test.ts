import * as PrometheusRules from "@effect-grafana/elements/PrometheusRules"
import * as Ruler from "@effect-grafana/elements/Ruler"
import * as Folders from "@effect-grafana/elements/Folders"
import * as DataSources from "@effect-grafana/elements/DataSources"
import { describe, expect, it } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as FakeGrafana from "../../src/FakeGrafana.js"
import { prepare, prom, rulerRule, saveGroup } from "./rules.js"
import { start, type Answer } from "./support.js"

const prepared = Effect.tap(start(), (grafana) =>
  Effect.sync(() => {
    prepare(grafana)
    for (const name of ["a", "b", "c"])
      saveGroup(grafana, name, [rulerRule(`${name}1`), rulerRule(`${name}2`)])
  })
)

const names = ({ body }: Answer): ReadonlyArray<string> =>
  body.data.groups.map(({ name }: { name: string }) => name)

describe("the states of rules", () => {
  it.effect("pages of groups follow each other by their tokens, and a token that is none starts again", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      const first = grafana.get(`${prom}?group_limit=2`)
      expect(names(first)).toEqual(["a", "b"])
      expect(first.body.data).not.toHaveProperty("totals")
      const { groupNextToken } = first.body.data
      const second = grafana.get(
        `${prom}?group_limit=2&group_next_token=${encodeURIComponent(groupNextToken)}`
      )
      expect(names(second)).toEqual(["c"])
      expect(second.body.data).not.toHaveProperty("groupNextToken")
      expect(names(grafana.get(`${prom}?group_limit=2&group_next_token=nope`))).toEqual(["a", "b"])
      expect(names(grafana.get(`${prom}?group_limit=0`))).toEqual([])
      expect(names(grafana.get(`${prom}?group_limit=abc`))).toEqual(["a", "b", "c"])
    })
  )

  it.effect("filters leave groups and rules out, but not out of the totals", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      expect(names(grafana.get(`${prom}?rule_group=a&rule_group=c`))).toEqual(["a", "c"])
      expect(names(grafana.get(`${prom}?rule_name=b1`))).toEqual(["b"])
      expect(names(grafana.get(`${prom}?state=firing`))).toEqual([])
      expect(grafana.get(`${prom}?state=firing`).body.data.totals).toEqual({ inactive: 6 })
      const limited = grafana.get(`${prom}?limit_rules=1`).body.data
      expect(limited.groups[0]).toMatchObject({ rules: [{ name: "a1" }], totals: { inactive: 2 } })
      expect(names(grafana.get(`${prom}?folder_uid=nope`))).toEqual(["a", "b", "c"])
      expect(grafana.get(`${prom}?state=nope`)).toMatchObject({
        status: 400,
        body: { status: "error", errorType: "bad_data", error: "unknown state 'nope'", data: { groups: [] } }
      })
    })
  )

  it.effect("a folder that the caller does not see has no groups", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      const viewer = grafana.user("vera", "Viewer")
      grafana.post("/api/folders/f/permissions", { items: [] })
      expect(viewer.get(prom).body).toEqual({ status: "success", data: { groups: [] } })
    })
  )

  it.effect("rules of a data source are those of the server behind it", () =>
    Effect.gen(function* () {
      const groups = [{ name: "g", file: "f.yml", interval: 60, rules: [{ type: "alerting", name: "Down" }] }]
      const grafana = yield* start({
        upstream: ({ url }) =>
          url.startsWith("/api/v1/rules")
            ? {
                status: 200,
                headers: { "content-type": "application/json" },
                body: JSON.stringify({ status: "success", data: { groups } })
              }
            : undefined
      })
      grafana.post("/api/datasources", {
        uid: "pr",
        name: "pr",
        type: "prometheus",
        access: "proxy",
        url: "http://prometheus"
      })
      const { body } = grafana.get("/api/prometheus/pr/api/v1/rules")
      expect(body.data.groups).toMatchObject([
        { name: "g", folderUid: "", totals: null, rules: [{ name: "Down", isPaused: false }] }
      ])
      expect(grafana.get("/api/prometheus/pr/api/v1/alerts")).toMatchObject({ status: 502, body: {} })
      expect(grafana.get("/api/prometheus/nope/api/v1/rules").body.message).toBe("data source not found")
    })
  )

  it.effect("the client walks all pages", () =>
    Effect.gen(function* () {
      yield* Folders.create({ uid: "f", title: "F" })
      yield* DataSources.create({
        uid: "td",
        name: "td",
        type: "grafana-testdata-datasource",
        access: "proxy"
      })
      for (const name of ["a", "b", "c"]) {
        const group = { folder: "f", name, interval: "1m", rules: [rulerRule(name)] } as const
        yield* Ruler.replaceGroup(group)
      }
      const found = yield* Stream.runCollect(PrometheusRules.list.stream({}, { pageSize: 2 }))
      expect(Chunk.toReadonlyArray(found).map(({ name }) => name)).toEqual(["a", "b", "c"])
    }).pipe(Effect.provide(FakeGrafana.layer()))
  )
})
