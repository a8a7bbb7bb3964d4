import * as Snapshots from "@effect-grafana/elements/Snapshots"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { scripted, settled } from "./support/scripted.js"

const dashboard = { uid: "d-one", title: "Dash One" }
const key = Redacted.make("fixed-key")
const created = { key: "fixed-key", deleteKey: "d", url: "http://g.test/d/s", deleteUrl: "http://g.test/d" }
const missing = [404, { messageId: "dashboardsnapshots.not-found", message: "Snapshot not found" }] as const

const meta = {
  canSave: false,
  canEdit: false,
  canAdmin: false,
  canStar: false,
  canDelete: false,
  slug: "",
  url: "",
  expires: "2026-11-22T06:53:15Z",
  created: "2026-11-22T05:53:15Z",
  updated: "0001-01-01T00:00:00Z",
  updatedBy: "",
  createdBy: "",
  version: 0,
  hasAcl: false,
  isFolder: false,
  folderUid: "",
  folderTitle: "",
  folderUrl: "",
  provisioned: false,
  provisionedExternalId: ""
}

describe("a creation whose outcome is unknown", () => {
  it.effect("is sent again where nothing stands under the key", () => {
    const grafana = scripted("lost", missing, [200, created])
    return Effect.gen(function* () {
      expect(yield* settled(Snapshots.create({ dashboard, key }))).toEqual(created)
      expect(grafana.asked).toEqual([
        "POST /api/snapshots",
        "GET /api/snapshots/fixed-key",
        "POST /api/snapshots"
      ])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is never taken for done: the key may have been taken before", () => {
    const grafana = scripted("lost", [200, { meta, dashboard }])
    return Effect.gen(function* () {
      const failure = yield* Effect.flip(settled(Snapshots.create({ dashboard, key })))
      expect(failure._tag).toBe("TransportError")
      expect(grafana.asked.length).toBe(2)
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect(
    "is neither read nor sent again where the key is not ours: left out, or the outside server's",
    () => {
      const grafana = scripted("lost", "lost")
      return Effect.gen(function* () {
        yield* Effect.flip(settled(Snapshots.create({ dashboard })))
        yield* Effect.flip(settled(Snapshots.create({ dashboard, key, external: true })))
        expect(grafana.asked).toEqual(["POST /api/snapshots", "POST /api/snapshots"])
      }).pipe(Effect.provide(grafana.layer))
    }
  )
})

it.effect("the GET that deletes is never sent twice", () => {
  const grafana = scripted("lost")
  return Effect.gen(function* () {
    const removing = settled(Snapshots.removeByDeleteKey({ deleteKey: Redacted.make("d") }))
    expect((yield* Effect.flip(removing))._tag).toBe("TransportError")
    expect(grafana.asked).toEqual(["GET /api/snapshots-delete/d"])
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("a snapshot of another organization is not taken for deleted, nor the credential for wrong", () => {
  const grafana = scripted("lost", [401, { message: "OrgID mismatch" }])
  return Effect.gen(function* () {
    const failure = yield* Effect.flip(settled(Snapshots.remove({ key })))
    expect(failure._tag).toBe("Forbidden")
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("a server without snapshots is told from a credential that may make none", () => {
  const grafana = scripted(
    [403, { message: "Dashboard Snapshots are disabled" }],
    [403, { message: "External dashboard creation is disabled" }],
    [403, { message: "forbidden" }]
  )
  return Effect.gen(function* () {
    const tags = yield* Effect.replicateEffect(Effect.flip(Snapshots.create({ dashboard })), 3)
    expect(tags.map(({ _tag }) => _tag)).toEqual(["SnapshotsDisabled", "SnapshotsDisabled", "Forbidden"])
  }).pipe(Effect.provide(grafana.layer))
})
