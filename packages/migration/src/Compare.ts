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
export const fingerprint = (content: unknown): Effect.Effect<string> => digest(canonical(content))

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
    const [one, other] = [own(left, field), own(right, field)]
    if (other === undefined) {
      if (one !== undefined) found.push({ at: place, left: one })
    } else if (one === undefined) found.push({ at: place, right: other })
    else compare(one, other, place, found)
  }
}

/** `constructor` and `__proto__` are fields like others. */
const own = (fields: Fields, field: string): unknown =>
  Object.hasOwn(fields, field) ? fields[field] : undefined

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

/** What tells the items of a list apart: one field that all have, or who of several kinds something is given to. */
const namings = [["uid"], ["refId"], ["id"], ["name"], ["title"], ["user", "team", "serviceAccount", "role"]]

/** By what names each item of both lists, else by position. */
const namesOf = (left: ReadonlyArray<unknown>, right: ReadonlyArray<unknown>): Name => {
  const fields = namings.find((fields) => tellsApart(left, fields) && tellsApart(right, fields))
  return fields === undefined ? (_, index) => `[${index}]` : (item) => `[${nameIn(item, fields) ?? ""}]`
}

/** `uid=abc`; undefined where the item has none of the fields. */
const nameIn = (item: unknown, fields: ReadonlyArray<string>): string | undefined => {
  if (!isObject(item)) return undefined
  const field = fields.find((field) => isName(own(item, field)))
  return field === undefined ? undefined : `${field}=${String(item[field])}`
}

const isName = (value: unknown): boolean => typeof value === "string" || typeof value === "number"

const tellsApart = (items: ReadonlyArray<unknown>, fields: ReadonlyArray<string>): boolean => {
  const names = new Set(items.map((item) => nameIn(item, fields)))
  return names.size === items.length && !names.has(undefined)
}

const byName = (items: ReadonlyArray<unknown>, name: Name): ReadonlyMap<string, unknown> =>
  new Map(items.map((item, index) => [name(item, index), item]))

/** The names that both have, as one has them. */
const order = (
  one: ReadonlyMap<string, unknown>,
  other: ReadonlyMap<string, unknown>
): ReadonlyArray<string> => [...one.keys()].filter((key) => other.has(key))
