import * as Journal from "@effect-grafana/migration/Journal"
import type * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "effect/FastCheck"
import { begun, plan, recordsOf } from "./support/journals.js"
import * as LossyFiles from "./support/lossyFiles.js"

const path = "/journals/journal"

const on =
  ({ layer }: LossyFiles.Machine) =>
  <A, E, R>(effect: Effect.Effect<A, E, R | FileSystem.FileSystem | Path.Path>) =>
    Effect.provide(Effect.provide(effect, layer), Path.layer)

const runs = fc.array(
  fc.record({
    batches: fc.array(fc.array(fc.string({ maxLength: 60 }), { minLength: 1, maxLength: 4 }), {
      maxLength: 4
    }),
    steps: fc.nat({ max: 14 })
  }),
  { minLength: 1, maxLength: 3 }
)

it.effect.prop(
  "a record whose append returned outlasts every crash; beyond those, only what was appended next is there",
  [fc.integer(), runs],
  ([seed, runs]) =>
    Effect.gen(function* () {
      const machine = LossyFiles.make(seed)
      yield* Effect.scoped(Journal.create(path, plan)).pipe(on(machine))
      yield* machine.crash
      let kept: ReadonlyArray<Journal.Record> = []
      let action = 0
      for (const { batches, steps } of runs) {
        const tried: Array<Journal.Record> = []
        let told = 0
        yield* machine.diesAfter(steps)
        yield* Effect.gen(function* () {
          const { append } = yield* Journal.open(path)
          for (const batch of batches) {
            const records = batch.map((title) => begun(action++, title))
            tried.push(...records)
            yield* Effect.forEach(records, (record) => Effect.tap(append(record), () => void (told += 1)), {
              concurrency: "unbounded"
            })
          }
        }).pipe(
          Effect.scoped,
          Effect.catchTag("JournalFailed", () => Effect.void),
          on(machine)
        )
        yield* machine.crash
        const found = yield* Effect.flatMap(Journal.open(path), recordsOf).pipe(Effect.scoped, on(machine))
        expect(found.slice(0, kept.length)).toEqual(kept)
        const added = found.slice(kept.length)
        expect(added).toEqual(tried.slice(0, added.length))
        expect(added.length).toBeGreaterThanOrEqual(told)
        kept = found
      }
    }),
  { fastCheck: { numRuns: 100 }, timeout: 120_000 }
)

it.effect(
  "a crash while a journal is made leaves a whole one, or nothing that is in the way of the next",
  () =>
    Effect.gen(function* () {
      for (let steps = 0; steps < 12; steps++)
        for (let seed = 0; seed < 20; seed++) {
          const machine = LossyFiles.make(seed)
          yield* machine.diesAfter(steps)
          yield* Effect.ignore(Effect.scoped(Journal.create(path, plan))).pipe(on(machine))
          yield* machine.crash
          const again = Effect.scoped(Journal.create(path, plan)).pipe(
            Effect.catchTag("JournalExists", () => Effect.void),
            Effect.zipRight(Effect.scoped(Effect.map(Journal.open(path), (journal) => journal.plan)))
          )
          expect(yield* on(machine)(again)).toEqual(plan)
        }
    })
)

it.scoped("a journal whose disk has failed takes nothing more, and loses nothing of what it had", () => {
  const machine = LossyFiles.make(1)
  return Effect.gen(function* () {
    yield* Effect.gen(function* () {
      const { append } = yield* Journal.create(path, plan)
      yield* append(begun(0, "kept"))
      yield* machine.diesAfter(1)
      expect(yield* Effect.flip(append(begun(1, "written, and not synced")))).toMatchObject({
        _tag: "JournalFailed"
      })
      yield* machine.diesAfter(Infinity)
      expect(yield* Effect.flip(append(begun(2, "after it")))).toMatchObject({ _tag: "JournalFailed" })
    }).pipe(Effect.scoped)
    expect(yield* Effect.flatMap(Journal.open(path), recordsOf)).toEqual([
      begun(0, "kept"),
      begun(1, "written, and not synced")
    ])
  }).pipe(on(machine))
})
