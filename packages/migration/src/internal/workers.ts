import * as Effect from "effect/Effect"

/** Runs `f` over the items, `count` at a time, in as many fibers as workers and not as items. */
export const workers = <A, E, R>(
  count: number,
  items: ReadonlyArray<A>,
  f: (item: A) => Effect.Effect<unknown, E, R>
): Effect.Effect<void, E, R> =>
  Effect.suspend(() => {
    const queue = items.values()
    const worker: Effect.Effect<void, E, R> = Effect.suspend(() => {
      const next = queue.next()
      return next.done === true ? Effect.void : Effect.zipRight(f(next.value), worker)
    })
    const crew = Array.from({ length: Math.min(count, items.length) }, () => worker)
    return Effect.all(crew, { concurrency: "unbounded", discard: true })
  })
