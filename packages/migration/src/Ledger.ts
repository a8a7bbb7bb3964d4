/** What a run has done so far: counts for each kind, and everything that is amiss. */
import * as Chunk from "effect/Chunk"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import type { Finding } from "./Origin.js"

/** How far a run has come with one kind; objects, where nothing else is said. */
export interface Tally {
  /** Named by listings so far. */
  readonly listed: number
  /** Read and written in this run. */
  readonly exported: number
  /** On disk from a run before. */
  readonly kept: number
  readonly failed: number
  /** Of the files of this run. */
  readonly bytes: number
  /** How many Grafana says there are; 0 where it does not. */
  readonly stated: number
  /** Epoch milliseconds. */
  readonly started: number
  /** Epoch milliseconds; undefined as long as the kind is under way. */
  readonly ended: number | undefined
}

/** How many objects are settled, one way or the other. */
export const settled = ({ exported, failed, kept }: Tally): number => exported + failed + kept

type Amount = Partial<Pick<Tally, "listed" | "exported" | "kept" | "failed" | "bytes">>

/** What a run has come to, by the names of kinds. */
export interface Ledger {
  /** Adds to the tally of a kind. */
  readonly add: (kind: string, amount: Amount) => Effect.Effect<void>
  /** Notes how many Grafana says there are. */
  readonly state: (kind: string, total: number) => Effect.Effect<void>
  /** Notes that nothing more comes of a kind. */
  readonly end: (kind: string) => Effect.Effect<void>
  /** Adds a finding. */
  readonly note: (finding: Finding) => Effect.Effect<void>
  /** As they are at this moment. */
  readonly tallies: Effect.Effect<ReadonlyMap<string, Tally>>
  /** All so far, in their order. */
  readonly findings: Effect.Effect<ReadonlyArray<Finding>>
}

/** A ledger of these kinds, all at nothing; it starts now. */
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
