/** Differences and the reasons for them. */
import type { Reason } from "./tables.js"

/** One way in which a contract differs from what is known; without a reason it is a mistake. */
export interface Difference {
  readonly operation: string
  /** `lacks query sort`, `adds body slug`, `status 409 is unexpected`: what a reason must name. */
  readonly difference: string
  readonly reason: Reason | undefined
}

export const keyOf = ({ difference, operation }: Pick<Reason, "difference" | "operation">): string =>
  `${operation}\t${difference}`

const source = /^(pkg|public|packages|docs|conf|apps)\/[^\s*]+\.(go|ts|tsx|md|ini|json):\d+$/

/** What is wrong with the reasons themselves: one for nothing, one given twice, one that cites nothing. */
export const wrongReasons = (
  reasons: ReadonlyArray<Reason>,
  differences: ReadonlySet<string>,
  recorded: ReadonlySet<string>
): ReadonlyArray<string> => {
  const seen = new Set<string>()
  return reasons.flatMap((reason) => {
    const key = keyOf(reason)
    const twice = seen.has(key)
    seen.add(key)
    const cited = recorded.has(reason.citation) || source.test(reason.citation)
    return [
      ...(differences.has(key) ? [] : [`stale reason: ${reason.operation}: ${reason.difference}`]),
      ...(twice ? [`two reasons: ${reason.operation}: ${reason.difference}`] : []),
      ...(cited ? [] : [`no such recording or source file: ${reason.operation}: ${reason.citation}`])
    ]
  })
}
