import * as Ledger from "@effect-grafana/migration/Ledger"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "effect/FastCheck"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/TestClock"
import { asResult, exportedBy } from "../../src/cli/exporting.js"
import { bar, frame } from "../../src/cli/progress/frame.js"
import { duration, inWords, stopwatch } from "../../src/cli/progress/pace.js"
import { show } from "../../src/cli/progress/show.js"
import type { Screen } from "../../src/cli/streams.js"

const escapes = /\u001b\[\d*m/g

/** Keeps all that is written to it. */
const screen = (columns: number | undefined, rows = 24): Screen & { readonly written: Array<string> } => {
  const written: Array<string> = []
  return {
    written,
    write: (text) => Effect.sync(() => written.push(text)),
    size: Effect.succeed(columns === undefined ? undefined : { columns, rows }),
    colours: false
  }
}

const unknown = { rate: undefined, left: undefined }

const none: Ledger.Tally = {
  listed: 0,
  exported: 0,
  kept: 0,
  failed: 0,
  bytes: 0,
  stated: 0,
  started: 0,
  ended: undefined
}

describe("a bar", () => {
  const count = fc.nat({ max: 10_000_000 })
  const tallies = fc
    .record({
      exported: count,
      kept: count,
      failed: count,
      waiting: count,
      stated: count,
      isDone: fc.boolean()
    })
    .map(
      ({ isDone, waiting, ...counts }): Ledger.Tally => ({
        ...counts,
        listed: counts.exported + counts.kept + counts.failed + waiting,
        bytes: 0,
        started: 0,
        ended: isDone ? 1 : undefined
      })
    )

  it("is never wider than the terminal, whatever it counts", () => {
    fc.assert(
      fc.property(tallies, fc.integer({ min: 1, max: 200 }), fc.boolean(), (tally, width, colours) => {
        expect(
          bar("library-elements", tally, width, colours).replace(escapes, "").length
        ).toBeLessThanOrEqual(width)
      })
    )
  })

  const tally = {
    listed: 100,
    exported: 40,
    kept: 10,
    failed: 0,
    bytes: 0,
    stated: 100,
    started: 0,
    ended: undefined
  }

  it.each([
    [79, "dashboards       [########################-----------------------]       50/100"],
    [39, "dashboards       [####---]       50/100"],
    [20, "dashboards          "]
  ])("at %i columns", (width, text) => {
    expect(bar("dashboards       ", tally, width, false)).toBe(text)
  })

  it("has colours only where they are wanted", () => {
    expect(bar("dashboards", tally, 79, false)).not.toContain("\u001b")
    expect(bar("dashboards", tally, 79, true)).toContain("\u001b[36m")
  })
})

describe("on a terminal", () => {
  it.scoped("is drawn over itself at most ten times a second, each time in one write", () =>
    Effect.gen(function* () {
      const terminal = screen(80)
      const ledger = yield* Ledger.make(["users", "teams"])
      yield* show(terminal, ledger)
      yield* TestClock.adjust("1 second")
      const frames = terminal.written.slice(1)
      expect(frames.length).toBeLessThanOrEqual(11)
      expect(frames.length).toBeGreaterThanOrEqual(9)
      for (const frame of frames) expect(frame.endsWith("\u001b[J")).toBe(true)
      for (const frame of frames) expect(frame.split("\n")).toHaveLength(5)
      for (const frame of frames.slice(1)) expect(frame.startsWith("\u001b[4A\r")).toBe(true)
    })
  )

  it.effect("is never higher than the terminal, nor wider, and first shows what is under way", () =>
    Effect.gen(function* () {
      const names = Array.from({ length: 24 }, (_, i) => `kind-${i}`)
      const ledger = yield* Ledger.make(names)
      for (const name of names.slice(0, 12)) yield* ledger.end(name)
      const tallies = yield* ledger.tallies
      for (const rows of [3, 10, 24, 25, 60])
        for (const columns of [20, 40, 80]) {
          const shown = frame(tallies, unknown, { columns, rows }, false)
          expect(shown.length).toBeLessThan(rows)
          for (const row of shown) expect(row.length).toBeLessThan(columns)
        }
      const ten = frame(tallies, unknown, { columns: 80, rows: 10 }, false)
      expect(ten[0]).toMatch(/^kind-12 /)
      expect(ten.slice(-3)).toEqual(["12 kinds done, 6 more under way", expect.stringMatching(/^all /), ""])
      expect(frame(tallies, unknown, { columns: 80, rows: 27 }, false)).toHaveLength(26)
    })
  )

  it.effect("the cursor comes back, also after an interruption", () =>
    Effect.gen(function* () {
      const terminal = screen(80)
      const ledger = yield* Ledger.make(["users"])
      const fiber = yield* Effect.fork(Effect.scoped(Effect.zipRight(show(terminal, ledger), Effect.never)))
      yield* TestClock.adjust("300 millis")
      expect(terminal.written[0]).toBe("\u001b[?25l")
      yield* Fiber.interrupt(fiber)
      expect(terminal.written.at(-1)).toBe("\u001b[?25h")
    })
  )
})

describe("elsewhere", () => {
  it.effect("a line holds as many kinds as fit in 79 columns", () =>
    Effect.gen(function* () {
      const pipe = screen(undefined)
      const ledger = yield* Ledger.make(Array.from({ length: 24 }, (_, i) => `kind-${i}`))
      yield* Effect.scoped(Effect.zipRight(show(pipe, ledger), TestClock.adjust("10 seconds")))
      expect(pipe.written).toEqual([
        "0 of 0 or more: kind-0 0/0+, kind-1 0/0+, kind-2 0/0+, kind-3 0/0+, 20 more\n"
      ])
    })
  )

  it.effect("a line every ten seconds tells how far it is, how fast it goes and what is left", () =>
    Effect.gen(function* () {
      const pipe = screen(undefined)
      const ledger = yield* Ledger.make(["users", "teams"])
      yield* Effect.scoped(
        Effect.gen(function* () {
          yield* show(pipe, ledger)
          yield* ledger.add("users", { listed: 5, exported: 2 })
          yield* TestClock.adjust("10 seconds")
          yield* ledger.end("teams")
          yield* ledger.state("users", 1000)
          yield* ledger.add("users", { exported: 98 })
          yield* TestClock.adjust("10 seconds")
          yield* ledger.end("users")
        })
      )
      expect(pipe.written).toEqual([
        "2 of 5 or more, 0.2/s: users 2/5+, teams 0/0+\n",
        "100 of 1,000, 9.8/s, 1 min 32 s left: users 100/1000\n"
      ])
    })
  )
})

describe("the pace", () => {
  it("is that of the last ten seconds, whatever was before", () => {
    const counts = fc.array(fc.nat({ max: 1000 }), { minLength: 12, maxLength: 40 })
    fc.assert(
      fc.property(counts, (added) => {
        const look = stopwatch()
        let all = 0
        const rates = added.map((count, second) => {
          all += count
          const tally = { ...none, listed: 100_000, stated: 100_000, exported: all }
          return look(second * 1000, new Map([["users", tally]])).rate ?? 0
        })
        const last = added.slice(-10).reduce((sum, count) => sum + count, 0)
        expect(rates.at(-1)).toBeCloseTo(last / 10)
      })
    )
  })

  it.each([
    [400, "0 s"],
    [83_000, "1 min 23 s"],
    [7_500_000, "2 h 5 min"]
  ])("%i milliseconds are %s", (millis, words) => {
    expect(duration(millis)).toBe(words)
  })

  it("without a rate says nothing", () => {
    expect(inWords(unknown)).toBe("")
  })
})

describe("the closing table", () => {
  it.effect("has a line for each kind and each finding, and obeys no title", () =>
    Effect.gen(function* () {
      const ledger = yield* Ledger.make(["users", "dashboards"])
      yield* ledger.add("users", { listed: 3, exported: 1, kept: 1, failed: 1, bytes: 1234 })
      yield* TestClock.adjust("1500 millis")
      yield* ledger.end("users")
      yield* ledger.note({
        kind: "dashboards",
        organization: "Main",
        key: "a",
        title: "x\u001b[2Jy",
        problem: "listed twice"
      })
      yield* ledger.note({ kind: "users", organization: "Main", problem: "stated 4 items and gave 3" })
      const textOf = (areSeveral: boolean) =>
        Effect.map(exportedBy(ledger, { directory: "d", areSeveral }), (it) => asResult(it).text())
      expect((yield* textOf(false)).split("\n")).toEqual([
        "kind        listed  exported  kept  failed  bytes  seconds",
        "users            3         1     1       1   1234      1.5",
        "dashboards       0         0     0       0      0        -",
        "",
        "Not listed or not read:",
        'dashboards a "x?[2Jy": listed twice',
        "users: stated 4 items and gave 3",
        ""
      ])
      expect(yield* textOf(true)).toContain("\nMain: users: stated 4 items and gave 3\n")
    })
  )
})
