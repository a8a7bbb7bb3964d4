/**
 * Carries a plan out. Each write is noted in a journal before it is sent and after it came back; what the target has is
 * looked at again just before, so that nothing is overwritten that the plan has not seen.
 */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import { fitting } from "./internal/apply/fitting.js"
import * as Run from "./internal/apply/run.js"
import type { Journal, JournalFailed, Outcome } from "./Journal.js"
import type { Kind } from "./Kind.js"
import * as Kinds from "./Kinds.js"
import type { Origin } from "./Origin.js"
import type { Action, PlanUnfit } from "./Plan.js"

/** The run cannot go on: a credential is refused, or a Grafana no longer answers. The journal takes it up again. */
export class Stopped extends Data.TaggedError("Stopped")<{
  /** Which of the two does not go on. */
  readonly side: "source" | "target"
  readonly reason: "auth" | "other"
  readonly problem: string
}> {
  override get message(): string {
    return this.reason === "auth"
      ? `the ${this.side} does not let the credential in: ${this.problem}`
      : `the ${this.side} does not do what has to be done: ${this.problem}`
  }
}

/** An action is over. */
export interface Event {
  /** The organization's name in the source. */
  readonly organization: string
  readonly action: Action
  readonly outcome: Outcome
  readonly reason?: string
}

/** Which secret of which object is asked for, as the source names it. */
export interface SecretPlace {
  /** The organization's name in the source. */
  readonly organization: string
  readonly kind: string
  /** The object's. */
  readonly key: string
  /** Of the secret, among those of the object: `basicAuthPassword`. */
  readonly name: string
}

/** What an apply is told. */
export interface Options {
  /** Holds the plan; what it says is done is not done again. */
  readonly journal: Journal
  /** The origin that the plan was made of. */
  readonly source: Origin
  /** The target's address, as the plan was told it. */
  readonly url?: string
  /** All that `Kinds.all` holds unless told. */
  readonly kinds?: ReadonlyArray<Kind>
  /** Gives a secret of an object, which Grafana shows to nobody; where it gives none, the object is written without. */
  readonly secret?: (place: SecretPlace) => Option.Option<Redacted.Redacted<string>>
  /** Objects that are read ahead of their writing; 8 unless told. */
  readonly concurrency?: number
  /** What histories say of the writes; `migrated` unless told. */
  readonly message?: string
  /** Is told of each action when it is settled. */
  readonly onEvent?: (event: Event) => Effect.Effect<void>
}

/** How many actions came out how. */
export type Summary = { readonly [O in Outcome]: number }

/**
 * Carries out, on this Grafana, what the journal's plan holds and the journal does not say is done: `create` and
 * `update`, kind by kind. One that fails does not keep the others. An outcome that is not known is looked up; only
 * what then is still unknown is said to be.
 *
 * Fails with `PlanUnfit`, before anything is written, where the plan was made for other instances; with `Stopped` where
 * going on makes no sense; with `JournalFailed` where the journal cannot be written: then nothing more is sent. The
 * same call goes on where it stopped, and tries again whatever was not done.
 */
export const run = (options: Options): Effect.Effect<Summary, PlanUnfit | Stopped | JournalFailed, Grafana> =>
  Effect.zipRight(
    fitting(options),
    Run.run({
      ...options,
      kinds: Kinds.inOrder(options.kinds ?? Kinds.all),
      concurrency: options.concurrency ?? 8
    })
  )
