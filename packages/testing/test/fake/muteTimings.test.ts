import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { start, type Grafana } from "./support.js"

const path = "/api/v1/provisioning/mute-timings"
const policies = "/api/v1/provisioning/policies"

const weekends = { name: "weekends", time_intervals: [{ weekdays: ["saturday", "sunday"] }] }

const muting = (grafana: Grafana, name: string) =>
  grafana.put(policies, {
    receiver: "grafana-default-email",
    routes: [{ object_matchers: [["a", "=", "b"]], mute_time_intervals: [name] }]
  })

describe("mute timings", () => {
  it.effect("one is made, read, changed and deleted, with the versions of Grafana", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      expect(grafana.get(path).body).toEqual([])
      // The version is the one that Grafana 12.3.0 gave for this mute timing.
      const made = { ...weekends, version: "c471d71e6a7dd58e", provenance: "api" }
      expect(grafana.post(path, weekends)).toMatchObject({ status: 201, body: made })
      expect(grafana.get(`${path}/weekends`).body).toEqual(made)
      const changed = { name: "weekends", time_intervals: [{ weekdays: ["saturday", "sunday", "friday"] }] }
      expect(grafana.put(`${path}/weekends`, changed)).toMatchObject({
        status: 202,
        body: { version: "71e3e84c0f61a2ea" }
      })
      expect(grafana.del(`${path}/weekends`).status).toBe(204)
      expect(grafana.del(`${path}/weekends`).status).toBe(204)
      expect(grafana.get(`${path}/weekends`)).toMatchObject({
        status: 404,
        body: { messageId: "alerting.notifications.time-intervals.notFound" }
      })
    })
  )

  it.effect("intervals come back as Grafana spells them, or are not taken", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const sent = (interval: object) => {
        grafana.del(`${path}/x`)
        const answer = grafana.post(path, { name: "x", time_intervals: [interval] })
        return answer.status === 201 ? answer.body.time_intervals[0] : answer.body.message
      }
      expect(
        sent({ months: ["January:march", "5"], weekdays: ["Monday:friday"], years: ["2024:2024"] })
      ).toEqual({
        weekdays: ["monday:friday"],
        months: ["1:3", "5"],
        years: ["2024"]
      })
      expect(sent({ days_of_month: ["-3:-1", "1:-1"], location: "Europe/Paris" })).toEqual({
        days_of_month: ["-3:-1", "1:-1"],
        location: "Europe/Paris"
      })
      for (const wrong of [
        { weekdays: ["caturday"] },
        { weekdays: ["friday:monday"] },
        { months: ["13"] },
        { days_of_month: ["0"] },
        { days_of_month: ["-1:3"] },
        { location: "Nowhere/Town" },
        { times: [{ start_time: "12:00", end_time: "11:00" }] },
        { times: [{ start_time: "25:00", end_time: "26:00" }] }
      ])
        expect(sent(wrong)).toBe("bad request data")
    })
  )

  it.effect("a stale version and a taken name are refused", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.post(path, weekends)
      expect(grafana.post(path, weekends)).toMatchObject({
        status: 400,
        body: { messageId: "alerting.notifications.time-intervals.nameExists" }
      })
      const conflict = { status: 409, body: { messageId: "alerting.notifications.conflict" } }
      expect(grafana.put(`${path}/weekends`, { ...weekends, version: "stale" })).toMatchObject(conflict)
      expect(grafana.del(`${path}/weekends?version=stale`)).toMatchObject(conflict)
      expect(grafana.put(`${path}/weekends`, { ...weekends, version: "c471d71e6a7dd58e" }).status).toBe(202)
      expect(grafana.put(`${path}/nope`, { ...weekends, name: "nope" }).status).toBe(404)
    })
  )

  it.effect("one in use is not deleted, and its new name goes to the policies", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.post(path, weekends)
      muting(grafana, "weekends")
      expect(grafana.del(`${path}/weekends`)).toMatchObject({
        status: 409,
        body: { messageId: "alerting.notifications.time-intervals.used", extra: { UsedByRoutes: true } }
      })
      const uid = Buffer.from("weekends").toString("base64url")
      expect(grafana.put(`${path}/${uid}`, { ...weekends, name: "quiet" }).status).toBe(202)
      expect(grafana.get(policies).body.routes[0].mute_time_intervals).toEqual(["quiet"])
      expect(grafana.get(`${path}/weekends`).status).toBe(404)
    })
  )

  it.effect("one made by hand is not renamed against provisioned policies", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const byHand = { "x-disable-provenance": "" }
      grafana.post(path, weekends, byHand)
      muting(grafana, "weekends")
      const uid = Buffer.from("weekends").toString("base64url")
      expect(grafana.send("PUT", `${path}/${uid}`, { ...weekends, name: "quiet" }, byHand)).toMatchObject({
        status: 409,
        body: {
          messageId: "alerting.notifications.time-intervals.usedProvisioned",
          extra: { UsedByRoutes: true }
        }
      })
      expect(grafana.get(`${path}/weekends`).status).toBe(200)
    })
  )

  it.effect("exports leave versions out, and one that is missing has no body", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.post(path, {
        name: "a b",
        time_intervals: [{ times: [{ start_time: "00:00", end_time: "12:00" }] }]
      })
      expect(grafana.get(`${path}/a%20b/export?format=json`).body).toEqual({
        apiVersion: 1,
        muteTimes: [
          { orgId: 1, name: "a b", time_intervals: [{ times: [{ start_time: "00:00", end_time: "12:00" }] }] }
        ]
      })
      expect(grafana.get(`${path}/export?format=hcl`).body).toContain(
        '  intervals {\n\n    times {\n      start = "00:00"\n      end   = "12:00"\n    }\n  }\n'
      )
      expect(grafana.get(`${path}/nope/export`)).toMatchObject({ status: 404, body: "" })
    })
  )
})
