/** Whether a plan was made for the instances that it is to be carried out between. */
import * as Grafana from "@effect-grafana/core/Grafana"
import * as Health from "@effect-grafana/elements/Health"
import * as CurrentOrganization from "@effect-grafana/elements/Organization"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Problem } from "../../Kind.js"
import type { About, Organization, Origin } from "../../Origin.js"
import { readOnly } from "../readOnly.js"
import type { Plan } from "./model.js"

/** A plan was made for other instances; `problems` names each point in which they are others. */
export class PlanUnfit extends Data.TaggedError("PlanUnfit")<{ readonly problems: ReadonlyArray<string> }> {
  override get message(): string {
    return `the plan was made for other instances: ${this.problems.join("; ")}`
  }
}

/** What a plan is to be carried out between. */
export interface Instances {
  /** Without it only the target is looked at. */
  readonly source?: Origin
  /** The target's address, as `make` was told. */
  readonly url?: string
}

/**
 * Succeeds where the source and this Grafana are what the plan was made for: at the same addresses, of the same major
 * versions (as far as they are shown), with the same organizations by id and name. Fails with `PlanUnfit` otherwise.
 */
export const fits = (
  plan: Plan,
  { source, url = "" }: Instances
): Effect.Effect<void, PlanUnfit | Problem, Grafana.Grafana> =>
  Effect.gen(function* () {
    const target = { url, version: Option.getOrNull(yield* Health.version()) }
    const meant = plan.organizations.flatMap(({ target: { id, name } }) =>
      id === null ? [] : [{ id, name }]
    )
    const there = yield* Effect.forEach(meant, ({ id }) => organizationAt(id))
    const problems = [
      ...(source === undefined ? [] : otherInstance("source", plan.source, source.about)),
      ...otherInstance("target", plan.target, target),
      ...(source === undefined
        ? []
        : plan.organizations.flatMap((it) => otherOrganization("source", it.source, source.organizations))),
      ...meant.flatMap((it) => otherOrganization("target", it, there.flat()))
    ]
    if (problems.length > 0) return yield* new PlanUnfit({ problems })
  }).pipe(readOnly)

/** None where the credential may not look into it, or where there is no such organization. */
const organizationAt = (id: number): Effect.Effect<ReadonlyArray<Organization>, Problem, Grafana.Grafana> =>
  CurrentOrganization.get().pipe(
    Grafana.withOrganization(id),
    Effect.map(({ id, name }) => [{ id, name }]),
    Effect.catchIf(isMissing, () => Effect.succeed([]))
  )

const isMissing = ({ _tag }: Problem): boolean => _tag === "NotFound" || _tag === "Forbidden"

type Side = "source" | "target"

const otherInstance = (side: Side, planned: About, found: About): ReadonlyArray<string> => [
  ...(planned.url === found.url ? [] : [`its ${side} is ${planned.url}, and this is ${found.url}`]),
  ...(isOtherMajor(planned.version, found.version)
    ? [`its ${side} is Grafana ${planned.version}, and this is ${found.version}`]
    : [])
]

const isOtherMajor = (planned: string | null, found: string | null): boolean =>
  planned !== null && found !== null && majorOf(planned) !== majorOf(found)

const majorOf = (version: string): string => version.slice(0, version.indexOf("."))

const otherOrganization = (
  side: Side,
  planned: Organization,
  there: ReadonlyArray<Organization>
): ReadonlyArray<string> => {
  const found = there.find(({ id }) => id === planned.id)
  if (found?.name === planned.name) return []
  const what = found === undefined ? "is not there" : `is now "${found.name}"`
  return [`the ${side}'s organization ${planned.id} "${planned.name}" ${what}`]
}
