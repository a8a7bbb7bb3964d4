/** The plan of one organization: kind by kind, each after those that it refers to. */
import * as Effect from "effect/Effect"
import { type Filter, matches } from "../../Filter.js"
import * as Inventory from "../../Inventory.js"
import type { Kind } from "../../Kind.js"
import type { Finding, Found, Organization, Origin } from "../../Origin.js"
import type { Action, OrganizationPlan, PlanFinding, Unresolved } from "../../Plan.js"
import type { Remap } from "../../Remap.js"
import { workers } from "../workers.js"
import { type Knowledge, makeKnowledge } from "./knowledge.js"
import { planObject } from "./object.js"
import { type FolderCycle, parentsFirst } from "./parentsFirst.js"
import { removal } from "./prune.js"

/** Objects that are compared at once. */
const crew = 16

export interface Work {
  readonly source: Origin
  readonly target: Origin
  /** In order; `planned` says whose objects are written, the others are looked at because those refer to them. */
  readonly kinds: ReadonlyArray<Kind>
  readonly planned: ReadonlySet<string>
  readonly from: Organization
  /** Undefined where the organization is to be made. */
  readonly to: Organization | undefined
  readonly filter: Filter
  readonly remap: Remap
  readonly onDifference: "update" | "skip" | "conflict"
  readonly paused: boolean
  /** What only the target has is to go. */
  readonly prunes: boolean
}

/** What a plan has come to so far. */
export interface Draft {
  readonly work: Work
  readonly knowledge: Knowledge<Found>
  readonly unresolved: Array<Unresolved>
  readonly findings: Array<PlanFinding>
  /** Objects of the target that are to go: `kind/key`. */
  readonly removed: Set<string>
}

export const planOrganization = (work: Work): Effect.Effect<OrganizationPlan, FolderCycle> =>
  Effect.gen(function* () {
    const knowledge = makeKnowledge<Found>(work.remap)
    const draft: Draft = { work, knowledge, unresolved: [], findings: [], removed: new Set() }
    const actions: Array<Action> = []
    for (const kind of work.kinds) actions.push(...(yield* planKind(draft, kind)))
    const removals = actions.filter(({ change }) => change === "remove")
    const others = actions.filter(({ change }) => change !== "remove")
    return {
      source: work.from,
      target: work.to ?? { id: null, name: work.from.name },
      remap: draft.knowledge.remap(),
      // Last, and what refers to others before them.
      actions: [...others, ...removals.reverse()],
      unresolved: draft.unresolved,
      findings: draft.findings
    }
  })

const planKind = (draft: Draft, kind: Kind): Effect.Effect<ReadonlyArray<Action>, FolderCycle> =>
  Effect.gen(function* () {
    const { findings, knowledge, work } = draft
    const isPlanned = work.planned.has(kind.name)
    const [source, sourceFindings] = yield* listed(work.source, work.from, kind)
    const [target, targetFindings] = work.to === undefined ? none : yield* listed(work.target, work.to, kind)
    findings.push(...(isPlanned ? sourceFindings.map(on("source")) : []), ...targetFindings.map(on("target")))

    const passes = isPlanned ? yield* matches(work.source, work.filter) : () => false
    const meant = source.filter(passes)
    const coming = kind.nested === true ? yield* parentsFirst(meant) : meant
    knowledge.learn(kind.name, {
      source,
      target,
      coming: kind.missing === undefined ? coming : [],
      rekey: (key) => kind.rekey?.(key, knowledge.resolve) ?? key
    })
    if (!isPlanned) return []

    const actions: Array<Action | undefined> = coming.map(() => undefined)
    yield* workers(crew, [...coming.entries()], ([i, item]) =>
      Effect.map(planObject(draft, kind, item), (action) => {
        actions[i] = action
      })
    )
    const met = new Set(source.map((item) => knowledge.counterpart(kind.name, item)?.key))
    const extras = isWhole(work.filter) ? target.filter(({ key }) => !met.has(key)) : []
    return [...actions.filter((action) => action !== undefined), ...(yield* planExtras(draft, kind, extras))]
  })

const planExtras = (
  draft: Draft,
  kind: Kind,
  extras: ReadonlyArray<Found>
): Effect.Effect<ReadonlyArray<Action>, FolderCycle> =>
  draft.work.prunes
    ? Effect.flatMap(kind.nested === true ? parentsFirst(extras) : Effect.succeed(extras), (ordered) =>
        Effect.forEach(ordered, (item) => removal(draft, kind, item))
      )
    : Effect.succeed(extras.map(extra))

const none: readonly [ReadonlyArray<Found>, ReadonlyArray<Finding>] = [[], []]

const listed = (origin: Origin, organization: Organization, { name }: Kind) =>
  Effect.map(
    Inventory.collect(origin.pages(organization, name)),
    ({ findings, items }) => [items, findings] as const
  )

const on =
  (side: PlanFinding["side"]) =>
  ({ key, kind, problem, title }: Finding): PlanFinding => ({
    side,
    kind,
    ...(key === undefined ? {} : { key }),
    ...(title === undefined ? {} : { title }),
    problem
  })

/** A filter hides what the target has and the source has too. */
const isWhole = ({ folders, keys, tags }: Filter): boolean =>
  folders === undefined && keys === undefined && tags === undefined

const extra = ({ key, kind, title }: Found): Action => ({
  kind,
  key,
  title,
  change: "extra",
  reason: "only in the target"
})
