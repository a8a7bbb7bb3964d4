/**
 * A migration to look at: one page of HTML that needs no network, made of the journal alone. Of a run that died it says
 * what was in place by then, and what is in doubt.
 */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Facts from "./internal/report/facts.js"
import type { Needed } from "./internal/report/lists.js"
import { page } from "./internal/report/page.js"
import type { Journal, JournalFailed } from "./Journal.js"
import type { Kind } from "./Kind.js"
import * as Kinds from "./Kinds.js"
import type { OrganizationVerdict } from "./Verify.js"

export type { Needed } from "./internal/report/lists.js"

/** What the page is made of. */
export interface Options {
  /** A journal, or what one holds. Of one without records, the page shows what the plan would do. */
  readonly journal: Pick<Journal, "plan" | "records">
  /** What a comparison of both sides has found since; with it, conflicts are shown field by field. */
  readonly verdicts?: ReadonlyArray<OrganizationVerdict>
  /** Secrets that nobody has given yet. Tokens of service accounts are named without it. */
  readonly secretsNeeded?: ReadonlyArray<Needed>
  /** Tell what comes after what; all that `Kinds.all` holds unless told. */
  readonly kinds?: ReadonlyArray<Kind>
}

/** The page as text, piece by piece: for migrations of many objects. */
export const stream = ({
  journal,
  kinds = Kinds.all,
  secretsNeeded = [],
  verdicts
}: Options): Stream.Stream<string, JournalFailed> =>
  Stream.unwrap(
    Effect.map(Facts.read(journal), (facts) =>
      Stream.fromIterable(page({ facts, kinds: Kinds.inOrder(kinds), secretsNeeded, verdicts }))
    )
  )

/** The page as one text. It holds titles, keys and reasons of what was migrated, and no secret. */
export const html = (options: Options): Effect.Effect<string, JournalFailed> =>
  Stream.mkString(stream(options))
