/** One kind, or a few, between two fakes. */
import * as Apply from "@effect-grafana/migration/Apply"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Journal from "@effect-grafana/migration/Journal"
import type * as Kind from "@effect-grafana/migration/Kind"
import * as Kinds from "@effect-grafana/migration/Kinds"
import * as Plan from "@effect-grafana/migration/Plan"
import * as Rollback from "@effect-grafana/migration/Rollback"
import type * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as Effect from "effect/Effect"
import { on } from "./instances.js"

/** The kinds of these names, in order, a kind of the caller's own in place of the usual one. */
export const kindsOf = (
  names: ReadonlyArray<string>,
  own: ReadonlyArray<Kind.Kind> = []
): ReadonlyArray<Kind.Kind> => {
  const others = Kinds.all.filter(({ name }) => !own.some((it) => it.name === name))
  return Kinds.inOrder([...own, ...others]).filter(({ name }) => names.includes(name))
}

export const kindOf = (name: string): Kind.Kind => {
  const kind = Kinds.all.find((it) => it.name === name)
  if (kind === undefined) throw new Error(`there is no kind ${name}`)
  return kind
}

/** What a fake holds of a kind: each object by its key, in portable form. */
export const readings = (fake: FakeGrafana.Service, kind: Kind.Kind) =>
  on(fake)(
    Effect.gen(function* () {
      const origin = yield* Inventory.origin({ kinds: [kind] })
      const { findings, items } = yield* Inventory.collect(Inventory.pages(origin))
      if (findings.length > 0) return yield* Effect.dieMessage(JSON.stringify(findings))
      const pairs = yield* Effect.forEach(items, (item) =>
        Effect.map(origin.read(item), (reading) => [item.key, reading] as const)
      )
      return Object.fromEntries(pairs)
    })
  )

/** The contents alone. */
export const contents = (fake: FakeGrafana.Service, kind: Kind.Kind) =>
  Effect.map(readings(fake, kind), (all) =>
    Object.fromEntries(Object.entries(all).map(([key, { content }]) => [key, content]))
  )

export const plan = (
  source: FakeGrafana.Service,
  target: FakeGrafana.Service,
  kinds: ReadonlyArray<Kind.Kind>,
  options: Omit<Plan.Options, "source" | "kinds"> = {}
) =>
  Effect.gen(function* () {
    const origin = yield* on(source)(
      Inventory.origin({ kinds, organizations: options.organizations === "by name" ? "all" : "current" })
    )
    return { origin, plan: yield* on(target)(Plan.make({ source: origin, kinds, ...options })) }
  })

/** Plans and applies; tells what failed, in words. */
export const move = (
  source: FakeGrafana.Service,
  target: FakeGrafana.Service,
  kinds: ReadonlyArray<Kind.Kind>,
  { secret, ...options }: Omit<Plan.Options, "source" | "kinds"> & Pick<Apply.Options, "secret"> = {}
) =>
  Effect.gen(function* () {
    const made = yield* plan(source, target, kinds, options)
    const journal = yield* Journal.memory(made.plan)
    const trouble: Array<string> = []
    const onEvent = ({ action, outcome, reason }: Apply.Event) =>
      Effect.sync(() => {
        if (outcome !== "done" && outcome !== "already")
          trouble.push(`${action.kind} ${action.key}: ${outcome}: ${reason ?? ""}`)
      })
    const summary = yield* on(target)(
      Apply.run({
        journal,
        source: made.origin,
        kinds: Kinds.withNeeded(kinds),
        onEvent,
        ...(secret === undefined ? {} : { secret })
      })
    )
    const back = on(target)(Rollback.run({ journal, kinds: Kinds.withNeeded(kinds) }))
    return { plan: made.plan, summary, trouble, back }
  })

/** What a plan would do, without what is equal already: `teams Sales: create`. */
export const changes = ({ organizations }: Plan.Plan): ReadonlyArray<string> =>
  organizations.flatMap(({ actions }) =>
    actions
      .filter(({ change }) => change !== "skip")
      .map(({ change, key, kind }) => `${kind} ${key}: ${change}`)
  )
