/** Time that passes as soon as nothing else is to be done: hours of waiting in the time that the rest takes. */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"

interface Sleeper {
  readonly until: number
  readonly wake: () => void
}

/** A clock that stands at the first of January 2026. */
export const make = (): Clock.Clock => {
  let now = Date.UTC(2026, 0, 1)
  let isGoing = false
  const sleepers = new Set<Sleeper>()

  const go = (): void => {
    if (isGoing || sleepers.size === 0) return
    isGoing = true
    setImmediate(() => {
      isGoing = false
      const [first, ...others] = sleepers
      if (first === undefined) return
      const next = others.reduce((earliest, it) => (it.until < earliest.until ? it : earliest), first)
      sleepers.delete(next)
      now = Math.max(now, next.until)
      next.wake()
      go()
    })
  }

  const nanos = (): bigint => BigInt(now) * 1_000_000n
  return {
    [Clock.ClockTypeId]: Clock.ClockTypeId,
    unsafeCurrentTimeMillis: () => now,
    unsafeCurrentTimeNanos: nanos,
    currentTimeMillis: Effect.sync(() => now),
    currentTimeNanos: Effect.sync(nanos),
    sleep: (duration) =>
      Effect.async<void>((resume) => {
        const sleeper = {
          until: now + Math.ceil(Duration.toMillis(duration)),
          wake: () => resume(Effect.void)
        }
        sleepers.add(sleeper)
        go()
        return Effect.sync(() => void sleepers.delete(sleeper))
      })
  }
}
