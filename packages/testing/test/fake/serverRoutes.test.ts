import { createPublicKey } from "node:crypto"
import { describe, expect, it } from "@effect/vitest"
import * as Live from "@effect-grafana/elements/Live"
import * as ShortUrls from "@effect-grafana/elements/ShortUrls"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/TestClock"
import * as FakeGrafana from "../../src/FakeGrafana.js"
import { needed, start } from "./support.js"

describe("short URLs", () => {
  it.effect("one leads to its path, and remembers when it was followed", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const { uid, url } = grafana.post("/api/short-urls", { path: "d/one?a=1&b=2" }).body
      expect(url).toBe(`http://localhost:3000/goto/${uid}?orgId=1`)
      yield* TestClock.setTime(5000)
      expect(grafana.get(`/goto/${uid}`)).toMatchObject({
        status: 302,
        headers: { location: "http://localhost:3000/d/one?a=1&b=2" }
      })
      expect(grafana.get(`/api/short-urls/${uid}`).body).toEqual({
        uid,
        path: "d/one?a=1&b=2",
        lastSeenAt: 5
      })
      expect(grafana.get("/goto/nope").status).toBe(308)
    })
  )

  it.effect("the client is told of a path that is not relative, climbs, or is missing", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const refused = (path: string) => grafana.post("/api/short-urls", { path }).body.messageId
      expect(refused("/d/one")).toBe("shorturl.absolute-path")
      expect(refused("d/../x")).toBe("shorturl.invalid-path")
      expect((yield* Effect.flip(ShortUrls.get({ uid: "nope" })))._tag).toBe("NotFound")
    }).pipe(Effect.provide(FakeGrafana.layer()))
  )
})

describe("live channels", () => {
  it.effect("what is pushed opens a channel with the fields of its lines", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const push = (line: string) => grafana.send("POST", "/api/live/push/demo", line)
      expect(push('cpu,host=a load=1.5,name="x y" 1700000000000000000').status).toBe(200)
      expect(push("cpu,host=b load=2").status).toBe(200)
      expect(push("no line").status).toBe(500)
      const last = () => grafana.get("/api/live/list").body.channels.at(-1)
      expect(last()).toMatchObject({ channel: "stream/demo/cpu", minute_rate: 2 })
      expect(last().data.schema.fields.map(({ name }: { readonly name: string }) => name)).toEqual([
        "labels",
        "time",
        "load"
      ])
      yield* TestClock.adjust("2 minutes")
      expect(last().minute_rate).toBe(0)
    })
  )

  it.effect("the client publishes to a broadcast channel, and to no channel that is none", () =>
    Effect.gen(function* () {
      yield* Live.publish({ channel: "grafana/broadcast/x", data: {} })
      const grafana = yield* start()
      const status = (channel: string) => grafana.post("/api/live/publish", { channel, data: {} }).status
      expect(["", "nope/x/y", "stream/a/b"].map(status)).toEqual([400, 500, 501])
    }).pipe(Effect.provide(FakeGrafana.layer()))
  )
})

describe("what a server without configuration answers", () => {
  it.effect("signing keys are open to everybody and on their curve", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const [key] = grafana.as(undefined).get("/api/signing-keys/keys").body.keys
      expect(key.kid).toBe("id-1970-01-es256")
      expect(createPublicKey({ key, format: "jwk" }).asymmetricKeyType).toBe("ec")
    })
  )

  it.effect("LDAP is off, for whoever may ask", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      expect(grafana.get("/api/admin/ldap/status").body.message).toBe("LDAP is not enabled")
      expect(grafana.user("vera", "Viewer").get("/api/admin/ldap/status")).toMatchObject(
        needed("ldap.status:read")
      )
    })
  )

  it.effect("there is no migration to the cloud without its token", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const path = "/api/cloudmigration/migration"
      expect(grafana.get(path).body).toEqual({ sessions: [] })
      expect(grafana.post(path, { authToken: "x" }).body.messageId).toBe(
        "cloudmigrations.createMigration.tokenInvalid"
      )
      expect(grafana.post(`${path}/s/snapshot`, { resourceTypes: ["FOLDER"] }).status).toBe(404)
      expect(grafana.post(`${path}/s/snapshot`, {}).status).toBe(400)
    })
  )

  it.effect("a difference of a dashboard with itself cannot be computed, and none is made up", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const save = (title: string) =>
        grafana.post("/api/dashboards/db", { dashboard: { uid: "d", title }, overwrite: true }).body.id
      const dashboardId = save("One")
      save("Two")
      const status = (base: number, other: number): number =>
        grafana.post("/api/dashboards/calculate-diff", {
          base: { dashboardId, version: base },
          new: { dashboardId, version: other }
        }).status
      expect(status(1, 1)).toBe(500)
      expect(status(1, 9)).toBe(500)
      expect(status(1, 2)).toBe(501)
    })
  )
})
