import type { LimitPolicy } from "../../Pagination.js"
import type { Placed, Step, Steps } from "./step.js"

const once: Step = { query: {}, next: () => undefined }

/** One response. */
export const steps: Steps = { first: once, resume: () => undefined }

/** One response, asked for with a higher limit as long as it is full. */
export const raised = (policy: LimitPolicy, pageSize: number): Steps => {
  const step = (limit: number): Placed => ({
    at: { kind: "limit", limit },
    query: { [policy.size]: limit },
    next: (_, items) => (items.length < limit ? undefined : step(limit * 2))
  })
  return { first: step(pageSize), resume: (at) => (at.kind === "limit" ? step(at.limit) : undefined) }
}
