/** What a terminal shows of a run: a bar for each kind, and one for all. */
import { settled, type Tally } from "../../Ledger.js"
import type { Size } from "../streams.js"
import { expected, inWords, isOpen, type Pace, type Tallies } from "./pace.js"

/** A bar for each kind, or, where those are too many, for each that is under way, as far as there is room. */
export const frame = (
  tallies: Tallies,
  pace: Pace,
  { columns, rows }: Size,
  colours: boolean
): ReadonlyArray<string> => {
  const all = [...tallies]
  const width = columns - 1
  const nameWidth = Math.max(...[...tallies.keys(), "all"].map(({ length }) => length)) + 1
  const barOf = ([kind, tally]: (typeof all)[number]) => bar(kind.padEnd(nameWidth), tally, width, colours)
  const closing = [
    bar("all".padEnd(nameWidth), sum(all.map(([, tally]) => tally)), width, colours),
    `${" ".repeat(nameWidth)}${inWords(pace)}`.trimEnd().slice(0, width)
  ]
  if (all.length + closing.length < rows) return [...all.map(barOf), ...closing]
  const underWay = all.filter(([, tally]) => !isSettled(tally))
  const some = underWay.slice(0, Math.max(0, rows - closing.length - 2))
  const rest = underWay.length - some.length
  const others = `${all.length - underWay.length} kinds done${rest === 0 ? "" : `, ${rest} more under way`}`
  return [...some.map(barOf), others.slice(0, width), ...closing].slice(0, Math.max(0, rows - 1))
}

const isSettled = (tally: Tally): boolean =>
  tally.ended !== undefined || (!isOpen(tally) && settled(tally) >= expected(tally))

const sum = (tallies: ReadonlyArray<Tally>): Tally => {
  const total = (count: (tally: Tally) => number) => tallies.reduce((all, tally) => all + count(tally), 0)
  return {
    listed: total(expected),
    exported: total((it) => it.exported),
    kept: total((it) => it.kept),
    failed: total((it) => it.failed),
    bytes: 0,
    stated: tallies.some(isOpen) ? 0 : total(expected),
    started: 0,
    ended: tallies.some(({ ended }) => ended === undefined) ? undefined : 0
  }
}

/** One line, never wider than `width`; the bar itself goes first where there is little room. */
export const bar = (name: string, tally: Tally, width: number, colours: boolean): string => {
  const failed = tally.failed === 0 ? "" : ` ${tally.failed} failed`
  const figures = `${figuresOf(tally).padStart(12)}${failed}`
  const room = width - name.length - figures.length - "[] ".length
  if (room < 4) return (name + figures).slice(0, width)
  const full = Math.round(room * portion(tally))
  const [on, off] = ["#".repeat(full), "-".repeat(room - full)]
  const shown = colours ? `\u001b[${isSettled(tally) ? 32 : 36}m${on}\u001b[39m` : on
  return `${name}[${shown}${off}] ${figures}`
}

/** `50/100`; a plus where more may be listed yet. */
export const figuresOf = (tally: Tally): string =>
  `${settled(tally)}/${expected(tally)}${isOpen(tally) ? "+" : ""}`

const portion = (tally: Tally): number => {
  const all = expected(tally)
  return all === 0 ? (tally.ended === undefined ? 0 : 1) : settled(tally) / all
}
