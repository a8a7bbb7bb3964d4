/** Whether going on makes sense. */
import * as GrafanaError from "@effect-grafana/core/GrafanaError"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { Stopped } from "../../Apply.js"
import { inWords, type Problem } from "../../Kind.js"

/** Failures to reach a Grafana, one after another, after which it is given up: each stands for several attempts. */
const patience = 3

export interface Health {
  /** Runs a call that may fail, and learns from how it went; fails where it was the last. */
  readonly tried: <A, R>(
    call: Effect.Effect<A, Problem, R>
  ) => Effect.Effect<Either.Either<A, Problem>, Stopped, R>
  /** Runs a call without which nothing can go on. */
  readonly required: <A, R>(call: Effect.Effect<A, Problem, R>) => Effect.Effect<A, Stopped, R>
}

export const make = (side: Stopped["side"]): Effect.Effect<Health> => Effect.sync(() => healthOf(side))

const healthOf = (side: Stopped["side"]): Health => {
  let failures = 0
  const learn = (problem: Problem): Effect.Effect<void, Stopped> => {
    if (problem._tag === "Unauthorized") return stopped(side, problem)
    failures = isOutOfReach(problem) ? failures + 1 : 0
    return failures >= patience ? stopped(side, problem) : Effect.void
  }
  return {
    tried: (call) =>
      Effect.matchEffect(call, {
        onFailure: (problem) => Effect.as(learn(problem), Either.left(problem)),
        onSuccess: (value) => {
          failures = 0
          return Effect.succeed(Either.right(value))
        }
      }),
    required: Effect.mapError((problem) => stopped(side, problem))
  }
}

export const stopped = (side: Stopped["side"], problem: Problem): Stopped =>
  new Stopped({
    side,
    reason: GrafanaError.isAuth(problem) ? "auth" : "other",
    problem: inWords(problem)
  })

const isOutOfReach = ({ _tag }: Problem): boolean => _tag === "TransportError" || _tag === "TimedOut"
