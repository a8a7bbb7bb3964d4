/** Takes back what a journal holds. */
import * as Effect from "effect/Effect"
import { read } from "../internal/apply/state.js"
import { type Journal, placeOf } from "../Journal.js"
import * as Kinds from "../Kinds.js"
import * as Ledger from "../Ledger.js"
import * as Rollback from "../Rollback.js"
import { stopped } from "./applying.js"
import { type Instance, on } from "./between.js"
import type { Ended } from "./ending.js"
import { section } from "./journals.js"
import { type Output, paragraphs, printLine, type Result, table } from "./output.js"
import type { Streams } from "./streams.js"
import { watching } from "./watching.js"

export interface Rolling {
  readonly journal: Journal
  readonly target: Instance
  readonly force: boolean
  readonly output: Output
  readonly quiet: boolean
}

export interface Taken {
  readonly summary: Rollback.Summary
  readonly left: ReadonlyArray<Rollback.Event>
}

export const takeBack = ({
  force,
  journal,
  output,
  quiet,
  target
}: Rolling): Effect.Effect<Taken, Ended, Streams> =>
  Effect.gen(function* () {
    const left: Array<Rollback.Event> = []
    const ledger = yield* Effect.mapError(ledgerOf(journal), stopped(target))
    const streams = yield* Effect.context<Streams>()
    const onEvent = (event: Rollback.Event) =>
      Effect.gen(function* () {
        const { action, organization, outcome, reason } = event
        const { change, key, kind, title } = action
        if (outcome === "kept" || outcome === "failed") left.push(event)
        yield* ledger.add(kind, outcome === "failed" ? { failed: 1 } : { exported: 1 })
        yield* printLine(output, { type: "event", organization, outcome, reason, change, kind, key, title })
      }).pipe(Effect.provide(streams))
    const summary = yield* Rollback.run({ journal, url: target.url, force, onEvent }).pipe(
      on(target),
      watching(ledger, quiet),
      Effect.mapError(stopped(target))
    )
    return { summary, left }
  })

/** Counts of what the journal holds. */
const ledgerOf = (journal: Journal) =>
  Effect.gen(function* () {
    const { actions } = yield* read(journal)
    const counts = new Map<string, number>()
    for (const [organization, it] of journal.plan.organizations.entries())
      for (const [action, { kind }] of it.actions.entries()) {
        const place = placeOf({ organization, action })
        const outcome = actions.get(place)?.outcome
        if (!actions.has(place) || (outcome !== undefined && outcome !== "done" && outcome !== "unknown"))
          continue
        counts.set(kind, (counts.get(kind) ?? 0) + 1)
      }
    const order = Kinds.inOrder(Kinds.all).map(({ name }) => name)
    const ledger = yield* Ledger.make(order.filter((name) => counts.has(name)).reverse())
    for (const [kind, count] of counts) yield* ledger.state(kind, count)
    return ledger
  })

const outcomes = ["removed", "restored", "kept", "failed"] as const

const wordLeft = ({ action: { key, kind, title }, outcome, reason }: Rollback.Event): string =>
  `${kind} ${key} "${title}": ${outcome}${reason === undefined ? "" : `: ${reason}`}`

export const asResult = ({ left, summary }: Taken): Result => ({
  text: () =>
    paragraphs([
      ...table([outcomes, outcomes.map((outcome) => String(summary[outcome]))]),
      ...section("Not taken back", left.map(wordLeft))
    ]),
  json: () => ({
    summary,
    left: left.map(({ action: { key, kind, title }, organization, outcome, reason }) => ({
      ...{ organization, kind, key, title, outcome, reason }
    }))
  }),
  lines: () => [{ type: "summary", ...summary }]
})

export const lacking = ({ summary: { failed, kept } }: Taken): string | undefined =>
  kept + failed === 0 ? undefined : `${kept} kept, ${failed} failed`
