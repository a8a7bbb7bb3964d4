/** What an export comes to. */
import * as Effect from "effect/Effect"
import type { Ledger, Tally } from "../Ledger.js"
import { type Finding, wordFinding } from "../Origin.js"
import { section } from "./journals.js"
import { paragraphs, type Result, table } from "./output.js"

export interface Exported {
  readonly directory: string
  readonly tallies: ReadonlyMap<string, Tally>
  readonly findings: ReadonlyArray<Finding>
  /** A finding names its organization where there are several. */
  readonly areSeveral: boolean
}

export const exportedBy = (
  { findings, tallies }: Ledger,
  about: Pick<Exported, "directory" | "areSeveral">
): Effect.Effect<Exported> =>
  Effect.map(Effect.all({ findings, tallies }), (counted) => ({ ...about, ...counted }))

const columns = ["kind", "listed", "exported", "kept", "failed", "bytes", "seconds"]

const row = (kind: string, { bytes, ended, exported, failed, kept, listed, started }: Tally) => [
  kind,
  ...[listed, exported, kept, failed, bytes].map(String),
  ended === undefined ? "-" : ((ended - started) / 1000).toFixed(1)
]

const countsOf = ({ tallies }: Exported) =>
  [...tallies].map(([kind, { bytes, exported, failed, kept, listed }]) => ({
    ...{ kind, listed, exported, kept, failed, bytes }
  }))

/** The counts by kind, and a line for each thing that is amiss. */
export const asResult = (exported: Exported): Result => {
  const { areSeveral, directory, findings, tallies } = exported
  const summary = { directory, complete: findings.length === 0 }
  return {
    text: () =>
      paragraphs([
        ...table([columns, ...[...tallies].map(([kind, tally]) => row(kind, tally))]),
        ...section(
          "Not listed or not read",
          findings.map((it) => (areSeveral ? `${it.organization}: ` : "") + wordFinding(it))
        )
      ]),
    json: () => ({ ...summary, kinds: countsOf(exported), findings }),
    lines: () => [
      ...countsOf(exported).map((it) => ({ type: "kind", ...it })),
      ...findings.map((it) => ({ type: "finding", ...it })),
      { type: "summary", ...summary }
    ]
  }
}
