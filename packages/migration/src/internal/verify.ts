/** Compares one organization with its source. */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Compare from "../Compare.js"
import * as Inventory from "../Inventory.js"
import { inWords, type Kind } from "../Kind.js"
import type { Finding, Found, Origin } from "../Origin.js"
import type { Action, OrganizationPlan, Plan, PlanFinding } from "../Plan.js"
import type { Mismatch, OrganizationVerdict } from "../Verify.js"
import { type WantedBy, wantedBy } from "./wanted.js"
import { workers } from "./workers.js"

/** Objects that are compared at once. */
const crew = 16

export interface Work {
  readonly kinds: ReadonlyArray<Kind>
  readonly plan: Plan
  readonly organization: OrganizationPlan
  readonly source: Origin
  readonly target: Origin
}

export const verifyOrganization = (work: Work): Effect.Effect<OrganizationVerdict> =>
  Effect.gen(function* () {
    const { kinds, organization, plan, target } = work
    const wanted = wantedBy(plan, organization)
    const { source, unresolved } = organization
    const there = target.organizations.find(({ id, name }) =>
      organization.target.id === null ? name === organization.target.name : id === organization.target.id
    )
    const findings: Array<PlanFinding> = []
    const mismatches: Array<Mismatch> = []
    let equal = 0
    for (const kind of kinds) {
      const actions = organization.actions.filter((it) => it.kind === kind.name && it.change !== "extra")
      if (actions.length === 0) continue
      const listed =
        there === undefined ? undefined : yield* Inventory.collect(target.pages(there, kind.name))
      findings.push(...(listed?.findings ?? []).map(onTarget))
      const items = new Map(listed?.items.map((item) => [item.key, item]))
      yield* workers(crew, actions, (action) =>
        Effect.map(
          compare(work, wanted, kind, action, items.get(action.targetKey ?? action.key)),
          Either.match({
            onLeft: (finding) => void findings.push(finding),
            onRight: (mismatch) => {
              if (mismatch === undefined) equal += 1
              else mismatches.push(mismatch)
            }
          })
        )
      )
    }
    return { organization: source.name, equal, mismatches, unresolved, findings }
  })

/** Undefined where both sides are the same; a finding where one of them could not be read. */
const compare = (
  { organization, source, target }: Work,
  wanted: WantedBy,
  kind: Kind,
  action: Action,
  item: Found | undefined
): Effect.Effect<Either.Either<Mismatch | undefined, PlanFinding>> =>
  Effect.gen(function* () {
    const { change, id, key, title } = action
    const named = { kind: kind.name, key, title }
    const lost = (side: PlanFinding["side"], problem: string) =>
      Either.left({ side, ...named, problem: `could not be read: ${problem}` })
    if (change === "remove")
      return Either.right(
        item === undefined ? undefined : ({ ...named, problem: "not removed", differences: [] } as const)
      )
    if (item === undefined) return Either.right({ ...named, problem: "missing", differences: [] } as const)
    const where = { organization: organization.source, kind: kind.name, key, title }
    const left = yield* Effect.either(source.read(id === undefined ? where : { ...where, id }))
    if (Either.isLeft(left)) return lost("source", inWords(left.left))
    const right = yield* Effect.either(target.read(item))
    if (Either.isLeft(right)) return lost("target", inWords(right.left))
    const there = right.right.content
    const differences = Compare.differences(wanted(kind, left.right.content)(there), there)
    return Either.right(differences.length === 0 ? undefined : { ...named, problem: "differs", differences })
  })

const onTarget = ({ key, kind, problem, title }: Finding): PlanFinding => ({
  side: "target",
  kind,
  ...(key === undefined ? {} : { key }),
  ...(title === undefined ? {} : { title }),
  problem
})
