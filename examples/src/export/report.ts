/** The closing report. */
import type { Ledger, Tally } from "@effect-grafana/migration/Ledger"
import { type Finding, wordFinding } from "@effect-grafana/migration/Origin"
import * as Effect from "effect/Effect"
import { harmless } from "./words.js"

const columns = ["kind", "listed", "exported", "kept", "failed", "bytes", "seconds"]

/** The table, and a line for each thing that is amiss, with its organization where there are several. */
export const report = ({ findings, tallies }: Ledger, organizations = 1): Effect.Effect<string> =>
  Effect.map(Effect.all([tallies, findings]), ([tallies, findings]) =>
    [
      ...table(tallies),
      ...(findings.length === 0 ? [] : [""]),
      ...lines(findings, organizations > 1),
      ""
    ].join("\n")
  )

const table = (tallies: ReadonlyMap<string, Tally>): ReadonlyArray<string> => {
  const rows = [columns, ...[...tallies].map(([kind, tally]) => row(kind, tally))]
  const widths = columns.map((_, i) => Math.max(...rows.map((cells) => cells[i]?.length ?? 0)))
  return rows.map((cells) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  ")
  )
}

const row = (kind: string, { bytes, ended, exported, failed, kept, listed, started }: Tally) => [
  kind,
  ...[listed, exported, kept, failed, bytes].map(String),
  ended === undefined ? "-" : ((ended - started) / 1000).toFixed(1)
]

const lines = (findings: ReadonlyArray<Finding>, areSeveral: boolean): ReadonlyArray<string> =>
  findings.map((it) => harmless((areSeveral ? `${it.organization}: ` : "") + wordFinding(it)))
