/** What a walk is told, made whole and checked before anything is sent. */
import * as Either from "effect/Either"
import * as Hash from "effect/Hash"
import { InvalidInput } from "../../GrafanaError.js"
import type { CountedOptions, Policy, Position } from "../../Pagination.js"
import { totalOf } from "./number.js"
import { type Step, steps } from "./step.js"

export interface Plan {
  /** The request that every pass begins with: the list's first, or that of the position. */
  readonly first: Step
  readonly resume: Position | undefined
  /** What every position of this walk says of the list. */
  readonly list: Pick<Position, "operation" | "input" | "pageSize">
  readonly prefetch: number
  readonly distinct: NonNullable<CountedOptions["distinct"]>
  readonly demand: boolean
  readonly passes: number
}

export const plan = (
  operation: string,
  policy: Policy,
  input: Readonly<Record<string, unknown>>,
  options: CountedOptions
): Either.Either<Plan, InvalidInput> => {
  const { complete, prefetch = 1, resume, passes = 1 } = options
  const distinct = options.distinct ?? (passes === 2 ? "all" : "neighbours")
  const pageSize = policy.kind === "whole" ? 0 : (options.pageSize ?? resume?.pageSize ?? policy.pageSize)
  const list = { operation, input: fingerprint(input), pageSize }
  const demand = complete === "demand"
  const refused =
    refusedSize(policy, pageSize) ??
    refusedOptions(policy, { prefetch, resume, passes, distinct, demand }) ??
    (resume && refusedPosition(resume, list))
  const made = steps(policy, pageSize, input)
  const first = resume === undefined ? made.first : made.resume(resume.at)
  return refused === undefined && first !== undefined
    ? Either.right({ first, resume, list, prefetch, distinct, demand, passes })
    : Either.left(
        new InvalidInput({
          operation,
          message: `${operation}: ${refused ?? "the position is one of another page policy"}`
        })
      )
}

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0

const refusedSize = (policy: Policy, pageSize: number): string | undefined => {
  if (policy.kind === "whole") return undefined
  const max = policy.maxPageSize ?? Number.MAX_SAFE_INTEGER
  return isCount(pageSize) && pageSize > 0 && pageSize <= max
    ? undefined
    : `the page size must be an integer from 1 to ${max}`
}

const refusedOptions = (
  policy: Policy,
  told: Pick<Plan, "prefetch" | "resume" | "passes" | "distinct" | "demand">
): string | undefined => {
  if (!isCount(told.prefetch)) return "prefetch must be 0 or a positive integer"
  if (told.demand && !isCounted(policy)) return "the total of this list cannot be trusted"
  if (told.distinct === "all" && !hasId(policy)) return "the items of this list have no identity"
  if (told.passes === 2 && told.distinct !== "all") return "two passes hand out every item once"
  if (told.passes === 2 && told.resume !== undefined) return "two passes cannot be resumed"
  return undefined
}

const isCounted = (policy: Policy): boolean => policy.kind === "number" && totalOf(policy)?.trusted === true

const hasId = (policy: Policy): boolean => "id" in policy && policy.id !== undefined

const refusedPosition = (resume: Position, list: Plan["list"]): string | undefined => {
  if (resume.operation !== list.operation) return `the position is one of ${resume.operation}`
  if (resume.pageSize !== list.pageSize) return `the position is one of pages of ${resume.pageSize}`
  return resume.input === list.input ? undefined : "the position is one of another input"
}

/** Tells inputs apart without keeping what they say. */
const fingerprint = (input: Readonly<Record<string, unknown>>): number =>
  Hash.string(
    Object.entries(input)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${key}=${String(value)}`)
      .sort()
      .join("&")
  )
