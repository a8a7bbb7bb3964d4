/** What a migration would do: data that can be read, saved and carried out later. Making a plan writes nothing. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { Filter } from "./Filter.js"
import * as Inventory from "./Inventory.js"
import { format, type Plan } from "./internal/plan/model.js"
import { planOrganization } from "./internal/plan/organization.js"
import type { FolderCycle } from "./internal/plan/parentsFirst.js"
import { check, checkFilter, type Prune, type PruneRefused } from "./internal/plan/prune.js"
import { readOnly } from "./internal/readOnly.js"
import type { Kind, Problem } from "./Kind.js"
import * as Kinds from "./Kinds.js"
import type { Origin } from "./Origin.js"
import type { Remap } from "./Remap.js"

export { fits, type Instances, PlanUnfit } from "./internal/plan/fits.js"
export * from "./internal/plan/model.js"
export { FolderCycle } from "./internal/plan/parentsFirst.js"
export { type Prune, PruneRefused } from "./internal/plan/prune.js"
export { table } from "./internal/plan/table.js"
export { decode, encode, PlanFormatUnknown, PlanMalformed } from "./internal/plan/text.js"

/** What is to go where, and what to do where both sides have it. */
export interface Options {
  readonly source: Origin
  /** All that `Kinds.usual` holds unless told. */
  readonly kinds?: ReadonlyArray<Kind>
  /** All objects of the source unless told. */
  readonly filter?: Filter
  /** Keys that are others in the target; what has the same name in both is found without. */
  readonly remap?: Remap
  /**
   * `current`: the source's one organization goes into that of the credential. `by name` (the default where the
   * source has several): each goes into the one of its name, which is made where it is missing.
   */
  readonly organizations?: "current" | "by name"
  /** What to do where source and target differ: `update` (default), leave it (`skip`), or ask (`conflict`). */
  readonly onDifference?: "update" | "skip" | "conflict"
  /** Whether new alert rules come paused (default), so that nobody is told twice, or as they are. */
  readonly alertRules?: "paused" | "as they are"
  /**
   * What only the target has is to be removed; without it, it stays. Fails with `PruneRefused` where anything could not
   * be listed or read on either side, under a filter other than by kind, and where it is more than `most`. Users,
   * service accounts, public dashboards and what only comes when asked for always stay.
   */
  readonly prune?: Prune
  /** The target's address, for reports. */
  readonly url?: string
}

/**
 * Compares a source with this Grafana. What cannot be listed or read on either side becomes a finding of the plan, so
 * that a plan without findings is a whole one. Fails with `FolderCycle` where folders stand in each other in a
 * circle, and where the target's organizations cannot be learned.
 */
export const make = (options: Options): Effect.Effect<Plan, FolderCycle | PruneRefused | Problem, Grafana> =>
  readOnly(planOf(options))

const planOf = (options: Options): Effect.Effect<Plan, FolderCycle | PruneRefused | Problem, Grafana> =>
  Effect.gen(function* () {
    const { prune, source } = options
    if (prune !== undefined) yield* checkFilter(options.filter ?? {})
    const asked = (options.kinds ?? Kinds.usual).filter(({ name }) => source.kinds.includes(name))
    const kinds = Kinds.withNeeded(asked)
    const byName =
      (options.organizations ?? (source.organizations.length > 1 ? "by name" : "current")) === "by name"
    const target = yield* Inventory.origin({
      kinds,
      organizations: byName ? "all" : "current",
      ...(options.url === undefined ? {} : { url: options.url })
    })
    const alertRules = options.alertRules ?? "paused"
    const organizations = yield* Effect.forEach(source.organizations, (organization) =>
      planOrganization({
        source,
        target,
        kinds,
        planned: new Set(
          asked.map(({ name }) => name).filter((name) => options.filter?.kinds?.includes(name) ?? true)
        ),
        from: organization,
        to: byName
          ? target.organizations.find(({ name }) => name === organization.name)
          : target.organizations[0],
        filter: options.filter ?? {},
        remap: options.remap ?? {},
        onDifference: options.onDifference ?? "update",
        paused: alertRules === "paused",
        prunes: prune !== undefined
      })
    )
    if (prune !== undefined) yield* check(organizations, prune)
    const madeAt = DateTime.formatIso(DateTime.unsafeMake(yield* Clock.currentTimeMillis))
    return { format, madeAt, source: source.about, target: target.about, alertRules, organizations }
  })

/** Whether there is nothing to write, nobody to ask and nothing amiss. */
export const isEmpty = ({ organizations }: Plan): boolean =>
  organizations.every(
    ({ actions, findings }) =>
      findings.length === 0 && actions.every(({ change }) => change === "skip" || change === "extra")
  )
