import type { WindowPolicy } from "../../Pagination.js"
import { numberAt } from "./path.js"
import type { Place, Placed, Steps } from "./step.js"

type WindowPlace = Extract<Place, { readonly kind: "window" }>

/** In the year 2262: the last millisecond whose nanoseconds Grafana's 64 bits hold. */
const latest = 9_223_372_036_854

export const steps = (
  policy: WindowPolicy,
  pageSize: number,
  input: Readonly<Record<string, unknown>>
): Steps => {
  const from = Math.max(1, numberAt(policy.from)(input) ?? 1)
  const to = numberAt(policy.to)(input) ?? latest
  const time = numberAt(policy.time)
  const timeEnd = numberAt(policy.timeEnd)

  const step = (at: WindowPlace): Placed => ({
    at,
    query: { [policy.from]: from, [policy.to]: at.to, [policy.size]: at.limit },
    next: (_, items) => {
      if (items.length < at.limit) return undefined
      const to = edge(
        items.map((item) => timeEnd(item) || (time(item) ?? at.to)),
        at.limit
      )
      return step(to < at.to ? { kind: "window", to, limit: at.limit } : { ...at, limit: at.limit * 2 })
    }
  })

  return {
    first: step({ kind: "window", to, limit: pageSize }),
    resume: (at) => (at.kind === "window" ? step(at) : undefined)
  }
}

/**
 * The end down to which a page has everything: that of its last item, but for a Grafana that keeps alert states in
 * Loki, which merges the pages of two stores and so answers with more than the limit (12.3.0).
 */
const edge = (ends: ReadonlyArray<number>, limit: number): number =>
  [...ends].sort((a, b) => b - a)[limit - 1] ?? 0
