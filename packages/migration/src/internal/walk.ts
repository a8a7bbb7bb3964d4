/** All that the listings of a kind show, page by page, and what they contradict each other in. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { inWords, type Item, type Kind, type Listing, type Page, type Problem } from "../Kind.js"

/** Something that keeps a kind's objects from being known for sure. */
export interface Amiss {
  /** The object, where it is about one. */
  readonly item?: Item
  readonly problem: string
}

/** A page of one listing: the items that no page before has shown. */
export interface Sight {
  readonly items: ReadonlyArray<Item>
  readonly total?: number | undefined
  readonly amiss: ReadonlyArray<Amiss>
}

/** One listing, under way. */
interface Walk {
  readonly listing: Listing
  /** Its own among those of the kind's listings. */
  readonly bit: number
  /** Whether it came to its end. */
  whole: boolean
}

/** An object, and the bits of the listings that have shown it. */
interface Shown {
  readonly item: Item
  by: number
}

export const walk = (kind: Kind): Stream.Stream<Sight, never, Grafana> =>
  Stream.suspend(() => {
    const listed = new Map<string, Shown>()
    const walks = kind.listings.map((listing, i): Walk => ({ listing, bit: 1 << i, whole: true }))
    return Stream.concat(
      Stream.flatMap(Stream.fromIterable(walks), (it) => sights(it, listed)),
      Stream.fromEffect(Effect.suspend(() => closing(kind, [...listed.values()], walks)))
    )
  })

const sights = (walk: Walk, listed: Map<string, Shown>): Stream.Stream<Sight, never, Grafana> =>
  walk.listing.pages.pipe(
    Stream.map((page) => sightOf(page, walk, listed)),
    Stream.catchAll((problem) => {
      walk.whole = false
      return Stream.succeed({ items: [], amiss: [{ problem: cut(walk.listing, problem) }] })
    })
  )

const cut = ({ name }: Listing, problem: Problem): string =>
  `${name} did not come to its end: ${inWords(problem)}`

const sightOf = ({ items, total }: Page, { bit, listing }: Walk, listed: Map<string, Shown>): Sight => {
  const fresh: Array<Item> = []
  const amiss: Array<Amiss> = []
  for (const item of items) {
    const before = listed.get(item.key)
    if (before === undefined) {
      listed.set(item.key, { item, by: bit })
      fresh.push(item)
    } else if ((before.by & bit) === 0) before.by |= bit
    else amiss.push({ item, problem: `listed twice by ${listing.name}` })
  }
  return { items: fresh, total, amiss }
}

const closing = (
  { check }: Kind,
  listed: ReadonlyArray<Shown>,
  walks: ReadonlyArray<Walk>
): Effect.Effect<Sight, never, Grafana> => {
  const contradictions = listed.flatMap((it) => contradiction(it, walks))
  if (check === undefined) return Effect.succeed({ items: [], amiss: contradictions })
  return check(listed.map(({ item }) => item)).pipe(
    Effect.catchAll((problem) =>
      Effect.succeed([`what was listed could not be checked: ${inWords(problem)}`])
    ),
    Effect.map((problems) => ({
      items: [],
      amiss: [...contradictions, ...problems.map((problem) => ({ problem }))]
    }))
  )
}

/** An object that one listing shows and another one should. */
const contradiction = ({ by, item }: Shown, walks: ReadonlyArray<Walk>): ReadonlyArray<Amiss> => {
  const missing = walks.filter(
    ({ bit, listing, whole }) => (by & bit) === 0 && whole && listing.partial === undefined
  )
  if (missing.length === 0) return []
  const showing = walks.filter(({ bit }) => (by & bit) !== 0)
  const names = (walks: ReadonlyArray<Walk>) => walks.map(({ listing }) => listing.name).join(" and ")
  return [{ item, problem: `shown by ${names(showing)}, not by ${names(missing)}` }]
}
