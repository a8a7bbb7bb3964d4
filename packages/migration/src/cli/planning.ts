/** Makes the plan that the command line asks for. */
import type * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Kinds from "../Kinds.js"
import * as Ledger from "../Ledger.js"
import type { Origin } from "../Origin.js"
import * as Plan from "../Plan.js"
import { connect, type Instance, on, open, type Organizations, refused } from "./between.js"
import { failing, misused, type Ended } from "./ending.js"
import { inviting } from "./inviting.js"
import { goingOn, type Streams } from "./streams.js"
import { counted, watching } from "./watching.js"
import { type Filtering, filterOf, isWhole, kindsOf, remapOf } from "./wishes.js"

export interface Wishes extends Filtering {
  readonly source: string | undefined
  readonly target: string | undefined
  readonly kinds: ReadonlyArray<string> | undefined
  readonly organizations: Organizations | undefined
  readonly remap: string | undefined
  readonly onDifference: "update" | "skip" | "conflict"
  readonly alertRules: "paused" | "as-they-are"
  readonly inviteUsers: boolean
  readonly prune: boolean
  readonly pruneMost: number | undefined
  readonly quiet: boolean
}

export interface Planned {
  readonly plan: Plan.Plan
  readonly source: Origin
  readonly target: Instance
}

export const makePlan = (
  wishes: Wishes
): Effect.Effect<Planned, Ended, Scope.Scope | FileSystem.FileSystem | Path.Path | Streams> =>
  Effect.gen(function* () {
    yield* goingOn("Nothing was written to the target; the same command begins anew.")
    if (wishes.pruneMost !== undefined && !wishes.prune) return yield* misused("--prune-most needs --prune.")
    const named = yield* kindsOf(wishes.kinds)
    const kinds = wishes.inviteUsers ? inviting(named) : named
    const remap = yield* remapOf(wishes.remap)
    const organizations = wishes.organizations ?? "current"
    const target = yield* connect("target", wishes.target)
    const { origin } = yield* open({
      side: "source",
      given: wishes.source,
      kinds: wishes.inviteUsers ? inviting(Kinds.withNeeded(kinds)) : Kinds.withNeeded(kinds),
      organizations
    })
    const names = kinds.map(({ name }) => name).filter((name) => origin.kinds.includes(name))
    const ledger = yield* Ledger.make(names)
    const plan = yield* Plan.make({
      source: counted(origin, ledger, { kinds: names, isWhole: isWhole(wishes) }),
      kinds,
      filter: filterOf(wishes),
      remap,
      ...(organizations === "current" ? {} : { organizations: "by name" }),
      onDifference: wishes.onDifference,
      alertRules: wishes.alertRules === "paused" ? "paused" : "as they are",
      ...(wishes.prune ? { prune: wishes.pruneMost === undefined ? {} : { most: wishes.pruneMost } } : {}),
      url: target.url
    }).pipe(on(target), watching(ledger, wishes.quiet), Effect.mapError(unplanned(target.url)))
    return { plan, source: origin, target }
  })

const unplanned =
  (url: string) =>
  (error: Effect.Effect.Error<ReturnType<typeof Plan.make>>): Ended => {
    if (error._tag === "PruneRefused")
      return failing(`${error.message}.\nPlan without --prune, or allow more with --prune-most.`)
    return error._tag === "FolderCycle" ? failing(`${error.message}.`) : refused("target", url)(error)
  }
