import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { start, type Answer, type Grafana } from "./support.js"

const uids = (answer: Answer): ReadonlyArray<string> => answer.body.map(({ uid }: { uid: string }) => uid)

const fill = (grafana: Grafana): Grafana => {
  grafana.post("/api/folders", { uid: "zoo", title: "Zoo" })
  grafana.post("/api/folders", { uid: "inner", title: "inner", parentUid: "zoo" })
  const save = (uid: string, title: string, tags: ReadonlyArray<string>, folderUid = "") =>
    grafana.post("/api/dashboards/db", { dashboard: { uid, title, tags }, folderUid })
  save("b", "Beta", ["x", "y"], "zoo")
  save("a", "alpha", ["x"])
  save("c", "Cee", ["y"], "inner")
  return grafana
}

const filled = Effect.map(start(), fill)

describe("search", () => {
  it.effect("a page is cut by title and then sorted again, folders first and in any case", () =>
    Effect.gen(function* () {
      const grafana = yield* filled
      expect(uids(grafana.get("/api/search"))).toEqual(["inner", "zoo", "a", "b", "c"])
      expect(uids(grafana.get("/api/search?limit=3"))).toEqual(["zoo", "b", "c"])
      expect(uids(grafana.get("/api/search?limit=3&page=2"))).toEqual(["inner", "a"])
    })
  )

  it.effect("an order of the caller's holds as it is, even one that does not exist", () =>
    Effect.gen(function* () {
      const grafana = yield* filled
      expect(uids(grafana.get("/api/search?sort=alpha-asc"))).toEqual(["b", "c", "zoo", "a", "inner"])
      expect(uids(grafana.get("/api/search?sort=alpha-desc"))).toEqual(["inner", "a", "zoo", "c", "b"])
      expect(uids(grafana.get("/api/search?sort=nope"))).toEqual(["b", "c", "zoo", "a", "inner"])
    })
  )

  it.effect("filters narrow the result, repeated ones and not lists with commas", () =>
    Effect.gen(function* () {
      const grafana = yield* filled
      expect(uids(grafana.get("/api/search?tag=x&tag=y"))).toEqual(["b"])
      expect(uids(grafana.get("/api/search?tag=x,y"))).toEqual([])
      expect(uids(grafana.get("/api/search?type=dash-folder"))).toEqual(["inner", "zoo"])
      expect(uids(grafana.get("/api/search?query=ALPH"))).toEqual(["a"])
      expect(uids(grafana.get("/api/search?dashboardUIDs=a&dashboardUIDs=c"))).toEqual(["a", "c"])
      expect(uids(grafana.get("/api/search?folderUIDs=zoo"))).toEqual(["inner", "b"])
      expect(uids(grafana.get("/api/search?folderUIDs=general"))).toEqual(["zoo", "a"])
      expect(uids(grafana.get("/api/search?folderIds=1"))).toEqual(["zoo"])
      expect(uids(grafana.get("/api/search?folderIds=abc"))).toHaveLength(5)
    })
  )

  it.effect("stars are the caller's own", () =>
    Effect.gen(function* () {
      const grafana = yield* filled
      const vera = grafana.user("vera", "Viewer")
      expect(vera.post("/api/user/stars/dashboard/uid/b").body.message).toBe("Dashboard starred!")
      vera.post("/api/user/stars/dashboard/uid/b")
      expect(vera.get("/api/user/stars").body).toEqual(["b"])
      expect(vera.get("/api/search?starred=true").body).toMatchObject([{ uid: "b", isStarred: true }])
      expect(grafana.get("/api/search?starred=true").body).toEqual([])
      expect(vera.post("/api/user/stars/dashboard/uid/nope").status).toBe(404)
    })
  )

  it.effect("what cannot be searched for has Grafana's words", () =>
    Effect.gen(function* () {
      const grafana = yield* filled
      expect(grafana.get("/api/search?limit=5001")).toMatchObject({
        status: 422,
        body: {
          message: "Limit is above maximum allowed (5000), use page parameter to access hits beyond limit"
        }
      })
      expect(grafana.get("/api/search?type=nope")).toMatchObject({
        status: 500,
        body: { message: "Search failed" }
      })
      expect(grafana.get("/api/search?dashboardIds=1&dashboardUIDs=a")).toMatchObject({
        status: 400,
        body: { message: "search supports UIDs or IDs, not both" }
      })
      expect(grafana.get("/api/search?deleted=true").body).toEqual([])
      expect(grafana.user("vera", "Viewer").get("/api/search?deleted=true").status).toBe(401)
    })
  )

  it.effect("a hit names its folder, and a folder at the root none", () =>
    Effect.gen(function* () {
      const grafana = yield* filled
      expect(grafana.get("/api/search?dashboardUIDs=b").body).toEqual([
        {
          id: 3,
          uid: "b",
          orgId: 1,
          title: "Beta",
          uri: "db/beta",
          url: "/d/b/beta",
          slug: "",
          type: "dash-db",
          tags: ["x", "y"],
          isStarred: false,
          folderId: 1,
          folderUid: "zoo",
          folderTitle: "Zoo",
          folderUrl: "/dashboards/f/zoo/zoo",
          sortMeta: 0,
          isDeleted: false
        }
      ])
      expect(grafana.get("/api/search?query=Zoo").body[0]).not.toHaveProperty("folderUid")
    })
  )

  it.effect("pages of any size, put together, are the whole, each hit once", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.fake.seed({ seed: 3, folders: 12, dashboards: 60 })
      const whole = uids(grafana.get("/api/search?sort=alpha-asc"))
      expect(whole).toHaveLength(72)
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 80 }), (size) => {
          const seen: Array<string> = []
          for (let page = 1; ; page++) {
            const found = uids(grafana.get(`/api/search?sort=alpha-asc&limit=${size}&page=${page}`))
            seen.push(...found)
            if (found.length < size) break
          }
          expect(seen).toEqual(whole)
        }),
        { numRuns: 30 }
      )
    })
  )

  it.effect("a dashboard that is found alone comes without its only tag", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const save = (uid: string, tags: ReadonlyArray<string>) =>
        grafana.post("/api/dashboards/db", { dashboard: { uid, title: uid, tags } })
      save("one", ["a"])
      save("two", ["a", "b"])
      const tags = (query: string) =>
        grafana.get(`/api/search?${query}`).body.map((hit: { tags: ReadonlyArray<string> }) => hit.tags)
      expect(tags("tag=a")).toEqual([["a"], ["a", "b"]])
      expect(tags("query=one")).toEqual([[]])
      expect(tags("query=two")).toEqual([["a", "b"]])
    })
  )
})
