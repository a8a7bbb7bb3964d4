import type * as Endpoint from "@effect-grafana/core/Endpoint"
import type { Policy } from "@effect-grafana/core/Pagination"
import * as Either from "effect/Either"
import { endpointOf, type AnyEndpoint } from "./contracts.js"
import { replayedOf, type Replayed } from "./replay.js"

type AnyListing = Endpoint.Listing<unknown, unknown, unknown, unknown, unknown>

/** A list that was walked page by page until past its end. */
export interface Walk {
  readonly name: string
  readonly listing: AnyListing
  /** What a user says to walk it so: without the page, with the size apart. */
  readonly input: Readonly<Record<string, unknown>>
  readonly pageSize: number
  readonly pages: ReadonlyArray<Replayed>
}

const isListing = (contract: AnyEndpoint): contract is AnyEndpoint & AnyListing => "policy" in contract

const page = /^(.*?)(?: (?:page|window) \d+)?(?: past the end)?$/

/** The walks that were recorded over the lists of one module. */
export const walksOf = (module: string): ReadonlyArray<Walk> => {
  const groups = new Map<string, Array<Replayed>>()
  for (const it of replayedOf(module)) {
    const { name } = it.exchange
    // The list was changed between these pages: they have tests of their own.
    if (!it.file.startsWith("pagination-") || /^(delete|insert) between/.test(name) || it.tag !== "success")
      continue
    const walk = page.exec(name)?.[1]
    if (walk === undefined || walk === name) continue
    groups.set(walk, [...(groups.get(walk) ?? []), it])
  }
  return [...groups].flatMap(([name, pages]) => walkOf(name, pages))
}

const walkOf = (name: string, pages: ReadonlyArray<Replayed>): ReadonlyArray<Walk> => {
  const [first] = pages
  if (first === undefined || !isListing(first.known.contract) || Either.isLeft(first.input)) return []
  const listing = first.known.contract
  const { policy } = listing
  if (policy.kind === "whole") return []
  // Sound: an input is one flat record.
  const given = first.input.right as Readonly<Record<string, unknown>>
  const filledIn = new Set(
    Object.entries(policy).flatMap(([key, value]) => (["page", "size", "token"].includes(key) ? [value] : []))
  )
  return [
    {
      name: `${endpointOf(first.known)}: ${name}`,
      listing,
      input: Object.fromEntries(Object.entries(given).filter(([key]) => !filledIn.has(key))),
      pageSize: Number(given[policy.size]),
      pages
    }
  ]
}

/** The pages that need not be asked for: past the end, where a total, a short page or a window tells it. */
export const sparePages = ({ listing: { policy }, pageSize, pages }: Walk): ReadonlyArray<string> => {
  const names = pages.map(({ exchange }) => exchange.name)
  if (policy.kind !== "window") return names.filter((name) => /past the end|last token again/.test(name))
  const short = pages.findIndex(({ outcome }) => firstList(Either.getOrNull(outcome)).length < pageSize)
  return names.slice(short + 1)
}

/** What the pages hold together, each item once; what the server adds and is no object is left out. */
export const itemsOf = ({ listing: { policy }, pages }: Walk): ReadonlyArray<unknown> => {
  const virtual = virtualOf(policy)
  const all = pages.flatMap(({ outcome }) => firstList(Either.getOrNull(outcome)))
  const once = new Map(all.map((item) => [JSON.stringify(item), item]))
  return [...once.values()].filter(
    (item) => !virtual.some((id) => JSON.stringify(item).includes(`"uid":"${id}"`))
  )
}

const virtualOf = (policy: Policy): ReadonlyArray<string | number> =>
  policy.kind === "number" ? (policy.virtual ?? []) : []

/** The list that a response is or holds, whatever its policy says. */
const firstList = (body: unknown): ReadonlyArray<unknown> => {
  if (Array.isArray(body)) return body
  if (typeof body !== "object" || body === null) return []
  return (
    Object.values(body)
      .map(firstList)
      .find((list) => list.length > 0) ?? []
  )
}
