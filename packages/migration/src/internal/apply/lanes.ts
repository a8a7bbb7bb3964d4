/** Lets one write of a lane through at a time, in the order in which they come. */
import * as Effect from "effect/Effect"

export type Lanes = (lane: string) => <A, E, R>(write: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>

export const make: Effect.Effect<Lanes> = Effect.sync(() => {
  const lanes = new Map<string, Effect.Semaphore>()
  return (name) => {
    const lane = lanes.get(name) ?? Effect.unsafeMakeSemaphore(1)
    lanes.set(name, lane)
    return lane.withPermits(1)
  }
})
