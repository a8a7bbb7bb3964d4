import * as Ledger from "@effect-grafana/migration/Ledger"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "effect/FastCheck"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/TestClock"
import { bar, frame, type Screen, show } from "../../src/export/progress.js"
import { report } from "../../src/export/report.js"

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
      for (const frame of frames) expect(frame.split("\n")).toHaveLength(3)
      for (const frame of frames.slice(1)) expect(frame.startsWith("\u001b[2A\r")).toBe(true)
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
          const shown = frame(tallies, { columns, rows }, false)
          expect(shown.length).toBeLessThan(rows)
          for (const row of shown) expect(row.length).toBeLessThan(columns)
        }
      const ten = frame(tallies, { columns: 80, rows: 10 }, false)
      expect(ten[0]).toMatch(/^kind-12 /)
      expect(ten.at(-1)).toBe("12 kinds done, 4 more under way")
      expect(frame(tallies, { columns: 80, rows: 25 }, false)).toHaveLength(24)
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
      yield* Effect.scoped(Effect.zipRight(show(pipe, ledger), TestClock.adjust("2 seconds")))
      expect(pipe.written).toEqual([
        "kind-0 0/0+, kind-1 0/0+, kind-2 0/0+, kind-3 0/0+, kind-4 0/0+, 19 more\n"
      ])
    })
  )

  it.effect("a line tells when a kind is done, and one every two seconds how far the others are", () =>
    Effect.gen(function* () {
      const pipe = screen(undefined)
      const ledger = yield* Ledger.make(["users", "teams"])
      yield* Effect.scoped(
        Effect.gen(function* () {
          yield* show(pipe, ledger)
          yield* ledger.add("users", { listed: 5, exported: 2 })
          yield* TestClock.adjust("5 seconds")
          yield* ledger.end("teams")
          yield* TestClock.adjust("200 millis")
          yield* ledger.add("users", { exported: 3 })
          yield* ledger.end("users")
        })
      )
      expect(pipe.written).toEqual([
        "users 2/5+, teams 0/0+\n",
        "users 2/5+, teams 0/0+\n",
        "teams: done, 0/0\n",
        "users: done, 5/5\n"
      ])
    })
  )
})

describe("the closing report", () => {
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
      expect((yield* report(ledger)).split("\n")).toEqual([
        "kind        listed  exported  kept  failed  bytes  seconds",
        "users            3         1     1       1   1234      1.5",
        "dashboards       0         0     0       0      0        -",
        "",
        'dashboards a "x?[2Jy": listed twice',
        "users: stated 4 items and gave 3",
        ""
      ])
      expect(yield* report(ledger, 2)).toContain("\nMain: users: stated 4 items and gave 3\n")
    })
  )
})
