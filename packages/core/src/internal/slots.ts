import * as Effect from "effect/Effect"

/**
 * How many may be under way at once; who waits is served in its turn. A `Semaphore` of Effect (3.22) wakes all that
 * wait whenever one is free, which costs more the more there are.
 */
export class Slots {
  readonly #waiting = new Set<() => void>()

  #free: number

  constructor(free: number) {
    this.#free = free
  }

  /** Runs an effect in a slot of its own. */
  use<A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> {
    return Effect.uninterruptibleMask((restore) =>
      Effect.flatMap(restore(this.#take), () => Effect.onExit(restore(effect), this.#giveBack))
    )
  }

  readonly #take: Effect.Effect<void> = Effect.suspend(() => {
    if (this.#free === 0) return this.#wait
    this.#free -= 1
    return Effect.void
  })

  readonly #wait: Effect.Effect<void> = Effect.async((resume) => {
    const serve = () => resume(Effect.void)
    this.#waiting.add(serve)
    return Effect.sync(() => {
      // Interrupted after it was served: the slot goes to the next.
      if (!this.#waiting.delete(serve)) this.#give()
    })
  })

  readonly #giveBack = (): Effect.Effect<void> => Effect.sync(() => this.#give())

  #give(): void {
    const [next] = this.#waiting
    if (next === undefined) this.#free += 1
    else {
      this.#waiting.delete(next)
      next()
    }
  }
}
