import * as Effect from "effect/Effect"

/** Runs an effect in a slot of its own. */
export type InSlot = <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>

/**
 * How many may be under way at once; who waits is served in its turn. A `Semaphore` of Effect (3.22) wakes all that
 * wait whenever one is free, which costs more the more there are.
 */
export const makeSlots = (slots: number): InSlot => {
  const waiting = new Set<() => void>()
  let free = slots

  const give = (): void => {
    const [next] = waiting
    if (next === undefined) free += 1
    else {
      waiting.delete(next)
      next()
    }
  }
  const wait = Effect.async<void>((resume) => {
    const serve = () => resume(Effect.void)
    waiting.add(serve)
    return Effect.sync(() => {
      // Interrupted after it was served: the slot goes to the next.
      if (!waiting.delete(serve)) give()
    })
  })
  const take = Effect.suspend(() => {
    if (free === 0) return wait
    free -= 1
    return Effect.void
  })
  const giveBack = () => Effect.sync(give)

  return (effect) =>
    Effect.uninterruptibleMask((restore) =>
      Effect.flatMap(restore(take), () => Effect.onExit(restore(effect), giveBack))
    )
}
