/** Whether two objects are the same, and where they differ: what planning and verifying share. */
import * as Effect from "effect/Effect"
import { digest } from "./internal/digest.js"
import { canonical, isObject } from "./internal/json.js"

/** A place where two contents differ; a side that has nothing there has no field for it. */
export interface Difference {
  /** `dashboard.panels[id=4].title` */
  readonly at: string
  readonly left?: unknown
  readonly right?: unknown
}

/** Whether two contents say the same: the order of fields does not count, that of lists does. */
export const equal = (left: unknown, right: unknown): boolean => canonical(left) === canonical(right)

/** SHA-256 of a content, in hex: the same for equal contents. */
export const fingerprint = (content: unknown): Effect.Effect<string> =>
  digest(new TextEncoder().encode(canonical(content)))

/** Every place where two contents differ, field by field; items of lists are matched by what names them. */
export const differences = (left: unknown, right: unknown): ReadonlyArray<Difference> => {
  const found: Array<Difference> = []
  compare(left, right, "", found)
  return found
}

const compare = (left: unknown, right: unknown, at: string, found: Array<Difference>): void => {
  if (isObject(left) && isObject(right)) return compareFields(left, right, at, found)
  if (Array.isArray(left) && Array.isArray(right)) return compareItems(left, right, at, found)
  if (!equal(left, right)) found.push({ at, left, right })
}

interface Fields {
  readonly [field: string]: unknown
}

const compareFields = (left: Fields, right: Fields, at: string, found: Array<Difference>): void => {
  for (const field of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const place = at === "" ? field : `${at}.${field}`
    if (right[field] === undefined) {
      if (left[field] !== undefined) found.push({ at: place, left: left[field] })
    } else if (left[field] === undefined) found.push({ at: place, right: right[field] })
    else compare(left[field], right[field], place, found)
  }
}

const compareItems = (
  left: ReadonlyArray<unknown>,
  right: ReadonlyArray<unknown>,
  at: string,
  found: Array<Difference>
): void => {
  const name = namesOf(left, right)
  const [lefts, rights] = [byName(left, name), byName(right, name)]
  for (const [key, item] of lefts) {
    if (rights.has(key)) compare(item, rights.get(key), at + key, found)
    else found.push({ at: at + key, left: item })
  }
  for (const [key, item] of rights) if (!lefts.has(key)) found.push({ at: at + key, right: item })
  const [before, after] = [order(lefts, rights), order(rights, lefts)]
  if (!equal(before, after)) found.push({ at: `${at} (order)`, left: before, right: after })
}

type Name = (item: unknown, index: number) => string

const fieldsThatName = ["uid", "refId", "id", "name", "title"]

/** By a field that names each item of both lists, else by position. */
const namesOf = (left: ReadonlyArray<unknown>, right: ReadonlyArray<unknown>): Name => {
  const field = fieldsThatName.find((field) => tellsApart(left, field) && tellsApart(right, field))
  return field === undefined
    ? (_, index) => `[${index}]`
    : (item) => `[${field}=${String(isObject(item) ? item[field] : item)}]`
}

const tellsApart = (items: ReadonlyArray<unknown>, field: string): boolean => {
  const names = new Set<unknown>()
  for (const item of items) {
    const name = isObject(item) ? item[field] : undefined
    if (typeof name !== "string" && typeof name !== "number") return false
    names.add(name)
  }
  return names.size === items.length
}

const byName = (items: ReadonlyArray<unknown>, name: Name): ReadonlyMap<string, unknown> =>
  new Map(items.map((item, index) => [name(item, index), item]))

/** The names that both have, as one has them. */
const order = (
  one: ReadonlyMap<string, unknown>,
  other: ReadonlyMap<string, unknown>
): ReadonlyArray<string> => [...one.keys()].filter((key) => other.has(key))
