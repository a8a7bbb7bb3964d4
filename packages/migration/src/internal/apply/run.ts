/** Goes through a plan: organization by organization, kind by kind. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as GrafanaClient from "@effect-grafana/core/Grafana"
import * as Organizations from "@effect-grafana/elements/Organizations"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Event, Options, Stopped, Summary } from "../../Apply.js"
import { type Ended, type JournalFailed, placeOf } from "../../Journal.js"
import type { Kind } from "../../Kind.js"
import type { Action, OrganizationPlan } from "../../Plan.js"
import { type WantedBy, wantedBy } from "../wanted.js"
import { workers } from "../workers.js"
import { carryOut, isDone, noteBefore } from "./action.js"
import * as Health from "./health.js"
import * as Lanes from "./lanes.js"
import * as Pace from "./pace.js"
import { removeAll } from "./remove.js"
import * as State from "./state.js"
import * as Target from "./target.js"
import { settling } from "./write.js"

export interface Settings extends Options {
  /** In order. */
  readonly kinds: ReadonlyArray<Kind>
  readonly concurrency: number
}

/** A run under way. */
export interface Run extends Settings {
  readonly state: State.State
  readonly lanes: Lanes.Lanes
  readonly pace: Pace.Pace
  readonly health: Health.Health
  readonly sourceHealth: Health.Health
  readonly tell: (event: Event) => Effect.Effect<void>
}

/** One organization of it. */
export interface Stage {
  readonly run: Run
  readonly index: number
  readonly plan: OrganizationPlan
  readonly target: Target.Target
  readonly wanted: WantedBy
  /** What this journal's runs have written: kinds, and `kind/key` of the source. */
  readonly written: Set<string>
}

export const run = (settings: Settings): Effect.Effect<Summary, Stopped | JournalFailed, Grafana> =>
  Effect.gen(function* () {
    const counts = { done: 0, already: 0, conflict: 0, failed: 0, unknown: 0 }
    const all: Run = {
      ...settings,
      state: yield* State.read(settings.journal),
      lanes: yield* Lanes.make,
      pace: yield* Pace.make,
      health: yield* Health.make("target"),
      sourceHealth: yield* Health.make("source"),
      tell: (event) =>
        Effect.suspend(() => {
          counts[event.outcome] += 1
          return settings.onEvent?.(event) ?? Effect.void
        })
    }
    if ([...all.state.actions.values()].some(isOpen)) yield* Effect.sleep(settling)
    for (const [index, plan] of settings.journal.plan.organizations.entries()) {
      const id = yield* enter(all, index, plan)
      const written = writtenBefore(all.state, index, plan)
      const wanted = wantedBy(settings.journal.plan, plan)
      const stage = { run: all, index, plan, target: Target.make(settings.kinds), wanted, written }
      yield* GrafanaClient.withOrganization(id)(carryOutAll(stage))
    }
    return counts
  })

/** A run that died before may have left it on its way. */
const isOpen = (ended: Pick<Ended, "outcome"> | undefined): boolean => ended === undefined

/** The organization's id in the target; it is made where the plan says so. */
const enter = (
  { health, journal, state }: Run,
  index: number,
  { target }: OrganizationPlan
): Effect.Effect<number, Stopped | JournalFailed, Grafana> =>
  Effect.gen(function* () {
    const known = target.id ?? state.entered.get(index)
    if (known !== undefined) return known
    const found = yield* health.required(Organizations.find(target.name))
    const id = Option.isSome(found)
      ? found.value.id
      : (yield* health.required(Organizations.create({ name: target.name }))).orgId
    yield* journal.append({ _tag: "Entered", organization: index, at: yield* Clock.currentTimeMillis, id })
    state.entered.set(index, id)
    return id
  })

const writtenBefore = (
  { actions, entered }: State.State,
  organization: number,
  plan: OrganizationPlan
): Set<string> => {
  const written = new Set<string>(entered.has(organization) ? ["organizations"] : [])
  for (const [action, { key, kind }] of plan.actions.entries()) {
    const ended = actions.get(placeOf({ organization, action }))
    if (ended !== undefined && isDone(ended)) written.add(kind).add(`${kind}/${key}`)
  }
  return written
}

const carryOutAll = (stage: Stage): Effect.Effect<void, Stopped | JournalFailed, Grafana> =>
  Effect.gen(function* () {
    const { concurrency, kinds } = stage.run
    for (const kind of kinds)
      if (kind.write?.unseen === true)
        yield* workers(concurrency, due(stage, kind), ([action, it]) => noteBefore(stage, kind, action, it))
    for (const kind of kinds) {
      // What stands in each other is written one after another, parents first.
      const crew = kind.nested === true ? 1 : concurrency
      yield* workers(crew, due(stage, kind), ([action, it]) => carryOut(stage, kind, action, it))
    }
    yield* removeAll(stage)
  })

const due = ({ plan }: Stage, { name }: Kind): ReadonlyArray<readonly [number, Action]> =>
  [...plan.actions.entries()].filter(
    ([, { change, kind }]) => kind === name && (change === "create" || change === "update")
  )
