import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"

/** Asks for the next element; fails with none at the end. */
export type Pull<A, E, R> = Effect.Effect<A, Option.Option<E>, R>

/**
 * Runs a pull ahead of its consumer by exactly `pages`: room is taken before a page is asked for and given back when
 * one is taken. A buffer would hold `pages` and one more in hand.
 */
export const ahead = <A, E, R>(
  pull: Pull<A, E, R>,
  pages: number
): Effect.Effect<Pull<A, E, R>, never, R | Scope.Scope> =>
  pages === 0
    ? Effect.succeed(pull)
    : Effect.gen(function* () {
        const ready: Array<Exit.Exit<A, Option.Option<E>>> = []
        const room = yield* Effect.makeSemaphore(pages)
        const there = yield* Effect.makeSemaphore(0)
        const ask = room.take(1).pipe(
          Effect.zipRight(Effect.exit(pull)),
          Effect.tap((exit) => {
            ready.push(exit)
            return there.release(1)
          })
        )
        yield* Effect.forkScoped(Effect.repeat(ask, { until: (exit) => exit._tag === "Failure" }))
        return there.take(1).pipe(
          Effect.flatMap(() => ready.splice(0, 1)[0] ?? Effect.fail(Option.none())),
          Effect.zipLeft(room.release(1))
        )
      })
