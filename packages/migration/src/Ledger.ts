/** What a run has done so far: counts for each kind, and everything that is amiss. */
import * as Chunk from "effect/Chunk"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import type { Finding } from "./Origin.js"

export interface Tally {
  readonly listed: number
  readonly exported: number
  /** On disk from a run before. */
  readonly kept: number
  readonly failed: number
  readonly bytes: number
  /** How many Grafana says there are; 0 where it does not. */
  readonly stated: number
  /** Epoch milliseconds. */
  readonly started: number
  readonly ended: number | undefined
}

/** How many objects are settled, one way or the other. */
export const settled = ({ exported, failed, kept }: Tally): number => exported + failed + kept

type Amount = Partial<Pick<Tally, "listed" | "exported" | "kept" | "failed" | "bytes">>

export interface Ledger {
  readonly add: (kind: string, amount: Amount) => Effect.Effect<void>
  readonly state: (kind: string, total: number) => Effect.Effect<void>
  readonly end: (kind: string) => Effect.Effect<void>
  readonly note: (finding: Finding) => Effect.Effect<void>
  readonly tallies: Effect.Effect<ReadonlyMap<string, Tally>>
  readonly findings: Effect.Effect<ReadonlyArray<Finding>>
}

export const make = (kinds: ReadonlyArray<string>): Effect.Effect<Ledger> =>
  Effect.gen(function* () {
    const started = yield* Clock.currentTimeMillis
    const none = {
      listed: 0,
      exported: 0,
      kept: 0,
      failed: 0,
      bytes: 0,
      stated: 0,
      started,
      ended: undefined
    }
    const tallies = new Map<string, Tally>(kinds.map((kind) => [kind, none]))
    const findings = yield* Ref.make(Chunk.empty<Finding>())
    const change = (kind: string, f: (tally: Tally) => Tally) =>
      Effect.sync(() => void tallies.set(kind, f(tallies.get(kind) ?? none)))
    return {
      add: (kind, amount) => change(kind, (it) => sum(it, amount)),
      state: (kind, total) => change(kind, (it) => ({ ...it, stated: Math.max(it.stated, total) })),
      end: (kind) =>
        Effect.flatMap(Clock.currentTimeMillis, (ended) => change(kind, (it) => ({ ...it, ended }))),
      note: (finding) => Ref.update(findings, Chunk.append(finding)),
      tallies: Effect.sync(() => new Map(tallies)),
      findings: Effect.map(Ref.get(findings), Chunk.toReadonlyArray)
    }
  })

const sum = (tally: Tally, { bytes = 0, exported = 0, failed = 0, kept = 0, listed = 0 }: Amount): Tally => ({
  ...tally,
  listed: tally.listed + listed,
  exported: tally.exported + exported,
  kept: tally.kept + kept,
  failed: tally.failed + failed,
  bytes: tally.bytes + bytes
})
