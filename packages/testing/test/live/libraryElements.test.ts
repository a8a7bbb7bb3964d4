import { expect } from "@effect/vitest"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as LibraryElements from "@effect-grafana/elements/LibraryElements"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Live from "../../src/Live.js"
import { dashboard, folder, suite } from "./support.js"

const element = (folderUid: string) =>
  Effect.flatMap(Live.name, (uid) =>
    Live.making(
      Effect.map(
        LibraryElements.create({ uid, folderUid, name: uid, kind: 1, model: { type: "text", title: uid } }),
        ({ result }) => result
      ),
      () => LibraryElements.remove({ uid }).pipe(Effect.catchTag("Forbidden", () => Effect.void))
    )
  )

suite("library elements", (test) => {
  test(
    "are created, found, changed and removed",
    Effect.gen(function* () {
      const { uid: folderUid } = yield* folder()
      const { uid, version } = yield* element(folderUid)
      const found = yield* LibraryElements.list
        .stream({ folderFilterUIDs: [folderUid] })
        .pipe(Stream.runCollect)
      expect([...found].map((it) => it.uid)).toEqual([uid])
      const name = `${uid} renamed`
      const changed = yield* LibraryElements.update({ currentUid: uid, folderUid, kind: 1, name, version })
      expect(changed.result).toMatchObject({ name, folderUid, version: version + 1 })
      const stale = LibraryElements.update({ currentUid: uid, folderUid, kind: 1, name: uid, version })
      expect((yield* Effect.flip(stale))._tag).toBe("VersionMismatch")
      yield* LibraryElements.remove({ uid })
      expect((yield* LibraryElements.list({ folderFilterUIDs: [folderUid] })).result.elements).toEqual([])
    })
  )

  test(
    "that a dashboard uses are connected to it, and not removed",
    Effect.gen(function* () {
      const { uid: folderUid } = yield* folder()
      const { name, uid } = yield* element(folderUid)
      const panel = { id: 1, libraryPanel: { uid, name }, gridPos: { x: 0, y: 0, w: 12, h: 8 } }
      const board = yield* dashboard(folderUid, { panels: [panel] })
      const { result } = yield* LibraryElements.connections({ uid })
      expect(result.map(({ connectionUid }) => connectionUid)).toEqual([board.uid])
      expect((yield* Effect.flip(LibraryElements.remove({ uid })))._tag).toBe("LibraryElementConnected")
      yield* Dashboards.remove({ uid: board.uid })
      expect((yield* LibraryElements.connections({ uid })).result).toEqual([])
    })
  )
})
