/** The tables as the code would write them: what the tests compare with what stands there. */
import * as Either from "effect/Either"
import { openPaths } from "./asts.js"
import { contracts, endpointOf } from "./contracts.js"
import { recorded } from "./recorded.js"
import { replayed, replayedOf, type Replayed } from "./replay.js"
import { templateOf } from "./routes.js"
import {
  cell,
  type expectedErrors,
  type inexpressible,
  type openSchemas,
  type Row,
  type Table,
  type uncovered
} from "./tables.js"

type RowOf<T> = T extends Table<infer Column> ? Row<Column> : never

const keyOf = ({ exchange, file, known }: Replayed) => ({
  file,
  name: exchange.name,
  endpoint: endpointOf(known),
  status: String(exchange.response.status)
})

/** What Grafana said, in its own words. */
const wordsOf = ({ exchange }: Replayed): string => {
  const { body } = exchange.response
  if (typeof body !== "object" || body === null) return cell(String(body))
  const told = ["status", "messageId", "message", "error"].flatMap((key) => {
    const value: unknown = Object.getOwnPropertyDescriptor(body, key)?.value
    return value === undefined ? [] : [`${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`]
  })
  return cell(told.length === 0 ? JSON.stringify(body) : told.join("; "))
}

/** The failures of one module's recorded exchanges. */
export const errorRows = (module: string): ReadonlyArray<RowOf<typeof expectedErrors>> =>
  replayedOf(module)
    .filter(({ tag }) => tag !== "success" && tag !== "UnexpectedResponse")
    .map((it) => ({ ...keyOf(it), tag: it.tag, words: wordsOf(it) }))

/** The requests that no typed input of one module makes. */
export const requestRows = (module: string): ReadonlyArray<RowOf<typeof inexpressible>> =>
  replayedOf(module).flatMap((it) =>
    Either.isRight(it.input)
      ? []
      : [{ ...keyOf(it), reason: it.input.left.reason, detail: cell(it.input.left.detail) }]
  )

/** Where the response schemas of one module are open; the reasons are a person's. */
export const openRows = (module: string): ReadonlyArray<Omit<RowOf<typeof openSchemas>, "reason">> =>
  contracts
    .filter((known) => known.module === module)
    .flatMap((known) => {
      const paths = known.contract.success === undefined ? [] : [...openPaths(known.contract.success.ast)]
      return paths
        .sort()
        .map((path) => ({ endpoint: endpointOf(known), path: path === "" ? "(whole)" : path }))
    })

const belonging = new Set(replayed.map(({ exchange }) => exchange))

/** The routes that no contract covers; the reasons are a person's. */
export const uncoveredRows = (): ReadonlyArray<Omit<RowOf<typeof uncovered>, "reason">> => {
  const counts = new Map<string, number>()
  for (const it of recorded) {
    if (belonging.has(it.exchange)) continue
    const key = `${templateOf(it)}\t${it.exchange.request.method}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, count]) => {
      const [template = "", method = ""] = key.split("\t")
      return { method, template, exchanges: String(count) }
    })
}

/** How many exchanges of each recording are played, and how many no contract covers. */
export const coverage = (): ReadonlyArray<{
  readonly file: string
  readonly played: number
  readonly uncovered: number
}> => {
  const files = [...new Set(recorded.map(({ file }) => file))]
  return files.map((file) => {
    const all = recorded.filter((it) => it.file === file)
    const played = all.filter(({ exchange }) => belonging.has(exchange)).length
    return { file, played, uncovered: all.length - played }
  })
}

/** The endpoints whose success no recording shows. */
export const unproven = (): ReadonlyArray<string> => {
  const proved = new Set(replayed.filter(({ tag }) => tag === "success").map(({ known }) => known.contract))
  return contracts.filter(({ contract }) => !proved.has(contract)).map(endpointOf)
}

/** How many requests of each reason no typed input makes. */
export const reasonCounts = (
  rows: ReadonlyArray<{ readonly reason: string }>
): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const { reason } of [...rows].sort((a, b) => (a.reason < b.reason ? -1 : 1))) {
    counts[reason] = (counts[reason] ?? 0) + 1
  }
  return counts
}
