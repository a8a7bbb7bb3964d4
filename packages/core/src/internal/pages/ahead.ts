import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import type * as Option from "effect/Option"
import * as Queue from "effect/Queue"
import type * as Scope from "effect/Scope"

/** Asks for the next element; fails with none at the end. */
export type Pull<A, E, R> = Effect.Effect<A, Option.Option<E>, R>

/**
 * Runs a pull ahead of its consumer by exactly `pages`: a permit is taken before a page is asked for and given back
 * when one is taken. A buffer would do less: it holds `pages` and one more in hand.
 */
export const ahead = <A, E, R>(
  pull: Pull<A, E, R>,
  pages: number
): Effect.Effect<Pull<A, E, R>, never, R | Scope.Scope> =>
  pages === 0
    ? Effect.succeed(pull)
    : Effect.gen(function* () {
        const permits = yield* Effect.makeSemaphore(pages)
        const ready = yield* Queue.unbounded<Exit.Exit<A, Option.Option<E>>>()
        const next = permits.take(1).pipe(
          Effect.zipRight(Effect.exit(pull)),
          Effect.tap((exit) => Queue.offer(ready, exit))
        )
        yield* Effect.forkScoped(Effect.repeat(next, { until: (exit) => exit._tag === "Failure" }))
        return Queue.take(ready).pipe(Effect.zipLeft(permits.release(1)), Effect.flatten)
      })
