/** `FAULT_SEEDS=20` runs twenty seeds in place of five. */
import { afterAll, assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { instantly } from "./support/instantClock.js"
import { judged, type Figures } from "./support/judge.js"

const seeds = Number(process.env["FAULT_SEEDS"] ?? 5)
const faulted = 10_000
/** For all that a busy machine may take; by itself a seed takes seven seconds. */
const patience = 180_000

const lines = ["seed writes faulted requests   done failed unknown (done) read back | faults"]

const line = (seed: number, it: Figures): string => {
  const columns = [
    String(seed).padStart(4),
    String(it.writes).padStart(6),
    String(it.faulted).padStart(7),
    String(it.requests).padStart(8),
    String(it.done).padStart(6),
    String(it.failed).padStart(6),
    String(it.unknown).padStart(7),
    `(${it.unknownDone})`.padStart(6),
    String(it.readBack).padStart(9)
  ]
  const faults = [...it.byFault].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, n]) => `${name} ${n}`)
  return `${columns.join(" ")} | ${faults.join(", ")}`
}

describe(`${faulted} writes that meet faults`, () => {
  for (let seed = 1; seed <= seeds; seed++) {
    it.live(
      `of seed ${seed}: none is carried out twice, and what the client says of each is true`,
      () =>
        Effect.gen(function* () {
          const figures = yield* instantly(judged({ seed, faulted, rate: 0.6 }))
          lines.push(line(seed, figures))
          assert.deepStrictEqual(figures.wrong.slice(0, 3), [])
          // Each way to end, and each kind of call, has been there: the judgement is of something.
          for (const count of [figures.done, figures.failed, figures.unknownDone, figures.readBack]) {
            assert.isAbove(count, 100)
          }
          assert.sameMembers([...figures.byKind.keys()], ["idempotent", "keyed", "unsafe", "versioned"])
        }),
      patience
    )
  }

  it.live(
    "come out the same of the same seed",
    () =>
      Effect.gen(function* () {
        const once = yield* instantly(judged({ seed: 1, faulted: 500, rate: 0.6 }))
        assert.deepStrictEqual(yield* instantly(judged({ seed: 1, faulted: 500, rate: 0.6 })), once)
      }),
    patience
  )

  afterAll(() => console.log(lines.join("\n")))
})
