import * as Effect from "effect/Effect"
import { setImmediate } from "node:timers/promises"

/** Lets the event loop go round: what neither waits for a socket nor for a disk would keep it from the test runner. */
export const breath: Effect.Effect<void> = Effect.promise(() => setImmediate())
