import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { start } from "./support.js"

const base = "/apis/notifications.alerting.grafana.app/v0alpha1/namespaces/default"
const uidOf = (name: string) => Buffer.from(name).toString("base64url")

const receiver = (title: string, settings: object = { url: "http://a" }) => ({
  metadata: {},
  spec: { title, integrations: [{ type: "webhook", version: "v1", settings }] }
})

describe("the resources of notifications", () => {
  it.effect("a receiver is made, read, changed by its version and deleted", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const all = `${base}/receivers`
      const one = `${all}/${uidOf("team")}`
      const { body: made, status } = grafana.post(all, receiver("team"))
      expect(status).toBe(201)
      expect(made).toMatchObject({
        kind: "Receiver",
        metadata: { name: uidOf("team"), annotations: { "grafana.com/provenance": "none" } },
        spec: {
          title: "team",
          integrations: [{ type: "webhook", version: "v1", settings: { url: "http://a" } }]
        }
      })
      expect(grafana.post(all, receiver("team"))).toMatchObject({ status: 409, body: { reason: "Conflict" } })
      expect(grafana.get(one).body.metadata.annotations).toMatchObject({
        "grafana.com/access/canWrite": "true",
        "grafana.com/inUse/routes": "0"
      })
      const stale = { ...made, metadata: { ...made.metadata, resourceVersion: "1" } }
      expect(grafana.put(one, stale)).toMatchObject({
        status: 409,
        body: {
          message: `Provided version '1' of receiver 'team' does not match current version '${made.metadata.resourceVersion}'`,
          details: { uid: "alerting.notifications.receivers.conflict" }
        }
      })
      const renamed = grafana.put(one, { ...made, spec: { ...made.spec, title: "crew" } })
      expect(renamed).toMatchObject({ status: 200, body: { metadata: { name: uidOf("crew") } } })
      expect(grafana.get(one).status).toBe(404)
      expect(grafana.del(`${all}/${uidOf("crew")}`).status).toBe(200)
      expect(grafana.get(all).body.items).toHaveLength(1)
    })
  )

  it.effect("the versions of receivers are Grafana's", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const { body } = grafana.get(`${base}/receivers/${uidOf("grafana-default-email")}`)
      // What Grafana 12.3.0 gave for the contact point that it comes with.
      expect(body.metadata).toMatchObject({
        uid: "zyXFk301pvwNz4HRPrTMKPMFO2934cPB7H1ZXmyM1TUX",
        resourceVersion: "a82b34036bdabbc4"
      })
    })
  )

  it.effect("a receiver keeps the secrets that it says it has", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const one = `${base}/receivers/${uidOf("team")}`
      const { body: made } = grafana.post(
        `${base}/receivers`,
        receiver("team", { url: "http://a", username: "u", password: "secret-word" })
      )
      expect(made.spec.integrations[0]).toMatchObject({
        settings: { url: "http://a", username: "u" },
        secureFields: { password: true }
      })
      expect(grafana.put(one, made).body.spec).toEqual(made.spec)
      const current = grafana.get(one).body
      const [{ secureFields: _, ...bare }] = current.spec.integrations
      const without = { ...current, spec: { ...current.spec, integrations: [bare] } }
      expect(grafana.put(one, without).body.spec.integrations[0]).not.toHaveProperty("secureFields")
    })
  )

  it.effect("a receiver in use, or provisioned, is not deleted", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      expect(grafana.del(`${base}/receivers/${uidOf("grafana-default-email")}`)).toMatchObject({
        status: 409,
        body: { message: "Receiver is used by one or more routes" }
      })
      const settings = { url: "http://a" }
      grafana.post("/api/v1/provisioning/contact-points", { name: "made", type: "webhook", settings })
      expect(grafana.del(`${base}/receivers/${uidOf("made")}`)).toMatchObject({
        status: 403,
        body: { details: { uid: "alerting.notifications.invalidProvenance" } }
      })
    })
  )

  it.effect("time intervals and template groups are the mute timings and templates", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const interval = { metadata: {}, spec: { name: "ti", time_intervals: [{ weekdays: ["saturday"] }] } }
      expect(grafana.post(`${base}/timeintervals`, interval).status).toBe(201)
      expect(grafana.get("/api/v1/provisioning/mute-timings").body).toMatchObject([
        { name: "ti", time_intervals: [{ weekdays: ["saturday"] }] }
      ])
      expect(grafana.post(`${base}/timeintervals`, {}).body.details.causes).toEqual([
        { message: '"missing name in mute time interval"', field: "Error" }
      ])
      const group = { metadata: {}, spec: { title: "tg", content: '{{ define "tg" }}x{{ end }}' } }
      const made = grafana.post(`${base}/templategroups`, group)
      expect(made.status).toBe(201)
      const renamed = { ...made.body, spec: { ...made.body.spec, title: "other" } }
      expect(grafana.put(`${base}/templategroups/${uidOf("tg")}`, renamed).status).toBe(200)
      expect(grafana.get("/api/v1/provisioning/templates").body).toMatchObject([{ name: "other" }])
      expect(grafana.del(`${base}/templategroups/${uidOf("other")}`).status).toBe(200)
      expect(grafana.del(`${base}/timeintervals/${uidOf("ti")}`).status).toBe(200)
    })
  )

  it.effect("the one routing tree is the tree of policies, under the version of Grafana", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const path = `${base}/routingtrees/user-defined`
      const { body } = grafana.get(path)
      // The version is the one that Grafana 12.3.0 gave for the policies that it comes with.
      expect(body.metadata.resourceVersion).toBe("97a1cac5bee6e2e4")
      const routes = [{ matchers: [{ type: "=", label: "a", value: "b" }], continue: true }]
      expect(grafana.put(path, { ...body, spec: { ...body.spec, routes } }).status).toBe(200)
      expect(grafana.get("/api/v1/provisioning/policies").body.routes).toEqual([
        { object_matchers: [["a", "=", "b"]], continue: true }
      ])
      expect(grafana.put(path, body).status).toBe(409)
      expect(grafana.del(path).status).toBe(200)
      expect(grafana.get(path).body.spec).toEqual(body.spec)
      expect(grafana.post(`${base}/routingtrees`, {}).status).toBe(405)
    })
  )

  it.effect("a viewer may read and not write", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const vera = grafana.user("vera", "Viewer")
      expect(vera.get(`${base}/receivers`).status).toBe(200)
      expect(vera.post(`${base}/receivers`, receiver("x")).body.message).toBe(
        'receivers.notifications.alerting.grafana.app is forbidden: User "vera" cannot create resource "receivers" in API group "notifications.alerting.grafana.app" in the namespace "default": required permissions: any(alert.notifications:write alert.notifications.receivers:create)'
      )
      expect(vera.post(`${base}/timeintervals`, {}).status).toBe(403)
    })
  )
})
