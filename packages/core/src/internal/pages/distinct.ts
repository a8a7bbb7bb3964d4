/** Which items are handed out once. */
import type { Options } from "../../Pagination.js"
import { at } from "./path.js"

/** An item's identity; null where it has none. */
export type Id = string | number | null

/** The identities of a page's items, in order; none where the policy has no identity. */
export const idsOf = (path: string | undefined): ((items: ReadonlyArray<unknown>) => ReadonlyArray<Id>) => {
  if (path === undefined) return () => []
  const read = at(path)
  return (items) => items.map((item) => identity(read(item)))
}

/** Go writes "not set" as 0 or "". */
const identity = (found: unknown): Id =>
  (typeof found === "string" || typeof found === "number") && found !== "" && found !== 0 ? found : null

/** Whether a page is the page before once more; pages without identities cannot be compared. */
export const isRepeated = (ids: ReadonlyArray<Id>, before: ReadonlyArray<Id> = []): boolean =>
  ids.length > 0 &&
  ids.length === before.length &&
  ids.every((id, i) => id === before[i]) &&
  ids.some((id) => id !== null)

/** Takes a page's items and identities, and gives those items that were not there before. */
export type Distinct = (items: ReadonlyArray<unknown>, ids: ReadonlyArray<Id>) => ReadonlyArray<unknown>

export const distinct = (
  which: NonNullable<Options["distinct"]>,
  seen: ReadonlyArray<ReadonlyArray<Id>>
): Distinct => {
  switch (which) {
    case "off":
      return (items) => items
    case "all": {
      const all = new Set(seen.flat())
      return (items, ids) => fresh(items, ids, all, [])
    }
    case "neighbours": {
      let sets = seen.map((ids) => new Set(ids))
      return (items, ids) => {
        const page = new Set<Id>()
        const kept = fresh(items, ids, page, sets)
        sets = [...sets, page].slice(-2)
        return kept
      }
    }
  }
}

/** Keeps an item whose identity neither stands in `others` nor came before on this page. Mostly nothing is copied. */
const fresh = (
  items: ReadonlyArray<unknown>,
  ids: ReadonlyArray<Id>,
  into: Set<Id>,
  others: ReadonlyArray<ReadonlySet<Id>>
): ReadonlyArray<unknown> => {
  const doubles = new Set<number>()
  ids.forEach((id, i) => {
    if (id === null) return
    const size = into.size
    into.add(id)
    if (into.size === size || isIn(others, id)) doubles.add(i)
  })
  return doubles.size === 0 ? items : items.filter((_, i) => !doubles.has(i))
}

const isIn = (sets: ReadonlyArray<ReadonlySet<Id>>, id: Id): boolean => {
  for (const set of sets) if (set.has(id)) return true
  return false
}
