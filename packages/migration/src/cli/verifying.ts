/** Compares source and target after a migration: what verify and migrate have in common. */
import * as Effect from "effect/Effect"
import * as Ledger from "../Ledger.js"
import type { Origin } from "../Origin.js"
import type { Plan } from "../Plan.js"
import * as Verify from "../Verify.js"
import { type Instance, on, refused } from "./between.js"
import { differing } from "./differences.js"
import type { Ended } from "./ending.js"
import { kindsOfPlan } from "./inviting.js"
import { section } from "./journals.js"
import { paragraphs, type Result, table } from "./output.js"
import type { Streams } from "./streams.js"
import { counted, watching } from "./watching.js"

export interface Verifying {
  readonly plan: Plan
  readonly source: Origin
  readonly target: Instance
  readonly quiet: boolean
}

export type Verdicts = ReadonlyArray<Verify.OrganizationVerdict>

export const verify = ({ plan, quiet, source, target }: Verifying): Effect.Effect<Verdicts, Ended, Streams> =>
  Effect.gen(function* () {
    const compared = plan.organizations.flatMap(({ actions }) =>
      actions.filter(({ change }) => change !== "extra" && change !== "remove")
    )
    const kinds = [...new Set(compared.map(({ kind }) => kind))]
    const ledger = yield* Ledger.make(kinds)
    for (const kind of kinds) yield* ledger.state(kind, compared.filter((it) => it.kind === kind).length)
    const watched = counted(source, ledger, { kinds, isWhole: false })
    return yield* Verify.run({ plan, source: watched, kinds: kindsOfPlan(plan) }).pipe(
      on(target),
      watching(ledger, quiet),
      Effect.mapError(refused("target", target.url))
    )
  })

const problems = ["missing", "differs", "not removed"] as const

export const asResult = (verdicts: Verdicts): Result => ({
  text: () => {
    const rows = verdicts.map(({ equal, findings, mismatches, organization }) => [
      organization,
      String(equal),
      ...problems.map((problem) => String(mismatches.filter((it) => it.problem === problem).length)),
      String(findings.length)
    ])
    return paragraphs([
      ...table([["organization", "equal", ...problems, "not compared"], ...rows]),
      ...section(
        "Not the same",
        verdicts.flatMap(({ mismatches }) =>
          mismatches.flatMap(({ differences, key, kind, problem, title }) =>
            differing(`${kind} ${key} "${title}": ${problem}`, differences)
          )
        )
      ),
      ...section(
        "Not compared",
        verdicts.flatMap(({ findings }) =>
          findings.map(({ key, kind, problem, side }) => `${side}: ${kind} ${key ?? ""}: ${problem}`)
        )
      )
    ])
  },
  json: () => verdicts,
  lines: () =>
    verdicts.flatMap(({ equal, findings, mismatches, organization, unresolved }) => [
      ...mismatches.map((it) => ({ type: "mismatch", organization, ...it })),
      ...findings.map((it) => ({ type: "finding", organization, ...it })),
      ...unresolved.map((it) => ({ type: "unresolved", organization, ...it })),
      { type: "summary", organization, equal, mismatches: mismatches.length, findings: findings.length }
    ])
})

/** What is not the same; undefined: all is. */
export const lacking = (verdicts: Verdicts): string | undefined => {
  const mismatches = verdicts.reduce((sum, it) => sum + it.mismatches.length, 0)
  const findings = verdicts.reduce((sum, it) => sum + it.findings.length, 0)
  if (Verify.isEqual(verdicts)) return undefined
  return `${mismatches} not the same, ${findings} not compared`
}
