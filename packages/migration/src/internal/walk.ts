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

/** What one listing has shown. */
interface Walk {
  readonly listing: Listing
  readonly shown: Set<string>
  /** Whether it came to its end. */
  whole: boolean
}

export const walk = (kind: Kind): Stream.Stream<Sight, never, Grafana> =>
  Stream.suspend(() => {
    const listed = new Map<string, Item>()
    const walks = kind.listings.map((listing): Walk => ({ listing, shown: new Set(), whole: true }))
    return Stream.concat(
      Stream.flatMap(Stream.fromIterable(walks), (it) => sights(it, listed)),
      Stream.fromEffect(Effect.suspend(() => closing(kind, listed, walks)))
    )
  })

const sights = (walk: Walk, listed: Map<string, Item>): Stream.Stream<Sight, never, Grafana> =>
  walk.listing.pages.pipe(
    Stream.map((page) => sightOf(page, walk, listed)),
    Stream.catchAll((problem) => {
      walk.whole = false
      return Stream.succeed({ items: [], amiss: [{ problem: cut(walk.listing, problem) }] })
    })
  )

const cut = ({ name }: Listing, problem: Problem): string =>
  `${name} did not come to its end: ${inWords(problem)}`

const sightOf = ({ items, total }: Page, { listing, shown }: Walk, listed: Map<string, Item>): Sight => {
  const fresh: Array<Item> = []
  const amiss: Array<Amiss> = []
  for (const item of items) {
    if (shown.has(item.key)) amiss.push({ item, problem: `listed twice by ${listing.name}` })
    shown.add(item.key)
    if (listed.has(item.key)) continue
    listed.set(item.key, item)
    fresh.push(item)
  }
  return { items: fresh, total, amiss }
}

const closing = (
  { check }: Kind,
  listed: ReadonlyMap<string, Item>,
  walks: ReadonlyArray<Walk>
): Effect.Effect<Sight, never, Grafana> => {
  const items = [...listed.values()]
  const contradictions = items.flatMap((item) => contradiction(item, walks))
  if (check === undefined) return Effect.succeed({ items: [], amiss: contradictions })
  return check(items).pipe(
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
const contradiction = (item: Item, walks: ReadonlyArray<Walk>): ReadonlyArray<Amiss> => {
  const by = (shows: boolean) => walks.filter(({ shown }) => shown.has(item.key) === shows)
  const missing = by(false).filter(({ listing, whole }) => whole && listing.partial === undefined)
  if (missing.length === 0) return []
  const names = (walks: ReadonlyArray<Walk>) => walks.map(({ listing }) => listing.name).join(" and ")
  return [{ item, problem: `shown by ${names(by(true))}, not by ${names(missing)}` }]
}
