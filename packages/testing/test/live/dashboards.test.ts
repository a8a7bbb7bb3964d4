import { expect } from "@effect/vitest"
import * as DashboardPermissions from "@effect-grafana/elements/DashboardPermissions"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as DashboardVersions from "@effect-grafana/elements/DashboardVersions"
import * as Search from "@effect-grafana/elements/Search"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Live from "../../src/Live.js"
import { dashboard, folder, suite } from "./support.js"

const hits = (query: Parameters<typeof Search.search.stream>[0]) =>
  Search.search.stream(query).pipe(
    Stream.map(({ uid }) => uid),
    Stream.runCollect,
    Effect.map((uids) => [...uids].sort())
  )

suite("dashboards", (test) => {
  test(
    "are saved, read with their folder, moved and removed",
    Effect.gen(function* () {
      const [one, other] = [yield* folder(), yield* folder()]
      const { uid } = yield* dashboard(one.uid, { tags: ["a"] })
      const read = yield* Dashboards.get({ uid })
      expect(read.dashboard["title"]).toBe(uid)
      expect(read.meta.folderUid).toBe(one.uid)
      yield* Dashboards.save({
        dashboard: { ...read.dashboard, title: `${uid} moved` },
        folderUid: other.uid
      })
      const again = yield* Dashboards.get({ uid })
      expect(again.dashboard["title"]).toBe(`${uid} moved`)
      expect(again.meta.folderUid).toBe(other.uid)
      yield* Dashboards.remove({ uid })
      expect((yield* Effect.flip(Dashboards.get({ uid })))._tag).toBe("NotFound")
    })
  )

  test(
    "of a version that is not the present one are not saved, but by force",
    Effect.gen(function* () {
      const { uid: folderUid } = yield* folder()
      const { uid, version } = yield* dashboard(folderUid)
      const save = (title: string, overwrite: boolean) =>
        Dashboards.save({ dashboard: { uid, title, version }, folderUid, overwrite })
      yield* save("second", false)
      expect((yield* Effect.flip(save("third", false)))._tag).toBe("VersionMismatch")
      expect((yield* save("third", true)).version).toBeGreaterThan(version + 1)
    })
  )

  test(
    "keep their versions and are restored",
    Effect.gen(function* () {
      yield* Live.needs("11.0.0")
      const { uid: folderUid } = yield* folder()
      const { uid, version } = yield* dashboard(folderUid, { tags: ["first"] })
      yield* Dashboards.save({
        dashboard: { uid, title: uid, version, tags: ["second"] },
        folderUid,
        message: "second"
      })
      const versions = yield* DashboardVersions.list.stream({ uid }, { pageSize: 1 }).pipe(Stream.runCollect)
      expect([...versions].length).toBe(2)
      expect([...versions][0]?.message).toBe("second")
      const first = [...versions].at(-1)?.version ?? 0
      expect((yield* DashboardVersions.get({ uid, version: first })).data["tags"]).toEqual(["first"])
      yield* DashboardVersions.restore({ uid, version: first })
      expect((yield* Dashboards.get({ uid })).dashboard["tags"]).toEqual(["first"])
    })
  )

  test(
    "give the permissions that they were set to",
    Effect.gen(function* () {
      const { uid } = yield* dashboard((yield* folder()).uid)
      yield* DashboardPermissions.set({ uid, items: [{ role: "Viewer", permission: 2 }] })
      const own = (yield* DashboardPermissions.get({ uid })).filter(({ inherited }) => inherited !== true)
      expect(own.filter(({ role }) => role === "Viewer")).toMatchObject([{ permission: 2 }])
    })
  )
})

suite("search", (test) => {
  test(
    "finds by tags, all of which must fit, and within folders",
    Effect.gen(function* () {
      const [one, other] = [yield* folder(), yield* folder()]
      const tag = yield* Live.name
      const both = yield* dashboard(one.uid, { tags: [tag, "second"] })
      const single = yield* dashboard(other.uid, { tags: [tag] })
      expect(yield* hits({ tag: [tag] })).toEqual([both.uid, single.uid].sort())
      expect(yield* hits({ tag: [tag, "second"] })).toEqual([both.uid])
      expect(yield* hits({ tag: [tag], folderUIDs: [other.uid] })).toEqual([single.uid])
      expect(yield* hits({ query: one.uid, type: "dash-folder" })).toEqual([one.uid])
      const counts = yield* Dashboards.tags()
      expect(counts.filter(({ term }) => term === tag)).toEqual([{ term: tag, count: 2 }])
    })
  )

  test(
    "gives every dashboard once, page by page",
    Effect.gen(function* () {
      const { uid: folderUid } = yield* folder()
      const made = yield* Effect.replicateEffect(dashboard(folderUid), 5)
      const found = yield* Search.search
        .stream({ folderUIDs: [folderUid], type: "dash-db", sort: "alpha-asc" }, { pageSize: 2 })
        .pipe(Stream.runCollect)
      expect([...found].map(({ uid }) => uid)).toEqual(made.map(({ uid }) => uid).sort())
    })
  )
})
