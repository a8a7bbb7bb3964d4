/** Group commit: what comes while a batch is on its way to the disk is the next one. */
import * as Chunk from "effect/Chunk"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Queue from "effect/Queue"
import type * as Scope from "effect/Scope"
import type { Journal } from "../../Journal.js"
import type { JournalFailed } from "./errors.js"
import type { Record } from "./record.js"

interface Waiting {
  readonly record: Record
  readonly done: Deferred.Deferred<void, JournalFailed>
}

/**
 * Appends through `write`, which puts a batch on disk. After one that failed nobody knows what the disk holds, so that
 * every later append fails as that one did.
 */
export const batches = (
  write: (records: ReadonlyArray<Record>) => Effect.Effect<void, JournalFailed>
): Effect.Effect<Journal["append"], never, Scope.Scope> =>
  Effect.gen(function* () {
    const queue = yield* Queue.unbounded<Waiting>()
    let last: Exit.Exit<void, JournalFailed> = Exit.void
    const flush = (waiting: ReadonlyArray<Waiting>) =>
      Effect.gen(function* () {
        if (Exit.isSuccess(last)) last = yield* Effect.exit(write(waiting.map(({ record }) => record)))
        const written = last
        yield* Effect.forEach(waiting, ({ done }) => Deferred.done(done, written), { discard: true })
      })
    const next = Effect.uninterruptibleMask((restore) =>
      Effect.flatMap(restore(Queue.takeBetween(queue, 1, Infinity)), (waiting) =>
        flush(Chunk.toReadonlyArray(waiting))
      )
    )
    yield* Effect.forkScoped(Effect.forever(next))
    return (record) =>
      Effect.flatMap(Deferred.make<void, JournalFailed>(), (done) =>
        Effect.zipRight(Queue.offer(queue, { record, done }), Deferred.await(done))
      )
  })
