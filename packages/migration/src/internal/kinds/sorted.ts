import { canonical } from "../json.js"

/** A list without an order in one that equal lists share. */
export const sorted = <A>(items: ReadonlyArray<A>): ReadonlyArray<A> =>
  items
    .map((item) => [canonical(item), item] as const)
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
    .map(([, item]) => item)
