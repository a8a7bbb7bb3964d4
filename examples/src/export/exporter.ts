/** The engine: all kinds at once, each a stream of pages into a few workers into files. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { inWords, type Item, type Kind, type Listing, type Page } from "./kind.js"
import type { Ledger } from "./ledger.js"
import type { FileFailed } from "./objectFile.js"
import type { Store } from "./store.js"
import { workers } from "./workers.js"

/** Objects of a kind that are read at once; the client's slots are shared by all kinds. */
const crew = 8

export interface Options {
  readonly kinds: ReadonlyArray<Kind>
  /** Is written as the run goes on. */
  readonly ledger: Ledger
  readonly store: Store
}

/** Exports. True: the export is complete and has its manifest; false: the ledger's findings say what it lacks. */
export const run = ({ kinds, ledger, store }: Options): Effect.Effect<boolean, FileFailed, Grafana> =>
  Effect.gen(function* () {
    yield* Effect.forEach(kinds, (kind) => exportKind({ kind, ledger, store }), {
      concurrency: "unbounded",
      discard: true
    })
    if ((yield* ledger.findings).length > 0) return false
    const counts = [...(yield* ledger.tallies)].map(
      ([kind, { bytes, exported, kept, listed }]) => [kind, { listed, exported, kept, bytes }] as const
    )
    yield* store.complete(Object.fromEntries(counts))
    return true
  })

/** A kind under way. */
interface Job {
  readonly kind: Kind
  readonly ledger: Ledger
  readonly store: Store
}

const exportKind = (job: Job): Effect.Effect<void, FileFailed, Grafana> =>
  Effect.gen(function* () {
    const { kind, ledger } = job
    const listed = new Map<string, Item>()
    const walks: Array<Walk> = []
    for (const listing of kind.listings) walks.push(yield* walk(job, listing, listed))
    const items = [...listed.values()]
    for (const item of items) yield* compare(job, item, walks)
    if (kind.check !== undefined) {
      const problems = yield* Effect.catchAll(kind.check(items), (problem) =>
        Effect.succeed([`what was listed could not be checked: ${inWords(problem)}`])
      )
      for (const problem of problems) yield* ledger.note({ kind: kind.name, problem })
    }
    yield* ledger.end(kind.name)
  })

// ---- listing ---------------------------------------------------------------------------------------------

/** What one listing has shown. */
interface Walk {
  readonly listing: Listing
  readonly shown: ReadonlySet<string>
  /** Whether it came to its end. */
  readonly whole: boolean
}

/** Walks a listing and exports what it adds to `listed`; the next page is taken when this one is on disk. */
const walk = (
  job: Job,
  listing: Listing,
  listed: Map<string, Item>
): Effect.Effect<Walk, FileFailed, Grafana> =>
  Effect.gen(function* () {
    const { kind, ledger } = job
    const shown = new Set<string>()
    let whole = true
    const cut = (problem: string) => {
      whole = false
      return ledger.note({ kind: kind.name, problem: `${listing.name} did not come to its end: ${problem}` })
    }
    const onPage = ({ items, total }: Page): Effect.Effect<void, FileFailed, Grafana> =>
      Effect.gen(function* () {
        if (total !== undefined) yield* ledger.state(kind.name, total)
        const fresh: Array<Item> = []
        for (const item of items) {
          if (shown.has(item.id))
            yield* ledger.note({ kind: kind.name, item, problem: `listed twice by ${listing.name}` })
          else if (!listed.has(item.id)) fresh.push(item)
          shown.add(item.id)
          listed.set(item.id, item)
        }
        yield* ledger.add(kind.name, { listed: fresh.length })
        yield* workers(crew, fresh, (item) => exportItem(job, item))
      })
    yield* listing.pages.pipe(
      Stream.catchAll((problem) => Stream.execute(cut(inWords(problem)))),
      Stream.runForEach(onPage)
    )
    return { listing, shown, whole }
  })

/** Names an object that one listing shows and another one should. */
const compare = ({ kind, ledger }: Job, item: Item, walks: ReadonlyArray<Walk>): Effect.Effect<void> => {
  const by = (shows: boolean) => walks.filter(({ shown }) => shown.has(item.id) === shows)
  const missing = by(false).filter(({ listing, whole }) => whole && listing.partial === undefined)
  if (missing.length === 0) return Effect.void
  const names = (walks: ReadonlyArray<Walk>) => walks.map(({ listing }) => listing.name).join(" and ")
  return ledger.note({
    kind: kind.name,
    item,
    problem: `shown by ${names(by(true))}, not by ${names(missing)}`
  })
}

// ---- one object ------------------------------------------------------------------------------------------

const exportItem = (
  { kind: { name, read }, ledger, store }: Job,
  item: Item
): Effect.Effect<void, FileFailed, Grafana> =>
  Effect.gen(function* () {
    const kept = yield* store.kept(name, item.id)
    if (Option.isSome(kept)) return yield* ledger.add(name, { kept: 1, bytes: kept.value.bytes })
    const answer = yield* Effect.either(read(item.id))
    if (answer._tag === "Left") {
      yield* ledger.note({ kind: name, item, problem: `could not be read: ${inWords(answer.left)}` })
      return yield* ledger.add(name, { failed: 1 })
    }
    const { bytes } = yield* store.put(name, item.id, answer.right)
    yield* ledger.add(name, { exported: 1, bytes })
  })
