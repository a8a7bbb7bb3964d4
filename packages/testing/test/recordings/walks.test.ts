import { describe, expect, it } from "@effect/vitest"
import * as Folders from "@effect-grafana/elements/Folders"
import * as LibraryElements from "@effect-grafana/elements/LibraryElements"
import * as Search from "@effect-grafana/elements/Search"
import * as Users from "@effect-grafana/elements/Users"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import { Transport } from "@effect-grafana/core/Transport"
import * as Recording from "../../src/Recording.js"
import { elements } from "./contracts.js"
import { named, over } from "./over.js"
import { itemsOf, walksOf, type Walk } from "./walks.js"

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
          // Every page was needed, but for the one past the end where a total or a short page tells it.
          expect(left.filter((name) => !/past the end|last token again/.test(name))).toEqual([])
        }
      })
    )
  }
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
})
