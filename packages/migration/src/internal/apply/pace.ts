/** Slows writing down while the server struggles, and speeds it up again when it has recovered. */
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import type { Problem } from "../../Kind.js"

const slowest = 10_000
const step = 100

export interface Pace {
  /** Holds a write back as long as it should be, and learns from how it went. */
  readonly kept: <A, R>(write: Effect.Effect<A, Problem, R>) => Effect.Effect<A, Problem, R>
}

export const make: Effect.Effect<Pace> = Effect.map(Ref.make(0), (pause) => {
  const wait = Effect.flatMap(Ref.get(pause), (millis) => (millis === 0 ? Effect.void : Effect.sleep(millis)))
  const faster = Ref.update(pause, (millis) => (millis < step / 4 ? 0 : millis * 0.8))
  const slower = Ref.update(pause, (millis) => Math.min(slowest, Math.max(step, millis * 2)))
  return {
    kept: (write) =>
      Effect.zipRight(
        wait,
        Effect.tapBoth(write, {
          onFailure: (problem) => (struggles(problem) ? slower : faster),
          onSuccess: () => faster
        })
      )
  }
})

/** Too many requests, a server error or a lack of answers. */
const struggles = ({ _tag }: Problem): boolean =>
  _tag === "TooManyRequests" || _tag === "ServerError" || _tag === "TimedOut" || _tag === "TransportError"
