import type { NumberPolicy } from "../../Pagination.js"
import { numberAt } from "./path.js"
import type { Placed, Steps } from "./step.js"

export const steps = (policy: NumberPolicy, pageSize: number): Steps => {
  const total = totalOf(policy)
  const echo = policy.echo === undefined ? undefined : numberAt(policy.echo)
  const byTotal = (policy.stop ?? (total?.trusted ? "total" : "short page")) === "total"

  const step = (page: number): Placed => ({
    at: { kind: "number", page },
    query: { [policy.page]: page, [policy.size]: pageSize },
    next: (body, items) => {
      const size = echo?.(body) || pageSize
      const stated = byTotal ? total?.read(body) : undefined
      const more = stated === undefined ? items.length >= size : (page - policy.first + 1) * size < stated
      return more ? step(page + 1) : undefined
    }
  })

  return { first: step(policy.first), resume: (at) => (at.kind === "number" ? step(at.page) : undefined) }
}

/** Where a policy's total stands, and whether it can be trusted. */
export const totalOf = ({ total }: NumberPolicy) =>
  total === undefined
    ? undefined
    : typeof total === "string"
      ? { read: numberAt(total), trusted: true }
      : { read: numberAt(total.path), trusted: total.trusted }
