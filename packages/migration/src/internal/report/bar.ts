/** How many objects came out how, as a bar. */
import { type Counts, sum } from "./facts.js"
import { type Html, markup } from "./html.js"
import { type Status, statuses } from "./status.js"
import { number } from "./words.js"

/** The parts of a bar, from `x` to `x + width`; what is there at all can be seen. */
export const parts = (
  counts: Counts,
  width: number,
  least: number
): ReadonlyArray<[Status, number, number]> => {
  const present = statuses.flatMap(({ id }) => {
    const count = counts.get(id) ?? 0
    return count === 0 ? [] : [{ id, count }]
  })
  const all = sum(counts, counts.keys())
  const free = Math.max(0, width - present.length * least)
  let x = 0
  return present.map(({ count, id }) => {
    const start = x
    x += least + (free * count) / all
    return [id, start, x - start]
  })
}

/** `12 created, 1 failed` */
export const inWords = (counts: Counts): string =>
  statuses
    .flatMap(({ id, word }) => {
      const count = counts.get(id) ?? 0
      return count === 0 ? [] : [`${number(count)} ${word}`]
    })
    .join(", ")

/** A bar as wide as there is room. */
export const bar = (counts: Counts): Html =>
  markup`<svg
    class="bar"
    role="img"
    aria-label="${inWords(counts)}"
    viewBox="0 0 1000 10"
    preserveAspectRatio="none"
  >
    ${parts(counts, 1000, 4).map(
      ([status, x, width]) =>
        markup`<rect class="s-${status}" x="${x.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="10" />`
    )}
  </svg>`
