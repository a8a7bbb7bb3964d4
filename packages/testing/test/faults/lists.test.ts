import * as Folders from "@effect-grafana/elements/Folders"
import * as Teams from "@effect-grafana/elements/Teams"
import { assert, describe } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Stream from "effect/Stream"
import * as Faults from "../../src/Faults.js"
import { media } from "./support/media.js"

const pages = Folders.list
  .pages({}, { pageSize: 2, distinct: "off", prefetch: 0 })
  .pipe(Stream.map(({ items }) => items.map(({ uid }) => uid).join("")))

const second = (fault: Faults.Fault) => Faults.script([Faults.on(Folders.list, fault, { nth: 2 })])

const folders = (uids: string) =>
  Effect.forEach([...uids], (uid) => Folders.create({ uid, title: uid }), { discard: true })

for (const { name, test } of media) {
  describe(`a fault between pages ${name}`, () => {
    test("none: two folders a page", second(Faults.latency(0)), ({ end }) =>
      Effect.gen(function* () {
        const given = yield* end(Effect.zipRight(folders("abcde"), Stream.runCollect(pages)))
        assert.deepStrictEqual(Chunk.toArray(Either.getOrThrow(given)), ["ab", "cd", "e"])
      })
    )

    test("an item comes twice", second(Faults.duplicateItem), ({ end }) =>
      Effect.gen(function* () {
        const given = yield* end(Effect.zipRight(folders("abcde"), Stream.runCollect(pages)))
        assert.deepStrictEqual(Chunk.toArray(Either.getOrThrow(given)), ["ab", "bcd", "e"])
      })
    )

    test("an item is left out", second(Faults.missingItem), ({ end }) =>
      Effect.gen(function* () {
        const given = yield* end(Effect.zipRight(folders("abcde"), Stream.runCollect(pages)))
        assert.deepStrictEqual(Chunk.toArray(Either.getOrThrow(given)), ["ab", "de", "e"])
      })
    )

    test(
      "a page that comes for ever ends the walk with RepeatedPage",
      Faults.script([Faults.on(Folders.list, Faults.repeatedPage, { from: 2 })]),
      ({ end }) =>
        Effect.gen(function* () {
          const given = yield* end(Effect.zipRight(folders("abcde"), Stream.runDrain(pages)))
          assert.isTrue(Either.isLeft(given) && given.left._tag === "RepeatedPage")
        })
    )

    for (const [fault, outcome] of [
      [Faults.latency(0), undefined],
      [Faults.missingItem, "IncompleteListing"]
    ] as const) {
      test(
        `${outcome ?? "nothing"} comes of ${fault._tag} where the stated total is demanded`,
        Faults.script([Faults.on(Teams.search, fault, { nth: 2 })]),
        ({ end }) =>
          Effect.gen(function* () {
            const teams = Effect.forEach(["a", "b", "c", "d"], (name) => Teams.create({ name }))
            const walk = Teams.search.stream({}, { pageSize: 2, complete: "demand" })
            const given = yield* end(Effect.zipRight(teams, Stream.runDrain(walk)))
            assert.strictEqual(Either.isLeft(given) ? given.left._tag : undefined, outcome)
          })
      )
    }

    test(
      "what is no list is let through, and its log says so",
      Faults.script([Faults.on({}, Faults.missingItem)]),
      ({ end, log }) =>
        Effect.gen(function* () {
          assert.isTrue(Either.isRight(yield* end(folders("a"))))
          assert.deepInclude(log[0], { fault: undefined, committed: true })
        })
    )
  })
}
