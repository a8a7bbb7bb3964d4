/** What only the target has, as removals: where that is asked for, and where it can be told for certain. */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Compare from "../../Compare.js"
import type { Filter } from "../../Filter.js"
import { inWords, type Kind } from "../../Kind.js"
import type { Found } from "../../Origin.js"
import type { Action, OrganizationPlan } from "../../Plan.js"
import type { Draft } from "./organization.js"

/** How much may be removed. */
export interface Prune {
  /** Objects at most; unless told 20, or a tenth of what the target has where that is less, and one in any case. */
  readonly most?: number
}

/** What the target has beyond the source cannot be removed; nothing was planned. */
export class PruneRefused extends Data.TaggedError("PruneRefused")<{ readonly problem: string }> {
  override get message(): string {
    return `nothing can be removed from the target: ${this.problem}`
  }
}

/** Taking them away is not made good by making them anew: their tokens and links are in the hands of others. */
const irreplaceable = new Set(["service-accounts", "public-dashboards"])

const isPrunable = ({ name, onRequest, write }: Kind): boolean =>
  write?.remove !== undefined && onRequest === undefined && !irreplaceable.has(name)

/** A filter would show what it hides as missing in the source. */
export const checkFilter = ({ folders, keys, tags }: Filter): Effect.Effect<void, PruneRefused> =>
  folders === undefined && keys === undefined && tags === undefined
    ? Effect.void
    : new PruneRefused({ problem: "a filter hides what the source has; only kinds can be chosen" })

/** What is to become of an object that only the target has; what cannot be read is a finding. */
export const removal = (draft: Draft, kind: Kind, item: Found): Effect.Effect<Action> =>
  Effect.gen(function* () {
    const named = { kind: kind.name, key: item.key, title: item.title }
    const kept = (reason: string): Action => ({ ...named, change: "extra", reason })
    const bringer = kind.write?.broughtBy
    if (!isPrunable(kind)) return kept("only in the target, and never removed")
    if (bringer?.sameKey === true && !draft.removed.has(`${bringer.kind}/${item.key}`))
      return kept("only in the target, with what it belongs to")
    const there = yield* Effect.either(draft.work.target.read(item))
    if (Either.isLeft(there)) {
      draft.findings.push({ side: "target", ...named, problem: `could not be read: ${inWords(there.left)}` })
      return kept("only in the target")
    }
    const { content, fixed, version } = there.right
    if (fixed !== undefined) return kept(`only in the target, and ${fixed}`)
    draft.removed.add(`${kind.name}/${item.key}`)
    const found = {
      sha256: yield* Compare.fingerprint(content),
      ...(version === undefined ? {} : { version }),
      ...(item.id === undefined ? {} : { id: item.id })
    }
    return { ...named, change: "remove", reason: "only in the target", found }
  })

/** Refuses removals where anything was not listed or not read, and where they are more than may be. */
export const check = (
  organizations: ReadonlyArray<OrganizationPlan>,
  { most }: Prune
): Effect.Effect<void, PruneRefused> =>
  Effect.suspend(() => {
    const actions = organizations.flatMap((it) => it.actions)
    const removed = actions.filter(({ change }) => change === "remove").length
    if (removed === 0) return Effect.void
    const [first, ...others] = organizations.flatMap((it) => it.findings)
    if (first !== undefined) {
      const object = first.key === undefined ? first.kind : `${first.kind} ${first.key}`
      const more = others.length === 0 ? "" : `, and ${others.length} more`
      return new PruneRefused({
        problem: `not everything is known (${first.side}: ${object}: ${first.problem}${more})`
      })
    }
    const cap = most ?? usual(actions)
    return removed > cap
      ? new PruneRefused({ problem: `${removed} objects stand only there, and ${cap} may go at most` })
      : Effect.void
  })

const usual = (actions: ReadonlyArray<Action>): number => {
  const there = actions.filter((it) => it.found !== undefined || it.change === "extra").length
  return Math.max(1, Math.min(20, Math.floor(there / 10)))
}
