/** Runs that are watched while they go on. */
import * as Effect from "effect/Effect"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { Ledger } from "../Ledger.js"
import type { Origin } from "../Origin.js"
import { show } from "./progress/show.js"
import { Streams } from "./streams.js"

/** Shows the ledger's counts for as long as an effect runs. */
export const watching =
  (ledger: Ledger, quiet: boolean) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, Exclude<R, Scope.Scope> | Streams> =>
    quiet
      ? Effect.scoped(effect)
      : Effect.scoped(
          Effect.gen(function* () {
            const { screen } = yield* Streams
            yield* show(screen, ledger)
            const result = yield* effect
            for (const kind of (yield* ledger.tallies).keys()) yield* ledger.end(kind)
            return result
          })
        )

/** Of which kinds what is read of an origin counts, and whether all that it lists is meant. */
export interface Counting {
  readonly kinds: ReadonlyArray<string>
  readonly isWhole: boolean
}

/** The origin, with all that is listed and read of it counted. */
export const counted = (origin: Origin, ledger: Ledger, { isWhole, kinds }: Counting): Origin => {
  const seen = new Map<string, Map<number, number>>()
  const learn = (kind: string, organization: number, count: number) => {
    const places = seen.get(kind) ?? new Map<number, number>()
    seen.set(kind, places.set(organization, Math.max(count, places.get(organization) ?? 0)))
    return ledger.state(
      kind,
      [...places.values()].reduce((sum, it) => sum + it, 0)
    )
  }
  return {
    ...origin,
    pages: (organization, kind) => {
      const pages = origin.pages(organization, kind)
      if (!isWhole || !kinds.includes(kind)) return pages
      return Stream.suspend(() => {
        let count = 0
        return Stream.tap(pages, ({ items }) =>
          Effect.suspend(() => learn(kind, organization.id, (count += items.length)))
        )
      })
    },
    read: (found) =>
      Effect.tapBoth(origin.read(found), {
        onFailure: () => ledger.add(found.kind, { failed: 1 }),
        onSuccess: () => ledger.add(found.kind, { exported: 1 })
      })
  }
}
