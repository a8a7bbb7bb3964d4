import { describe, expect, it } from "@effect/vitest"
import * as Annotations from "@effect-grafana/elements/Annotations"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/TestClock"
import * as FakeGrafana from "../../src/FakeGrafana.js"
import { needed, start, type Answer } from "./support.js"

const texts = (answer: Answer): ReadonlyArray<string> =>
  answer.body.map(({ text }: { readonly text: string }) => text)

const withDashboard = Effect.map(start(), (grafana) => {
  grafana.post("/api/dashboards/db", { dashboard: { uid: "d", title: "D" } })
  return grafana
})

describe("annotations", () => {
  it.effect("the client makes, reads, changes, finds and deletes one", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1_700_000_000_000)
      yield* Dashboards.save({ dashboard: { uid: "d", title: "D" } })
      const { id } = yield* Annotations.create({
        dashboardUID: "d",
        panelId: 1,
        text: "deploy",
        tags: ["release", "env:prod"],
        time: 1000,
        timeEnd: 2000
      })
      expect(yield* Annotations.get({ id })).toMatchObject({
        dashboardUID: "d",
        panelId: 1,
        text: "deploy",
        tags: ["release", "env:prod"],
        time: 1000,
        timeEnd: 2000,
        login: "admin",
        data: {}
      })
      yield* Annotations.patch({ id, text: "rollback" })
      expect(yield* Annotations.list({ tags: ["env"] })).toMatchObject([{ id, text: "rollback" }])
      yield* Annotations.remove({ id })
      expect((yield* Effect.flip(Annotations.get({ id })))._tag).toBe("NotFound")
    }).pipe(Effect.provide(FakeGrafana.layer()))
  )

  it.effect("a walk through the windows of time finds each one once", () =>
    Effect.gen(function* () {
      for (let i = 0; i < 7; i++) {
        yield* Annotations.create({ text: `${i}`, time: 1000 + Math.floor(i / 2) * 10, tags: ["walk"] })
      }
      const walked = yield* Stream.runCollect(
        Annotations.list.stream({ tags: ["walk"], from: 1, to: 5000 }, { pageSize: 3 })
      )
      expect(Chunk.toReadonlyArray(walked).map(({ text }) => text)).toEqual([
        "6",
        "5",
        "4",
        "3",
        "2",
        "1",
        "0"
      ])
    }).pipe(Effect.provide(FakeGrafana.layer()))
  )

  it.effect("all tags have to be there, or any; a key alone stands for all its values", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.post("/api/annotations", { text: "one", time: 1, tags: ["a", "k:1"] })
      grafana.post("/api/annotations", { text: "two", time: 2, tags: ["a", "k:2", " a "] })
      const found = (query: string) => texts(grafana.get(`/api/annotations?${query}`))
      expect(found("tags=a")).toEqual(["two", "one"])
      expect(found("tags=a&tags=k:1")).toEqual(["one"])
      expect(found("tags=k:1&tags=k:2&matchAny=true")).toEqual(["two", "one"])
      expect(found("tags=k")).toEqual(["two", "one"])
      expect(grafana.get("/api/annotations/tags?tag=K").body.result.tags).toEqual([
        { tag: "k:1", count: 1 },
        { tag: "k:2", count: 1 }
      ])
    })
  )

  it.effect("from and to count together only, and a region counts by its ends", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.post("/api/annotations", { text: "moment", time: 100 })
      grafana.post("/api/annotations", { text: "turned", time: 500, timeEnd: 200 })
      const found = (query: string) => texts(grafana.get(`/api/annotations?${query}`))
      expect(found("from=300&to=400")).toEqual(["turned"])
      expect(found("from=300")).toEqual(["turned", "moment"])
      expect(found("limit=1")).toEqual(["turned"])
      expect(found("limit=-1")).toEqual(["turned", "moment"])
    })
  )

  it.effect("tags stay where filters look for them, whatever a change says", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const { id } = grafana.post("/api/annotations", { text: "t", time: 1, tags: ["kept"] }).body
      expect(grafana.patch(`/api/annotations/${id}`, { tags: [] }).status).toBe(200)
      expect(grafana.get(`/api/annotations/${id}`).body).not.toHaveProperty("tags")
      expect(texts(grafana.get("/api/annotations?tags=kept"))).toEqual(["t"])
    })
  )

  it.effect("an update empties text and tags that it does not name, and keeps the times", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const sent = { text: "t", time: 1, timeEnd: 9, tags: ["x"], data: { n: 1 } }
      const { id } = grafana.post("/api/annotations", sent).body
      grafana.put(`/api/annotations/${id}`, {})
      const { body } = grafana.get(`/api/annotations/${id}`)
      expect(body).toMatchObject({ time: 1, timeEnd: 9, data: { n: 1 } })
      expect(body).not.toHaveProperty("text")
    })
  )

  it.effect("what is wrong is told in Grafana's words", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const many = Array.from({ length: 60 }, (_, i) => `tag-number-${i}`)
      expect(grafana.post("/api/annotations", { text: "" })).toMatchObject({
        status: 400,
        body: { message: "Failed to save annotation" }
      })
      expect(grafana.post("/api/annotations", { text: "t", tags: many }).body.messageId).toBe(
        "annotations.tag-limit-exceeded"
      )
      expect(grafana.post("/api/annotations", { text: "t", dashboardUID: "nope" })).toMatchObject({
        status: 500,
        body: { message: "Error while checking annotation permissions" }
      })
      expect(grafana.post("/api/annotations/graphite", { what: "w", tags: 5 }).status).toBe(400)
      expect(grafana.get("/api/annotations/abc").body.message).toBe("annotationId is invalid")
      expect(grafana.put("/api/annotations/9", { text: "t" }).status).toBe(404)
      expect(grafana.del("/api/annotations/9").status).toBe(200)
    })
  )

  it.effect("Graphite's tags may be one text, and its data follows its name", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const sent = { what: "Event", tags: "x y", when: 7, data: "more" }
      const { id } = grafana.post("/api/annotations/graphite", sent).body
      expect(grafana.get(`/api/annotations/${id}`).body).toMatchObject({
        text: "Event\nmore",
        tags: ["x", "y"],
        time: 7000
      })
    })
  )

  it.effect("a mass deletion takes a panel, one, or all that are on no dashboard", () =>
    Effect.gen(function* () {
      const grafana = yield* withDashboard
      const add = (text: string, place: object) =>
        grafana.post("/api/annotations", { text, time: 1, ...place })
      add("panel 1", { dashboardUID: "d", panelId: 1 })
      add("panel 2", { dashboardUID: "d", panelId: 2 })
      const { id } = add("single", {}).body
      add("other", {})
      const remove = (body: object) => grafana.post("/api/annotations/mass-delete", body).status
      const left = () => [...texts(grafana.get("/api/annotations"))].sort()
      expect(remove({ dashboardUID: "d" })).toBe(400)
      expect(remove({ dashboardUID: "d", panelId: 1 })).toBe(200)
      expect(left()).toEqual(["other", "panel 2", "single"])
      expect(remove({ annotationId: id })).toBe(200)
      expect(left()).toEqual(["other", "panel 2"])
      expect(remove({})).toBe(200)
      expect(left()).toEqual(["panel 2"])
    })
  )

  it.effect("a viewer reads; writes are an editor's, or of who may edit the dashboard", () =>
    Effect.gen(function* () {
      const grafana = yield* withDashboard
      const vera = grafana.user("vera", "Viewer")
      const { id } = grafana.post("/api/annotations", { text: "t", time: 1, dashboardUID: "d" }).body
      expect(vera.get("/api/annotations").body).toHaveLength(1)
      expect(vera.post("/api/annotations", { text: "v" })).toMatchObject({
        status: 403,
        body: { message: "Access denied to save the annotation" }
      })
      expect(vera.put(`/api/annotations/${id}`, { text: "v" })).toMatchObject(needed("annotations:write"))
      expect(grafana.user("ed", "Editor").put(`/api/annotations/${id}`, { text: "e" }).status).toBe(200)
      grafana.post(`/api/access-control/dashboards/d/users/${vera.id}`, { permission: "Edit" })
      expect(vera.put(`/api/annotations/${id}`, { text: "v" }).status).toBe(200)
    })
  )

  it.effect("an organization's annotations come twice where others are hidden from the reader", () =>
    Effect.gen(function* () {
      const grafana = yield* withDashboard
      grafana.post("/api/folders", { uid: "f", title: "F" })
      grafana.post("/api/dashboards/db", { dashboard: { uid: "h", title: "Hidden" }, folderUid: "f" })
      grafana.post("/api/dashboards/db", { dashboard: { uid: "e", title: "E" } })
      grafana.post("/api/folders/f/permissions", { items: [] })
      grafana.post("/api/annotations", { text: "hidden", time: 1, dashboardUID: "h", panelId: 1 })
      grafana.post("/api/annotations", { text: "everywhere", time: 2 })
      const vera = grafana.user("vera", "Viewer")
      expect(texts(vera.get("/api/annotations"))).toEqual(["everywhere", "everywhere"])
      expect(texts(grafana.get("/api/annotations"))).toEqual(["everywhere", "hidden"])
    })
  )

  it.effect("they go with their dashboard, and stand in the dump", () =>
    Effect.gen(function* () {
      const grafana = yield* withDashboard
      grafana.post("/api/annotations", { text: "t", time: 1, dashboardUID: "d", panelId: 1 })
      const annotations = () => JSON.stringify(grafana.fake.dump()).includes('"text":"t"')
      expect(annotations()).toBe(true)
      grafana.del("/api/dashboards/uid/d")
      expect(annotations()).toBe(false)
    })
  )
})
