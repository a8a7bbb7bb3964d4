/** Whether the target has what the source has: both sides read again, and compared field by field. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Effect from "effect/Effect"
import type { Difference } from "./Compare.js"
import { readOnly } from "./internal/readOnly.js"
import { verifyOrganization } from "./internal/verify.js"
import * as Inventory from "./Inventory.js"
import type { Kind, Problem } from "./Kind.js"
import * as Kinds from "./Kinds.js"
import type { Origin } from "./Origin.js"
import type { Plan, PlanFinding, Unresolved } from "./Plan.js"

/** An object that is not in the target as it is in the source. */
export interface Mismatch {
  readonly kind: string
  /** In the source; of what was to go, in the target. */
  readonly key: string
  readonly title: string
  /** `missing`: the target has it not; `not removed`: it was to go, and is there. */
  readonly problem: "missing" | "differs" | "not removed"
  /** `left` is what the source has, its references rewritten; `right` what the target has. */
  readonly differences: ReadonlyArray<Difference>
}

/** What one organization came to. */
export interface OrganizationVerdict {
  /** The organization's name in the source. */
  readonly organization: string
  /** How many objects are the same on both sides. */
  readonly equal: number
  readonly mismatches: ReadonlyArray<Mismatch>
  /** References of the source to what is not in the target. */
  readonly unresolved: ReadonlyArray<Unresolved>
  /** What could not be listed or read, and so not be compared. */
  readonly findings: ReadonlyArray<PlanFinding>
}

/** What is compared. */
export interface Options {
  /** Which was carried out. */
  readonly plan: Plan
  readonly source: Origin
  /** All that `Kinds.all` holds unless told. */
  readonly kinds?: ReadonlyArray<Kind>
}

/**
 * Compares, on this Grafana, every object that a plan was about with the source. It knows nothing of what the apply
 * has noted: what counts is what both sides have now.
 */
export const run = ({
  kinds = Kinds.all,
  plan,
  source
}: Options): Effect.Effect<ReadonlyArray<OrganizationVerdict>, Problem, Grafana> =>
  Effect.gen(function* () {
    const ordered = Kinds.inOrder(kinds)
    const isMany = plan.organizations.length > 1
    const target = yield* Inventory.origin({ kinds: ordered, organizations: isMany ? "all" : "current" })
    return yield* Effect.forEach(plan.organizations, (organization) =>
      verifyOrganization({ kinds: ordered, plan, organization, source, target })
    )
  }).pipe(readOnly)

/** Whether everything is the same, and all of it could be compared. */
export const isEqual = (verdicts: ReadonlyArray<OrganizationVerdict>): boolean =>
  verdicts.every(({ findings, mismatches }) => findings.length === 0 && mismatches.length === 0)
