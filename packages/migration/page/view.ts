/** Which objects are shown, and in which order. */
import type { PageData, Row } from "../src/internal/report/format.js"

export interface Wish {
  readonly text: string
  /** Positions; none: all of them. */
  readonly statuses: ReadonlySet<number>
  readonly kind: number | undefined
  readonly organization: number | undefined
  readonly column: Column
  readonly isDown: boolean
}

export const columns = ["status", "kind", "title", "key", "organization", "reason", "at"] as const
export type Column = (typeof columns)[number] | "plan"

/** What is said of an object: by the journal, else by the plan. */
export const reasonOf = ({ 6: planned, 7: reason }: Row): string => (reason === "" ? planned : reason)

/** The positions of the rows to show. */
export const viewOf = ({ kinds, organizations, rows }: PageData) => {
  const collator = new Intl.Collator("en", { numeric: true })
  let texts: ReadonlyArray<string> | undefined
  const textOf = (row: Row): string =>
    [row[3], row[4], row[11], reasonOf(row), kinds[row[2]], organizations[row[1]]].join("\n").toLowerCase()

  const orders: { readonly [C in Column]: (one: Row, other: Row) => number } = {
    plan: () => 0,
    // What needs somebody comes first.
    status: (one, other) => other[0] - one[0],
    kind: (one, other) => one[2] - other[2],
    title: (one, other) => collator.compare(one[3], other[3]),
    key: (one, other) => collator.compare(one[4], other[4]),
    organization: (one, other) => one[1] - other[1],
    reason: (one, other) => collator.compare(reasonOf(one), reasonOf(other)),
    at: (one, other) => one[8] - other[8]
  }

  return ({ column, isDown, kind, organization, statuses, text }: Wish): ReadonlyArray<number> => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean)
    if (words.length > 0) texts ??= rows.map(textOf)
    const found: Array<number> = []
    for (const [i, row] of rows.entries())
      if (
        (statuses.size === 0 || statuses.has(row[0])) &&
        (kind === undefined || kind === row[2]) &&
        (organization === undefined || organization === row[1]) &&
        words.every((word) => texts?.[i]?.includes(word) === true)
      )
        found.push(i)
    const order = orders[column]
    const sign = isDown ? -1 : 1
    const at = (i: number): Row => {
      const row = rows[i]
      if (row === undefined) throw new Error("positions come from the rows")
      return row
    }
    return column === "plan"
      ? found
      : found.sort((one, other) => sign * order(at(one), at(other)) || one - other)
  }
}
