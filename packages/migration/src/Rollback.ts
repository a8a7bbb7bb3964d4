/** Takes back what an apply has done: removes what it made, restores what it overwrote. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Effect from "effect/Effect"
import type { Stopped } from "./Apply.js"
import { fitting } from "./internal/apply/fitting.js"
import * as Undo from "./internal/apply/undo.js"
import type { Journal, JournalFailed } from "./Journal.js"
import type { Kind } from "./Kind.js"
import * as Kinds from "./Kinds.js"
import type { Action, PlanUnfit } from "./Plan.js"

/**
 * What became of an action: `removed` or `restored`; `kept` because the object has changed since, or because Grafana
 * has no way back or none for a part of it; `failed`.
 */
export type Outcome = "removed" | "restored" | "kept" | "failed"

/** An action was taken back, or not. */
export interface Event {
  /** The organization's name in the source. */
  readonly organization: string
  readonly action: Action
  readonly outcome: Outcome
  readonly reason?: string
}

/** What is taken back, and how. */
export interface Options {
  /** Of the apply; what is taken back is noted there, too. */
  readonly journal: Journal
  /** The target's address, as the plan was told it. */
  readonly url?: string
  /** All that `Kinds.all` holds unless told. */
  readonly kinds?: ReadonlyArray<Kind>
  /** Takes back also what has changed since. */
  readonly force?: boolean
  /** Is told of each action when it is settled. */
  readonly onEvent?: (event: Event) => Effect.Effect<void>
}

/** How many actions were taken back how. */
export type Summary = { readonly [O in Outcome]: number }

/**
 * Takes the journal's writes back, last first. What it cannot give back: secrets that were overwritten, the ids and
 * histories of what was removed and made anew, tokens. What somebody has changed since the apply is kept, unless forced.
 * Fails as an apply does.
 */
export const run = (
  options: Options
): Effect.Effect<Summary, PlanUnfit | Stopped | JournalFailed, Grafana> => {
  const { journal, url } = options
  return Effect.zipRight(
    fitting(url === undefined ? { journal } : { journal, url }),
    Undo.run({ ...options, force: options.force ?? false, kinds: Kinds.inOrder(options.kinds ?? Kinds.all) })
  )
}
