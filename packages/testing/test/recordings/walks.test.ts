import { describe, expect, it } from "@effect/vitest"
import * as Annotations from "@effect-grafana/elements/Annotations"
import * as Folders from "@effect-grafana/elements/Folders"
import * as LibraryElements from "@effect-grafana/elements/LibraryElements"
import * as Search from "@effect-grafana/elements/Search"
import * as Snapshots from "@effect-grafana/elements/Snapshots"
import * as Users from "@effect-grafana/elements/Users"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import { Transport } from "@effect-grafana/core/Transport"
import * as Recording from "../../src/Recording.js"
import { elements } from "./contracts.js"
import { exchangeOf, named, over } from "./over.js"
import { recorded } from "./recorded.js"
import { itemsOf, sparePages, walksOf, type Walk } from "./walks.js"

/** Walks a list as it was walked when it was recorded; gives its items and the pages that were not asked for. */
const walk = ({ input, listing, pages, pageSize }: Walk, prefetch: number) =>
  Effect.gen(function* () {
    const player = yield* Recording.make(pages.map(({ exchange }) => exchange))
    const items = yield* listing
      .stream(input, { pageSize, prefetch })
      .pipe(Stream.runCollect, Effect.provide(over(Layer.succeed(Transport, player.transport))))
    return { items: Chunk.toReadonlyArray(items), left: (yield* player.left).map(({ name }) => name) }
  })

describe.each(elements.filter((module) => walksOf(module).length > 0))("A stream over %s", (module) => {
  for (const recorded of walksOf(module)) {
    it.effect(`gives what the recorded pages hold together: ${recorded.name}`, () =>
      Effect.gen(function* () {
        for (const prefetch of [0, 1]) {
          const { items, left } = yield* walk(recorded, prefetch)
          expect(items).toEqual(itemsOf(recorded))
          const spare = sparePages(recorded)
          expect(left.filter((name) => !spare.includes(name))).toEqual([])
        }
      })
    )
  }
})

describe("The recordings of pages", () => {
  it("are walked one and all", () => {
    const walked = new Set(elements.flatMap(walksOf).flatMap(({ pages }) => pages.map(({ file }) => file)))
    const files = new Set(recorded.map(({ file }) => file).filter((file) => file.startsWith("pagination-")))
    // Snapshots have no pages; their limit is walked below.
    expect([...files].filter((file) => !walked.has(file))).toEqual(["pagination-snapshots"])
  })
})

describe("The traps of Grafana's pages", () => {
  const playing = (file: string, ...names: ReadonlyArray<string>) =>
    over(Recording.layer(named(file, ...names)))

  it.effect("an item that a new one pushes onto the next page is handed out once", () =>
    Users.list.stream({ query: "pguser" }, { pageSize: 2, prefetch: 0 }).pipe(
      Stream.take(3),
      Stream.map(({ id }) => id),
      Stream.runCollect,
      Effect.map((ids) => expect([...ids]).toEqual([29, 30, 31])),
      Effect.provide(
        playing(
          "pagination-users",
          "insert between pages: page 1",
          "insert between pages: page 2 repeats one"
        )
      )
    )
  )

  it.effect("an item that a delete pulls onto the page before is lost, as it is for everybody", () =>
    Users.list.stream({ query: "pguser" }, { pageSize: 2, prefetch: 0 }).pipe(
      Stream.take(4),
      Stream.map(({ id }) => id),
      Stream.runCollect,
      Effect.map((ids) => expect([...ids]).toEqual([28, 29, 31, 32])),
      Effect.provide(
        playing("pagination-users", "delete between pages: page 1", "delete between pages: page 2 misses one")
      )
    )
  )

  it.effect("a page of search above 5000 is refused before it is sent", () =>
    Search.search.stream({}, { pageSize: 5001 }).pipe(
      Stream.runDrain,
      Effect.flip,
      Effect.map((error) => expect(error._tag).toBe("InvalidInput")),
      Effect.provide(playing("pagination-search"))
    )
  )

  it.effect("the folder of what is shared is no folder of the list", () =>
    Folders.list.stream({}, { pageSize: 1 }).pipe(
      Stream.map(({ uid }) => uid),
      Stream.runCollect,
      Effect.map((uids) => expect([...uids]).toEqual(["pg-vis", "pg-vis2", "pg-vis3"])),
      Effect.provide(
        playing(
          "pagination-folders",
          "folders as restricted viewer (sharedwithme) page 1",
          "folders as restricted viewer (sharedwithme) page 2",
          "folders as restricted viewer (sharedwithme) page 3",
          "folders as restricted viewer (sharedwithme) page 4 past the end"
        )
      )
    )
  )

  it.effect("library elements go on after an empty page", () =>
    LibraryElements.list.stream({ searchString: "pgle" }, { pageSize: 1 }).pipe(
      Stream.map(({ id }) => id),
      Stream.runCollect,
      Effect.map((ids) => expect([...ids]).toEqual([16, 19, 22])),
      Effect.provide(
        playing(
          "pagination-libraryelements",
          ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(
            (n) => `library elements as viewer with one folder, size 1 page ${n}`
          )
        )
      )
    )
  )

  it.effect(
    "a window that moves back over the annotations finds what one response without a limit holds",
    () =>
      Annotations.list
        .stream({ tags: ["pgann"], from: 1709999999000, to: 1710000060000 }, { pageSize: 3 })
        .pipe(
          Stream.runCollect,
          Effect.map((items) => {
            const whole = exchangeOf("pagination-annotations", "annotations limit minus one")
            expect([...items]).toEqual(whole.response.body)
          }),
          Effect.provide(
            playing("pagination-annotations", ...[1, 2, 3, 4].map((n) => `annotations window ${n}`))
          )
        )
  )

  it.effect("snapshots heed no page, so that a full response is asked for again with twice the limit", () =>
    Effect.gen(function* () {
      const whole = exchangeOf("pagination-snapshots", "snapshots limit not a number")
      // Sound: the list of the recorded snapshots.
      const all = whole.response.body as ReadonlyArray<{ readonly key: string }>
      const limited = (limit: number): Recording.Exchange => ({
        ...whole,
        request: { ...whole.request, path: `/api/dashboard/snapshots?limit=${limit}` },
        response: { ...whole.response, body: all.slice(0, limit) }
      })
      // Proved for the limit that was recorded: it cuts the list, and a page moves nothing.
      for (const name of ["snapshots limit 2", "snapshots limit 2 with page is ignored"]) {
        expect(exchangeOf("pagination-snapshots", name).response).toEqual(limited(2).response)
      }
      const player = yield* Recording.make([2, 4, 8].map(limited))
      const keys = yield* Snapshots.list.stream({}, { pageSize: 2 }).pipe(
        Stream.map(({ key }) => key),
        Stream.runCollect,
        Effect.provide(over(Layer.succeed(Transport, player.transport)))
      )
      expect([...keys]).toEqual(all.map(({ key }) => key))
      expect(yield* player.left).toEqual([])
    })
  )
})
