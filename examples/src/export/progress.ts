/** How far a run has come, while it goes on: bars on a terminal, lines elsewhere. */
import { type Ledger, settled, type Tally } from "@effect-grafana/migration/Ledger"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"

export interface Size {
  readonly columns: number
  readonly rows: number
}

/** What is written to. */
export interface Screen {
  readonly write: (text: string) => Effect.Effect<void>
  /** How large a terminal is right now; undefined: it is none. */
  readonly size: Effect.Effect<Size | undefined>
  readonly colours: boolean
}

type Tallies = ReadonlyMap<string, Tally>

/** Shows the ledger's counts until the scope closes, then once more as they are at the end. */
export const show = (screen: Screen, ledger: Ledger): Effect.Effect<void, never, Scope.Scope> =>
  Effect.flatMap(screen.size, (size) => (size === undefined ? lines(screen, ledger) : bars(screen, ledger)))

const redraw = "100 millis"

/** Draws now and then, and at the end for certain. */
const until = (draw: Effect.Effect<void>): Effect.Effect<void, never, Scope.Scope> =>
  Effect.gen(function* () {
    yield* Effect.addFinalizer(() => draw)
    yield* Effect.forkScoped(Effect.repeat(draw, Schedule.spaced(redraw)))
  })

// ---- a terminal ------------------------------------------------------------------------------------------

const hideCursor = "\u001b[?25l"
export const showCursor = "\u001b[?25h"
const up = (lines: number): string => (lines === 0 ? "" : `\u001b[${lines}A`)
const eraseToEnd = "\u001b[K"
const eraseBelow = "\u001b[J"

/** Each frame is one write over the one before, so that nothing flickers. */
const bars = (screen: Screen, ledger: Ledger): Effect.Effect<void, never, Scope.Scope> =>
  Effect.gen(function* () {
    let height = 0
    const draw = Effect.gen(function* () {
      const shown = frame(yield* ledger.tallies, (yield* screen.size) ?? usual, screen.colours)
      const text = shown.map((row) => `\r${row}${eraseToEnd}\n`).join("")
      yield* screen.write(up(height) + text + eraseBelow)
      height = shown.length
    })
    yield* Effect.acquireRelease(screen.write(hideCursor), () => screen.write(showCursor))
    yield* until(draw)
  })

const usual: Size = { columns: 80, rows: 24 }

/** A bar for each kind, or, where those are too many, for each that is under way, as far as there is room. */
export const frame = (tallies: Tallies, { columns, rows }: Size, colours: boolean): ReadonlyArray<string> => {
  const all = [...tallies]
  const nameWidth = Math.max(...all.map(([kind]) => kind.length)) + 1
  const barOf = ([kind, tally]: (typeof all)[number]) =>
    bar(kind.padEnd(nameWidth), tally, columns - 1, colours)
  if (all.length < rows) return all.map(barOf)
  const underWay = all.filter(([, { ended }]) => ended === undefined)
  const some = underWay.slice(0, Math.max(0, rows - 2))
  const rest = underWay.length - some.length
  const closing = `${all.length - underWay.length} kinds done${rest === 0 ? "" : `, ${rest} more under way`}`
  return [...some.map(barOf), closing.slice(0, columns - 1)]
}

/** One line, never wider than `width`; the bar itself goes first where there is little room. */
export const bar = (name: string, tally: Tally, width: number, colours: boolean): string => {
  const failed = tally.failed === 0 ? "" : ` ${tally.failed} failed`
  const figures = `${figuresOf(tally).padStart(12)}${failed}`
  const room = width - name.length - figures.length - "[] ".length
  if (room < 4) return (name + figures).slice(0, width)
  const full = Math.round(room * portion(tally))
  const [on, off] = ["#".repeat(full), "-".repeat(room - full)]
  const shown = colours ? `\u001b[${tally.ended === undefined ? 36 : 32}m${on}\u001b[39m` : on
  return `${name}[${shown}${off}] ${figures}`
}

/** A plus where more may be listed yet. */
const figuresOf = (tally: Tally): string =>
  `${settled(tally)}/${expected(tally)}${tally.ended === undefined && tally.stated === 0 ? "+" : ""}`

const expected = ({ listed, stated }: Tally): number => Math.max(listed, stated)

const portion = (tally: Tally): number => {
  const all = expected(tally)
  return all === 0 ? (tally.ended === undefined ? 0 : 1) : settled(tally) / all
}

// ---- elsewhere -------------------------------------------------------------------------------------------

const every = 2000
const widest = 79

/** A line when a kind is done, and one every two seconds of how far the others are. */
const lines = (screen: Screen, ledger: Ledger): Effect.Effect<void, never, Scope.Scope> =>
  Effect.gen(function* () {
    const said = new Set<string>()
    let last = yield* Clock.currentTimeMillis
    yield* until(
      Effect.gen(function* () {
        const tallies = yield* ledger.tallies
        for (const [kind, tally] of tallies) {
          if (tally.ended === undefined || said.has(kind)) continue
          said.add(kind)
          yield* screen.write(`${kind}: done, ${figuresOf(tally)}\n`)
        }
        const now = yield* Clock.currentTimeMillis
        if (now - last < every) return
        last = now
        yield* screen.write(`${underWay(tallies)}\n`)
      })
    )
  })

/** As many as a line holds. */
const underWay = (tallies: Tallies): string => {
  const all = [...tallies]
    .filter(([, { ended }]) => ended === undefined)
    .map(([kind, tally]) => `${kind} ${figuresOf(tally)}`)
  const lineOf = (count: number): string =>
    all.slice(0, count).join(", ") + (count < all.length ? `, ${all.length - count} more` : "")
  let count = all.length
  while (count > 1 && lineOf(count).length > widest) count--
  return lineOf(count)
}
