import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { faultedMigration } from "./support/faultedMigration.js"
import { instance } from "./support/instance.js"
import { pairs } from "./support/thinned.js"

const runs = Number(process.env["MIGRATION_RUNS"] ?? 200)
const seed = Number(process.env["MIGRATION_SEED"] ?? 1)
const path = process.env["MIGRATION_PATH"]

it(
  `of ${runs} random migrations under random faults (seed ${seed}) nothing is lost in silence, nothing doubled, and the next run completes each`,
  () =>
    fc.assert(
      fc.asyncProperty(pairs(instance), async (pair) => {
        const wrong = await Effect.runPromise(faultedMigration(pair))
        expect(JSON.stringify(wrong, undefined, 2)).toBe("[]")
      }),
      { numRuns: runs, seed, endOnFailure: true, ...(path === undefined ? {} : { path }) }
    ),
  60_000 + runs * 5_000
)
