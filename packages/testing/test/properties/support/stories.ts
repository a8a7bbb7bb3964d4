/** Walks over lists that change on the way. */
import type * as Grafana from "@effect-grafana/core/Grafana"
import type { CountedOptions } from "@effect-grafana/core/Pagination"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Stream from "effect/Stream"
import * as fc from "fast-check"
import type { Call, List } from "./lists.js"

export interface Change {
  readonly kind: "create" | "remove"
  /** Of a create the new object's number; of a remove which of those that are there, counted round. */
  readonly number: number
}

/** A walk and what happens between its pages. */
export interface Story {
  /** The numbers of what is there at the beginning. */
  readonly start: ReadonlyArray<number>
  readonly pageSize: number
  /** After each page. */
  readonly gaps: ReadonlyArray<ReadonlyArray<Change>>
}

const number = fc.nat(999)
/** Often the first objects: those that were seen, whose going hides others. */
const target = fc.oneof(fc.nat(2), number)

/** Stories of changes of these kinds. */
export const stories = (...kinds: ReadonlyArray<Change["kind"]>): fc.Arbitrary<Story> =>
  fc.record({
    start: fc.uniqueArray(number, { minLength: 1, maxLength: 14 }),
    pageSize: fc.integer({ min: 1, max: 4 }),
    gaps: fc.array(
      fc.array(fc.record({ kind: fc.constantFrom(...kinds), number: target }), { maxLength: 4 }),
      {
        maxLength: 8
      }
    )
  })

/** Stories in which no more happens between two pages than one page holds. */
export const slowStories = (...kinds: ReadonlyArray<Change["kind"]>): fc.Arbitrary<Story> =>
  stories(...kinds).map((story) => ({
    ...story,
    gaps: story.gaps.map((gap) => gap.slice(0, story.pageSize))
  }))

/** What became of a walk. */
export interface Outcome {
  readonly seen: ReadonlyArray<string>
  /** What was there from the beginning to the end. */
  readonly stayed: ReadonlyArray<string>
  /** The failure's tag. */
  readonly failed: string | undefined
  /** Between two pages as many objects came as a page holds. */
  readonly fullGap: boolean
}

export const nameOf = (number: number): string => `walk-${String(number).padStart(3, "0")}`

/** Walks a list while it changes; only the objects of the story count, not those that every server has. */
export const walk = (
  { create, nameOf: nameOfItem, pages, remove }: List,
  { gaps, pageSize, start }: Story,
  options: CountedOptions = {}
): Effect.Effect<Outcome, unknown, Grafana.Grafana> =>
  Effect.gen(function* () {
    const present = new Set<string>()
    const stayed = new Set(start.map(nameOf))
    const carryOut = ({ kind, number }: Change): Call =>
      Effect.suspend((): Call => {
        const names = [...present].sort()
        const name = kind === "create" ? nameOf(number) : names[number % names.length]
        if (name === undefined || (kind === "create" && present.has(name))) return Effect.void
        if (kind === "create") {
          present.add(name)
          return create(name)
        }
        present.delete(name)
        stayed.delete(name)
        return remove(name)
      })
    for (const number of start) yield* carryOut({ kind: "create", number })
    const seen: Array<string> = []
    let page = 0
    const walked = yield* pages({ pageSize, prefetch: 0, ...options }).pipe(
      Stream.runForEach(({ items }) => {
        // Sound: `nameOf` takes what `pages` gives; a `List` keeps both together.
        seen.push(...(items as ReadonlyArray<never>).map(nameOfItem).filter((name) => /^walk-\d/.test(name)))
        return Effect.forEach(gaps[page++] ?? [], carryOut)
      }),
      Effect.either
    )
    const failed = Either.isLeft(walked) ? String((walked.left as { readonly _tag: string })._tag) : undefined
    return { seen, stayed: [...stayed], failed, fullGap: gaps.some(({ length }) => length >= pageSize) }
  })
