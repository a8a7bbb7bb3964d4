/** Slows writing down while the server struggles, and speeds it up again when it has recovered. */
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import type { Problem } from "../../Kind.js"

const slowest = 10_000
const step = 100

export interface Pace {
  /** Waits as long as a write should be held back. */
  readonly wait: Effect.Effect<void>
  /** Learns from how a write went. */
  readonly learn: (problem: Problem | undefined) => Effect.Effect<void>
}

export const make: Effect.Effect<Pace> = Effect.map(Ref.make(0), (pause) => ({
  wait: Effect.flatMap(Ref.get(pause), (millis) => (millis === 0 ? Effect.void : Effect.sleep(millis))),
  learn: (problem) =>
    Ref.update(pause, (millis) => {
      if (problem !== undefined && struggles(problem)) return Math.min(slowest, Math.max(step, millis * 2))
      return millis < step / 4 ? 0 : millis * 0.8
    })
}))

/** Too many requests, a server error or a lack of answers. */
const struggles = ({ _tag }: Problem): boolean =>
  _tag === "TooManyRequests" || _tag === "ServerError" || _tag === "TimedOut" || _tag === "TransportError"
