import { badRequest } from "./apisStatus.js"
import type { FakeResponse } from "../message.js"
import type { Query } from "../query.js"

/** What a list is asked for. */
export interface ListOptions {
  /** 0 or less: no limit was given. */
  readonly limit: number
  readonly token: string
  readonly labels: ReadonlyMap<string, string>
  readonly fields: ReadonlyMap<string, string>
}

const requirement = /^\s*([^=!\s]+)\s*==?\s*([^=!\s]*)\s*$/

/** Reads `key=value` pairs; other forms of requirement count as a key without a value. */
const readSelector = (selector: string): Map<string, string> | FakeResponse => {
  const pairs = new Map<string, string>()
  for (const part of selector.split(",")) {
    if (part === "") continue
    const [, key = part.trim(), value = ""] = requirement.exec(part) ?? []
    if (/=[^=]+=/.test(key)) return badRequest("found '=', expected: ',' or 'end of string'")
    pairs.set(key, value)
  }
  return pairs
}

const readLimit = (text: string): number | FakeResponse =>
  text === ""
    ? 0
    : /^[+-]?\d+$/.test(text)
      ? Number(text)
      : badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`)

export const readListOptions = (query: Query): ListOptions | FakeResponse => {
  const limit = readLimit(query.get("limit"))
  if (typeof limit !== "number") return limit
  const labels = readSelector(query.get("labelSelector"))
  if (!(labels instanceof Map)) return labels
  const fields = readSelector(query.get("fieldSelector"))
  if (!(fields instanceof Map)) return fields
  return { limit, token: query.get("continue"), labels, fields }
}
