import type { FakeRequest } from "../fake/message.js"
import { makeRandom } from "../fake/words/identifiers.js"
import type { Fault } from "./fault.js"
import { usual } from "./usual.js"
import { isAt, type Where } from "./where.js"

/** Which of the requests that a rule matches, counted from 1. */
export type When =
  | { readonly nth: number }
  | { readonly first: number }
  | { readonly every: number }
  /** Both included; without `to`, for ever. */
  | { readonly from: number; readonly to?: number }

/** One line of a script. */
export interface Rule {
  readonly where: Where
  readonly fault: Fault
  /** Undefined: every one. */
  readonly when: When | undefined
}

/** What is to go wrong, as data. */
export type Plan =
  | { readonly _tag: "Script"; readonly rules: ReadonlyArray<Rule> }
  | {
      readonly _tag: "Random"
      readonly seed: number
      readonly rate: number
      readonly kinds: ReadonlyArray<Fault>
    }

/**
 * A rule: `fault` for the requests that `where` names, a contract or method and path; `when` counts them, and
 * without it every one meets the fault.
 */
export const on = (where: Where, fault: Fault, when?: When): Rule => ({ where, fault, when })

/** What goes wrong by rules. The first one that applies to a request wins; each counts what it matches all the same. */
export const script = (rules: ReadonlyArray<Rule>): Plan => ({ _tag: "Script", rules })

/**
 * What goes wrong by chance: each request meets one of `kinds` (all of `usual` unless told) with a chance of `rate`,
 * from 0 to 1. The same seed gives the same faults to the same sequence of requests.
 */
export const random = (options: {
  readonly seed: number
  readonly rate: number
  readonly kinds?: ReadonlyArray<Fault>
}): Plan => ({ _tag: "Random", kinds: usual, ...options })

type Choose = (request: FakeRequest) => Fault | undefined

/** Says of each request in turn what it meets. */
export const chooser = (plan: Plan): Choose => (plan._tag === "Script" ? scripted(plan.rules) : drawn(plan))

const scripted = (rules: ReadonlyArray<Rule>): Choose => {
  const counted = rules.map(({ fault, when, where }) => ({ fault, when, matches: isAt(where), count: 0 }))
  return (request) => {
    let chosen: Fault | undefined
    for (const rule of counted) {
      if (!rule.matches(request)) continue
      rule.count += 1
      if (isTurn(rule.when, rule.count)) chosen ??= rule.fault
    }
    return chosen
  }
}

const isTurn = (when: When | undefined, count: number): boolean => {
  if (when === undefined) return true
  if ("nth" in when) return count === when.nth
  if ("first" in when) return count <= when.first
  if ("every" in when) return count % when.every === 0
  return count >= when.from && count <= (when.to ?? Infinity)
}

/** Two draws a request, struck or not: what a request meets depends on its place alone. */
const drawn = ({ kinds, rate, seed }: Extract<Plan, { readonly _tag: "Random" }>): Choose => {
  const next = makeRandom(seed)
  return () => {
    const struck = next() < rate
    const kind = kinds[Math.floor(next() * kinds.length)]
    return struck ? kind : undefined
  }
}
