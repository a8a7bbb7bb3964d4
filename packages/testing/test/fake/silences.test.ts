import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/TestClock"
import { needed, start, type Client } from "./support.js"

const all = "/api/alertmanager/grafana/api/v2/silences"
const one = (id: string) => `/api/alertmanager/grafana/api/v2/silence/${id}`
const hour = 3_600_000

const silence = (value: string, from: number, to: number, extra: object = {}) => ({
  matchers: [{ name: "alertname", value, isRegex: false, isEqual: true }],
  startsAt: new Date(from).toISOString(),
  endsAt: new Date(to).toISOString(),
  createdBy: "admin",
  comment: "c",
  ...extra
})

const states = (client: Client, query = "") =>
  client
    .get(`${all}${query}`)
    .body.map(
      (row: { readonly matchers: ReadonlyArray<{ readonly value: string }>; readonly status: object }) => [
        row.matchers[0]?.value,
        row.status
      ]
    )

describe("silences", () => {
  it.effect("one waits, is active, and expires by the clock; later it is forgotten", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const { silenceID } = grafana.post(all, silence("a", hour, 2 * hour)).body
      const state = () => grafana.get(one(silenceID)).body.status?.state
      expect(state()).toBe("pending")
      yield* TestClock.adjust("1 hour")
      expect(state()).toBe("active")
      yield* TestClock.adjust("1 hour")
      expect(state()).toBe("expired")
      yield* TestClock.adjust("6 days")
      expect(grafana.get(one(silenceID)).status).toBe(404)
      expect(grafana.get(all).body).toEqual([])
    })
  )

  it.effect("deleting one lets it expire", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const { silenceID } = grafana.post(all, silence("a", 0, hour)).body
      expect(grafana.del(one(silenceID))).toMatchObject({ status: 200, body: { message: "silence deleted" } })
      expect(grafana.get(one(silenceID)).body.status).toEqual({ state: "expired" })
      expect(grafana.del(one("nope"))).toMatchObject({
        status: 404,
        body: {
          messageId: "alerting.notifications.silences.notFound",
          message: "[alerting.notifications.silences.notFound] silence nope not found"
        }
      })
    })
  )

  it.effect(
    "an update keeps the id while the matchers stay, and makes another silence when they change",
    () =>
      Effect.gen(function* () {
        const grafana = yield* start()
        const { silenceID: id } = grafana.post(all, silence("a", hour, 2 * hour)).body
        const update = (value: string, comment: string) =>
          grafana.post(all, silence(value, hour, 2 * hour, { id, comment })).body.silenceID
        expect(update("a", "changed")).toBe(id)
        expect(grafana.get(one(id)).body.comment).toBe("changed")
        const other = update("b", "other")
        expect(other).not.toBe(id)
        expect(grafana.get(one(id)).body.status).toEqual({ state: "expired" })
        expect(states(grafana)).toEqual([
          ["b", { state: "pending" }],
          ["a", { state: "expired" }]
        ])
      })
  )

  it.effect("what is wrong with one is told as Grafana tells it", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      yield* TestClock.adjust("3 hours")
      const problem = (body: unknown) => {
        const answer = grafana.post(all, body)
        return [answer.status, answer.body.message]
      }
      const list = "validation failure list:\n"
      expect(problem(silence("a", 5 * hour, 6 * hour, { matchers: [] }))).toEqual([
        400,
        `silence failed validation: ${list}${list}matchers in body should have at least 1 items`
      ])
      expect(problem({ matchers: [{ name: "a" }], comment: "c", createdBy: "x" })[1]).toBe(
        `silence failed validation: ${list}${list}endsAt in body is required\nmatchers.0.isRegex in body is required\nmatchers.0.value in body is required\nstartsAt in body is required`
      )
      expect(problem(silence("a", 0, hour))[1]).toContain(
        "end time can't be in the past: unable to create silence"
      )
      expect(problem(silence("a", 6 * hour, 5 * hour))[1]).toContain("start time must be before end time")
      expect(
        problem(
          silence("a", 5 * hour, 6 * hour, {
            matchers: [{ name: "a", value: "(", isRegex: true, isEqual: true }]
          })
        )[1]
      ).toContain("invalid label matcher 0: invalid regular expression")
      expect(problem(silence("a", 5 * hour, 6 * hour, { startsAt: "soon" }))).toEqual([
        400,
        "bad request data"
      ])
      expect(problem(silence("a", 5 * hour, 6 * hour, { id: "x" }))[0]).toBe(404)
    })
  )

  it.effect("filters go by the labels of the matchers", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      for (const value of ["a", "b", "bb"]) grafana.post(all, silence(value, hour, 2 * hour))
      const filtered = (filter: string) =>
        states(grafana, `?filter=${encodeURIComponent(filter)}`)
          .map(([value]: ReadonlyArray<unknown>) => value)
          .sort()
      expect(filtered('alertname="b"')).toEqual(["b"])
      expect(filtered("alertname=~b+")).toEqual(["b", "bb"])
      expect(filtered('alertname!="b"')).toEqual(["a", "bb"])
      expect(filtered('other="x"')).toEqual([])
      expect(grafana.get(`${all}?filter=%3F%3F`)).toMatchObject({
        status: 500,
        body: { messageId: "alerting.notifications.silences.internal" }
      })
    })
  )

  it.effect("viewers read them; a viewer with rights in a folder is told that a general one takes more", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const vera = grafana.user("vera", "Viewer")
      grafana.post(all, silence("a", hour, 2 * hour))
      expect(states(vera)).toHaveLength(1)
      expect(vera.post(all, silence("b", hour, 2 * hour))).toMatchObject(
        needed(
          "all of any of alert.instances:read, alert.silences:read, any of alert.instances:create, alert.instances:write, alert.silences:create, alert.silences:write"
        )
      )
      grafana.post("/api/folders", { uid: "f", title: "F" })
      grafana.post(`/api/access-control/folders/f/users/${vera.id}`, { permission: "Edit" })
      expect(vera.post(all, silence("b", hour, 2 * hour))).toMatchObject({
        status: 403,
        body: {
          messageId: "alerting.unauthorized",
          message: "user is not authorized to create a general silence"
        }
      })
      expect(grafana.user("ed", "Editor").post(all, silence("b", hour, 2 * hour)).status).toBe(202)
    })
  )

  it.effect("one can tell its rule and what the caller may do with it", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const matchers = [{ name: "__alert_rule_uid__", value: "gone", isRegex: false, isEqual: true }]
      grafana.post(all, silence("x", hour, 2 * hour, { matchers }))
      expect(grafana.get(`${all}?ruleMetadata=true&accesscontrol=true`).body[0]).toMatchObject({
        metadata: { rule_uid: "gone" },
        accessControl: { create: true, read: true, write: true }
      })
      expect(grafana.user("vera", "Viewer").get(`${all}?accesscontrol=true`).body[0].accessControl).toEqual({
        create: false,
        read: true,
        write: false
      })
    })
  )
})
