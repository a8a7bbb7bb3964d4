import * as PublicDashboards from "@effect-grafana/elements/PublicDashboards"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { scripted, settled } from "./support/scripted.js"

const shown: PublicDashboards.PublicDashboard = {
  uid: "pub",
  dashboardUid: "d-pub",
  accessToken: "f8a044fe92b64cfd9c6231d4c15b562f",
  createdBy: 1,
  updatedBy: 1,
  createdAt: "2026-11-22T07:10:19Z",
  updatedAt: "2026-11-22T07:10:19Z",
  isEnabled: true,
  annotationsEnabled: false,
  timeSelectionEnabled: false
}
const missing = [404, { messageId: "publicdashboards.notFound", message: "Dashboard not found" }] as const
const path = "/api/dashboards/uid/d-pub/public-dashboards"

describe("a creation whose outcome is unknown", () => {
  const create = settled(PublicDashboards.create({ dashboardUid: "d-pub", uid: "pub", isEnabled: true }))

  it.effect("is done where the dashboard is public under the uid", () => {
    const grafana = scripted("lost", [200, shown])
    return Effect.gen(function* () {
      expect(yield* create).toEqual(shown)
      expect(grafana.asked).toEqual([`POST ${path}`, `GET ${path}`])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is sent again where the dashboard is not public", () => {
    const grafana = scripted("lost", missing, [200, shown])
    return Effect.gen(function* () {
      expect(yield* create).toEqual(shown)
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is not taken for done where the dashboard is public under another uid", () => {
    const grafana = scripted("lost", [200, { ...shown, uid: "other" }])
    return Effect.gen(function* () {
      expect((yield* Effect.flip(create))._tag).toBe("TransportError")
    }).pipe(Effect.provide(grafana.layer))
  })
})

describe("a deletion whose outcome is unknown", () => {
  const remove = settled(PublicDashboards.remove({ dashboardUid: "d-pub", uid: "pub" }))

  it.effect("is done where the dashboard is not public, or anew under another uid", () => {
    const grafana = scripted("lost", missing, "lost", [200, { ...shown, uid: "other" }])
    return Effect.gen(function* () {
      yield* remove
      yield* remove
      expect(grafana.asked.length).toBe(4)
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is sent again where the dashboard is public as before", () => {
    const grafana = scripted("lost", [200, shown], [200, ""])
    return Effect.gen(function* () {
      yield* remove
      expect(grafana.asked.length).toBe(3)
    }).pipe(Effect.provide(grafana.layer))
  })
})

it.effect("a panel's queries give their results even where one has failed", () => {
  const results = { A: { status: 400, error: "bad", frames: [] }, B: { status: 200, frames: [] } }
  const grafana = scripted([400, { results }], [400, { messageId: "publicdashboards.maxDataPoints" }])
  return Effect.gen(function* () {
    const query = PublicDashboards.query({ accessToken: Redacted.make(shown.accessToken), panelId: 1 })
    expect((yield* query).results).toEqual(results)
    expect((yield* Effect.flip(query))._tag).toBe("BadRequest")
  }).pipe(Effect.provide(grafana.layer))
})
