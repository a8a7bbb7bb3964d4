import { expect } from "@effect/vitest"
import * as Folders from "@effect-grafana/elements/Folders"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Live from "../../src/Live.js"
import { folder, suite } from "./support.js"

suite("folders", (test) => {
  test(
    "are created, read, renamed and removed",
    Effect.gen(function* () {
      const made = yield* folder()
      expect(yield* Folders.get({ uid: made.uid })).toMatchObject({ uid: made.uid, title: made.title })
      const renamed = yield* Folders.update({
        uid: made.uid,
        title: `${made.uid} renamed`,
        version: made.version ?? 1
      })
      expect(renamed.title).toBe(`${made.uid} renamed`)
      yield* Folders.remove({ uid: made.uid })
      expect((yield* Effect.flip(Folders.get({ uid: made.uid })))._tag).toBe("NotFound")
    })
  )

  test(
    "of a uid that is taken are refused",
    Effect.gen(function* () {
      const { uid } = yield* folder()
      expect((yield* Effect.flip(Folders.create({ uid, title: "Another" })))._tag).toBe("UidTaken")
    })
  )

  test(
    "of a version that is not the present one are not renamed",
    Effect.gen(function* () {
      const { uid, version = 1 } = yield* folder()
      yield* Folders.update({ uid, title: `${uid} 2`, version })
      expect((yield* Effect.flip(Folders.update({ uid, title: `${uid} 3`, version })))._tag).toBe(
        "VersionMismatch"
      )
    })
  )

  test(
    "are listed under their parent, moved, and counted",
    Effect.gen(function* () {
      yield* Live.needs("11.0.0")
      const [one, other] = [yield* folder(), yield* folder()]
      const child = yield* folder(one.uid)
      const childrenOf = (parentUid: string) =>
        Folders.list.stream({ parentUid }).pipe(
          Stream.map(({ uid }) => uid),
          Stream.runCollect,
          Effect.map((uids) => [...uids])
        )
      expect(yield* childrenOf(one.uid)).toEqual([child.uid])
      expect((yield* Folders.counts({ uid: one.uid }))["folder"]).toBe(1)
      yield* Folders.move({ uid: child.uid, parentUid: other.uid })
      expect(yield* childrenOf(one.uid)).toEqual([])
      expect(yield* childrenOf(other.uid)).toEqual([child.uid])
      expect((yield* Folders.get({ uid: child.uid })).parents?.map(({ uid }) => uid)).toEqual([other.uid])
    })
  )

  test(
    "give the permissions that they were set to",
    Effect.gen(function* () {
      const { uid } = yield* folder()
      yield* Folders.setPermissions({ uid, items: [{ role: "Viewer", permission: 1 }] })
      const entries = yield* Folders.getPermissions({ uid })
      expect(entries.filter(({ role }) => role === "Viewer")).toMatchObject([{ permission: 1 }])
      expect(entries.filter(({ role }) => role === "Editor")).toEqual([])
    })
  )
})
