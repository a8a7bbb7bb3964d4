import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Item, Listing, Page, Problem } from "../../Kind.js"

/** Every time that an object shows is looked at. */
export const each = { distinct: "off" } as const

/** Where Grafana's total can be trusted, the walk fails unless it gave as many. */
export const counted = { ...each, complete: "demand" } as const

/** The only listing that a kind has. */
export const the = (pages: Stream.Stream<Page, Problem, Grafana>): ReadonlyArray<Listing> => [
  { name: "the listing", pages }
]

/**
 * A listing by number that is walked twice: an object that comes while another goes, before the walk's place, can hide
 * a third, and the total does not tell.
 */
export const twice = (pages: Stream.Stream<Page, Problem, Grafana>): ReadonlyArray<Listing> => [
  { name: "the first listing", pages },
  { name: "the second listing", pages }
]

/** Pages of hits as pages of items. */
export const paged = <A, E extends Problem>(
  pages: Stream.Stream<Pagination.Page<A>, E, Grafana>,
  item: (hit: A) => Item
): Stream.Stream<Page, Problem, Grafana> =>
  Stream.map(pages, ({ items, total }) => ({ items: items.map(item), total }))

/** One page of all there is. */
export const once = (
  items: Effect.Effect<ReadonlyArray<Item>, Problem, Grafana>
): Stream.Stream<Page, Problem, Grafana> => Stream.fromEffect(Effect.map(items, (items) => ({ items })))

/** The total counts what the credential may not read as well; then the listing is not all there is either. */
export const totalled = (
  operation: string,
  pages: Stream.Stream<Page, Problem, Grafana>
): Stream.Stream<Page, Problem, Grafana> =>
  Stream.suspend(() => {
    let found = 0
    let stated = 0
    const end = Stream.suspend(() =>
      found === stated
        ? Stream.empty
        : Stream.fail(new Pagination.IncompleteListing({ operation, stated, found }))
    )
    const counting = Stream.tap(pages, ({ items, total = 0 }) =>
      Effect.sync(() => {
        found += items.length
        stated = Math.max(stated, total)
      })
    )
    return Stream.concat(counting, end)
  })
