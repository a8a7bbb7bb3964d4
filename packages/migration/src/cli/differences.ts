/** Differences of objects in words. */
import type { Difference } from "../Compare.js"
import { clip } from "../internal/columns.js"

/** Differences that a text names; the others are counted. */
const most = 20
const widest = 30

/** A line about an object, and one for each place where its sides differ. */
export const differing = (head: string, differences: ReadonlyArray<Difference>): ReadonlyArray<string> => {
  const more = differences.length - most
  return [
    head,
    ...differences.slice(0, most).map(({ at, left, right }) => `  ${at}: ${value(left)} -> ${value(right)}`),
    ...(more > 0 ? [`  and ${more} more`] : [])
  ]
}

const value = (it: unknown): string => (it === undefined ? "nothing" : clip(JSON.stringify(it), widest))
