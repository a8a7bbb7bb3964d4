/** Fills an archive: all kinds at once, each a stream of pages into a few workers into files. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { Ledger } from "../../Ledger.js"
import { inWords, type Problem } from "../../Kind.js"
import type { Found, Organization, Origin, Page } from "../../Origin.js"
import { workers } from "../workers.js"
import type { FileFailed } from "./objectFile.js"
import { gather, type Seal } from "./sealed.js"
import type { Store } from "./store.js"

export interface Job {
  readonly origin: Origin
  readonly kinds: ReadonlyArray<string>
  readonly passes: (found: Found) => boolean
  /** Is written as the run goes on. */
  readonly ledger: Ledger
  readonly store: Store
  /** Objects of a kind that are read at once; the client's slots are shared by all kinds. */
  readonly concurrency: number
  /** Encrypts the secrets; without it none are asked for. */
  readonly seal?: Seal
}

/** True: the archive is complete and has its manifest; false: the ledger's findings say what it lacks. */
export const fill = (job: Job): Effect.Effect<boolean, FileFailed> =>
  Effect.gen(function* () {
    const { kinds, ledger, origin, seal, store } = job
    yield* Effect.forEach(kinds, (kind) => fillKind(job, origin.organizations, kind), {
      concurrency: "unbounded",
      discard: true
    })
    if (seal !== undefined) yield* store.seal(yield* gather(job, seal))
    const complete = (yield* ledger.findings).length === 0
    yield* complete ? store.complete : store.settle
    return complete
  })

const fillKind = (
  job: Job,
  organizations: ReadonlyArray<Organization>,
  kind: string
): Effect.Effect<void, FileFailed> =>
  Effect.gen(function* () {
    for (const organization of organizations)
      yield* Stream.runForEach(job.origin.pages(organization, kind), (page) => fillPage(job, page))
    yield* job.ledger.end(kind)
  })

/** The next page is taken when this one is on disk. */
const fillPage = (job: Job, { findings, items, kind, total }: Page): Effect.Effect<void, FileFailed> =>
  Effect.gen(function* () {
    const { concurrency, ledger, passes } = job
    if (total !== undefined) yield* ledger.state(kind, total)
    for (const finding of findings) yield* ledger.note(finding)
    const meant = items.filter(passes)
    yield* ledger.add(kind, { listed: meant.length })
    yield* workers(concurrency, meant, (found) => fillOne(job, found))
  })

const fillOne = ({ ledger, origin, store }: Job, found: Found): Effect.Effect<void, FileFailed> =>
  Effect.flatMap(store.kept(found), (kept) =>
    Option.isSome(kept)
      ? ledger.add(found.kind, { kept: 1, bytes: kept.value.bytes })
      : Effect.matchEffect(origin.read(found), {
          onFailure: (problem) => missed(ledger, found, problem),
          onSuccess: (reading) =>
            Effect.flatMap(store.put(found, reading), ({ bytes }) =>
              ledger.add(found.kind, { exported: 1, bytes })
            )
        })
  )

const missed = (
  ledger: Ledger,
  { key, kind, organization, title }: Found,
  problem: Problem
): Effect.Effect<void> =>
  Effect.zipRight(
    ledger.note({
      kind,
      organization: organization.name,
      key,
      title,
      problem: `could not be read: ${inWords(problem)}`
    }),
    ledger.add(kind, { failed: 1 })
  )
