import * as Either from "effect/Either"
import { hear, responseOf, tagOf, type Outcome } from "./answers.js"
import type { Known } from "./contracts.js"
import { recorded, type Recorded } from "./recorded.js"
import { inputOf, type Obstacle } from "./requests.js"
import { contractsFor } from "./routes.js"

/** A recorded exchange, put to the contract that it belongs to. */
export interface Replayed extends Recorded {
  readonly known: Known
  readonly input: Either.Either<unknown, Obstacle>
  readonly outcome: Outcome
  readonly tag: string
}

const replay = (it: Recorded): ReadonlyArray<Replayed> => {
  const tried = contractsFor(it).map((known) => ({ known, input: inputOf(known.contract, it.exchange) }))
  // Where several contracts stand for one route, the exchange belongs to the one that can ask for it.
  const own = tried.find(({ input }) => Either.isRight(input)) ?? tried[0]
  if (own === undefined) return []
  const outcome = hear(own.known.contract, responseOf(it.exchange))
  return [{ ...it, ...own, outcome, tag: tagOf(outcome) }]
}

/** All exchanges that belong to a contract. */
export const replayed: ReadonlyArray<Replayed> = recorded.flatMap(replay)

/** Those of one module of elements. */
export const replayedOf = (module: string): ReadonlyArray<Replayed> =>
  replayed.filter(({ known }) => known.module === module)
