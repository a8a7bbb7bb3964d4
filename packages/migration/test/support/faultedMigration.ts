import * as Apply from "@effect-grafana/migration/Apply"
import * as Compare from "@effect-grafana/migration/Compare"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Journal from "@effect-grafana/migration/Journal"
import * as Kinds from "@effect-grafana/migration/Kinds"
import * as Plan from "@effect-grafana/migration/Plan"
import * as Verify from "@effect-grafana/migration/Verify"
import * as Faults from "@effect-grafana/testing/Faults"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import { breath } from "./breath.js"
import { build } from "./build.js"
import { secret } from "./meddling.js"
import * as HurriedClock from "./hurriedClock.js"
import { on } from "./instances.js"
import { lacking, strange, type Thing, things } from "./portable.js"
import { through } from "./through.js"
import type { Pair } from "./thinned.js"

const kinds = Kinds.all

/** What a plan has nobody write: it needs a person. */
const leftNames = (plan: Plan.Plan) =>
  new Set(
    plan.organizations.flatMap(({ actions }) =>
      actions.filter(({ change }) => change === "conflict").map(named)
    )
  )

const named = ({ key, kind, targetKey, title }: Plan.Action): string =>
  `${kind} ${kind === "annotations" || kind === "snapshots" ? title : (targetKey ?? key)}`

/** What shows other kinds' objects as well. */
const follows: Readonly<Record<string, ReadonlyArray<string>>> = {
  connections: ["dashboards", "library-elements"],
  "rule-groups": ["alert-rules"]
}

const wordsOf = (value: unknown, there: unknown): string =>
  there === undefined
    ? `missing: ${JSON.stringify(value)}`
    : JSON.stringify(Compare.differences(value, there))

/** Plans, applies under faults, and applies again without; gives what is wrong with the outcome, in words. */
export const faultedMigration = ({ seed, ...described }: Pair) =>
  Effect.gen(function* () {
    yield* breath
    const problems: Array<string> = []
    const source = yield* build(described.source)
    const target = yield* build(described.target, 2)
    const [before, wanted] = [things(target), things(source)]
    const origin = yield* on(source)(Inventory.origin({ kinds }))
    const plan = yield* on(target)(Plan.make({ source: origin, kinds, alertRules: "as they are" }))
    const journal = yield* Journal.memory(plan)
    const findings = plan.organizations.flatMap((it) => it.findings)
    if (findings.length > 0) problems.push(`the plan lacks something: ${JSON.stringify(findings)}`)

    const left = leftNames(plan)
    const reported = new Set<string>()
    const toldOf = new Set<string>()
    // A dashboard that was there already, and is equal, is not saved again for an element that has come since.
    const hasBoards = (kind: string) =>
      kind === "connections" && [...before.values()].some((it) => it.kind === "dashboards")
    const said: Array<string> = []
    const onEvent = ({ action, outcome, reason }: Apply.Event) =>
      Effect.sync(() => {
        if (outcome === "done" || outcome === "already") return
        reported.add(named(action))
        toldOf.add(action.kind)
        said.push(`${named(action)}: ${outcome}: ${reason}`)
      })
    const compare = (when: string, isExcused: (thing: Thing) => boolean) => {
      const there = things(target)
      const lost = lacking(wanted, there).filter((it) => !left.has(`${it.kind} ${it.name}`) && !isExcused(it))
      problems.push(
        ...lost.map(
          ({ kind, name, there, value }) =>
            `${when}: ${kind} ${name} is not as in the source, and nobody said so: ${wordsOf(value, there)}`
        ),
        ...strange(there, before, wanted).map(
          ({ kind, name, value }) => `${when}: ${kind} ${name} is nobody's: ${JSON.stringify(value)}`
        )
      )
    }

    const rate = 0.02 + (seed % 10) / 50
    const troubled = yield* through(source, Faults.random({ seed, rate: rate / 4 }))
    const over = yield* through(target, Faults.random({ seed: seed + 1, rate }))
    const faulty = yield* Effect.either(troubled(Inventory.origin({ kinds })))
    if (faulty._tag === "Right") {
      const first = yield* over(
        Effect.either(Apply.run({ journal, source: faulty.right, kinds, secret, onEvent }))
      )
      const isOver = first._tag === "Right"
      const isTold = ({ kind, name }: Thing): boolean =>
        hasBoards(kind) ||
        reported.has(`${kind} ${name}`) ||
        [...(follows[kind] ?? [])].some((it) => toldOf.has(it))
      compare("after the faults", (it) => !isOver || isTold(it))
    }
    said.push("---- without faults")
    yield* on(target)(Apply.run({ journal, source: origin, kinds, secret, onEvent }))
    compare("at the end", ({ kind }) => hasBoards(kind))
    const verdicts = yield* on(target)(Verify.run({ plan, source: origin, kinds }))
    const mismatches = verdicts.flatMap((it) => it.mismatches)
    problems.push(
      ...mismatches
        // An update of a dashboard adds to its history.
        .filter(({ key, kind }) => kind !== "dashboard-versions" && !left.has(`${kind} ${key}`))
        .map((it) => `to verify ${it.kind} ${it.key} ${it.problem}: ${JSON.stringify(it.differences)}`)
    )
    return problems.length === 0 ? [] : [...problems, ...said]
  }).pipe(Effect.withClock(HurriedClock.make()), Effect.withRandom(Random.make(seed)))
