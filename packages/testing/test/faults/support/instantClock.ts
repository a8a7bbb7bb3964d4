import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { MixedScheduler } from "effect/Scheduler"

interface Sleeper {
  readonly until: number
  readonly wake: () => void
}

/**
 * A clock that stands while anything runs, and leaps to the next sleeper when nothing does: hours pass in no time, and
 * in the same way every time.
 */
const make = (start: number): Clock.Clock => {
  const sleepers = new Set<Sleeper>()
  let now = start
  let leaping = false

  const leap = (): void => {
    let next: Sleeper | undefined
    for (const each of sleepers) if (next === undefined || each.until < next.until) next = each
    leaping = false
    if (next === undefined) return
    sleepers.delete(next)
    now = Math.max(now, next.until)
    next.wake()
    later()
  }

  const later = (): void => {
    if (leaping || sleepers.size === 0) return
    leaping = true
    setImmediate(leap)
  }

  const sleep = (duration: Duration.Duration): Effect.Effect<void> =>
    Effect.async((resume) => {
      const sleeper = { until: now + Duration.toMillis(duration), wake: () => resume(Effect.void) }
      sleepers.add(sleeper)
      later()
      return Effect.sync(() => sleepers.delete(sleeper))
    })

  return {
    [Clock.ClockTypeId]: Clock.ClockTypeId,
    unsafeCurrentTimeMillis: () => now,
    unsafeCurrentTimeNanos: () => BigInt(Math.round(now * 1e6)),
    currentTimeMillis: Effect.sync(() => now),
    currentTimeNanos: Effect.sync(() => BigInt(Math.round(now * 1e6))),
    sleep
  }
}

/** Runs an effect on such a clock; its fibers yield to nothing but each other, so that idle is idle. */
export const instantly = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  effect.pipe(
    Effect.withClock(make(Date.UTC(2026, 0, 1))),
    Effect.withScheduler(new MixedScheduler(Infinity))
  )
