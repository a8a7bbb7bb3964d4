/** What a stream promises of a list that changes while it is walked. */
import { describe, expect, it } from "@effect/vitest"
import type * as Pagination from "@effect-grafana/core/Pagination"
import * as DashboardVersions from "@effect-grafana/elements/DashboardVersions"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as fc from "fast-check"
import * as FakeGrafana from "../../src/FakeGrafana.js"
import { byCursor, counted, type List, uncounted } from "./support/lists.js"
import { type Outcome, slowStories, stories, type Story, walk } from "./support/stories.js"

const usual = 25

/** Runs each story against a fresh server; fast-check prints the seed of one that fails. */
const holds = (
  list: List,
  arbitrary: fc.Arbitrary<Story>,
  judge: (outcome: Outcome) => void,
  options?: Pagination.CountedOptions,
  numRuns = usual
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(arbitrary, async (story) => {
      judge(await Effect.runPromise(walk(list, story, options).pipe(Effect.provide(FakeGrafana.layer()))))
    }),
    { numRuns }
  )

const doubled = ({ seen }: Outcome) => seen.filter((name, at) => seen.indexOf(name) !== at)
const lost = ({ seen, stayed }: Outcome) => stayed.filter((name) => !seen.includes(name))

const byNumber = Object.entries({ ...counted, ...uncounted })

describe("a list by page number", () => {
  const nothingInSilence = (outcome: Outcome): void => {
    expect(doubled(outcome)).toEqual([])
    // As many new objects as a page holds push the last page onto the next, which looks like a server gone mad.
    if (outcome.failed === "RepeatedPage") expect(outcome.fullGap).toBe(true)
    else expect({ lost: lost(outcome), failed: outcome.failed }).toEqual({ lost: [], failed: undefined })
  }

  it.each(byNumber)("%s: a page's worth created between pages doubles nothing, hides nothing", (_, list) =>
    holds(list, slowStories("create"), nothingInSilence)
  )

  it.each(byNumber)("%s: whatever is created doubles nothing, hides nothing, with distinct: all", (_, list) =>
    holds(list, stories("create"), nothingInSilence, { distinct: "all" })
  )

  it.each(byNumber)("%s: what is deleted on the way doubles nothing", (_, list) =>
    holds(list, stories("remove"), (outcome) => {
      expect(doubled(outcome)).toEqual([])
    })
  )

  it.each(Object.entries(counted))("%s: what a delete hides is an IncompleteListing", async (_, list) => {
    let hidden = 0
    await holds(
      list,
      stories("remove"),
      (outcome) => {
        if (lost(outcome).length === 0) return
        hidden++
        expect(outcome.failed).toBe("IncompleteListing")
      },
      { complete: "demand" },
      4 * usual
    )
    // Deletes do hide: otherwise nothing was tested.
    expect(hidden).toBeGreaterThan(0)
  })

  it.each(byNumber)("%s: what a delete hides is found by a second pass", (_, list) =>
    holds(
      list,
      // All that is deleted is deleted in the first pass.
      stories("remove").map((story) => ({ ...story, gaps: story.gaps.slice(0, 1) })),
      (outcome) => {
        expect({ doubled: doubled(outcome), lost: lost(outcome) }).toEqual({ doubled: [], lost: [] })
      },
      { passes: 2 }
    )
  )
})

describe("a list by cursor", () => {
  it.each(Object.entries(byCursor))(
    "%s: whatever comes and goes, nothing that stays is lost or doubled",
    (_, list) =>
      holds(list, stories("create", "remove"), (outcome) => {
        expect({ doubled: doubled(outcome), lost: lost(outcome), failed: outcome.failed }).toEqual({
          doubled: [],
          lost: [],
          failed: undefined
        })
      })
  )

  it("DashboardVersions.list: versions that are saved on the way hide and double none that was there", () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.nat(3), { maxLength: 6 }),
        async (versions, limit, gaps) => {
          const program = Effect.gen(function* () {
            const save = Dashboards.save({ dashboard: { uid: "d", title: "D" }, overwrite: true })
            yield* Effect.replicateEffect(save, versions)
            const seen: Array<number> = []
            let page = 0
            yield* DashboardVersions.list.pages({ uid: "d" }, { pageSize: limit, prefetch: 0 }).pipe(
              Stream.runForEach(({ items }) => {
                seen.push(...items.map(({ version }) => version))
                return Effect.replicateEffect(save, gaps[page++] ?? 0)
              })
            )
            return seen
          })
          const seen = await Effect.runPromise(program.pipe(Effect.provide(FakeGrafana.layer())))
          expect(seen).toEqual(Array.from({ length: versions }, (_, i) => versions - i))
        }
      ),
      { numRuns: usual }
    ))
})
