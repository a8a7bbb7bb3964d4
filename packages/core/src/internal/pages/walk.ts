/** The walk over a list: pages asked for one after the other, checked, and handed out as they are pulled. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { CallError } from "../../GrafanaError.js"
import {
  IncompleteListing,
  type Page,
  type PaginationError,
  type Policy,
  type Position,
  RepeatedPage
} from "../../Pagination.js"
import type { Pull } from "./ahead.js"
import { distinct, idsOf, isRepeated } from "./distinct.js"
import { totalOf } from "./number.js"
import { listAt } from "./path.js"
import type { Plan } from "./plan.js"
import type { Placed, Step } from "./step.js"

/** Sends the request that adds this to the input. */
export type Request<E, R> = (query: Step["query"]) => Effect.Effect<unknown, E, R>

/** How far a walk has come. */
interface Progress {
  /** The next request; undefined after the last. */
  readonly step: Step | undefined
  readonly passes: number
  readonly seen: Position["seen"]
  readonly found: number
  readonly stated: number | undefined
}

/** The pages of one run of a walk. What fails leaves the progress as it was. */
export const walk = <E, R>(
  policy: Policy,
  plan: Plan,
  request: Request<E, R>
): Pull<Page<unknown>, E | PaginationError, R> => {
  const reader = readerOf(policy)
  const admit = distinct(plan.distinct, plan.resume?.seen ?? [])
  let progress: Progress = {
    step: plan.first,
    passes: plan.passes,
    seen: plan.resume?.seen ?? [],
    found: plan.resume?.found ?? 0,
    stated: plan.resume?.stated
  }

  const hand = (step: Step, body: unknown): Effect.Effect<Page<unknown>, Option.Option<RepeatedPage>> => {
    const { items, ids, total } = reader(body)
    const next = step.next(body, items)
    if (next === "repeated" || (guarded(policy) && isRepeated(ids, progress.seen.at(-1) ?? []))) {
      return Effect.fail(Option.some(new RepeatedPage(plan.list)))
    }
    const kept = admit(items, ids)
    progress = {
      step: next,
      passes: progress.passes,
      seen: [...progress.seen, ids].slice(-2),
      found: progress.found + kept.length,
      stated: highest(progress.stated, total)
    }
    return Effect.succeed({ items: kept, total, next: next && positionAt(plan, progress, next) })
  }
  ...
}
