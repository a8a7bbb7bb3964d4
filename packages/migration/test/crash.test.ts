import * as Journal from "@effect-grafana/migration/Journal"
import * as Path from "@effect/platform/Path"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { breath } from "./support/breath.js"
import { applyAll, applyUntil, freshTarget, prepared } from "./support/crashing.js"
import * as HurriedClock from "./support/hurriedClock.js"
import { recordsOf } from "./support/journals.js"
import * as LossyFiles from "./support/lossyFiles.js"
import { differing, things } from "./support/portable.js"

const path = "/journals/journal"

it.live(
  "a migration that dies at any record of its journal, with all that was not synced, is completed by the next run",
  () =>
    Effect.gen(function* () {
      const { origin, plan } = yield* prepared
      const whole = yield* freshTarget
      const journal = yield* Journal.memory(plan)
      const summary = yield* applyAll(whole, journal, origin)
      expect(summary).toMatchObject({ conflict: 0, failed: 0, unknown: 0 })
      expect(plan.organizations[0]?.actions.length).toBeGreaterThanOrEqual(50)
      const expected = things(whole)
      const { length } = yield* recordsOf(journal)
      for (let at = 1; at <= length; at++) {
        yield* breath
        const target = yield* freshTarget
        const machine = LossyFiles.make(at)
        const on = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
          Effect.provide(Effect.provide(effect, machine.layer), Path.layer)
        const scope = yield* Scope.make()
        const first = yield* Journal.create(path, plan).pipe(Scope.extend(scope), on)
        yield* applyUntil(at, target, first, origin)
        yield* machine.crash
        const again = yield* Journal.open(path).pipe(
          Effect.flatMap((kept) => applyAll(target, kept, origin)),
          Effect.scoped,
          on
        )
        yield* Scope.close(scope, Exit.void)
        expect([at, again.conflict, again.failed, again.unknown]).toEqual([at, 0, 0, 0])
        expect([at, differing(expected, things(target))]).toEqual([at, []])
      }
    }).pipe(Effect.withClock(HurriedClock.make())),
  300_000
)
