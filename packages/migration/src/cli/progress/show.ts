/** How far a run has come, while it goes on: bars on a terminal, lines elsewhere. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"
import { type Ledger, settled } from "../../Ledger.js"
import type { Screen, Size } from "../streams.js"
import { figuresOf, frame } from "./frame.js"
import { expected, inWords, isOpen, type Pace, stopwatch, type Tallies } from "./pace.js"

/** Shows the ledger's counts until the scope closes, on a terminal once more as they are at the end. */
export const show = (screen: Screen, ledger: Ledger): Effect.Effect<void, never, Scope.Scope> =>
  Effect.flatMap(screen.size, (size) => (size === undefined ? lines(screen, ledger) : bars(screen, ledger)))

/** The counts, with the pace by now. */
const looks = (ledger: Ledger): Effect.Effect<readonly [Tallies, Pace]> => {
  const look = stopwatch()
  return Effect.map(
    Effect.all([Clock.currentTimeMillis, ledger.tallies]),
    ([now, tallies]) => [tallies, look(now, tallies)] as const
  )
}

// ---- a terminal ------------------------------------------------------------------------------------------

const redraw = "100 millis"
const hideCursor = "\u001b[?25l"
export const showCursor = "\u001b[?25h"
const up = (lines: number): string => (lines === 0 ? "" : `\u001b[${lines}A`)
const eraseToEnd = "\u001b[K"
const eraseBelow = "\u001b[J"

const usual: Size = { columns: 80, rows: 24 }

/** Each frame is one write over the one before, so that nothing flickers. */
const bars = (screen: Screen, ledger: Ledger): Effect.Effect<void, never, Scope.Scope> =>
  Effect.gen(function* () {
    const look = looks(ledger)
    let height = 0
    const draw = Effect.gen(function* () {
      const [tallies, pace] = yield* look
      const shown = frame(tallies, pace, (yield* screen.size) ?? usual, screen.colours)
      const text = shown.map((row) => `\r${row}${eraseToEnd}\n`).join("")
      yield* screen.write(up(height) + text + eraseBelow)
      height = shown.length
    })
    yield* Effect.acquireRelease(screen.write(hideCursor), () => screen.write(showCursor))
    yield* Effect.addFinalizer(() => draw)
    yield* Effect.forkScoped(Effect.repeat(draw, Schedule.spaced(redraw)))
  })

// ---- elsewhere -------------------------------------------------------------------------------------------

const every = "10 seconds"
const widest = 79

/** A line every ten seconds. */
const lines = (screen: Screen, ledger: Ledger): Effect.Effect<void, never, Scope.Scope> =>
  Effect.gen(function* () {
    const look = looks(ledger)
    // The first look begins the measuring.
    yield* look
    const tell = Effect.flatMap(look, ([tallies, pace]) => screen.write(`${line(tallies, pace)}\n`))
    yield* Effect.forkScoped(Effect.repeat(Effect.delay(tell, every), Schedule.forever))
  })

/** `1,234 of 5,000, 56/s, 1 min 23 s left: dashboards 1000/2000, 3 more`: as many kinds as a line holds. */
const line = (tallies: Tallies, pace: Pace): string => {
  const all = [...tallies.values()]
  const total = (count: (tally: (typeof all)[number]) => number) =>
    all.reduce((sum, tally) => sum + count(tally), 0).toLocaleString("en-US")
  const of = `${total(settled)} of ${total(expected)}${all.some(isOpen) ? " or more" : ""}`
  const head = [of, inWords(pace)].filter((part) => part !== "").join(", ")
  const open = [...tallies].filter(
    ([, it]) => it.ended === undefined && (settled(it) < expected(it) || isOpen(it))
  )
  const kinds = open.map(([kind, tally]) => `${kind} ${figuresOf(tally)}`)
  const lineOf = (count: number): string => {
    const rest = kinds.length - count
    const shown = [...kinds.slice(0, count), ...(rest === 0 ? [] : [`${rest} more`])].join(", ")
    return shown === "" ? head : `${head}: ${shown}`
  }
  let count = kinds.length
  while (count > 0 && lineOf(count).length > widest) count--
  return lineOf(count)
}
