/** The walk over a list: pages asked for one after the other, checked, and handed out as they are pulled. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import {
  IncompleteListing,
  type Page,
  type PaginationError,
  type Policy,
  RepeatedPage
} from "../../Pagination.js"
import type { Pull } from "./ahead.js"
import { distinct, type Id, idsOf, isRepeated } from "./distinct.js"
import { totalOf } from "./number.js"
import { at, listAt } from "./path.js"
import type { Plan } from "./plan.js"
import type { Step } from "./step.js"

/** Sends the request that adds this to the input. */
export type Request<E, R> = (query: Step["query"]) => Effect.Effect<unknown, E, R>

/** How far a run has come. */
interface Progress {
  /** The next request; undefined after the last. */
  readonly step: Step | undefined
  /** Walks to do, this one included. */
  readonly passes: number
  /** The identities of the last two pages. */
  readonly seen: ReadonlyArray<ReadonlyArray<Id>>
  readonly found: number
  /** The highest total, so that neither a delete nor an insert in between goes unnoticed. */
  readonly stated: number
}

/** The pages of one run. A page that fails leaves the progress as it was. */
export const walk = <E, R>(
  policy: Policy,
  plan: Plan,
  request: Request<E, R>
): Pull<Page<unknown>, E | PaginationError, R> => {
  const { demand, first, list, resume } = plan
  const read = reader(policy)
  const admit = distinct(plan.distinct, resume?.seen ?? [])
  const start = { step: first, seen: resume?.seen ?? [] }
  let progress: Progress = {
    ...start,
    passes: plan.passes,
    found: resume?.found ?? 0,
    stated: resume?.stated ?? 0
  }

  const pull: Pull<Page<unknown>, E | PaginationError, R> = Effect.suspend(() => {
    const { step } = progress
    if (step === undefined) return end()
    return request(step.query).pipe(
      Effect.mapError(Option.some),
      Effect.flatMap((body) => take(step, body))
    )
  })

  const take = (step: Step, body: unknown): Effect.Effect<Page<unknown>, Option.Option<RepeatedPage>> => {
    const { ids, items, total } = read(body)
    const next = step.next(body, items)
    if (next === "repeated" || (isGuarded(policy) && isRepeated(ids, progress.seen.at(-1)))) {
      return Effect.fail(Option.some(new RepeatedPage(list)))
    }
    const kept = admit(items, ids)
    const seen = [...progress.seen, ids].slice(-2)
    const found = progress.found + kept.length
    const stated = Math.max(progress.stated, total ?? 0)
    progress = { step: next, passes: progress.passes, seen, found, stated }
    return Effect.succeed({ items: kept, total, next: next && { ...list, seen, found, stated, at: next.at } })
  }

  const end = (): typeof pull => {
    const { found, passes, stated } = progress
    if (passes > 1) {
      progress = { ...progress, ...start, passes: passes - 1 }
      return pull
    }
    return Effect.fail(
      demand && found !== stated
        ? Option.some(new IncompleteListing({ operation: list.operation, stated, found }))
        : Option.none()
    )
  }

  return pull
}

/** A page that is asked for once more with a higher limit may well be the same. */
const isGuarded = (policy: Policy): boolean => policy.kind === "number" || policy.kind === "cursor"

interface Answer {
  readonly items: ReadonlyArray<unknown>
  readonly ids: ReadonlyArray<Id>
  readonly total: number | undefined
}

const reader = (policy: Policy): ((body: unknown) => Answer) => {
  const itemsOf = listAt(policy.items)
  const identify = idsOf("id" in policy ? policy.id : undefined)
  const total = policy.kind === "number" ? totalOf(policy) : undefined
  const isReal = realOf(policy)
  return (body) => {
    const items = isReal === undefined ? itemsOf(body) : itemsOf(body).filter(isReal)
    return { items, ids: identify(items), total: total?.read(body) }
  }
}

/** Whether an item is an object of the list; undefined where all are. */
const realOf = (policy: Policy): ((item: unknown) => boolean) | undefined => {
  if (policy.kind !== "number" || policy.virtual === undefined) return undefined
  const id = at(policy.id)
  const virtual = new Set<unknown>(policy.virtual)
  return (item) => !virtual.has(id(item))
}
